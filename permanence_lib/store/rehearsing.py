"""A save rehearsed: what the database library works out at its first question, worked out before anybody waits for it.

Otherwise each kernel would do so in the middle of its first save, while the others wait for their turn to write.
"""

from __future__ import annotations

from contextlib import closing

from permanence_lib.store import schema
from permanence_lib.store.sqlite import Sqlite
from permanence_lib.store.store import Store

_NOBODY, _NOTHING = "rehearsal", "w00a0"


def rehearse() -> None:
    """What a page does with its answers, once, in memory and for nobody; nothing stays open."""
    database = Sqlite(None)
    schema.create(database)
    with database.reading() as connection:
        schema.version(connection, None)
    with closing(Store(database, None)) as store:
        _as_a_page_does(store, store.me().id)


def _as_a_page_does(store: Store, me: str) -> None:
    for base in range(2):
        store.save(me, _NOTHING, {}, base=base, request_id=f"{_NOBODY}-{base}", definition_hash=_NOBODY)
    store.latest(me, _NOTHING)
    store.latest_all(me)
    store.history(me, _NOTHING)
    store.of_exercise(_NOTHING)
    store.newest()
    store.newest(me)
