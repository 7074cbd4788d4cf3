"""The standard by what a participant has done for each statement: what is written, what is chosen, and what they tie to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from permanence_lib import exercises
from permanence_lib.content.programme import Statement
from permanence_lib.coverage import module_of
from permanence_lib.exercises import Exercise
from permanence_lib.portfolio import entries, work
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.entries import Entry
from permanence_lib.portfolio.standard import seen
from permanence_lib.portfolio.work import Work
from permanence_lib.workbook import slots
from permanence_lib.workbook.slots import Child

if TYPE_CHECKING:
    from permanence_lib.store import Record

#: Annotations are kept under evidence:<statement>:<slot>; their history is the store's.
KEPT_UNDER = "evidence"
#: How far a piece shows a statement, in the participant's own judgement. Never a mark.
STATUSES = {
    "part": "It shows part of it",
    "stand-by": "It shows it well enough for me to stand by",
    "talk": "I am not sure yet, and want to talk it through",
}
_REMOVED = "removed"

#: The most that can be said of a statement: something is tied to it, chosen or written for it, or nothing yet.
Standing = Literal["tied", "chosen", "written", "nothing"]


@dataclass(frozen=True)
class Tie:
    """One version of one piece of work, tied to one statement. `kept` is the annotation's own revision in the store."""

    statement: str
    work: Work
    words: str
    status: str
    kept: int
    newest: int
    """The version the work is at now."""
    seen: str = ""
    """That the line manager has seen this version, from a return that was accepted; otherwise ''."""

    @property
    def revision(self) -> int:
        """The version that is tied."""
        return self.work.record.revision

    @property
    def has_gone_on(self) -> bool:
        """Whether the work has been changed since."""
        return self.newest > self.revision

    @property
    def status_words(self) -> str:
        """The participant's judgement, and what the manager's return adds."""
        return ". ".join(filter(None, (STATUSES.get(self.status, ""), self.seen)))


@dataclass(frozen=True)
class Place:
    """Somewhere work could show a statement: an exercise whose author names it, about one child."""

    exercise: Exercise
    child: Child
    work: Work | None = None
    entry: Entry | None = None

    @property
    def slot(self) -> str:
        """What an answer is kept under there."""
        return slots.key(self.exercise.id, self.child)


@dataclass(frozen=True)
class Line:
    """One statement and everything there is for it."""

    statement: Statement
    table: tuple[str, ...]
    """Modules that the programme's own table names for it: ('M1', 'M3')."""
    places: tuple[Place, ...]
    ties: tuple[Tie, ...]

    @property
    def id(self) -> str:
        """4.4b"""
        return self.statement.id

    @property
    def chosen(self) -> tuple[Place, ...]:
        """Places whose work is in the portfolio."""
        return tuple(place for place in self.places if place.entry)

    @property
    def written(self) -> tuple[Place, ...]:
        """Places where something is written that is not in the portfolio."""
        return tuple(place for place in self.places if place.work and not place.entry)

    @property
    def open(self) -> tuple[Place, ...]:
        """Places where nothing is written yet."""
        return tuple(place for place in self.places if not place.work)

    @property
    def standing(self) -> Standing:
        """The most that can be said."""
        if self.ties:
            return "tied"
        if self.chosen:
            return "chosen"
        return "written" if self.written else "nothing"


@dataclass(frozen=True)
class Part:
    """A section of the standard."""

    number: int
    title: str
    lines: tuple[Line, ...]


def evidence_map(desk: Desk) -> tuple[Part, ...]:
    """All statements, section by section. An exercise whose file cannot be read is left out."""
    places, tied = _places(desk), ties(desk)
    table = desk.content.standard.modules

    def line(statement: Statement) -> Line:
        return Line(
            statement,
            tuple(module for module, named in table.items() if statement.id in named),
            tuple(place for place in places if statement.id in place.exercise.definition.statements),
            tuple(tie for tie in tied if tie.statement == statement.id),
        )

    return tuple(Part(x.number, x.title, tuple(map(line, x.statements))) for x in desk.content.standard.sections)


