"""What a participant has done: each answer as a piece of work, in the version that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from permanence_lib import exercises
from permanence_lib.document import text
from permanence_lib.document.blocks import Blocks, Paragraph, Quote
from permanence_lib.exercises import Exercise
from permanence_lib.portfolio.desk import Desk
from permanence_lib.workbook import slots
from permanence_lib.workbook.card import words_in
from permanence_lib.workbook.slots import Child

if TYPE_CHECKING:
    from permanence_lib.store import Record

_CHANGED = (
    "The questions of this exercise have been changed since this was written. These are the words as they were saved."
)


@dataclass(frozen=True)
class Work:
    """One saved version of the answer to one exercise, about one child."""

    exercise: Exercise
    child: Child
    record: Record
    alias: str = ""

    @property
    def slot(self) -> str:
        """What it is kept under: w15a2, or w15a2:followed."""
        return slots.key(self.exercise.id, self.child)

    @property
    def title(self) -> str:
        """The exercise's title, and whose it is when it could be about either child."""
        title = self.exercise.definition.title
        return f"{title} ({self.alias or 'the child you follow'})" if self.child == "followed" else title

    @property
    def is_private(self) -> bool:
        """Whether it stays with the participant unless they choose otherwise."""
        return self.exercise.definition.sharing == "private"

    @property
    def is_current(self) -> bool:
        """Whether it answers the questions as they now stand."""
        return self.record.definition_hash == self.exercise.definition.question_hash() and self._fits

    @property
    def _fits(self) -> bool:
        try:
            self.exercise.kind.response.model_validate(self.record.value)
        except ValidationError:
            return False
        return True

    def blocks(self) -> Blocks:
        """The printed form; the bare words of an answer that no longer fits its questions."""
        if not self.is_current:
            return [Paragraph(_CHANGED), *(Quote(words) for words in words_in(self.record.value))]
        kind, material = self.exercise.kind, slots.material_for(self.exercise, self.child, self.alias)
        answer = kind.response.model_validate(self.record.value)
        found: Blocks = kind.report(self.exercise.definition, answer, material)
        return found

    def words(self) -> str:
        """Every word of the answer itself, without the questions: what is looked through before it leaves."""
        return "\n".join(words_in(self.record.value))

    def text(self) -> str:
        """The printed form as plain text."""
        return text.render(self.blocks())


def all_work(desk: Desk) -> Iterator[Work]:
    """The newest version of every answer, in the order of the programme."""
    for exercise in exercises.readable(desk.content):
        yield from of_exercise(exercise, desk)


def of_exercise(exercise: Exercise, desk: Desk) -> Iterator[Work]:
    """The newest answers to one exercise: none, one, or one for each child."""
    for child in ("case", "followed"):
        record = desk.kept.get(slots.key(exercise.id, child))
        if record is not None:
            yield Work(exercise, child, record, desk.alias if child == "followed" else "")


def find(slot: str, desk: Desk, revision: int | None = None) -> Work | None:
    """One answer by what it is kept under, in its newest version or the one named; None when there is none, or none any more."""
    exercise_id = slots.exercise_of(slot)
    if exercise_id not in exercises.files(desk.content):
        return None
    exercise = exercises.find(exercise_id, desk.content)
    child: Child = "case" if slot == exercise_id else "followed"
    record = desk.kept.get(slot)
    if record is not None and revision is not None and revision != record.revision:
        record = desk.store.version(desk.person.participant, slot, revision)
    return (
        None
        if record is None or record.thinned
        else Work(exercise, child, record, desk.alias if child == "followed" else "")
    )
