"""One chosen piece of work as it stands in the compiled portfolio."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.document.blocks import Block, Heading, Items, Paragraph, Quote
from permanence_lib.portfolio.chosen import versions
from permanence_lib.portfolio.compiled.chapters import Chapter, sound
from permanence_lib.portfolio.compiled.troubles import Troubles
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.entries import Entry
from permanence_lib.portfolio.standard.evidence import Tie
from permanence_lib.portfolio.work import Work
from permanence_lib.workbook.card import words_in

_NOT_LAID_OUT = "This piece could not be laid out as it should be. These are its words as they were saved."
_THE_WORK = "The work"


def piece(entry: Entry, ties: Sequence[Tie], desk: Desk, troubles: Troubles) -> Chapter:
    """An entry: why it matters, which version, what it shows, and then the work itself."""
    title = f"{entry.work.title}, week {desk.content.weeks[entry.work.exercise.week_id].number}"
    work = printed(entry.work, troubles)
    head = [] if work and isinstance(work[0], Heading) else [Heading(_THE_WORK, 3)]  # or two lists would run into one
    blocks = [*_about(entry, desk), *_shows(entry, ties, desk), *head, *work]
    return Chapter(entry.work.slot.replace(":", "-"), title, tuple(sound(blocks, under=2)))


def printed(work: Work, troubles: Troubles) -> list[Block]:
    """The printed form of a piece of work, or its bare words when that cannot be made."""
    words = f"“{work.title}” could not be laid out. Its words are there as they were saved."
    return troubles.attempt(lambda: list(work.blocks()), bare(work), words)


def bare(work: Work) -> list[Block]:
    """Only the words of an answer."""
    return [Paragraph(_NOT_LAID_OUT), *(Quote(words) for words in words_in(work.record.value))]


def said_version(work: Work, desk: Desk) -> str:
    """Saved on 18 November 2024 at 10:42, version 2 of 5."""
    newest = desk.kept[work.slot].revision
    return f"Saved on {versions.say_moment(work.record.saved_at)}, version {work.record.revision} of {newest}"


def _about(entry: Entry, desk: Desk) -> Iterator[Block]:
    week = desk.content.weeks[entry.work.exercise.week_id]
    if entry.why:
        yield Paragraph("In the participant’s own words", lead="Why it matters")
        yield Quote(entry.why)
    if entry.item and entry.item != entry.work.exercise.definition.title:
        yield Paragraph(entry.item, lead="In the portfolio as")
    yield Paragraph(f"Week {week.number}: {week.title}", lead="From")
    yield Paragraph(f"{said_version(entry.work, desk)}.", lead="Version")


def _shows(entry: Entry, ties: Sequence[Tie], desk: Desk) -> Iterator[Block]:
    """The statements the exercise was written for, and the participant's own annotations."""
    named = entry.work.exercise.definition.statements
    if named:
        known = desk.content.statements
        yield Paragraph("Statements of the standard that this work can be evidence for:")
        yield Items(tuple(f"{name} {known[name].text}" for name in named))
    for tie in ties:
        yield from _tied(tie, entry, desk)


def _tied(tie: Tie, entry: Entry, desk: Desk) -> Iterator[Block]:
    other = "" if tie.revision == entry.revision else f", written on version {tie.revision}"
    words = tie.status_words
    yield Paragraph(
        f"{words}{other}." if words else f"Tied to it by the participant{other}.", lead=f"Statement {tie.statement}"
    )
    if tie.words:
        yield Quote(tie.words)
