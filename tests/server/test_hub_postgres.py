"""A room behind a Hub in a database of many: everything of it lies in a space of its own, and goes with the room."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hub_stand_in import HubServer, HubStandIn
from postgres import Cluster

from permanence_lib.store import open_store, roles

RIGHT, BASE = "access:services!service=autumn-3", "/services/autumn-3"


@pytest.fixture(scope="module")
def hub() -> Iterator[HubStandIn]:
    """One of the cohort and one who leads."""
    running = HubStandIn({"ann": ["cohort-autumn"], "fay": ["facilitators"]})
    running.rights = {"ann": [RIGHT], "fay": [RIGHT]}
    yield running
    running.stop()


@pytest.fixture(scope="module")
def database(postgres_cluster: Cluster) -> str:
    """A database made ready, as its keeper reaches it."""
    return str(postgres_cluster.fresh())


@pytest.fixture(scope="module")
def room(hub: HubStandIn, database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubServer]:
    """The room, with the rooms' own login."""
    command = [
        "workshop",
        "--hub",
        "--module",
        "3",
        "--cohort",
        "Autumn",
        "--group",
        "cohort-autumn",
        "--leads",
        "facilitators",
    ]
    home, store = tmp_path_factory.mktemp("service"), roles.service_url(database)
    running = HubServer(
        hub, [*command, "--places", "1"], f"{BASE}/", RIGHT, XDG_DATA_HOME=str(home), PERMANENCE_STORE=store
    )
    yield running
    running.stop()


def kept(database: str, space: str) -> list[str]:
    """Who has anything in a space."""
    store = open_store(database, space=space)
    try:
        return sorted(store.of_exercise("room:member")) + sorted(store.latest_all("room"))
    finally:
        store.close()


def test_a_room_lives_in_its_space_gives_its_pack_and_goes_with_its_end(
    hub: HubStandIn, room: HubServer, database: str
) -> None:
    ann, fay = hub.somebody("ann", f"{BASE}/"), hub.somebody("fay", f"{BASE}/")
    assert ann.post(f"{BASE}/join", alias="Wren").path == f"{BASE}/place"
    space = f"room:{next(Path(room.environment['XDG_DATA_HOME']).rglob('room.json')).parent.name}"
    member, state = kept(database, space)
    assert member.startswith("m_") and state == "room:state:w18"
    assert kept(database, "") == [], "study holds nothing of it"
    assert not list(Path(room.environment["XDG_DATA_HOME"]).rglob("*.sqlite"))
    lights = {each["what"]: each["words"] for each in json.loads(fay.get(f"{BASE}/ready").text)["lights"]}
    assert lights["Answers"] == "the database answers."
    pack = fay.post(f"{BASE}/after/page")
    assert pack.status == 200 and "attachment" in pack.headers.get("Content-Disposition", ""), pack.text[-1500:]
    assert "Workshop three" in pack.text
    assert fay.post(f"{BASE}/after/end").status == 200
    assert room.stop() == 0
    assert kept(database, space) == []
    assert "erased" in "\n".join(room.lines)
