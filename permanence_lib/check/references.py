"""Does every id lead somewhere?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from permanence_lib.check.pointers import Pointer, Way, complaint, each
from permanence_lib.content.cases import Case
from permanence_lib.content.library import Content
from permanence_lib.content.sources import WhichOptions
from permanence_lib.errors import ContentError


def reference_problems(content: Content) -> Iterator[ContentError]:
    """Every id that leads nowhere, and every recalled record used in a case."""
    for pointer in pointers(content):
        if found := pointer.problem():
            yield found
    yield from _recalled_in_cases(content)


def pointers(content: Content) -> Iterator[Pointer]:
    """Every place in a data file that names something elsewhere."""
    yield from _of_cases(content)
    yield from _of_law(content)
    yield from _of_evidence(content)
    yield from _of_glossary(content)
    yield from _of_standard(content)


def _of_cases(content: Content) -> Iterator[Pointer]:
    for case in content.cases.values():
        yield from _of_case(content, case)


def _of_case(content: Content, case: Case) -> Iterator[Pointer]:
    file = content.data / "cases" / f"{case.id}.yaml"
    people = {person.id for person in case.people}
    happened = {event.id for event in case.events} | {milestone.id for milestone in case.milestones}
    routes = {*content.evidence_pack.crosswalk.groups, "mixed"}
    for place, event in enumerate(case.events):
        yield from each(file, ("events", place, "about"), event.about, people, "person in this case")
    for place, option in enumerate(case.options):
        yield Pointer(file, ("options", place, "route"), option.route, routes, "group of options in evidence.yaml")
        yield from each(file, ("options", place, "evidence"), option.evidence, content.evidence, "evidence record")
    for place, trap in enumerate(case.facilitator.traps):
        way = ("facilitator", "traps", place, "events")
        yield from each(file, way, trap.events, happened, "event or milestone in this case")
    for place, row in enumerate(case.episodes_903):
        for column, code in row.items():
            codes = content.ssda903.codes.get(column)
            if codes and code:
                yield Pointer(file, ("episodes_903", place, column), code, codes, f"{column} code in ssda903.yaml")


def _of_law(content: Content) -> Iterator[Pointer]:
    """Options named by facts, judgments and changes; aspects of options."""
    law = content.data / "law"
    for place, fact in enumerate(content.law.values()):
        yield from _options(content, law / "timetable.yaml", ("facts", place), fact.options)
    for place, judgment in enumerate(content.case_law.values()):
        yield from _options(content, law / "case_law.yaml", ("judgments", place), judgment.options)
    for place, change in enumerate(content.law_changes.values()):
        yield from _options(content, law / "changes.yaml", ("changes", place), change.options)
    for place, option in enumerate(content.options.values()):
        for aspect in option.aspects:
            way = ("options", place, "aspects", aspect)
            yield Pointer(law / "options.yaml", way, aspect, content.options_file.aspects, "aspect")


def _options(content: Content, file: Path, way: Way, options: WhichOptions) -> Iterator[Pointer]:
    if options != "all":
        yield from each(file, (*way, "options"), options, content.options, "option")


def _of_evidence(content: Content) -> Iterator[Pointer]:
    file, pack = content.data / "evidence.yaml", content.evidence_pack
    for group, options in pack.crosswalk.groups.items():
        yield from each(file, ("crosswalk", "groups", group), options, content.options, "option")
    for place, record in enumerate(pack.evidence):
        yield Pointer(file, ("evidence", place, "section"), record.section, pack.sections, "section")
        way = ("evidence", place, "options")
        yield from each(file, way, record.options, pack.crosswalk.groups, "group of options in the crosswalk")


def _of_glossary(content: Content) -> Iterator[Pointer]:
    for place, term in enumerate(content.terms.values()):
        yield from _options(content, content.data / "glossary.yaml", ("terms", place), term.options)


def _of_standard(content: Content) -> Iterator[Pointer]:
    file, standard = content.data / "standard.yaml", content.standard
    for module, statements in standard.modules.items():
        yield from each(file, ("modules", module), statements, content.statements, "statement")
    for name in ("not_in_table", "only_in_table"):
        yield from each(file, (name,), getattr(standard, name), content.statements, "statement")


def _recalled_in_cases(content: Content) -> Iterator[ContentError]:
    for case in content.cases.values():
        for place, option in enumerate(case.options):
            for name in option.evidence:
                if name in content.evidence and not content.evidence[name].settled:
                    way = ("options", place, "evidence")
                    file = content.data / "cases" / f"{case.id}.yaml"
                    instead = "Choose a verified record; recalled ones are never shown."
                    yield complaint(file, way, f"evidence {name} is recalled.", instead)
