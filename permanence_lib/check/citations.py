"""Does every source name a text that exists, in a form that can be cited?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from permanence_lib.check.pointers import Way, complaint
from permanence_lib.content.citations import NO_SOURCE, Names
from permanence_lib.content.complaints import did_you_mean
from permanence_lib.content.library import Content
from permanence_lib.content.sources import Checklist, LawChange, LawFact, OptionFact
from permanence_lib.errors import ContentError

Record = LawFact | OptionFact | Checklist | LawChange
_NEUTRAL = re.compile(
    r"\[(?:19|20)\d\d\] (?:UKSC|UKHL|UKPC|EWCA Civ|EWHC|EWFC|EWCC|EWCOP|ECHR) B?\d+(?: \((?:Fam|Admin|B)\))?"
)
_ADD = "Write it as data/law/instruments.yaml has it, or add the text there."


def citation_problems(content: Content) -> Iterator[ContentError]:
    """Sources that name no known instrument, names that mean two, and judgments without a neutral citation."""
    names = Names.of(content)
    for file, way, record in sources(content):
        for words in _wrong(record, names):
            yield complaint(file, (*way, "source"), words, _instead(words, names))
    yield from _names_twice(content)
    yield from _judgments(content)


def sources(content: Content) -> Iterator[tuple[Path, Way, Record]]:
    """Every record that rests on law, with the way to it."""
    law = content.data / "law"
    for place, fact in enumerate(content.law.values()):
        yield law / "timetable.yaml", ("facts", place), fact
    for place, checklist in enumerate(content.checklists.values()):
        yield law / "checklists.yaml", ("checklists", place), checklist
    for place, change in enumerate(content.law_changes.values()):
        yield law / "changes.yaml", ("changes", place), change
    for place, option in enumerate(content.options.values()):
        for aspect, facts in option.aspects.items():
            for number, one in enumerate(facts):
                yield law / "options.yaml", ("options", place, "aspects", aspect, number), one


def _wrong(record: Record, names: Names) -> Iterator[str]:
    if record.source == NO_SOURCE:
        if record.settled:
            yield "a fact that was seen in a source must name it."
        return
    for words in names.unknown(record.source):
        yield f"'{words}' names no known Act, regulation, guidance or judgment."


def _instead(words: str, names: Names) -> str:
    named = re.match(r"'(.*)'", words)
    return (did_you_mean(named[1], names.all) if named else "") or _ADD


def _names_twice(content: Content) -> Iterator[ContentError]:
    file, before = content.data / "law" / "instruments.yaml", dict[str, str]()
    for place, instrument in enumerate(content.instruments.values()):
        for name in instrument.names:
            if name in before:
                wrong = f"'{name}' already stands for {before[name]}."
                yield complaint(file, ("instruments", place), wrong, "Let each name mean one text.")
            before[name] = instrument.id


def _judgments(content: Content) -> Iterator[ContentError]:
    file = content.data / "law" / "case_law.yaml"
    for place, judgment in enumerate(content.case_law.values()):
        if not _NEUTRAL.fullmatch(judgment.citation):
            wrong = f"'{judgment.citation}' is not a neutral citation."
            yield complaint(file, ("judgments", place, "citation"), wrong, 'Write it like "[2013] EWCA Civ 1146".')
        if not re.search(r"^Re | v ", judgment.name):
            wrong = f"'{judgment.name}' is not how a case is named."
            yield complaint(file, ("judgments", place, "name"), wrong, "Write Re B (A Child), or A v B.")
