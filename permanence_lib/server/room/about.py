"""About, privacy and accessibility in a room, in its frame."""

from __future__ import annotations

from permanence_lib.server import about
from permanence_lib.server.room.hall import RoomPage

ADDRESS = about.ADDRESS


class About(RoomPage, about.About):
    """The same pages as at one's own desk."""
