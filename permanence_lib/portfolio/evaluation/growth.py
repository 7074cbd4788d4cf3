"""Where people saw themselves at the start and at the end: the same people each time, group of statements by group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.content.programme import StandardSection
from permanence_lib.document.blocks import Bar, Block, Chart, Heading, Paragraph, Table
from permanence_lib.portfolio.before.together import levels_of
from permanence_lib.portfolio.evaluation import telling, words
from permanence_lib.portfolio.evaluation.given import Given
from permanence_lib.portfolio.evaluation.telling import Spread

HOW = (
    "Counted are answers: each person's level for each statement of a group, where they gave one both at the start and at the "
    "end. A time between counts what the same people answered then. It is their own view of themselves on one day. A level "
    "can go down because somebody now sees more of what a statement asks, so a spread that moves is a question for the "
    "cohort and no result. No level is a mark, and nothing here is an average."
)
LEFT_OPEN = "Left open"
_COLUMN = "How people saw themselves"


@dataclass(frozen=True)
class Times:
    """The self-assessments that are compared: their ids, what they are called, and their levels in order, by id."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    levels: tuple[tuple[str, str], ...]

    @property
    def places(self) -> list[str]:
        """What an answer can be, in order."""
        return [LEFT_OPEN, *(said for _, said in self.levels)]


def times(people: Iterable[Given], content: Content, people_from: int) -> Times:
    """The first and the last self-assessment, and those between that enough of these people gave: 'Week 1' and so on."""
    found = content.evaluation.levels
    gave = [name for name in found[1:-1] if sum(bool(one.levels.get(name)) for one in people) >= people_from]
    ids = (found[0], *gave, found[-1])
    levels = levels_of(exercises.find(found[0], content))
    return Times(ids, tuple(f"Week {content.weeks[name[:3]].number}" for name in ids), tuple(levels.items()))


def matched(people: Iterable[Given], content: Content) -> frozenset[str]:
    """Who gave the first and the last self-assessment, with a statement that has a level in both."""
    first, last = content.evaluation.levels[0], content.evaluation.levels[-1]
    return frozenset(one.id for one in people if one.levels.get(first, {}).keys() & one.levels.get(last, {}).keys())


def blocks(people: Sequence[Given], content: Content) -> Iterator[Block]:
    """A chart and a table for each group of statements; `people` are those who are matched."""
    rule = content.evaluation.suppression
    at = times(people, content, rule.people_from)
    yield Paragraph(f"{len(people)} people gave their levels of {words.listed(at.names)}. The same people are counted each time.")  # fmt: skip
    yield Paragraph(HOW)
    for section in content.standard.sections:
        yield Heading(f"Group {section.number}: {section.title}", 3)
        found = telling.spreads([_places(people, section, time, at) for time in at.ids], rule.under)
        yield _chart(section, at, found, len(people)) if found[0].groups else Paragraph(words.NOT_TOLD)


def _places(people: Iterable[Given], section: StandardSection, time: str, at: Times) -> list[list[str]]:
    """For each place, the mark of the person for every answer that stands there; every statement has one of each person."""
    order = {name: place for place, (name, _) in enumerate(at.levels, 1)}
    found: list[list[str]] = [[] for _ in at.places]
    for one in people:
        for statement in section.statements:
            found[order.get(_answer(one, statement.id, time, at), 0)].append(one.id)
    return found


def _answer(one: Given, statement: str, time: str, at: Times) -> str:
    """The level of a statement; at the start and the end '' unless it has one both times."""
    ends = (at.ids[0], at.ids[-1])
    asked = ends if time in ends else (time,)
    given = [one.levels.get(name, {}).get(statement, "") for name in asked]
    return one.levels.get(time, {}).get(statement, "") if all(x in dict(at.levels) for x in given) else ""


def _chart(section: StandardSection, at: Times, found: Sequence[Spread], people: int) -> Chart:
    """One list of counts makes the sentence, the table and the bars."""
    labels = [words.together([at.places[x] for x in group.places]) for group in found[0].groups]
    short = [words.between([at.places[x] for x in group.places]) for group in found[0].groups]
    counts = [[group.count for group in one.groups] for one in found]
    whole = sum(counts[0])
    by_group = list(zip(labels, *counts, strict=True))
    said = (f"In {name.lower()}: {_said(labels, numbers)}." for name, numbers in zip(at.names, counts, strict=True))
    return Chart(
        title=f"{at.names[-1]}, with {at.names[0].lower()} as a broken outline",
        sentence=f"{people} people, {len(section.statements)} statements, {whole} answers each time. {' '.join(said)}",
        table=Table(
            f"{section.title}: answers of {people} people", (_COLUMN, *at.names),
            tuple((label, *map(str, row)) for label, *row in by_group),
        ),
        bars=tuple(
            Bar(label, row[-1], f"{row[-1]} ({at.names[0].lower()}: {row[0]})", was=row[0])
            for label, row in zip(short, zip(*counts, strict=True), strict=True)
        ),
        source=words.SOURCE, people=people, whole=whole,
    )  # fmt: skip


def _said(labels: Sequence[str], numbers: Sequence[int]) -> str:
    return "; ".join(f"{label}, {number}" for label, number in zip(labels, numbers, strict=True))
