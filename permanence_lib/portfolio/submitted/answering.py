"""The reader's form read back: the same questions, the same checks and the same sealed answer as from a pack's file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from permanence_lib.portfolio.packs import returned, sealing
from permanence_lib.portfolio.packs.standing import say_day
from permanence_lib.portfolio.submitted.receiving import Received
from permanence_lib.screen.asked import Asked
from permanence_lib.screen.pack import VERDICTS

_MOST_COMMENT, _MOST_ANSWER, _MOST_NAME = 4000, 8000, 200


@dataclass(frozen=True)
class Typed:
    """The form as it stands: what was typed by the name of its box, and what is wrong by the same name."""

    values: Mapping[str, str]
    on: date | None = None
    errors: Mapping[str, str] = field(default_factory=dict)


def names(one: Received) -> tuple[str, ...]:
    """Every box of the form."""
    items = [name for item in one.value.sent.items for name in (f"said-{item.id}", f"comment-{item.id}")]
    asks = [f"answer-{each.id}" for each in one.value.sent.questions]
    return (*items, *asks, "overall", "role", "name", "on-day", "on-month", "on-year")


def begin(one: Received, today: date) -> Typed:
    """The form as it is first met: empty and dated today; or with the answer that was given before."""
    values = {"on-day": str(today.day), "on-month": str(today.month), "on-year": str(today.year)}
    before = one.answered
    if before is None:
        return Typed(values)
    values |= {f"said-{x['id']}": x["said"] for x in before["items"]} | {
        f"comment-{x['id']}": x["comment"] for x in before["items"]
    }
    values |= {f"answer-{name}": words for name, words in before["answers"].items()}
    return Typed(values | {"overall": before["overall"], **before["by"]})


def read(one: Received, asked: Asked, today: date) -> Typed:
    """What was typed, with everything that is wrong with it, in the order of the boxes."""
    values = {name: asked.one(name) for name in names(one)}
    on = _date(values)
    return Typed(values, on, _errors(one, values, on, today))


def _date(values: Mapping[str, str]) -> date | None:
    day, month, year = (values[f"on-{part}"] for part in ("day", "month", "year"))
    if len(year) != 4 or not all(part.isascii() and part.isdigit() and len(part) < 5 for part in (day, month, year)):
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _errors(one: Received, values: Mapping[str, str], on: date | None, today: date) -> dict[str, str]:
    """In the words of the pack's own page, so that both ways ask the same."""
    sent, errors = one.value.sent, {}
    known = {name for name, _ in VERDICTS}
    for item in sent.items:
        if values[f"said-{item.id}"] not in known:
            errors[f"said-{item.id}"] = f"Choose an answer for: {item.text}"
    errors |= _too_long(one, values)
    if not values["role"] and not values["name"]:
        errors["role"] = "Say who is answering: a role, a name or initials"
    if on is None:
        errors["on-day"] = "Enter the date of your answer, for example 3 12 2026"
    elif on < date.fromisoformat(sent.made_on):
        errors["on-day"] = f"The date must be {say_day(sent.made_on)} or later, because it was sent on that day"
    elif on > today:
        errors["on-day"] = "The date must not be in the future"
    return errors


def _too_long(one: Received, values: Mapping[str, str]) -> dict[str, str]:
    longest = {f"comment-{item.id}": _MOST_COMMENT for item in one.value.sent.items}
    longest |= {f"answer-{each.id}": _MOST_ANSWER for each in one.value.sent.questions}
    longest |= {"overall": _MOST_ANSWER, "role": _MOST_NAME, "name": _MOST_NAME}
    return {
        name: f"This must be {most} characters or fewer: it has {len(values[name])}"
        for name, most in longest.items()
        if len(values[name]) > most
    }


def answer(one: Received, typed: Typed, today: date) -> dict[str, Any]:
    """The sealed answer. PermanenceError when what is shown is not what was sent; Refused when it would not be taken."""
    shown, sent, said = one.shown(), one.value.sent, typed.values
    value = {
        "format": returned.FORMAT, "version": returned.VERSION, "pack": sent.id, "pack_digest": one.pack["digest"],
        "occasion": sent.occasion,
        "items": [
            {"id": item.id, "sha256": shown["items"][item.id], "said": said[f"said-{item.id}"],
             "comment": said[f"comment-{item.id}"]} for item in sent.items
        ],
        "pieces": [{"id": piece.id, "sha256": shown["pieces"][piece.id]} for piece in sent.pieces],
        "answers": {each.id: said[f"answer-{each.id}"] for each in sent.questions},
        "overall": said["overall"], "by": {"role": said["role"], "name": said["name"]},
        "on": typed.on.isoformat() if typed.on else "",
    }  # fmt: skip
    sealed = value | {"digest": sealing.seal(one.value.key, value)}
    returned.check(sealed, {sent.id: one.pack}, today)
    return sealed
