"""The evidence register as somebody asked to see it: narrowed and counted, with limits beside every finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from permanence_lib.content.dates import say_date
from permanence_lib.content.library import Content
from permanence_lib.content.sources import Evidence, Figure
from permanence_lib.laboratory.registers import narrowing, telling
from permanence_lib.laboratory.registers.form import form, to_print
from permanence_lib.laboratory.registers.law_page import View
from permanence_lib.laboratory.registers.narrowing import Choice
from permanence_lib.laboratory.registers.research import TIERS, Study, studies
from permanence_lib.screen.register import Count, Run
from permanence_lib.screen.research import ResearchPage, Row, Section

TITLE = "Evidence register"
ADDRESS = "/research"
_LEAD = (
    "Every study and official figure that the workbook cites: what was found, about whom, where and when, what it cannot "
    "tell you, and how close to the original somebody came. A figure about a group is never a chance for one child.",
)
_RULES = (
    "Every figure stands with its country, its years, the group it is about and its limits, in the rounding of its source.",
    "Permanence options are never ranked by these figures: the children in each differ.",
    "A record that nobody has seen in a source is listed by its number and topic, and what it is said to find is kept back.",
)
#: A narrowed register of so many records is shown opened; a longer one stays folded.
_OPENED = 12


def choices(content: Content) -> tuple[Choice[Study], ...]:
    """What the register can be narrowed by."""
    every = studies(content)
    groups = {name: name.replace("-", " ").capitalize() for name in content.evidence_pack.crosswalk.groups}
    countries = {name: name for name in sorted({study.record.country for study in every if study.checked})}
    return (
        Choice("option", "Option", groups, lambda study, name: name in study.groups),
        Choice("country", "Country", countries, lambda study, name: study.record.country == name),
        narrowing.weeks(every),
    )


def page(view: View, query: Mapping[str, str]) -> ResearchPage:
    """The page for what an address asks."""
    pack, ways, every = view.content.evidence_pack, choices(view.content), studies(view.content)
    asked = narrowing.read(query, ways)
    found = narrowing.narrowed(every, asked, ways)
    shown, hidden = [x for x in found if x.checked], [x for x in found if not x.checked]
    return ResearchPage(
        title=TITLE,
        lead=_LEAD,
        rules=_RULES,
        counts=tuple(counts(found)),
        total=_total(found, every),
        narrow=form(ADDRESS, asked, ways, found, every),
        sections=tuple(_sections(view, shown)),
        unchecked=tuple((x.record.id, x.record.topic) for x in hidden),
        opened=asked.anything and len(shown) <= _OPENED,
        licence=pack.licence,
        to_print=to_print(ADDRESS, asked),
        at_desk=view.linked,
    )


def counts(found: Sequence[Study]) -> Iterator[Count]:
    """How many are used, unused and not yet checked: together they are all of them."""
    shown = [study for study in found if study.checked]
    yield Count(sum(bool(study.uses) for study in shown), "used in the weeks")
    yield Count(sum(not study.uses for study in shown), "seen in a source and not used yet")
    yield Count(len(found) - len(shown), "not yet checked, never shown", "#not-checked")


def _total(found: Sequence[Study], every: Sequence[Study]) -> str:
    whole = f" of {len(every)}" if len(found) != len(every) else ""
    return f"{len(found)}{whole} records."


def _sections(view: View, shown: Sequence[Study]) -> Iterator[Section]:
    for letter, title in view.content.evidence_pack.sections.items():
        here = [study for study in shown if study.record.section == letter]
        if here:
            yield Section(f"part-{letter}", title, len(here), tuple(row(view, study) for study in here))


def row(view: View, study: Study) -> Row:
    """One record in words; only one that may be shown."""
    record = study.record
    return Row(
        anchor=record.id,
        title=f"{record.id} {record.topic}",
        where=", ".join(filter(None, (record.country, record.period))),
        finding=record.finding,
        facts=tuple(_facts(record)),
        cited=_cited(record),
        read_at=telling.read_at(study.link),
        age=(_age(record, view.content),),
        uses=telling.places(study.uses, view.linked),
    )


def _facts(record: Evidence) -> Iterator[tuple[str, str]]:
    yield "What it cannot tell you", record.limits
    yield "About whom", record.population
    yield "Where and when", ", ".join((record.country, record.period or "the years of the data are not known"))
    yield "How it was found", record.design
    if record.figures:
        yield "Figures as the source prints them", "; ".join(_figure(figure) for figure in record.figures)


def _figure(figure: Figure) -> str:
    out_of = f", out of {_number(figure.denominator)}" if figure.denominator is not None else ""
    return f"{figure.label}: {_number(figure.value)} {figure.unit}{out_of}"


def _number(value: float | str) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def _cited(record: Evidence) -> tuple[Run, ...]:
    source = record.citation
    return (
        Run(f"{source.authors} ({source.year}). "), Run(source.title, italic=True), Run(f". {source.publisher}."),
    )  # fmt: skip


def _age(record: Evidence, content: Content) -> str:
    """How it is known, and since when."""
    day = say_date(record.as_at or content.evidence_pack.compiled)
    who = f"Last looked at by {record.checked_by}" if record.checked_by else "By whom is not recorded"
    again = (
        f"To be looked at again by {say_date(record.review_by)}" if record.review_by else "No day is set to look again"
    )
    return f"As at {day}: {TIERS[record.tier]} ({record.seen_as}). {who}. {again}."
