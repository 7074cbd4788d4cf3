"""One view of the country's figures: what was chosen of a question, drawn, said, noted, sourced and ready to download."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from permanence_lib.content.complaints import did_you_mean
from permanence_lib.content.figures import Question
from permanence_lib.content.library import Content
from permanence_lib.document.blocks import Block, Chart, Items, Paragraph
from permanence_lib.errors import PermanenceError
from permanence_lib.national import beneath, drawing, sheet
from permanence_lib.national.beneath import SourceLine
from permanence_lib.national.choice import Choice, Choices, choices, filled
from permanence_lib.national.figures import Figure, figures


@dataclass(frozen=True)
class View:
    """A question with a choice: every number in it comes from the one list `shown`."""

    question: Question
    choice: Choice
    """With nothing left open."""
    chart: Chart
    notes: tuple[str, ...]
    """Definition, breaks that lie within what is shown, cautions, notes of single figures."""
    sources: tuple[SourceLine, ...]
    choices: Choices
    shown: tuple[Figure, ...]
    _content: Content = field(repr=False, compare=False)

    @property
    def sentence(self) -> str:
        """What the picture shows, in words."""
        return self.chart.sentence

    def blocks(self) -> tuple[Block, ...]:
        """Picture with sentence and table, then what was counted, the other notes, and the sources."""
        definition, *others = self.notes
        said: list[Block] = [self.chart, Paragraph(definition, "What is counted")]
        said += [Items(tuple(others))] if others else []
        return *said, Paragraph("The figures were read from these releases.", "Sources"), self._listed()

    def _listed(self) -> Items:
        return Items(tuple(f"{line.words} {line.url}" if line.url else line.words for line in self.sources))

    def csv(self) -> bytes:
        """Exactly what is shown, for a spreadsheet."""
        return sheet.sheet(self._content, self.question, self.shown, self._content.questions.unit(self.question))


def questions(content: Content) -> dict[str, Question]:
    """The questions by id, in the author's order."""
    return {question.id: question for question in content.questions.questions}


def view(content: Content, question: str, choice: Choice = Choice()) -> View:  # noqa: B008 (it cannot change)
    """What a question shows. PermanenceError, in the reader's words, for anything that does not exist."""
    asked = _asked(content, question)
    every = figures(content, asked)
    chosen = filled(asked, choice, every)
    shown = _shown(every, chosen)
    broken = beneath.breaks(asked, shown, every)
    line = beneath.source_line(content, chosen, shown)
    unit = content.questions.unit(asked)
    return View(
        asked,
        chosen,
        drawing.chart(asked, chosen, shown, unit, broken, line),
        beneath.notes(content, asked, shown, broken),
        beneath.sources(content, shown),
        choices(asked, every),
        shown,
        content,
    )


def _asked(content: Content, name: str) -> Question:
    known = questions(content)
    if name not in known:
        near = did_you_mean(name, known) or f"There are: {', '.join(known)}."
        raise PermanenceError(f"There is no question '{name}'. {near}")
    return known[name]


def _shown(every: Sequence[Figure], choice: Choice) -> tuple[Figure, ...]:
    """Of one time that time alone; of a stretch, whatever lies within it."""
    times = {figure.period.key: figure.period for figure in every}
    own = [figure for figure in every if figure.group.id in choice.groups]
    if choice.period:
        return tuple(figure for figure in own if figure.period.at == times[choice.period].at)
    first, last = times[choice.start], times[choice.end]
    return tuple(figure for figure in own if figure.period.within(first, last))
