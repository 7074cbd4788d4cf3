"""Many come at once to a room behind the Hub: signed in, let in without a code, at work, and each answer kept in PostgreSQL."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from hubs import RunningHub
from typer.testing import CliRunner

from permanence_lib.bench.arrivals import Result, measure
from permanence_lib.bench.own_room import Way
from permanence_lib.cli import app

pytestmark = pytest.mark.slow
MANY, OVER, ROOM = 4, 2.0, "spring-1"


def arrived(way: Way) -> Result:
    """Measured in a thread of its own: a browser's tests leave a running loop in theirs."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, measure(way, MANY, OVER)).result(240)


@pytest.fixture(scope="module")
def way(hub: RunningHub) -> Way:
    """The room, once it answers."""
    hub.person("fay").enter(ROOM)
    return Way(hub.room(ROOM), "", "fay", users="arrival", password="x")


def test_everybody_comes_in_and_every_answer_is_kept(hub: RunningHub, way: Way) -> None:
    """Through sign-in, alias, page and websocket; and none of their account names is in the room's records."""
    result = arrived(way)
    assert result.failures == []
    assert all(visit.joined and visit.interactive and visit.opened and visit.saved for visit in result.visits)
    engine = sa.create_engine(hub.admin_url)
    with engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT participant, exercise, value FROM record WHERE space <> ''")).all()
    engine.dispose()
    answers = [row for row in rows if re.fullmatch(r"m_[0-9a-f]{12}", row.participant) and row.exercise[0] == "w"]
    assert len({row.participant for row in answers}) == MANY
    assert not [row for row in rows if "arrival-" in f"{row.participant} {row.value}"]


def test_whoever_is_in_no_group_of_the_room_is_a_failure_with_its_reason(way: Way) -> None:
    """A measurement of people who may not come in says so."""
    result = arrived(Way(way.base, "", users="nobody", password="x"))
    assert len(result.failures) == MANY
    assert all("403" in why for why in result.failures)


def test_the_command_wants_an_address_with_the_users() -> None:
    """Users of a Hub without the room's address are an error of whoever typed it."""
    said = CliRunner().invoke(app, ["bench", "arrivals", "--hub-users", "arrival"])
    assert said.exit_code == 2
    assert "Give both --address and --code (or --hub-users)" in said.output
