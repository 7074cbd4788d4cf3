"""One child's chronology laid open to be read: whose it is, in order, with its gaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from permanence_lib.kind import Material
from permanence_lib.kinds.chronology.model.definition import Definition
from permanence_lib.kinds.chronology.model.gaps import Gap, gap_weeks, gaps_in
from permanence_lib.kinds.chronology.model.moments import When
from permanence_lib.kinds.chronology.model.order import dated, undated
from permanence_lib.kinds.chronology.model.response import Entry, GapNote, Response
from permanence_lib.kinds.chronology.model.words import capital, plural


@dataclass(frozen=True)
class Reading:
    """A chronology, what its author asks, the name used for the child and when the child was born."""

    definition: Definition
    response: Response
    child: str
    born: When

    @classmethod
    def of(cls, definition: Definition, response: Response, material: Material) -> Reading:
        """Name and birth come from the case; for the followed child, from the alias and what the participant gives.

        An answer with an alias of its own is about that child: a worked example, say.
        """
        alias, case = response.alias.strip(), material.case
        person = case.person(definition.child) if case and definition.child and not alias else None
        given = alias or definition.called if material.followed is None else material.followed.strip() or alias
        child = given or (person.name if person else "") or "the child"
        return cls(definition, response, child, When.of(person.born) if person and person.born else response.born)

    @cached_property
    def dated(self) -> list[Entry]:
        """Entries with a date, in order."""
        return [x.entry for x in dated(self.response.entries)]

    @cached_property
    def apart(self) -> list[Entry]:
        """Entries whose date is not known."""
        return undated(self.response.entries)

    @property
    def entries(self) -> list[Entry]:
        """All of them, those without a date last."""
        return [*self.dated, *self.apart]

    @cached_property
    def gaps(self) -> list[Gap]:
        """Stretches without an entry that are longer than the participant, or else the author, allows."""
        return gaps_in(self.response.entries, gap_weeks(self.definition, self.response))

    def standing(self) -> Iterator[str]:
        """Plain counts in sentences: never a score."""
        entries, child = self.entries, self.child
        n = plural(len(entries), "entry", "entries")
        spoken = sum(bool(e.child_words.strip()) for e in entries)
        first, repeated = (sum(e.first_hand == hand for e in entries) for hand in ("first", "repeated"))
        unsaid = sum(not e.meaning.strip() for e in entries)
        yield f"{capital(child)}’s own words, or what {child} showed, are in {spoken} of {n}."
        yield f"First-hand: {first} of {n}. Repeated: {repeated}. Not clear or not said: {len(entries) - first - repeated}."
        yield f"What it meant for {child} is not yet said in {unsaid} of {n}."

    def ask(self, question: str) -> str:
        """The author's question with the child's name in it."""
        return question.replace("{child}", self.child)

    def note_on(self, gap: Gap) -> str:
        """What the participant makes of a gap, or nothing."""
        return next((note.text.strip() for note in self.response.gap_notes if _is_on(note, gap)), "")

    def notes_on_closed_gaps(self) -> list[str]:
        """What was written about gaps that an entry, or another length, has since closed."""
        written = (note for note in self.response.gap_notes if note.text.strip())
        return [note.text for note in written if not any(_is_on(note, gap) for gap in self.gaps)]


def _is_on(note: GapNote, gap: Gap) -> bool:
    return (note.after, note.before) == (gap["after"], gap["before"])
