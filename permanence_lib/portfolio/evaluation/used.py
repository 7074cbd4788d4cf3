"""Which exercises were finished, by how many people, and which were hardly used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from permanence_lib.content.library import Content
from permanence_lib.document.blocks import Bar, Block, Chart, Items, Paragraph, Table
from permanence_lib.exercises import Exercise
from permanence_lib.portfolio.compiled import Chapter
from permanence_lib.portfolio.evaluation import telling, words
from permanence_lib.portfolio.evaluation.given import Given
from permanence_lib.portfolio.evaluation.offered import counted
from permanence_lib.portfolio.evaluation.telling import Side

WHAT = (
    "Finished is what a person marked as finished. An exercise may have been read, begun or talked through without that, and "
    "an alternative may have been agreed. What is done on the workshop days is not counted here, nor the exercises whose "
    "answers are given elsewhere in this report."
)


@dataclass(frozen=True)
class Use:
    """One exercise and how many finished it."""

    exercise: Exercise
    week: int
    finished: Side

    def by_half(self, people: int) -> bool:
        """Whether at least half finished it. It follows from what is told."""
        return self.finished == "most" or (self.finished != "few" and 2 * int(self.finished) >= people)

    @property
    def name(self) -> str:
        """'Week 9: Toolkit of play, arts and senses'."""
        return f"Week {self.week}: {self.exercise.definition.title}"


def chapter(people: Sequence[Given], content: Content, under: int) -> Chapter:
    """How each module was used, what was hardly used, and every exercise by module."""
    found = uses(people, content, under)
    parts = (_module(number, [x for x in found if _module_of(x, content) == number], content, len(people)) for number in content.modules)  # fmt: skip
    return Chapter("used", "What was used, and what was not", tuple(_blocks(found, content, len(people))), tuple(parts))


def uses(people: Sequence[Given], content: Content, under: int) -> list[Use]:
    """Every exercise that is counted, in the order of the programme."""
    done = [set(one.finished or ()) for one in people]
    return [
        Use(one, content.weeks[one.week_id].number, telling.side(sum(one.id in x for x in done), len(people), under))
        for one in counted(content)
    ]


def _module_of(use: Use, content: Content) -> int:
    return content.weeks[use.exercise.week_id].module


def _blocks(found: Sequence[Use], content: Content, people: int) -> Iterator[Block]:
    yield Paragraph(f"{people} people told which exercises they had finished.")
    yield Paragraph(WHAT)
    yield _chart(found, content, people)
    hardly = [use.name for use in found if use.finished == "few"]
    nearly = sum(use.finished == "most" for use in found)
    yield Paragraph(f"{nearly} of {len(found)} exercises were finished by all but fewer than five people.")
    if hardly:
        yield Paragraph(
            f"{len(hardly)} were finished by fewer than five, or by nobody. Ask what stood in the way before one is cut:"
        )
        yield Items(tuple(hardly))
    else:
        yield Paragraph("None was finished by fewer than five.")


def _chart(found: Sequence[Use], content: Content, people: int) -> Chart:
    """Exercises are counted here, not people; each stands on one side of half by what is told of it."""
    rows = []
    for number, module in content.modules.items():
        of_module = [use for use in found if _module_of(use, content) == number]
        rows.append((f"Module {number}: {module.title}", len(of_module), sum(use.by_half(people) for use in of_module)))
    said = "; ".join(f"{half} of {of} in module {number}" for number, (_, of, half) in enumerate(rows, 1))
    return Chart(
        title="Exercises that at least half the people finished",
        sentence=f"At least half of {people} people finished {said}.",
        table=Table(
            "Exercises by module", ("Module", "Exercises", "Finished by at least half"),
            tuple((name, str(of), str(half)) for name, of, half in rows),
        ),
        bars=tuple(Bar(f"Module {number}", half, f"{half} of {of}") for number, (_, of, half) in enumerate(rows, 1)),
        source=words.SOURCE,
        people=people,
    )  # fmt: skip


def _module(number: int, found: Sequence[Use], content: Content, people: int) -> Chapter:
    title = f"Module {number}: {content.modules[number].title}"
    rows = tuple((use.name, words.so_many(use.finished, people)) for use in found)
    table = Table(f"Exercises of module {number}", ("Exercise", "Finished by"), rows)
    return Chapter(f"used-{number}", title, (table,))
