"""A room found again in the folder it is kept in, or in its space of a database of many."""

from __future__ import annotations

from pathlib import Path

from permanence_lib.content.library import Content
from permanence_lib.workshop.acts import RoomRefused
from permanence_lib.workshop.room import ROOM, SPACE, STATE, Room
from permanence_lib.workshop.state import State


def opened(place: str | Path, content: Content, week: str | None = None) -> Room:
    """The room kept in a folder, a file or a space (`room:...`); of several in one, that of `week`, else the one changed last.

    Raises RoomRefused where none is kept, StoreError when the file cannot be opened.
    """
    from permanence_lib.store import open_store
    from permanence_lib.store import place as stores

    in_space = isinstance(place, str) and place.startswith(SPACE) and stores.server() is not None
    store = open_store(read_only=True, space=str(place)) if in_space else open_store(str(_file(place)), read_only=True)
    found = [
        record
        for name, record in store.latest_all(ROOM).items()
        if name.startswith(f"{STATE}:") and week in (None, name.removeprefix(f"{STATE}:"))
    ]
    if not found:
        store.close()
        raise RoomRefused(f"No workshop{f' of {week}' if week else ''} is kept in {place}.")
    state = State.model_validate(max(found, key=lambda each: each.saved_at).value)
    return Room(store, content, state.week, state.cohort, space=str(place) if in_space else "")


def _file(place: str | Path) -> Path:
    """The answers' file itself. One that is not there is never made by looking for it."""
    path = Path(place).expanduser()
    stores = [path] if path.is_file() else sorted(path.glob("*.sqlite")) if path.is_dir() else []
    if not stores:
        raise RoomRefused(f"No workshop is kept in {path}.")
    return stores[0]
