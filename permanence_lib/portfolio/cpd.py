"""Pieces of continuing professional development, made from chosen work: begun from the participant's own words, then theirs to edit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from pydantic import ValidationError

from permanence_lib.content.cpd import Cpd, CpdField, FormQuestion
from permanence_lib.content.dates import say_date
from permanence_lib.document.blocks import Block, Blocks, Heading, Paragraph, Quote
from permanence_lib.errors import Conflict
from permanence_lib.portfolio import entries
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.entries import Entry
from permanence_lib.workbook import slots

#: Pieces are kept under cpd:<n>.
KEPT_UNDER = "cpd"
#: Enough to begin from; more would be somebody else's essay.
_LINES = 4


@dataclass(frozen=True)
class Piece:
    """One piece of CPD. `typed` is the date as it was typed, in boxes; `kept` the record's revision."""

    number: int
    title: str = ""
    done_on: date | None = None
    work: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    removed: bool = False
    typed: Mapping[str, str] = field(default_factory=dict)
    kept: int = 0

    @property
    def name(self) -> str:
        """Its title, or what to call it without one."""
        return self.title.strip() or f"Piece {self.number}, no title yet"

    def said(self, name: str) -> str:
        """What was written in one field, without white space round it."""
        return self.words.get(name, "").strip()


def pieces(desk: Desk, *, removed: bool = False) -> tuple[Piece, ...]:
    """Every piece, oldest first: those that stand, or those that were taken out."""
    found = (piece(desk, number) for number in sorted(int(name) for name in desk.under(KEPT_UNDER) if name.isdigit()))
    return tuple(one for one in found if one is not None and one.removed == removed)


def piece(desk: Desk, number: int) -> Piece | None:
    """One piece by its number, or None."""
    record = desk.kept.get(f"{KEPT_UNDER}:{number}")
    return None if record is None else of(number, record.value, record.revision)


def of(number: int, value: Mapping[str, Any], kept: int) -> Piece:
    """A piece as it is kept."""
    return Piece(
        number=number,
        title=str(value.get("title", "")),
        done_on=_day(value.get("done_on")),
        work=tuple(str(slot) for slot in value.get("work") or ()),
        words={str(name): str(words) for name, words in (value.get("words") or {}).items()},
        removed=bool(value.get("removed")),
        typed=value.get("typed") or {},
        kept=kept,
    )


def _day(written: Any) -> date | None:
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        return None


def value_of(one: Piece) -> dict[str, Any]:
    """A piece as it is to be kept."""
    return {
        "title": one.title,
        "done_on": one.done_on.isoformat() if one.done_on else "",
        "work": list(one.work),
        "words": dict(one.words),
        "removed": one.removed,
        "typed": dict(one.typed),
    }


def keep(desk: Desk, one: Piece, base: int | None = None) -> None:
    """Save a piece; Conflict when another window saved it since `base`."""
    desk.keep(f"{KEPT_UNDER}:{one.number}", value_of(one), base)


def begin(desk: Desk, chosen: Iterable[str]) -> int:
    """Start a piece from chosen work (slots; those not in the portfolio are passed over) and give its number."""
    work = [entry for entry in entries.entries(desk) if entry.work.slot in set(chosen)]
    value = value_of(draft(desk, work))
    number = max((int(name) for name in desk.under(KEPT_UNDER) if name.isdigit()), default=0) + 1
    while True:
        try:
            desk.keep(f"{KEPT_UNDER}:{number}", value, base=0)
        except Conflict:  # another window has just begun one
            number += 1
        else:
            return number


def draft(desk: Desk, work: list[Entry]) -> Piece:
    """A starting text in the participant's own words: the titles, their lines of why, and what the work lends."""
    words = {field.id: _starting(field, work, desk) for field in desk.content.cpd.fields if field.draft_from}
    last = max((entry.work.record.saved_at.astimezone().date() for entry in work), default=None)
    boxes = {"day": str(last.day), "month": str(last.month), "year": str(last.year)} if last else {}
    title = work[0].work.title if work else ""
    return Piece(
        0, title, last, tuple(entry.work.slot for entry in work), {k: v for k, v in words.items() if v}, typed=boxes
    )


def _starting(field: CpdField, work: list[Entry], desk: Desk) -> str:
    lines: list[str] = []
    if "what" in field.draft_from:
        lines.extend(_what(entry, desk) for entry in work)
    if "why" in field.draft_from:
        lines.extend(entry.why.strip() for entry in work if entry.why.strip())
    lent = [words for entry in work for words in _lent(entry, set(field.draft_from))]
    return "\n\n".join([*lines, *dict.fromkeys(lent[:_LINES])])


def _what(entry: Entry, desk: Desk) -> str:
    week = desk.content.weeks[entry.work.exercise.week_id]
    return (
        f"In week {week.number} of {desk.content.programme.title} I worked on “{entry.work.exercise.definition.title}”."
    )


