"""Taking somebody out of the room, and letting them in again: their way in, and the room's state."""

from __future__ import annotations

from dataclasses import replace

from permanence_lib.workshop.room import Room
from permanence_lib.workshop.state import State


def take_out(room: Room, member: str, request_id: str = "") -> State:
    """The way in is closed at once; answers are kept. Raises RoomRefused where there is nobody of that name."""
    state = room.act("take-out", {"member": member}, request_id)
    room.put(replace(room.members()[member], gone=True))
    return state


def let_in(room: Room, member: str, request_id: str = "") -> State:
    """They may come back with their own code. Raises RoomRefused where there is nobody of that name."""
    state = room.act("let-in", {"member": member}, request_id)
    room.put(replace(room.members()[member], gone=False))
    return state
