"""The law register as somebody asked to see it: narrowed, counted, with what is overdue first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from permanence_lib.content.dates import say_date
from permanence_lib.content.library import Content
from permanence_lib.content.part import NOT_CHECKED
from permanence_lib.content.sources import CaseLaw
from permanence_lib.laboratory.registers import law, motion, narrowing, telling
from permanence_lib.laboratory.registers.entry import Entry, Standing
from permanence_lib.laboratory.registers.form import form, to_print
from permanence_lib.laboratory.registers.narrowing import Choice
from permanence_lib.screen.law import Due, Fold, LawPage, Row, Section
from permanence_lib.screen.register import Count
from permanence_lib.screen.standard import Link

TITLE = "Law register"
ADDRESS = "/law"
_LEAD = (
    "Every fact of law, judgment, checklist and word that the workbook stands on: what it says, its citation, the day it "
    "was read and where, and which weeks use it. Law ages. A fact is only as good as the day somebody last looked.",
    "This is learning material, not legal advice. Check the law that applies on the day before you act on it.",
)
_ABOUT = {
    "motion": "A duty to come is not a duty yet. Each matter says what would settle it.",
    "timetable": "The steps and limits that law, guidance and practice set, from before court to adoption.",
    "options": "The options are in no order of merit.",
    "judgments": "The newest first. Only judgments whose citation was seen in a source are listed.",
    "checklists": "Each line carries its own mark where nobody has checked it.",
    "words": "The meanings are ours, for learners.",
}
#: A narrowed register of so many records is shown opened; a longer one stays folded.
_OPENED = 40


@dataclass(frozen=True)
class View:
    """Who looks at the register and when; in a workshop's room the weeks are named and not linked."""

    content: Content
    on: date
    linked: bool = True


def choices(content: Content) -> tuple[Choice[Entry], ...]:
    """What the register can be narrowed by."""
    every = law.entries(content)
    statuses = {entry.status: entry.status_words for entry in every}
    in_words = {name: f"{words[0].upper()}{words[1:]}" for name, words in statuses.items()}
    options = {option.id: option.name for option in content.options.values()}
    return (
        Choice("section", "Part", law.SECTIONS, lambda entry, name: entry.section == name),
        Choice("status", "Status", in_words, lambda entry, name: entry.status == name),
        Choice("option", "Option", options, lambda entry, name: name in entry.options),
        narrowing.weeks(every),
    )


def page(view: View, query: Mapping[str, str]) -> LawPage:
    """The page for what an address asks."""
    ways, every = choices(view.content), law.entries(view.content)
    asked = narrowing.read(query, ways)
    found = narrowing.narrowed(every, asked, ways)
    return LawPage(
        title=TITLE,
        lead=_LEAD,
        counts=tuple(counts(found, view.on)),
        total=_total(found, every),
        narrow=form(ADDRESS, asked, ways, found, every),
        failed=_due(view, found, "failed"),
        overdue=_due(view, found, "overdue"),
        soon=_due(view, found, "soon"),
        recent_judgments=tuple(_recent(found, view.on)),
        sections=tuple(sections(view, found, opened=asked.anything and len(found) <= _OPENED)),
        met=() if asked.anything else tuple((x.name, x.why) for x in view.content.judgments.not_yet_stated),
        to_print=to_print(ADDRESS, asked),
        at_desk=view.linked,
    )


def counts(found: Sequence[Entry], on: date) -> Iterator[Count]:
    """How many are past their last day, overdue, due soon, due later and without a day: together they are all of them."""
    standing = Counter(entry.standing(on) for entry in found)
    if standing["failed"]:
        yield Count(standing["failed"], "past the last day they may pass as settled", "#failed")
    yield Count(standing["overdue"], "overdue to be looked at again", "#overdue")
    yield Count(standing["soon"], "due within 90 days", "#soon")
    yield Count(standing["later"], "due later")
    yield Count(standing["undated"], "due when they reach their last day")


def _total(found: Sequence[Entry], every: Sequence[Entry]) -> str:
    seen = sum(entry.checked for entry in found)
    whole = f" of {len(every)}" if len(found) != len(every) else ""
    rest = len(found) - seen
    return f"{len(found)}{whole} records: {seen} seen in a source, {rest} not yet checked, in whole or in part."


def _due(view: View, found: Sequence[Entry], standing: Standing) -> tuple[Due, ...]:
    """The records of a standing, by their day, the oldest first."""
    days: dict[date, list[Link]] = {}
    for entry in sorted(found, key=lambda one: one.next_look):
        if entry.standing(view.on) == standing:
            days.setdefault(entry.next_look, []).append(Link(_in_full(entry), f"#{entry.anchor}"))
    return tuple(Due(f"By {say_date(day)}", tuple(links)) for day, links in days.items())


def _in_full(entry: Entry) -> str:
    return f"{entry.group}: {entry.title.lower()}" if entry.section == "options" else entry.title


def _recent(found: Iterable[Entry], on: date) -> Iterator[tuple[Link, str]]:
    for entry in found:
        if isinstance(entry.record, CaseLaw) and motion.is_recent(entry.record.decided, on):
            words = f"{entry.record.citation}, decided {motion.say_moved(entry.record.decided)}"
            yield Link(entry.title, f"#{entry.anchor}"), words


def sections(view: View, found: Sequence[Entry], opened: bool = False) -> Iterator[Section]:
    """The parts of the register that hold anything, in their order."""
    for name, title in law.SECTIONS.items():
        here = [entry for entry in found if entry.section == name]
        if here:
            folds = tuple(_folds(view, name, here, opened))
            yield Section(name, title, _ABOUT[name], len(here), folds)


def _folds(view: View, section: str, here: Sequence[Entry], opened: bool) -> Iterator[Fold]:
    groups: dict[str, list[Entry]] = {}
    if section == "motion":
        groups = {motion.GROUPS[key]: entries for key, entries in motion.grouped(here, view.on).items() if entries}
    else:
        for entry in here:
            groups.setdefault(entry.group or law.SECTIONS[section], []).append(entry)
    first = (motion.GROUPS["recent"], motion.GROUPS["to-come"])
    for number, (title, entries) in enumerate(groups.items(), 1):
        rows = tuple(row(view, entry) for entry in entries)
        yield Fold(f"{section}-{number}", title, rows, opened or title in first)


def row(view: View, entry: Entry) -> Row:
    """One record in words."""
    marks = telling.marks(entry, view.on)
    words = entry.words.removesuffix(f" ({NOT_CHECKED})") if marks else entry.words
    moved = (("Last moved", motion.say_moved(entry.moved)),) if entry.moved else ()
    return Row(
        anchor=entry.anchor,
        title=entry.title,
        words=words,
        status=f"{entry.status_words[0].upper()}{entry.status_words[1:]}.",
        cited=telling.cited(entry.source, view.content),
        read_at=telling.read_at(entry.record.link),
        age=tuple(telling.age(entry.record, view.on)),
        marks=marks,
        also=(*moved, *entry.also),
        items=entry.items,
        uses=telling.places(entry.uses, view.linked),
        marked_as=entry.marked_as,
    )
