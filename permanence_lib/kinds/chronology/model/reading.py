"""One child's chronology laid open to be read: whose it is, in order, with its gaps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from permanence_lib.kind import Material
from permanence_lib.kinds.chronology.model.definition import Definition
from permanence_lib.kinds.chronology.model.gaps import Gap, gap_weeks, gaps_in
from permanence_lib.kinds.chronology.model.moments import When
from permanence_lib.kinds.chronology.model.order import dated, undated
from permanence_lib.kinds.chronology.model.response import Chronology, Entry, GapNote, Response


@dataclass(frozen=True)
class Reading:
    """A chronology, what its author asks, the name used for the child and when the child was born."""

    definition: Definition
    chronology: Chronology
    child: str
    born: When

    @classmethod
    def of_case(cls, definition: Definition, response: Response, material: Material) -> Reading:
        """The chronology of the case's child: name and birth come from the case where it gives them."""
        person = material.case.person(definition.child) if material.case and definition.child else None
        child = definition.called or (person.name if person else "") or "the child"
        return cls(definition, response, child, When.of(person.born) if person and person.born else response.born)

    @classmethod
    def of_followed(cls, definition: Definition, response: Response) -> Reading:
        """The chronology of the child the participant follows, under the alias."""
        followed = response.followed
        return cls(definition, followed, followed.alias.strip() or "the child", followed.born)

    @cached_property
    def dated(self) -> list[Entry]:
        """Entries with a date, in order."""
        return [x.entry for x in dated(self.chronology.entries)]

    @cached_property
    def apart(self) -> list[Entry]:
        """Entries whose date is not known."""
        return undated(self.chronology.entries)

    @property
    def entries(self) -> list[Entry]:
        """All of them, those without a date last."""
        return [*self.dated, *self.apart]

    @cached_property
    def gaps(self) -> list[Gap]:
        """Stretches without an entry that are longer than the participant, or else the author, allows."""
        return gaps_in(self.chronology.entries, gap_weeks(self.definition, self.chronology))

    def ask(self, question: str) -> str:
        """The author's question with the child's name in it."""
        return question.replace("{child}", self.child)

    def note_on(self, gap: Gap) -> str:
        """What the participant makes of a gap, or nothing."""
        return next((note.text.strip() for note in self.chronology.gap_notes if _is_on(note, gap)), "")

    def notes_on_closed_gaps(self) -> list[str]:
        """What was written about gaps that an entry, or another length, has since closed."""
        written = (note for note in self.chronology.gap_notes if note.text.strip())
        return [note.text for note in written if not any(_is_on(note, gap) for gap in self.gaps)]


def _is_on(note: GapNote, gap: Gap) -> bool:
    return (note.after, note.before) == (gap["after"], gap["before"])
