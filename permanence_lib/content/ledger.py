"""Every record that ages, with the name by which it is marked as checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from permanence_lib.content.library import Content
from permanence_lib.content.part import Sourced
from permanence_lib.content.register import STUDIES
from permanence_lib.content.sources import Evidence

Record = TypeVar("Record", bound=Sourced | Evidence, covariant=True)


@dataclass(frozen=True)
class Kept(Generic[Record]):
    """One record: its file (from data/ on), its id there, and how a page or an exercise names it (sort and id)."""

    file: str
    id: str
    record: Record
    named: tuple[str, str]

    @property
    def full_id(self) -> str:
        """'law/timetable.yaml:ca1989-s32-26-weeks', for an id that stands in two files."""
        return f"{self.file}:{self.id}"


def kept(content: Content) -> Iterator[Kept[Sourced]]:
    """Every record of the law files, the glossary, the CPD rules and the places of support."""
    for file, sort, entries in (
        ("law/timetable.yaml", "law", content.law.values()),
        ("law/case_law.yaml", "law", content.case_law.values()),
        ("law/checklists.yaml", "checklist", content.checklists.values()),
        ("law/changes.yaml", "change", content.law_changes.values()),
        ("glossary.yaml", "term", content.terms.values()),
        ("cpd.yaml", "cpd", content.cpd.asked),
        ("support.yaml", "support", content.support.places),
    ):
        for entry in entries:
            yield Kept(file, entry.id, entry, (sort, entry.id))
    yield from _of_options(content)


def _of_options(content: Content) -> Iterator[Kept[Sourced]]:
    """A fact of an option has no id of its own: option, aspect and its place there."""
    for option in content.options.values():
        for aspect, facts in option.aspects.items():
            for place, fact in enumerate(facts, start=1):
                named = ("option", f"{option.id}.{aspect}")
                yield Kept("law/options.yaml", f"{option.id}.{aspect}.{place}", fact, named)


def studies(content: Content) -> Iterator[Kept[Evidence]]:
    """Every research finding and official figure."""
    for record in content.evidence.values():
        yield Kept(STUDIES, record.id, record, ("evidence", record.id))


def find(name: str, content: Content) -> tuple[Kept[Sourced | Evidence], ...]:
    """The records of an id, or of a file and id ('glossary.yaml:placement-order'); an id can stand in two files."""
    return tuple(each for each in everything(content) if name in (each.id, each.full_id))


def everything(content: Content) -> Iterator[Kept[Sourced | Evidence]]:
    """Whatever can be marked as checked."""
    yield from kept(content)
    yield from studies(content)
