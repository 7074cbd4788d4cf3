"""A workshop's life in a process of its own: killed and found again, ended and erased, with TLS, rehearsed."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from visitor import Visitor

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "browser"))

import served

from permanence_lib.content.library import Content
from permanence_lib.errors import PermanenceError
from permanence_lib.server.room import network, workshop
from permanence_lib.store import open_store
from permanence_lib.workshop.room import Room

pytestmark = pytest.mark.slow


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., served.Workshop]]:
    """Starts a workshop in its own folder."""
    begun: list[served.Workshop] = []

    def begin(**options: object) -> served.Workshop:
        begun.append(served.workshop(tmp_path / "room", places=1, **options))  # type: ignore[arg-type]
        return begun[-1]

    yield begin
    for each in begun:
        each.kill()


def end(running: served.Workshop) -> None:
    """The facilitator ends the workshop."""
    store = open_store(str(running.store))
    Room(store, Content.load(), "w18", "Autumn").act("end", {})
    store.close()


def test_a_room_that_was_killed_carries_on(start: Callable[..., served.Workshop]) -> None:
    """The same codes, the same address, the same people, who need not join again. Meanwhile nobody opens it a second time."""
    running = start()
    sam = Visitor(running.base)
    sam.join(way="new", code=running.join_code, alias="Sam")
    before = (running.base, running.join_code, running.facilitators_code)
    with pytest.raises(PermanenceError, match="open already"):
        workshop(3, "Autumn", folder=running.folder)
    running.kill()
    running.command[-1] = running.command[-1].replace(f'"port": {running.base.rsplit(":", 1)[1]}', '"port": 0')
    running.restart()
    assert (running.base, running.join_code, running.facilitators_code) == before
    assert "carries on where it was" in running.said
    assert "You are in" in sam.get("/joined").text
    assert running.stop() == 0
    assert "because the workshop has not been ended" in running.said
    assert running.store.is_file()


def test_a_room_that_was_ended_is_erased_at_the_stop_and_not_before(start: Callable[..., served.Workshop]) -> None:
    """Until then people take their work with them; nobody new comes in."""
    running = start()
    sam = Visitor(running.base)
    sam.join(way="new", code=running.join_code, alias="Sam")
    end(running)
    late = Visitor(running.base).join(way="new", code=running.join_code, alias="Late")
    assert "This workshop has ended" in late.text
    assert sam.get("/joined").status == 200
    assert running.stop() == 0
    assert "has been erased from this computer" in running.said
    assert not running.folder.exists()


def test_over_tls_every_cookie_is_kept_to_it(start: Callable[..., served.Workshop]) -> None:
    """With a self-made certificate and its fingerprint in the window. Kept by choice, the room stays after its end."""
    running = start(tls="self-made", network=True, keep=True)
    assert running.base.startswith("https://")
    assert re.search(r"([0-9A-F]{2}:){31}[0-9A-F]{2}", running.said) or not network.addresses()
    sam = Visitor(running.base)
    assert sam.join(way="new", code=running.join_code, alias="Sam").path == "/joined"
    assert sam.get("/place").kernel
    assert all(each.secure for each in sam.cookies)
    assert any(each.name.startswith("__Host-ap-room-") for each in sam.cookies)
    end(running)
    assert running.stop() == 0
    assert "is kept, as you chose" in running.said
    assert running.store.is_file()


def test_a_rehearsal_on_the_rooms_network_fills_by_itself_and_leaves_nothing(
    start: Callable[..., served.Workshop],
) -> None:
    """Its name says what it is; other devices come in at the address the window shows."""
    running = start(rehearse=True, network=True, tls="off")
    assert "Autumn (rehearsal)" in running.said
    assert (network.addresses() or ["127.0.0.1"])[0] in running.base
    lead = Visitor(running.base)
    assert lead.join(way="lead", code=running.facilitators_code).path == "/board"
    assert running.stop() == 0
    assert "Nothing of it is kept" in running.said
    assert not running.folder.exists()
