"""A whole workshop day by script: twenty people and a facilitator over the wire, every live exercise answered twice.

Meanwhile the Wi-Fi drops for one, and the server is killed and started again. What has been acknowledged is there, and the
board is right to the last answer.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
import rooms
import served

from permanence_lib import exercises
from permanence_lib.bench.client import Person
from permanence_lib.bench.writer import Writer
from permanence_lib.content.library import current
from permanence_lib.store import open_store
from permanence_lib.workshop.variety import varied

pytestmark = pytest.mark.slow
PEOPLE = 20
LIVE = {each.id: each for each in exercises.readable(current(), "w18")}
#: In which exercise the Wi-Fi goes for one person, and in which the server is killed: both while everybody is answering.
WIFI, KILLED = "w18s1b", "w18s2b"
Json = dict[str, Any]


class Participant:
    """One of the twenty, and everything of theirs that was acknowledged."""

    def __init__(self, base: str, number: int) -> None:
        self.person, self.number = Person(base), number
        self.writer = Writer(self.person)
        self.chance = Random(number)
        self.kept: dict[str, list[tuple[int, Json]]] = {}

    async def answer(self, exercise: str) -> None:
        """In their own time, and in their own way."""
        await asyncio.sleep(self.chance.uniform(0, 1.5))
        answer = varied(LIVE[exercise], self.chance)
        assert answer
        value = answer.model_dump(mode="json")
        revision = await self.writer.answer(exercise, value, done=True)
        self.kept.setdefault(exercise, []).append((revision, value))


class Day:
    """The day as it is run."""

    def __init__(self, room: served.Workshop) -> None:
        self.room = room
        self.people = [Participant(room.base, number) for number in range(1, PEOPLE + 1)]
        self.board = Writer(Person(room.base), "/board")
        self.counts: dict[str, Json] = {}

    async def run(self) -> None:
        """Everybody comes; every stretch of the day is gone through; it ends."""
        await self.board.person.lead(self.room.facilitators_code)
        await asyncio.gather(*(self._arrive(each) for each in self.people))
        page = await self.board.here()
        for stretch in (await page.until(lambda seen: len(seen["people"]) == PEOPLE))["day"]:
            await self.board.act("go", {"stretch": stretch["id"]})
            if stretch["exercise"]:
                await self._work(stretch["exercise"])
        await self.board.act("question-keep", {"words": "What happens in the first month?"})
        await self.board.act("end")
        await asyncio.gather(*(self._sees_the_end(each) for each in self.people))

    async def _arrive(self, each: Participant) -> None:
        await asyncio.sleep(each.chance.uniform(0, 10))
        await each.person.join(self.room.join_code, f"Person {each.number}")
        await each.writer.here()

    async def _work(self, exercise: str) -> None:
        """Commit, reveal, reconsider."""
        await self.board.act("group", {"size": 4})
        await self.board.act("open", {"exercise": exercise})
        troubles = {WIFI: self._drop, KILLED: self._kill}.get(exercise, self._nothing)
        await asyncio.gather(troubles(), *(each.answer(exercise) for each in self.people))
        await self._counted(exercise, "answered", PEOPLE)
        if LIVE[exercise].definition.sharing != "private":
            await self._reconsider(exercise)
        await self.board.act("close", {"exercise": exercise})

    async def _reconsider(self, exercise: str) -> None:
        await self.board.act("hold", {"exercise": exercise})
        await self.board.act("reveal", {"exercise": exercise})
        page = await self.board.act("again", {"exercise": exercise})
        await page.until(lambda seen: seen["looking"]["phase"] == "again")
        second = self.people[: PEOPLE // 2]
        await asyncio.gather(*(each.answer(exercise) for each in second))
        await self._counted(exercise, "again", len(second))
        await self.board.act("reveal", {"exercise": exercise})

    async def _counted(self, exercise: str, what: str, number: int) -> None:
        """The board has it, within a few seconds of the last answer."""
        page = await self.board.act("look", {"exercise": exercise})
        seen = await page.until(lambda seen: seen["count"][what] == number and seen["looking"]["id"] == exercise)
        self.counts.setdefault(exercise, {})[what] = seen["count"][what]

    async def _nothing(self) -> None:
        """An exercise in which nothing goes wrong."""

    async def _drop(self) -> None:
        """One person's line goes in the middle of it, twice; their words go on the way back in."""
        for _ in range(2):
            await asyncio.sleep(0.6)
            if self.people[6].writer.page:
                self.people[6].writer.page.cut()

    async def _kill(self) -> None:
        """No warning, no tidying up; then started again as the facilitator would."""
        await asyncio.sleep(0.7)
        await asyncio.to_thread(self.room.kill)
        await asyncio.sleep(1)
        await asyncio.to_thread(self.room.restart)

    async def _sees_the_end(self, each: Participant) -> None:
        page = await each.writer.here()
        await page.until(lambda seen: seen["ended"])


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """The day, over."""
    room = served.workshop(tmp_path_factory.mktemp("day") / "room", places=PEOPLE + 1)

    async def run() -> Day:
        found = Day(room)
        await found.run()
        return found

    try:
        yield rooms.run(run(), 500)
    finally:
        room.kill()


@pytest.fixture(scope="module")
def kept(day: Day) -> dict[str, dict[str, list[tuple[int, Json]]]]:
    """What is in the store: by exercise and alias, each revision with its answer."""
    store = open_store(f"sqlite:///{day.room.store}")
    members = {name: each.value["alias"] for name, each in store.of_exercise("room:member").items()}
    found = {
        name: {
            members[pid]: [(each.revision, each.value) for each in store.history(pid, name)] for pid in store.of_exercise(name)
        }
        for name in LIVE
    }  # fmt: skip
    store.close()
    return found


def test_no_acknowledged_answer_is_missing(day: Day, kept: dict[str, dict[str, list[tuple[int, Json]]]]) -> None:
    """Each, at the revision it was acknowledged as, word for word; and nothing was kept twice."""
    for person in day.people:
        assert set(person.kept) == set(LIVE)
        for exercise, acknowledged in person.kept.items():
            held = kept[exercise][f"Person {person.number}"]
            for revision, value in acknowledged:
                found = dict(held)[revision]
                assert json.dumps(found, sort_keys=True) == json.dumps(value, sort_keys=True), (exercise, person.number)
            assert len(held) == len(acknowledged)


def test_the_board_is_right_to_the_last_answer(day: Day) -> None:
    """All twenty in every exercise, and the ten who thought again."""
    for name, exercise in LIVE.items():
        assert day.counts[name]["answered"] == PEOPLE
        if exercise.definition.sharing != "private":
            assert day.counts[name]["again"] == PEOPLE // 2


def test_what_went_wrong_did_go_wrong(day: Day) -> None:
    """The one whose Wi-Fi dropped came back, and everybody did after the server was gone; it found its room again."""
    assert day.people[6].writer.reopened >= 2
    assert all(each.writer.reopened >= 1 for each in day.people)
    assert "carries on" in day.room.said
