"""One answer laid over the options and factors it weighs."""

from __future__ import annotations

from functools import cached_property

from permanence_lib.content.cases import Milestone
from permanence_lib.content.dates import say_date
from permanence_lib.kind import Material, Progress
from permanence_lib.kinds.options_matrix.model.choice import choices, left
from permanence_lib.kinds.options_matrix.model.definition import Definition
from permanence_lib.kinds.options_matrix.model.draft import Sentence, draft
from permanence_lib.kinds.options_matrix.model.gaps import gaps
from permanence_lib.kinds.options_matrix.model.ground import Ground, factors, ground
from permanence_lib.kinds.options_matrix.model.response import Note, Response
from permanence_lib.kinds.options_matrix.model.weighing import (
    Json,
    age_on,
    cell_of,
    cues,
    progress_counts,
    weighable,
)


class Comparison:
    """The options before one participant, and what has been said of them."""

    def __init__(self, definition: Definition, response: Response, material: Material) -> None:
        self.definition, self.response, self.material = definition, response, material
        self.options = choices(definition, response, material)
        self.decision = decision(definition, material)
        self.due = self.decision.date if self.decision else response.decide_by.read()
        """The day by which the unknowns have to be closed: the case's, or the participant's own."""
        self.factors = factors(definition, response)
        """The author's factors, then the participant's own."""
        self.left = left(definition, response, material)
        """The routes not taken in."""
        self._factor_ids = [factor.id for factor in self.factors]
        self._option_ids = [option.id for option in self.options]
        self._value = response.model_dump(mode="json")
        self.kept = weighable(self._option_ids, self._value)
        """The ids of the options not set aside."""

    def is_begun(self) -> bool:
        """Whether there is anything of the participant's own in it, besides what was brought in."""
        return self.response.model_copy(update={"brought": (), "notes": ()}) != Response()

    def cell(self, factor: str, option: str) -> Json:
        """What is written about one option under one factor."""
        return cell_of(self._value, factor, option)

    def counts(self) -> dict[str, int]:
        """How much has something in it."""
        return progress_counts(self._factor_ids, self._option_ids, self._value)

    def cues(self) -> list[list[str]]:
        """What to look at again, as [cue, factor, option]."""
        return cues(self._factor_ids, self._option_ids, self._value, self.definition.shortest_reason)

    @cached_property
    def ground(self) -> Ground:
        """What the rules and the draft need to know; made only for them, since every save asks for the progress alone."""
        due = self.decision.date if self.decision else None
        return ground(self.definition, self.response, self.material, due)

    def gaps(self) -> list[list[str]]:
        """What the analysis leaves open, as [rule, factor, option, item]; those disagreed with are among them."""
        return gaps(self.ground, self._value)

    def draft(self) -> list[Sentence]:
        """The draft analysis, sentence by sentence."""
        return draft(self.ground, self._value)

    def places(self, note: Note) -> list[str]:
        """Where a note stands, in words: the options it was set beside, and on which side."""
        labels, boxes = {option.id: option.label for option in self.options}, self.definition.boxes
        return [
            f"{labels[place.option]}: {getattr(boxes, place.side)}" if place.side else labels[place.option]
            for place in note.places
            if place.option in labels
        ]

    def child_line(self) -> str:
        """'Kacper Hughes will be 5 years and 2 months old on 1 December 2025 (Adjourned hearing).'"""
        case, step = self.material.case, self.decision
        child = case.person(self.definition.child) if case and self.definition.child else None
        if not (child and child.born and step):
            return ""
        years, months = age_on(child.born.isoformat(), step.date.isoformat())
        age = f"{plural(years, 'year')} and {plural(months, 'month')}"
        return f"{child.name} will be {age} old on {say_date(step.date)} ({step.name})."


def decision(definition: Definition, material: Material) -> Milestone | None:
    """The day by which the unknowns have to be closed."""
    steps = material.case.milestones if material.case else ()
    return next((x for x in steps if x.id == definition.decision), None)


def plural(n: int, word: str) -> str:
    """'1 day', '2 days'."""
    return f"{n} {word}{'' if n == 1 else 's'}"


def progress(definition: Definition, response: Response, material: Material) -> Progress:
    """Options sifted, factors noted, factors written under, the reasoning, and what it was tested by."""
    counts = Comparison(definition, response, material).counts()
    return Progress(counts["filled"], counts["parts"])