def line_of(desk: Desk, statement: str) -> Line | None:
    """One statement with everything there is for it, or None."""
    lines = (line for part in evidence_map(desk) for line in part.lines)
    return next((line for line in lines if line.id == statement), None)


def tie(
    desk: Desk, statement: str, slot: str, revision: int, words: str, status: str, *, base: int | None = None
) -> None:
    """Tie a version to a statement, or say it anew. Raises Conflict and what the desk raises."""
    desk.keep(_name(statement, slot), {"words": words, "status": status, "revision": revision}, base)


def untie(desk: Desk, statement: str, slot: str, *, base: int | None = None) -> None:
    """Take an annotation away; what it said stays in its history."""
    found = desk.kept.get(_name(statement, slot))
    if found is not None:
        desk.keep(_name(statement, slot), {**found.value, "status": _REMOVED}, base)


def ties(desk: Desk) -> tuple[Tie, ...]:
    """Every annotation there is, in the order of the standard and then of the programme."""
    names = (name.split(":", 1) for name in desk.under(KEPT_UNDER) if ":" in name)
    looked_at = seen.pieces(desk)
    found = (_tie(desk, statement, slot, looked_at) for statement, slot in names)
    return tuple(sorted((tie for tie in found if tie), key=lambda tie: (tie.statement, tie.work.slot)))


def tie_of(desk: Desk, statement: str, slot: str) -> Tie | None:
    """The annotation that ties one piece to one statement, if there is one."""
    return _tie(desk, statement, slot, seen.pieces(desk))


def kept_at(desk: Desk, statement: str, slot: str) -> int:
    """The newest revision of an annotation, also of one taken away; 0 when there never was one."""
    found = desk.kept.get(_name(statement, slot))
    return found.revision if found else 0


def history(desk: Desk, statement: str, slot: str) -> list[Record]:
    """Everything an annotation has said, oldest first."""
    return desk.store.history(desk.person.participant, _name(statement, slot))


def modules_of(line: Line, desk: Desk) -> dict[str, list[Place | Tie]]:
    """What there is for a statement, module by module: its places, and the pieces tied to it."""
    found: dict[str, list[Place | Tie]] = {module.id: [] for module in desk.content.modules.values()}
    for tie in line.ties:
        found[module_of(tie.work.exercise.week_id, desk.content)].append(tie)
    for place in line.places:
        found[module_of(place.exercise.week_id, desk.content)].append(place)
    return found


def _name(statement: str, slot: str) -> str:
    return f"{KEPT_UNDER}:{statement}:{slot}"


def _tie(desk: Desk, statement: str, slot: str, looked_at: Mapping[tuple[str, int], str]) -> Tie | None:
    record, newest = desk.kept.get(_name(statement, slot)), desk.kept.get(slot)
    if record is None or newest is None or record.value.get("status") == _REMOVED:
        return None
    revision = int(record.value.get("revision") or newest.revision)
    piece = work.find(slot, desk, revision)
    if piece is None or statement not in desk.content.statements:
        return None
    words, status = str(record.value.get("words", "")), str(record.value.get("status", ""))
    return Tie(statement, piece, words, status, record.revision, newest.revision, looked_at.get((slot, revision), ""))


def _places(desk: Desk) -> list[Place]:
    chosen = {entry.work.slot: entry for entry in entries.entries(desk)}
    return [
        Place(exercise, child, written(exercise, child, desk), chosen.get(slots.key(exercise.id, child)))
        for exercise in exercises.readable(desk.content)
        for child in children(exercise)
    ]


def children(exercise: Exercise) -> Iterator[Child]:
    """Whom an exercise can be about: the case, and where there is a choice the child the participant follows."""
    yield "case"
    if slots.has_two(exercise):
        yield "followed"


def written(exercise: Exercise, child: Child, desk: Desk) -> Work | None:
    """The newest answer in one place, if there is a word in it."""
    record = desk.kept.get(slots.key(exercise.id, child))
    if record is None:
        return None
    piece = Work(exercise, child, record, desk.alias if child == "followed" else "")
    return piece if piece.words() else None
