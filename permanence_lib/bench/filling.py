"""A store as full as an authority's: hundreds of invented people's work, and the rooms of their cohorts.

Everything is invented: the authors' worked examples with their choices drawn anew. The same seed gives the same people,
so that one of five hundred has exactly the work they have alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from random import Random
from typing import TYPE_CHECKING, Any

from permanence_lib import exercises
from permanence_lib.content.library import Content, current
from permanence_lib.errors import PermanenceError
from permanence_lib.exercises import Exercise
from permanence_lib.store import Record, open_store
from permanence_lib.workbook import slots
from permanence_lib.workshop.members import Member
from permanence_lib.workshop.room import MEMBER, Room
from permanence_lib.workshop.variety import varied

if TYPE_CHECKING:
    from permanence_lib.store import Store

PARTICIPANTS, COHORTS, IN_A_COHORT, WEEKS = 500, 40, 20, 28
#: So many different answers are drawn to each exercise, and dealt out.
_ANSWERS = 4
#: How often an answer was saved, each a version of its own, and how many of ten answers so often.
_VERSIONS, _OF_TEN = (1, 2, 4), (7, 2, 1)
_NOT_EMPTY = "This store is not empty, so nothing was put into it. Name one that is new: invented people do not belong among others."
_BEGAN = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
#: Of a day, so many exercises have been opened, answered, shown and closed; the one after them is open.
_DONE = 2


@dataclass
class Filled:
    """What was put in: how many people, rooms and saved versions, and the names they were put under."""

    people: list[str] = field(default_factory=list)
    rooms: list[str] = field(default_factory=list)
    versions: int = 0


@dataclass(frozen=True)
class Pool:
    """Answers to deal out, drawn once: every one of them goes with its questions."""

    asked: Mapping[str, Exercise]
    answers: Mapping[str, Sequence[dict[str, Any]]]
    questions: Mapping[str, str]

    @classmethod
    def of(cls, content: Content, chance: Random) -> Pool:
        """To every exercise that has a worked example."""
        asked = {each.id: each for each in exercises.readable(content) if each.example()}
        drawn = {name: [_plain(each, chance) for _ in range(_ANSWERS)] for name, each in asked.items()}
        return cls(asked, drawn, {name: each.definition.question_hash() for name, each in asked.items()})

    def record(self, whose: str, name: str, revision: int, at: datetime, chance: Random) -> Record:
        """One saved version of somebody's answer; `name` is what it is kept under."""
        exercise = slots.exercise_of(name)
        value, question = chance.choice(self.answers[exercise]), self.questions[exercise]
        return Record(whose, name, revision, value, chance.random() < 0.8, question, None, at, "")


def _plain(exercise: Exercise, chance: Random) -> dict[str, Any]:
    answer = varied(exercise, chance)
    assert answer is not None  # it has a worked example
    return answer.model_dump(mode="json")


def name_of(number: int) -> str:
    """What a person is called: the first is the furthest of all."""
    return f"filled-{number:04}"


def fill(
    url: str, people: int = PARTICIPANTS, cohorts: int = COHORTS, *, weeks: int = WEEKS, seed: int = 1,
    say: Callable[[str], None] = print,
) -> Filled:  # fmt: skip
    """Put so many people and rooms into the store at `url`. PermanenceError where anybody's words are already.

    `weeks` is how far they have come at most; the first has come to the end. In a database of many the url must be
    one that may write everybody's records: an administrator's.
    """
    content, found = current(), Filled()
    pool = Pool.of(content, Random(seed))
    with _opened(url) as study:
        if study.newest():
            raise PermanenceError(_NOT_EMPTY)
        for number in range(people):
            name, chance = name_of(number), Random(f"{seed} {number}")
            reached = chance.randint(1, weeks) if number else WEEKS
            found.versions += study.restore(name, list(work(pool, name, chance, reached)))
            found.people.append(name)
    say(f"{len(found.people)} people, {found.versions:,} saved versions")
    days = [week.id for week in content.weeks.values() if week.workshop]
    for number in range(cohorts):
        with _opened(url, space_of(days[number % len(days)], number)) as kept:
            found.versions += _hold(Room(kept, content, days[number % len(days)], f"Cohort {number}"), pool, seed)
            found.rooms.append(kept.space)
    say(f"{len(found.rooms)} rooms of {IN_A_COHORT} people, {found.versions:,} saved versions in all")
    return found


def work(pool: Pool, whose: str, chance: Random, weeks: int) -> Iterator[Record]:
    """Everything somebody in week `weeks` has saved: all exercises so far, some of them more than once."""
    reached = set(sorted({each.week_id for each in pool.asked.values()})[:weeks])
    at = _BEGAN
    for exercise in pool.asked.values():
        if exercise.week_id not in reached:
            continue
        names = [exercise.id, slots.key(exercise.id, "followed")] if slots.has_two(exercise) else [exercise.id]
        for name in names:
            for revision in range(1, chance.choices(_VERSIONS, _OF_TEN)[0] + 1):
                at += timedelta(minutes=chance.randint(1, 600))
                yield pool.record(whose, name, revision, at, chance)


def space_of(week: str, number: int) -> str:
    """The space of an invented cohort's room."""
    return f"room:{week}-cohort-{number}-{sha256(f'filled {number}'.encode()).hexdigest()[:6]}"


def _hold(room: Room, pool: Pool, seed: int) -> int:
    """A workshop in the middle of its day; how many versions it comes to."""
    chance, live = Random(f"{seed} {room.store.space}"), [name for name in room.live if name in pool.asked]
    for number in range(IN_A_COHORT):
        room.store.restore(_member(number), list(_said(pool, live[:_DONE], number, chance)))
    for name in live[:_DONE]:
        for act in ("open", "reveal", "close"):
            room.act(act, {"exercise": name})
    room.act("open", {"exercise": live[_DONE]})
    states = len(room.history())
    return states + IN_A_COHORT * (1 + _DONE)


def _said(pool: Pool, asked: Sequence[str], number: int, chance: Random) -> Iterator[Record]:
    """One member and their answers of the day."""
    at = _BEGAN + timedelta(days=40, seconds=number)
    joined = Member(_member(number), f"Person {number + 1}", at.isoformat(timespec="milliseconds"))
    yield Record(joined.id, MEMBER, 1, joined.to_json(), False, "room", None, at, "")
    for name in asked:
        at += timedelta(minutes=30)
        yield pool.record(joined.id, name, 1, at, chance)


def _member(number: int) -> str:
    return f"p_f1{number:010x}"


class _opened:
    """`with _opened(url) as store:` — let go of at the end, as forty at once would hold forty connections."""

    def __init__(self, url: str, space: str = "") -> None:
        self._url, self._space = url, space

    def __enter__(self) -> Store:
        self._store = open_store(self._url, space=self._space)
        return self._store

    def __exit__(self, *_: object) -> None:
        self._store.close()
