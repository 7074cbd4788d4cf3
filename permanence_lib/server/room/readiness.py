"""Whether a room is ready for people: kernels warm, answers can be kept, the clock is plausible, the network is there."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import permanence_lib
from permanence_lib.errors import StoreError
from permanence_lib.server.room import network

#: Room for a day of answers with plenty to spare, in bytes.
_ROOM_ON_DISK = 200_000_000
#: How long a write may wait for another, in seconds.
_WAIT = 3.0


@dataclass(frozen=True)
class Light:
    """One of the four lights: what it is about, whether it is green, and why in words."""

    what: str
    good: bool
    words: str


@dataclass(frozen=True)
class Room:
    """What is looked at. `warm` gives how many kernels are ready, `wanted` how many there should be, `host` and `port` where
    devices come in, `newest` when something was last saved. `store` is None for a database of many, `host` '' behind a Hub."""

    store: Path | None
    warm: Callable[[], int]
    wanted: Callable[[], int]
    host: str
    port: int
    newest: Callable[[], datetime | None]


def lights(room: Room) -> list[Light]:
    """All four, as things are now. Takes up to a few seconds when something is wrong: ask beside the loop."""
    return [_kernels(room), _answers(room), _clock(_last(room), datetime.now(UTC)), _network(room)]


def said(found: list[Light]) -> str:
    """The lights as lines for a window."""
    head = "Ready." if all(each.good for each in found) else "Not ready yet:"
    return "\n".join([head, *(f"    {'ok   ' if each.good else 'LOOK '} {each.what}: {each.words}" for each in found)])


def _kernels(room: Room) -> Light:
    warm, wanted = room.warm(), room.wanted()
    if warm >= wanted:
        return Light("Pages", True, f"{warm} are warmed up and wait for people.")
    return Light("Pages", False, f"{warm} of {wanted} are warmed up. People can join; the first pages take longer.")


def _last(room: Room) -> datetime | None:
    """When something was last saved; None too where that cannot be read now, which is another light's to say."""
    with suppress(StoreError):
        return room.newest()
    return None


def _answers(room: Room) -> Light:
    store = room.store
    if store is None:
        return _in_database(room)
    free = shutil.disk_usage(store.parent).free
    if free < _ROOM_ON_DISK:
        return Light(
            "Answers", False, f"only {free // 1_000_000} MB are free on the disk. Make room before people come."
        )
    try:
        with closing(sqlite3.connect(store, timeout=_WAIT, isolation_level=None)) as database:
            database.execute("BEGIN IMMEDIATE")
            database.execute("ROLLBACK")
    except sqlite3.Error as trouble:
        return Light(
            "Answers", False, f"they cannot be kept now ({trouble}). Close other programs that use the room’s folder."
        )
    return Light("Answers", True, "they can be kept.")


def _in_database(room: Room) -> Light:
    try:
        room.newest()
    except StoreError as trouble:
        return Light("Answers", False, f"they cannot be kept now. {trouble}")
    return Light("Answers", True, "the database answers.")


def _clock(newest: datetime | None, now: datetime) -> Light:
    """Computers with an empty battery think it is 1970 or the day they were made; answers saved later would seem older."""
    here = now.astimezone()
    time = f"{here:%H:%M} on {here:%A} {here.day} {here:%B %Y}"
    made = datetime.fromtimestamp(Path(permanence_lib.__file__).stat().st_mtime, UTC)
    if now < made or now > made + timedelta(days=20 * 365):
        return Light("Clock", False, f"this computer thinks it is {time}. Set its clock before people come.")
    if newest and now < newest:
        return Light(
            "Clock",
            False,
            f"this computer thinks it is {time}, but this room was in use later than that. Set its clock.",
        )
    return Light("Clock", True, f"it is {time}.")


def _network(room: Room) -> Light:
    if not room.host:
        return Light("Network", True, "people come by the Hub.")
    if room.host in network.OWN:
        return Light("Network", True, "this computer only, as started. Other devices need --network.")
    if room.host not in network.addresses():
        return Light(
            "Network", False, f"this computer is no longer at {room.host}. Join the room’s Wi-Fi again and start anew."
        )
    if not network.is_reached(room.host, room.port):
        return Light(
            "Network",
            False,
            f"nothing answers at {room.host}. A firewall may be in the way: allow Python to be reached.",
        )
    return Light("Network", True, f"answers at {room.host}. Try it with one phone before people come.")
