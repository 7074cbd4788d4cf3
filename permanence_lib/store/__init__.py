"""Where answers are kept: append-only, acknowledged only once they are on the disk.

    store = open_store()                       # this person's own file
    me = store.me().id
    record = store.save(me, "w02a2", {"text": "..."}, base=0, request_id=uuid, definition_hash=fingerprint)

Importing this room is light; the database library is loaded when a store is opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from permanence_lib.store.record import Noted, Person, Record

if TYPE_CHECKING:
    from permanence_lib.store.store import Store

__all__ = ["Noted", "Person", "Record", "Store", "open_store"]


def open_store(url: str | None = None, *, read_only: bool = False, space: str = "") -> Store:
    """Open the answers: `url`, else what PERMANENCE_STORE names, else this person's own file.

    `url` is a path, `sqlite:///path`, or `sqlite://` for one in memory that is gone when closed. A file that cannot
    be changed, or that a later version made, opens all the same: reading works and saving says why not.
    `postgresql://...` names a database of many: it must have been made by `permanence migrate`. `space` is '' for
    study; a room in a database of many reads and writes a space of its own.
    `read_only` never makes, changes or brings up to date anything. Raises StoreError in plain words.
    """
    from permanence_lib.store.opening import open_store as opened

    return opened(url, read_only=read_only, space=space)


def __getattr__(name: str) -> Any:
    """`Store` itself, for whoever needs the type while running."""
    if name == "Store":
        from permanence_lib.store.store import Store

        return Store
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
