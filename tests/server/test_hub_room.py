"""A room behind a Hub: groups give the parts, nobody brings a code, and no account's name is in it. The Hub is a stand-in."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hub_stand_in import HubServer, HubStandIn
from traces import found_in
from visitor import Visitor

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "browser"))

import served

RIGHT = "access:services!service=autumn-3"
BASE = "/services/autumn-3"
GROUPS = {
    "annabel.smith": ["cohort-autumn"], "ben": ["cohort-autumn"], "fay": ["facilitators"], "gus": ["facilitators", "cohort-autumn"],
    "olga": ["cohort-spring"], "zed": ["cohort-autumn"],
}  # fmt: skip


@pytest.fixture(scope="module")
def hub() -> Iterator[HubStandIn]:
    """Two cohorts and two who lead."""
    running = HubStandIn({name: list(groups) for name, groups in GROUPS.items()})
    running.rights = {name: [RIGHT] for name in GROUPS}
    yield running
    running.stop()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the service keeps what it keeps."""
    return tmp_path_factory.mktemp("service")


@pytest.fixture(scope="module")
def room(hub: HubStandIn, folder: Path) -> Iterator[HubServer]:
    """The room, in a folder of its own."""
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
    running = HubServer(hub, [*command, "--places", "1"], f"{BASE}/", RIGHT, XDG_DATA_HOME=str(folder))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def annabel(hub: HubStandIn, room: HubServer) -> Visitor:
    """Somebody of the cohort who has joined as Wren."""
    visitor = hub.somebody("annabel.smith", f"{BASE}/")
    joined = visitor.post(f"{BASE}/join", alias="Wren", needs="larger type")
    assert (joined.status, joined.path) == (200, f"{BASE}/place")
    return visitor


@pytest.fixture(scope="module")
def fay(hub: HubStandIn, room: HubServer) -> Visitor:
    """Who leads."""
    return hub.somebody("fay", f"{BASE}/")


def test_somebody_of_the_cohort_gives_a_name_for_the_day_and_no_code(hub: HubStandIn, room: HubServer) -> None:
    ben = hub.somebody("ben", f"{BASE}/")
    page = ben.get(f"{BASE}/place")
    assert page.path == f"{BASE}/join" and "you need no code" in page.text
    assert 'name="code"' not in page.text
    wrong = ben.post(f"{BASE}/join", alias=" ")
    assert wrong.status == 400 and "Type a name for the day" in wrong.text
    assert ben.post(f"{BASE}/join", alias="Robin").path == f"{BASE}/place"


def test_they_come_back_on_any_device_by_signing_in(hub: HubStandIn, annabel: Visitor) -> None:
    other = hub.somebody("annabel.smith", f"{BASE}/")
    assert other.get(f"{BASE}/").path == f"{BASE}/place"
    assert "You are here as <strong>Wren</strong>" in other.get(f"{BASE}/mine").text


def test_an_alias_that_somebody_has_is_refused(hub: HubStandIn, annabel: Visitor) -> None:
    zed = hub.somebody("zed", f"{BASE}/")
    wrong = zed.post(f"{BASE}/join", alias="wren")
    assert wrong.status == 400 and "Somebody here has that name" in wrong.text


@pytest.mark.parametrize("name", ["fay", "gus"])
def test_those_in_the_leading_group_lead_at_once(hub: HubStandIn, room: HubServer, name: str) -> None:
    visitor = hub.somebody(name, f"{BASE}/")
    assert visitor.get(f"{BASE}/").path == f"{BASE}/board"
    assert visitor.get(f"{BASE}/cohort").status == 200


def test_a_participant_cannot_lead(annabel: Visitor) -> None:
    for path in ("board", "screen", "qr.svg", "cohort", "after"):
        assert annabel.get(f"{BASE}/{path}").status in (403, 404), path


def test_somebody_of_another_cohort_is_told_so(hub: HubStandIn, room: HubServer) -> None:
    olga = hub.somebody("olga", f"{BASE}/")
    for page in (olga.get(f"{BASE}/"), olga.get(f"{BASE}/join"), olga.post(f"{BASE}/join", alias="In")):
        assert page.status == 403 and "for another group" in page.text


def test_there_is_no_way_in_by_a_code_and_none_is_shown(fay: Visitor, annabel: Visitor, hub: HubStandIn) -> None:
    for visitor in (fay, annabel):
        assert {visitor.get(f"{BASE}/{gone}").status for gone in ("joined", "leave", "remote", "remote.svg")} == {404}
    assert annabel.get(f"{BASE}/mine/code").text == '{"code": ""}'
    stranger = Visitor(hub.base)
    assert stranger.get(f"{BASE}/join").path.startswith("/hub/login")


def test_a_kernel_of_somebody_elses_answers_nobody_else(hub: HubStandIn, annabel: Visitor, fay: Visitor) -> None:
    kernel = annabel.get(f"{BASE}/place").kernel
    assert annabel.get(f"{BASE}/api/kernels/{kernel}").status == 200
    assert {
        each.get(f"{BASE}/api/kernels/{kernel}").status
        for each in (fay, hub.somebody("ben", f"{BASE}/"), hub.somebody("olga", f"{BASE}/"))
    } == {403}


def test_no_account_is_named_anywhere_in_the_room(annabel: Visitor, room: HubServer, folder: Path) -> None:
    assert found_in(folder, "Wren"), "the alias is there"
    assert found_in(folder, "annabel") == []
    assert not [line for line in room.lines if "annabel" in line]


def test_members_are_called_by_a_mark_made_with_the_rooms_own_key(annabel: Visitor, folder: Path) -> None:
    import json
    import sqlite3

    (file,) = folder.rglob("answers.sqlite")
    with sqlite3.connect(file) as database:
        rows = database.execute("SELECT participant, value FROM record WHERE exercise = 'room:member'").fetchall()
    (wren,) = [name for name, value in rows if json.loads(value)["alias"] == "Wren"]
    assert re.fullmatch(r"m_[0-9a-f]{12}", wren)


def test_whoever_loses_the_group_loses_the_part_and_their_page_ends(hub: HubStandIn, room: HubServer) -> None:
    zed = hub.somebody("zed", f"{BASE}/")
    zed.post(f"{BASE}/join", alias="Zebra")
    kernel = zed.get(f"{BASE}/place").kernel
    assert zed.get(f"{BASE}/api/kernels/{kernel}").status == 200
    hub.users["zed"] = []
    try:
        assert served.wait_until(lambda: zed.get(f"{BASE}/place").status == 403, 60)
        hub.users["zed"] = ["cohort-autumn"]
        again = hub.somebody("zed", f"{BASE}/")  # a new session, so the Hub is asked at once
        assert again.get(f"{BASE}/place").status == 200
        assert again.get(f"{BASE}/api/kernels/{kernel}").status == 404, "it had ended"
    finally:
        hub.users["zed"] = ["cohort-autumn"]
