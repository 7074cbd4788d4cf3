"""What a cohort's shares say together: counts and questions, and nothing at all of fewer than five people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.content.programme import StandardSection, Statement, Week
from permanence_lib.document.blocks import Bar, Block, Chart, Heading, Items, Paragraph, Table
from permanence_lib.exercises import LEAST_GROUP, Exercise
from permanence_lib.portfolio.before.share import Share, weeks_before
from permanence_lib.workbook.progress import State

TOO_FEW = "Nothing is shown of fewer than five people: with so few, an answer would tell whose it is."
_NOBODY = "Fewer than five people have told anything about this, so nothing is shown."


def told(shares: Sequence[Share], content: Content, workshop: Week) -> list[Block]:
    """The whole picture, in headings of level 2; or why there is none yet."""
    if len(shares) < LEAST_GROUP:
        return [Paragraph(TOO_FEW)]
    return [
        Paragraph(f"From {len(shares)} people, added together. Nothing here says who."),
        Heading("Where people are in the weeks before", 2), *_weeks(shares, content, workshop),
        Heading("Questions they would like to bring", 2), *_questions(shares),
        Heading("Where they see themselves", 2), *_ratings(shares, content, workshop),
        Heading("What would make the day easier", 2), *_needs(shares),
    ]  # fmt: skip


def _weeks(shares: Sequence[Share], content: Content, workshop: Week) -> Iterator[Block]:
    answered = [each.weeks for each in shares if each.weeks]
    if len(answered) < LEAST_GROUP:
        yield Paragraph(_NOBODY)
        return
    rows = [(week, Counter(each.get(week.id, "not started") for each in answered)) for week in weeks_before(content, workshop)]  # fmt: skip
    finished = [count["finished"] for _, count in rows]
    named = tuple(f"Week {week.number}: {week.title}" for week, _ in rows)
    yield Chart(
        title="Weeks finished since the last workshop",
        sentence=_how_far(rows, len(answered)),
        table=Table(
            "How the weeks stand", ("Week", "Finished", "Begun", "Not begun"),
            tuple((name, str(c["finished"]), str(c["in progress"]), str(c["not started"])) for name, (_, c) in zip(named, rows, strict=True)),
        ),
        bars=tuple(Bar(f"Week {week.number}", done, f"{done} of {len(answered)}") for (week, _), done in zip(rows, finished, strict=True)),
    )  # fmt: skip


def _how_far(rows: Sequence[tuple[Week, Counter[State]]], people: int) -> str:
    """What to plan for, in a sentence: which weeks most have done, and which fewer than half have."""
    thin = [f"week {week.number}" for week, count in rows if count["finished"] * 2 < people]
    if not thin:
        return f"More than half of {people} people have finished the core of every one of these weeks."
    return (
        f"Fewer than half of {people} people have finished the core of {', '.join(thin)}. "
        "Plan a few minutes for what the day takes from there."
    )


def _questions(shares: Sequence[Share]) -> Iterator[Block]:
    found = sorted({words for each in shares for words in each.questions}, key=str.casefold)
    people = sum(bool(each.questions) for each in shares)
    if people < LEAST_GROUP:
        yield Paragraph(_NOBODY)
        return
    yield Paragraph(f"{people} people chose to send a question. They stand in the order of the alphabet.")
    yield Items(tuple(found))


def _ratings(shares: Sequence[Share], content: Content, workshop: Week) -> Iterator[Block]:
    by_exercise: dict[str, list[Mapping[str, str]]] = {}
    for name, given in ((name, given) for each in shares for name, given in each.ratings.items()):
        by_exercise.setdefault(name, []).append(given)
    known = {name: given for name, given in by_exercise.items() if name in exercises.files(content)}
    enough = {name: given for name, given in known.items() if len(given) >= LEAST_GROUP}
    if not enough:
        yield Paragraph(_NOBODY)
    for name in sorted(enough):
        yield from _rated(name, enough[name], content, workshop)


def _rated(name: str, given: Sequence[Mapping[str, str]], content: Content, workshop: Week) -> Iterator[Block]:
    exercise = exercises.find(name, content)
    levels = levels_of(exercise)
    yield Paragraph(
        f"How {len(given)} people see themselves in the statements of this module (week {content.weeks[name[:3]].number}, "
        f"{exercise.definition.title}). It is their own view on one day, and not a measure. Talk about a statement on "
        "which the room is spread; nobody is asked where they stand."
    )
    wanted = set(content.standard.modules.get(f"M{workshop.module}", ()))
    for section in content.standard.sections:
        asked = [x for x in section.statements if x.id in wanted and any(x.id in each for each in given)]
        if asked and levels:
            yield _section(section, asked, given, levels)


def levels_of(exercise: Exercise) -> dict[str, str]:
    """The levels of a self-assessment in their order, by id; none of an exercise that has no such thing."""
    return {each.id: each.words for each in getattr(exercise.definition, "levels", ())}


def _section(
    section: StandardSection, asked: Sequence[Statement], given: Sequence[Mapping[str, str]], levels: Mapping[str, str]
) -> Table:
    rows = tuple((f"{x.id} {x.text}", *_spread(x.id, given, levels)) for x in asked)
    return Table(section.title, ("Statement", *levels.values()), rows)


def _spread(statement: str, given: Sequence[Mapping[str, str]], levels: Mapping[str, str]) -> tuple[str, ...]:
    """How many stand at each level; of a statement that fewer than five answered, nothing."""
    found = Counter(each[statement] for each in given if each.get(statement) in levels)
    if found.total() < LEAST_GROUP:
        return tuple("" if n else "Fewer than five" for n in range(len(levels)))
    return tuple(str(found[level]) for level in levels)


def _needs(shares: Sequence[Share]) -> Iterator[Block]:
    found = sorted((each.needs for each in shares if each.needs), key=str.casefold)
    if not found:
        yield Paragraph("Nobody has written anything here. Ask again at the door: some people prefer to say it.")
        return
    yield Paragraph("In their own words, in the order of the alphabet.")
    yield Items(tuple(found))
