"""Earlier work brought into a chronology: each thing becomes an entry, and none that was there is touched."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from functools import reduce

from pydantic import ValidationError

from permanence_lib.kind import Carried, DateParts, Material, Offer
from permanence_lib.kinds.chronology.model.definition import Definition
from permanence_lib.kinds.chronology.model.moments import NO_DATE, When
from permanence_lib.kinds.chronology.model.offering import KEPT
from permanence_lib.kinds.chronology.model.response import Entry, Response


def take(definition: Definition, response: Response, material: Material, carried: Sequence[Carried]) -> Response:
    """The chronology with an entry for each thing carried in. The entry says where it came from."""
    asked = {field.id for field in definition.fields}
    return reduce(lambda book, thing: _add(book, thing, asked), carried, response)


def _add(response: Response, carried: Carried, asked: Collection[str]) -> Response:
    numbers = [int(entry.id[1:]) for entry in response.entries if entry.id[1:].isdecimal()]
    kept = {name: carried.offer.data.get(name) for name in KEPT}
    said = {name: value for name, value in kept.items() if isinstance(value, str)}
    source = "; ".join(filter(None, (said.pop("source", ""), f"from “{carried.title}”")))
    if said.get("first_hand") not in ("first", "repeated", "unclear"):
        said.pop("first_hand", None)
    more, rest = _answers(carried.offer.data.get("more"), asked)
    said["analysis"] = "\n".join(filter(None, (said.get("analysis", ""), *rest)))
    entry = Entry(
        id=f"n{max(numbers, default=0) + 1}",
        when=read_carried(carried.offer),
        what=_what(carried.offer),
        source=source,
        until=_read_date(carried.offer.data.get("until")) or NO_DATE,
        more=more,
        tags=_words_in(carried.offer.data.get("tags")),
        order=1 + max((entry.order for entry in response.entries), default=-1),
        **said,  # type: ignore[arg-type]
    )
    return response.model_copy(update={"entries": (*response.entries, entry)})


def _answers(given: object, asked: Collection[str]) -> tuple[dict[str, str], list[str]]:
    """Answers to questions asked here too; and those to other questions, with the question, so that none is lost."""
    lists = (
        [[str(part) for part in item] for item in given if isinstance(item, list)] if isinstance(given, list) else []
    )
    whole = [item for item in lists if len(item) == 3]
    return {item[0]: item[2] for item in whole if item[0] in asked}, [
        f"{question} {words}" for name, question, words in whole if name not in asked
    ]


def _words_in(given: object) -> tuple[str, ...]:
    return tuple(word for word in given if isinstance(word, str)) if isinstance(given, list | tuple) else ()


def read_carried(offer: Offer) -> When:
    """How far the date is known: as another chronology says, or as far as the boxes were filled. Nothing is guessed."""
    return _read_date(offer.data.get("when")) or _filled(offer.when or DateParts())


def _read_date(given: object) -> When | None:
    """A date that another chronology sent along, or None."""
    if isinstance(given, dict) and "known" in given:
        with suppress(ValidationError):
            return When.model_validate(given)
    return None


def _filled(typed: DateParts) -> When:
    boxes = typed.model_dump()
    if typed.is_empty():
        return When(known="none")
    if typed.year and not typed.day:
        return When(**boxes, known="month" if typed.month else "year")
    return When(**boxes)


def _what(offer: Offer) -> str:
    """Title and text, once each; and a date that was only said, since no box can hold it."""
    title, text = offer.title.strip(), offer.text.strip()
    told = " ".join(text.split()).startswith(title.rstrip("…"))
    words = text if text and told else f"{title}: {text}" if text else title
    loose = offer.said_when.strip() if read_carried(offer).known == "none" else ""
    return f"{words} ({loose})" if loose else words
