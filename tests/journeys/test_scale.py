"""With five hundred people and forty rooms in the database, one's home page and the board take what they take with one alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from postgres import Cluster
from typer.testing import CliRunner

from permanence_lib.bench import filling
from permanence_lib.cli import app
from permanence_lib.content.library import Content
from permanence_lib.identity import Identity
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress import front
from permanence_lib.store import Store, open_store, roles
from permanence_lib.workshop.members import FACILITATOR
from permanence_lib.workshop.room import Room
from permanence_lib.workshop.views.board import View

pytestmark = [pytest.mark.slow, pytest.mark.alone]
MOST = 1.5
#: How far the others have come at most: enough of them to be lost among, and quickly put in.
FEW_WEEKS = 4
#: How often each is measured, turn about, so that a busy moment of the computer falls on both.
TIMES = 15
#: A difference smaller than this is nobody's wait, and mostly the computer's own unrest: seconds.
UNREST = 0.002


@dataclass(frozen=True)
class Kept:
    """One store, as a participant and as the facilitator of a room meet it."""

    study: Store
    room: Store

    def home(self, content: Content) -> object:
        """The first participant's home page."""
        return front.home(Desk(content, self.study, Identity(filling.name_of(0))))

    def board(self, content: Content) -> object:
        """What the board of the first room is told."""
        return View(self._room(content), Identity(FACILITATOR, role=FACILITATOR)).seen()

    def looks(self, content: Content) -> dict[str, Callable[[], object]]:
        """What pages ask of the store, verb by verb."""
        room, me = self._room(content), filling.name_of(0)
        first = next(iter(room.live))
        member = next(iter(room.members()))
        return {
            "latest_all": lambda: self.study.latest_all(me),
            "history": lambda: self.study.history(me, "w02a4"),
            "shared_with": lambda: self.study.shared_with(me),
            "newest of one": lambda: self.study.newest(me),
            "of_exercise": lambda: self.room.of_exercise(first),
            "answers as they stood": lambda: room.answers(first, room.state().standing(first).shown_at),
            "newest of a room": room.newest,
            "newest of a place": lambda: room.newest(member),
        }

    def _room(self, content: Content) -> Room:
        return Room(self.room, content, _week(self.room.space), "Cohort 0", space=self.room.space)


def _week(space: str) -> str:
    return space.removeprefix("room:").partition("-")[0]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def alone_and_full(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Kept]]:
    """A store with one participant and one room, and one as full as an authority's."""
    with ExitStack() as stack:
        yield [_made(request, tmp_path_factory, stack, *each) for each in ((1, 1), (filling.PARTICIPANTS, filling.COHORTS))]  # fmt: skip


def _made(
    request: pytest.FixtureRequest, folders: pytest.TempPathFactory, stack: ExitStack, people: int, cohorts: int
) -> Kept:
    if request.param == "sqlite":
        study = room = admin = str(folders.mktemp("filled") / "answers.sqlite")
    else:
        cluster: Cluster = request.getfixturevalue("postgres_cluster")
        admin = cluster.fresh()
    found = filling.fill(admin, people, cohorts, weeks=FEW_WEEKS, say=lambda words: None)
    assert (len(found.people), len(found.rooms)) == (people, cohorts)
    if request.param == "postgresql":
        study, room = roles.person_url(admin, filling.name_of(0)), roles.service_url(admin)
    return Kept(
        stack.enter_context(closing(open_store(study))),
        stack.enter_context(closing(open_store(room, space=found.rooms[0]))),
    )


def ratio(one: Callable[[], object], many: Callable[[], object]) -> float:
    """How many times longer the second takes at its best, measured turn about: what others do to the computer is no matter here."""
    for warm in (one, many):
        warm()
    times = [(_seconds(one), _seconds(many)) for _ in range(TIMES)]
    alone, full = (min(each) for each in zip(*times, strict=True))
    return max(full - UNREST, 0) / alone


def _seconds(done: Callable[[], object]) -> float:
    began = time.perf_counter()
    done()
    return time.perf_counter() - began


def test_the_home_page(alone_and_full: list[Kept], content: Content) -> None:
    """The very same page in nearly the same time."""
    alone, full = alone_and_full
    assert alone.home(content) == full.home(content)
    assert ratio(lambda: alone.home(content), lambda: full.home(content)) <= MOST


def test_the_board(alone_and_full: list[Kept], content: Content) -> None:
    """A room with twenty people in it, among forty such rooms."""
    alone, full = alone_and_full
    assert ratio(lambda: alone.board(content), lambda: full.board(content)) <= MOST


def test_what_pages_ask_of_the_store(alone_and_full: list[Kept], content: Content) -> None:
    """No single question grows with what is none of its business."""
    alone, full = (each.looks(content) for each in alone_and_full)
    found = {name: round(ratio(alone[name], full[name]), 2) for name in alone}
    assert {name: times for name, times in found.items() if times > MOST} == {}


def test_the_command_fills_a_store_that_is_named(tmp_path: Path) -> None:
    """The same people each time; and never anybody's own store by mistake."""
    said = CliRunner().invoke(
        app, ["bench", "fill", "--store", str(tmp_path / "a.sqlite"), "--people", "3", "--cohorts", "2"]
    )
    assert said.exit_code == 0, said.output
    assert "3 people" in said.output and "2 rooms" in said.output
    again = CliRunner().invoke(app, ["bench", "fill", "--store", str(tmp_path / "a.sqlite"), "--people", "3"])
    assert again.exit_code == 1
    assert "is not empty" in again.output
    assert CliRunner().invoke(app, ["bench", "fill"]).exit_code == 2
    filling.fill(str(tmp_path / "b.sqlite"), 3, 2, say=lambda words: None)
    told = [_told(tmp_path / name) for name in ("a.sqlite", "b.sqlite")]
    assert told[0] == told[1]


def _told(path: Path) -> list[tuple[str, int, str]]:
    with closing(open_store(str(path), read_only=True)) as store:
        kept = [store.everything(filling.name_of(number)) for number in range(3)]
    return [(each.exercise, each.revision, str(each.value)) for one in kept for each in one]
