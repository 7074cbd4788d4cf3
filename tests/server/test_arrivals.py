"""Many come at once: whatever becomes of the reserve, nobody waits for ever; and what a first visit takes of wire and memory."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
import rooms
import served
from ports import free_port
from typer.testing import CliRunner

from permanence_lib import exercises
from permanence_lib.bench import processes
from permanence_lib.bench.arrivals import Result, Spread, Visit, measure
from permanence_lib.bench.client import Page, Refused
from permanence_lib.bench.own_room import Way
from permanence_lib.bench.told import told
from permanence_lib.cli import app
from permanence_lib.content.library import current

pytestmark = pytest.mark.slow
#: As many people as open pages at once, and how often each opens one.
PEOPLE, TIMES = 10, 20
#: A page that has not come by then hangs: how quickly it comes is what the measurements tell.
NOBODY_WAITS_LONGER = 60.0
#: The most memory that is a kernel's own and not shared with what it was split off from, in MB.
OWN = 26.0
#: When all have left, the last kernel has ended so soon, in seconds.
ALL_ENDED = 5.0


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[served.Workshop]:
    """A room with far fewer kernels ready than will be asked for."""
    running = served.workshop(tmp_path_factory.mktemp("arrivals") / "room", places=2)
    yield running
    running.kill()


def way_into(room: served.Workshop) -> Way:
    """As a measurement comes in."""
    return Way(room.base, room.join_code, room.facilitators_code, room.process.pid)


def test_two_hundred_pages_are_opened_and_none_hangs(room: served.Workshop) -> None:
    """Ten people open twenty pages each without a pause: the reserve of two is drained all the while, and filled only when
    it is quiet. Each page is its own person's, and shows how things stand."""

    async def open_and_leave(number: int) -> int:
        person = await rooms.be_in(room, f"Opener {number}")
        for _ in range(TIMES):
            page: Page = await asyncio.wait_for(person.open("/place"), NOBODY_WAITS_LONGER)
            assert page.seen["me"]["alias"] == f"Opener {number}"
            await page.leave()
        person.device.close()
        return TIMES

    async def all_of_them() -> int:
        return sum(await asyncio.gather(*(open_and_leave(number) for number in range(PEOPLE))))

    assert rooms.run(all_of_them(), 400) == PEOPLE * TIMES
    assert served.wait_until(lambda: len(room.kernels) == 2, 60), "the reserve is full again, and nothing is left over"


def test_one_person_has_three_pages_at_most(room: served.Workshop) -> None:
    """The fourth ends the first; what was saved there is safe, and nobody else loses anything."""

    async def four() -> tuple[list[int], int]:
        other, theirs = await rooms.join(room, "Neighbour")
        person = await rooms.be_in(room, "Many tabs")
        pages = [await person.open("/place") for _ in range(4)]
        there = [(await person.device.get(f"/api/kernels/{page.kernel}")).status for page in pages]
        return there, (await other.device.get(f"/api/kernels/{theirs.kernel}")).status

    assert rooms.run(four()) == ([404, 200, 200, 200], 200)


def test_a_few_arrivals_are_measured(room: served.Workshop) -> None:
    """None fails, each can work and has saved an answer; a first visit is small, and so is what a person takes of memory."""
    result = rooms.run(measure(way_into(room), 4, 2.0))
    assert result.failures == []
    assert all(visit.joined and visit.interactive and visit.opened and visit.saved for visit in result.visits)
    assert result.first_visit
    assert 20_000 < result.first_visit <= 200_000
    assert result.ended is not None and result.ended <= ALL_ENDED, "everybody left, every other one's farewell got lost"
    words = told(result)
    assert "4 in 2 s" in words
    assert re.search(r"^Failures +0$", words, re.M)


def test_a_kernel_shares_most_of_its_memory(room: served.Workshop) -> None:
    """What is its own of a kernel that has shown a page, opened an exercise and kept an answer, in MB: on every computer nearly
    the same, as it does not depend on how many share the rest."""

    async def work() -> list[float]:
        facilitator, board = await rooms.lead(room)
        name = board.seen["exercises"][0]["id"]
        with suppress(Refused):  # an earlier test has opened it
            await board.act("open", {"exercise": name})
        person, page = await rooms.join(room, "Frugal")
        sheet = await page.exercise(name)
        await sheet.save(exercises.find(name, current()).example().model_dump(mode="json"))  # type: ignore[union-attr]
        own = [processes.own(pid) or 0.0 for pid in processes.kernels(room.process.pid)]
        await page.leave()
        await board.leave()
        person.close()
        facilitator.close()
        return own

    assert 5 < max(rooms.run(work())) <= OWN


def test_a_measurement_says_who_did_not_come_in(room: served.Workshop) -> None:
    """A wrong code is a failure with its reason, and not a figure."""
    result = rooms.run(measure(Way(room.base, "no-such-code-11"), 2, 0.5))
    assert result.failures == ["Refused: 403"] * 2
    assert result.spread("interactive") is None
    assert "Refused: 403" in told(result)


def test_figures_are_counted_as_they_should_be() -> None:
    """Twenty times, of which the nineteenth is what 95 in 100 stay within; memory is shared among those who came."""
    found = Spread.of([float(number) for number in range(20, 0, -1)])
    assert found == Spread(10.5, 19.0, 20.0)
    result = Result(20, 10, 0.5, [Visit(0.1, 0.2, 0.05, 0.03, 90_000)] * 19 + [Visit(trouble="hung")], pss_after=900.0)
    assert result.pss_a_person == 45.0
    assert result.first_visit == 90_000
    assert result.to_json()["failures"] == ["hung"]
    words = told(result)
    assert re.search(r"Page interactive +200 ms\n +OVER 150 ms\n +95 in 100 within 300 ms", words)
    assert "OVER" in told(Result(20, 10, 0.5, [Visit(0.1, 0.9, 0.05, 0.03, 900_000)] * 20))


def test_the_command_wants_address_and_code_together() -> None:
    """One without the other is an error of whoever typed it, said in words."""
    said = CliRunner().invoke(app, ["bench", "arrivals", "--address", "http://127.0.0.1:1"])
    assert said.exit_code == 2
    assert "Give both --address and --code" in said.output


def test_a_room_that_is_not_there_is_said(room: served.Workshop) -> None:
    """No traceback: a failure for each."""
    result = rooms.run(measure(Way(f"http://127.0.0.1:{free_port()}", room.join_code), 1, 0.1))
    assert len(result.failures) == 1
