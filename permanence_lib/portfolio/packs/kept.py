"""Answers that were brought in: kept whole, with every earlier one behind them; and what they say of the work now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.packs import pack
from permanence_lib.portfolio.packs.returned import Taken
from permanence_lib.portfolio.packs.verified import verified

#: An accepted return is kept whole under return:<pack id>, a peer's under feedback:<pack id> with what it was given on.
RETURN, FEEDBACK, VERIFIED = "return", "feedback", "verified"
Standing = Literal["new", "same", "other"]


@dataclass(frozen=True)
class Before:
    """Whether a pack has been answered already: with this very file ('same'), or with another that stands."""

    standing: Standing
    value: Mapping[str, Any] | None = None
    revision: int = 0


def before(desk: Desk, taken: Taken) -> Before:
    """What stands for the same pack."""
    record = desk.store.latest(desk.person.participant, _name(taken))
    if record is None:
        return Before("new")
    value = record.value if taken.sent["sort"] == "manager" else record.value["return"]
    return Before("same" if value["digest"] == taken.answer.digest else "other", value, record.revision)


def accept(desk: Desk, taken: Taken, *, stands: bool = True, base: int | None = None) -> None:
    """Keep an answer, and work out anew what is verified.

    With stands=False it goes into the history, and the one that stood before stands again. Conflict when another
    window brought one in since `base`.
    """
    stood = desk.store.latest(desk.person.participant, _name(taken))
    saved = desk.keep(_name(taken), _value(taken), base)
    if not stands and stood is not None:
        desk.keep(_name(taken), stood.value, saved.revision)
    if taken.sent["sort"] == "manager":
        _note_verified(desk, taken.answer.occasion)


def _name(taken: Taken) -> str:
    return f"{RETURN if taken.sent['sort'] == 'manager' else FEEDBACK}:{taken.answer.pack}"


def _value(taken: Taken) -> dict[str, Any]:
    """A manager's return as it came; a peer's with the piece and the version it was given on."""
    if taken.sent["sort"] == "manager":
        return taken.value
    piece: dict[str, Any] = next(iter(taken.sent["pieces"]), {})
    about = {name: piece.get(name) for name in ("slot", "revision", "title")}
    said = {
        "pack": taken.answer.pack,
        "on": taken.answer.on,
        "by": taken.answer.by.words,
        "answers": taken.answer.answers,
    }
    return {**said, **about, "return": taken.value}


def _note_verified(desk: Desk, occasion: str) -> None:
    """verified:<occasion>, from everything that stands: this desk's own view of the store is older than the return."""
    fresh = desk.store.latest_all(desk.person.participant)
    sorts = {
        sort: {name.removeprefix(f"{sort}:"): one.value for name, one in fresh.items() if name.startswith(f"{sort}:")}
        for sort in (pack.KEPT_UNDER, RETURN)
    }
    desk.keep(f"{VERIFIED}:{occasion}", verified(sorts[pack.KEPT_UNDER], sorts[RETURN])[occasion])


def moved_on(desk: Desk, sent: Mapping[str, Any]) -> tuple[str, ...]:
    """The titles of sent pieces that have been changed since the version that was sent."""
    newer = []
    for piece in sent["pieces"]:
        record = desk.kept.get(piece["slot"])
        if record is not None and record.revision > piece["revision"]:
            newer.append(piece["title"])
    return tuple(newer)
