"""Twenty people who are not there, so that a facilitator can run the whole day the evening before.

They join a few at a time, answer what is opened, think again when they are asked to, and one of them needs a moment.
A rehearsal has a room of its own: its cohort's name says what it is wherever the name stands, and no real room is touched.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

from permanence_lib.errors import PermanenceError
from permanence_lib.exercises import Exercise
from permanence_lib.workshop.acts import RoomRefused
from permanence_lib.workshop.members import Member
from permanence_lib.workshop.moments import signal
from permanence_lib.workshop.room import Room
from permanence_lib.workshop.state import Standing, State
from permanence_lib.workshop.variety import varied

PEOPLE = 20
#: Follows the name of a cohort, and each pretended person's.
MARK = "(rehearsal)"
#: Seconds: how far apart people come in, how soon and how late they answer, how long before somebody needs a moment.
ARRIVE, SOONEST, LATEST, MOMENT_AFTER = 1.0, 4.0, 40.0, 30.0
#: How often people look up, in seconds.
EVERY = 0.5
#: Of a room, so many answer at all, and so many of those change their minds when they are asked again.
_ANSWER, _CHANGE = 0.9, 0.6
_ALIASES = (
    "Ash", "Bryn", "Clover", "Dale", "Ember", "Fern", "Glen", "Heath", "Iris", "Jay", "Kes", "Linnet", "Moss", "Nell",
    "Oak", "Perry", "Quill", "Rowan", "Sky", "Teal",
)  # fmt: skip
_NEEDS = {3: "I sit near the door if I can.", 11: "Large print, please, and the slides beforehand."}
_log = logging.getLogger(__name__)


def cohort(name: str) -> str:
    """The name of a cohort's rehearsal: nobody takes one for the other."""
    return name if name.endswith(MARK) else f"{name} {MARK}"


def is_rehearsal(state: State) -> bool:
    """Whether nobody in this room needs to be listened to."""
    return state.cohort.endswith(MARK)


@dataclass(frozen=True)
class Person:
    """Somebody pretended: the same one, doing the same things, each time a rehearsal is started."""

    number: int

    def chance(self, *about: str) -> Random:
        """What falls to this person in one matter."""
        return Random(f"{self.number} {' '.join(about)}")

    @property
    def id(self) -> str:
        """In the form of every member's."""
        return f"p_5e{self.number:010x}"

    def member(self) -> Member:
        """As they join."""
        first, round_again = _ALIASES[self.number % len(_ALIASES)], self.number // len(_ALIASES)
        alias = f"{first}{f' {round_again + 1}' if round_again else ''} {MARK}"
        moment = datetime.now(UTC).isoformat(timespec="milliseconds")
        return Member(self.id, alias, moment, needs=_NEEDS.get(self.number, ""))


class Rehearsal:
    """People in one room. `pace` below 1 makes them quicker; what they have done is read from the room's own store."""

    def __init__(self, room: Room, people: int = PEOPLE, pace: float = 1.0) -> None:
        if not is_rehearsal(room.state()):
            raise RoomRefused("This is a real room. Pretended people join rehearsals only.")
        self.room, self.people, self._pace = room, [Person(n) for n in range(people)], pace
        self._began = time.monotonic()
        self._due: dict[tuple[str, ...], float] = {}
        self._past: set[tuple[str, ...]] = set()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, in the running loop."""
        self._task = asyncio.get_running_loop().create_task(self._live())

    async def stop(self) -> None:
        """Everybody stops where they are. Stopped before it was started, nothing happens."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _live(self) -> None:
        while True:
            try:
                self.look_up()
            except PermanenceError as trouble:  # a full disk, say: the room tells the facilitator, and they go on
                _log.warning("The rehearsal: %s", trouble)
            await asyncio.sleep(EVERY * min(self._pace, 1))

    def look_up(self) -> None:
        """Everybody does what is due for them at this moment, as the room stands."""
        now, state = time.monotonic(), self.room.state()
        here = self.room.members()
        for person in self.people:
            if person.id not in here and self._is_due(("join", person.id), person.number * ARRIVE, now):
                self.room.put(person.member())
        if state.paused or state.ended_at:
            return
        present = [each for each in self.people if each.id in here and not here[each.id].gone]
        for exercise in asked(self.room, state):
            self._answer(exercise, state, present, now)
        self._need_a_moment(state, present, now)

    def _answer(self, exercise: Exercise, state: State, present: Sequence[Person], now: float) -> None:
        standing = state.standing(exercise.id)
        turn = "again" if standing.phase == "again" else "first"
        for person in present:
            key = (turn, exercise.id, person.id)
            chance = person.chance(turn, exercise.id)
            if self._is_due(key, chance.uniform(SOONEST, LATEST), now):
                self._give(person, exercise, standing, chance)

    def _give(self, person: Person, exercise: Exercise, standing: Standing, chance: Random) -> None:
        """One answer, unless this person has none to give, keeps the one they had, or gave it before a restart."""
        before = self.room.store.latest(person.id, exercise.id)
        again = standing.phase == "again"
        if chance.random() > (_CHANGE if again else _ANSWER) or (again and before is None):
            return
        if before and not (again and before.saved_at <= datetime.fromisoformat(standing.shown_at)):
            return
        answer = varied(exercise, chance)
        if answer is not None:
            self.room.store.save(
                person.id, exercise.id, answer.model_dump(mode="json"), base=before.revision if before else 0,
                request_id=f"rehearsal-{person.id}-{exercise.id}-{before.revision if before else 0}",
                definition_hash=exercise.definition.question_hash(),
            )  # fmt: skip

    def _need_a_moment(self, state: State, present: Sequence[Person], now: float) -> None:
        """One person does, a while after the first exercise was opened; they are back some time after they were seen."""
        somebody = next((each for each in present if each.number == min(7, len(self.people) - 1)), None)
        if somebody is None or not any(each.opened_at for each in state.standings.values()):
            return
        if self._is_due(("moment", somebody.id), MOMENT_AFTER, now) and somebody.id not in state.heard:
            signal(self.room, somebody.id, wanted=True)
        if somebody.id in state.heard and self._is_due(("back", somebody.id), MOMENT_AFTER, now):
            signal(self.room, somebody.id, wanted=False)

    def _is_due(self, key: tuple[str, ...], after: float, now: float) -> bool:
        """Whether the moment for something has come; true once, `after` seconds from when it was first thought of.

        Joining is counted from the beginning, so that people come one after another and not all at once.
        """
        if key in self._past:
            return False
        start = self._began if key[0] == "join" else now
        if now < self._due.setdefault(key, start + after * self._pace):
            return False
        self._past.add(key)
        return True


def asked(room: Room, state: State) -> Iterator[Exercise]:
    """What people may work at now: what is open, and in free pace everything that nobody has closed."""
    wanted = {"open", "again"} | ({"waiting"} if state.pace == "free" else set())
    yield from (each for each in room.live.values() if state.standing(each.id).phase in wanted)


def start(room: Room, people: int = PEOPLE, pace: float = 1.0) -> Rehearsal:
    """Let pretended people into a rehearsal's room; they live in the running loop until `stop()`.

    Raises RoomRefused for a room whose cohort is not marked as a rehearsal's.
    """
    made = Rehearsal(room, people, pace)
    made.start()
    return made