def _lent(entry: Entry, sorts: set[str]) -> Iterator[str]:
    """What this work lends of the sorts named; an answer that no longer fits its questions lends nothing."""
    exercise, record = entry.work.exercise, entry.work.record
    try:
        answer = exercise.kind.response.model_validate(record.value)
    except ValidationError:
        return
    material = slots.material_for(exercise, entry.work.child, entry.work.alias)
    for offer in exercise.kind.offers(exercise.definition, answer, material):
        if offer.sort in sorts:
            yield (offer.text or offer.title).strip()


def unfinished(one: Piece, cpd: Cpd) -> tuple[str, ...]:
    """What a piece still needs before it counts, in the words of the form. Peer reflection is needed by the year, not by each piece."""
    missing = [] if one.title.strip() else ["a title"]
    missing += [] if one.done_on else ["the date"]
    return (*missing, *(f"“{field.label}”" for field in cpd.fields if not field.peer and not one.said(field.id)))


def peer_missing(one: Piece, cpd: Cpd) -> tuple[str, ...]:
    """What a peer reflection that was begun still needs; nothing where none was begun, or it is whole."""
    peer = [field for field in cpd.fields if field.peer]
    empty = tuple(f"“{field.label}”" for field in peer if not one.said(field.id))
    return () if len(empty) == len(peer) else empty


def has_peer(one: Piece, cpd: Cpd) -> bool:
    """Whether it holds a whole peer reflection."""
    return all(one.said(field.id) for field in cpd.fields if field.peer)


@dataclass(frozen=True)
class Year:
    """A registration year with its pieces, and what is still missing in words."""

    first: date
    last: date
    pieces: tuple[Piece, ...]
    missing: tuple[str, ...]

    @property
    def words(self) -> str:
        """'1 December 2025 to 30 November 2026'."""
        return f"{say_date(self.first)} to {say_date(self.last)}"


def years(desk: Desk) -> tuple[Year, ...]:
    """This registration year, and every other that has pieces; the newest first. Undated pieces count as this year's."""
    today, rules = desk.today(), desk.content.cpd.year
    found: dict[date, list[Piece]] = {rules.first_day(today): []}
    for one in pieces(desk):
        found.setdefault(rules.first_day(one.done_on or today), []).append(one)
    return tuple(
        Year(
            first,
            rules.last_day(first),
            tuple(of_year),
            tuple(_missing(of_year, desk.content.cpd, rules.last_day(first))),
        )
        for first, of_year in sorted(found.items(), reverse=True)
    )


_COUNT = ("No", "One", "Two", "Three", "Four")


def _missing(of_year: list[Piece], cpd: Cpd, last: date) -> Iterator[str]:
    whole = [one for one in of_year if not unfinished(one, cpd)]
    short = cpd.amounts.pieces - len(whole)
    if short > 0:
        count = _COUNT[short] if short < len(_COUNT) else str(short)
        yield f"{count} more finished piece{'' if short == 1 else 's'} by {say_date(last)}."
    if sum(has_peer(one, cpd) for one in whole) < cpd.amounts.with_peer:
        yield "A peer reflection in one of them: with whom you discussed it, what, and what you learnt from that."
    for one in of_year:
        gaps = (*unfinished(one, cpd), *peer_missing(one, cpd))
        if gaps:
            yield f"“{one.name}” still needs {', '.join(gaps)}."


def answers(one: Piece, cpd: Cpd) -> tuple[tuple[FormQuestion, str], ...]:
    """The regulator's questions, each with the words to paste; a question without words is left out."""
    found = ((question, _answer(one, question, cpd)) for question in cpd.questions)
    return tuple((question, words) for question, words in found if words)


def _answer(one: Piece, question: FormQuestion, cpd: Cpd) -> str:
    if question.id == "title":
        return one.title.strip()
    parts = [one.said(field.id) for field in cpd.fields if field.into == question.id]
    if question.id == "peer" and parts and parts[0]:
        parts[0] = f"I discussed this with: {parts[0]}"
    return "\n\n".join(part for part in parts if part)


def blocks(year: Year, cpd: Cpd, top: Literal[1, 2] = 2) -> Blocks:
    """The printed record of one registration year; its headings begin at `top`, 1 right under the heading of a page."""
    found: list[Block] = [
        Paragraph(
            f"Pieces of continuing professional development for the registration year {year.words}, in my own words."
        ),
    ]
    for number, one in enumerate(year.pieces, 1):
        found.append(Heading(f"{number}. {one.name}", top))
        found.append(Paragraph(say_date(one.done_on) if one.done_on else "not given yet", "Date"))
        for question, words in answers(one, cpd):
            if question.id != "title":
                found += [Heading(question.question, 2 if top == 1 else 3), Quote(words)]
    if year.missing:
        found += [Heading("Still missing this year", top), *(Paragraph(words) for words in year.missing)]
    return found
