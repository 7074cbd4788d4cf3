"""Rooms at a real Hub: those of the cohort come in, those who lead lead, and nobody's account name stands in a room."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from hubs import RunningHub

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def joined(hub: RunningHub) -> RunningHub:
    """Ann has joined the autumn workshop under a name for the day; fay has opened its board."""
    ann = hub.person("ann")
    page = ann.enter("autumn-3")
    assert page.status_code == 200, page.text[:500]
    sent = ann.post(hub.room("autumn-3") + "join", data={"alias": "Robin", "_xsrf": ann.xsrf("/services/autumn-3/")})
    assert sent.status_code == 200, sent.text[:500]
    assert sent.url.path == "/services/autumn-3/place"
    board = hub.person("fay").get(hub.room("autumn-3") + "board")
    assert board.status_code == 200
    return hub


def test_only_the_cohort_and_those_who_lead_come_in(joined: RunningHub) -> None:
    """Ann is not of the spring cohort, gus of none; bob is of both and has to join before he sees anything."""
    for name, room in (("ann", "spring-1"), ("gus", "autumn-3"), ("gus", "spring-1"), ("olu", "autumn-3")):
        assert joined.person(name).get(joined.room(room)).status_code == 403
    for room in ("autumn-3", "spring-1"):
        assert joined.person("bob").enter(room).url.path == f"/services/{room}/join"
    assert "/hub/login" in str(joined.stranger().get(joined.room("autumn-3")).url)


def test_who_takes_part_does_not_lead(joined: RunningHub) -> None:
    """The board and the projector's page are the facilitator's, by group."""
    for path in ("board", "screen"):
        asked = joined.person("ann").get(joined.room("autumn-3") + path)
        assert asked.status_code in (403, 404) or asked.url.path.endswith("/place")
    assert joined.person("fay").get(joined.room("autumn-3") + "screen").status_code == 200


def test_no_account_name_stands_in_a_room_and_a_rooms_words_lie_apart(joined: RunningHub) -> None:
    """Looked up as the administrator, in every column of every table that rooms write to."""
    with sa.create_engine(joined.admin_url).connect() as connection:
        rows = connection.execute(sa.text("SELECT * FROM record WHERE space LIKE 'room:%'")).mappings().all()
    assert [row for row in rows if "Robin" in str(row["value"])]
    told = " ".join(f"{row['participant']} {row['value']} {row['writer']}" for row in rows).lower()
    for name in ("ann", "bob", "fay"):
        assert f'"{name}"' not in told
        assert f" {name} " not in told
    assert {row["participant"] for row in rows if row["exercise"] == "room:member"}
    assert all(row["participant"].startswith("m_") for row in rows if row["exercise"] == "room:member")
