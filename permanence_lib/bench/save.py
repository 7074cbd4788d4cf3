"""How long a save takes, beside one row put into plain SQLite; and the same when many save at once.

Every save is on the disk before the next begins, on both sides. Where answers are kept in PostgreSQL, the reference is still
plain SQLite on this computer: one write that the disk has.
"""

from __future__ import annotations

import json
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from permanence_lib.bench import crowd, where
from permanence_lib.bench.bare import Inserts
from permanence_lib.bench.crowd import Crowd
from permanence_lib.bench.figures import Measurement
from permanence_lib.bench.rounds import Taken, in_turn
from permanence_lib.bench.saver import words
from permanence_lib.store import open_store, place

#: How often each of many saves, once a second.
TURNS = 5
_EXERCISE = "w01a1"


def measure(times: int = 200, people: int = 20, store: str = "") -> Measurement:
    """`times` saves by one person, and then `people` at once, in `store` or in a file made for it.

    In a database of many, whose administrator one must be, what was saved is removed again.
    """
    found = Measurement("save", {"times": times, "people": people, "in": "a database" if _server(store) else "a file"})
    found.where = where.here()
    with tempfile.TemporaryDirectory(prefix="ap-bench-") as folder, _url(store, Path(folder), people) as (url, name):
        _alone(found, one_by_one(url, name, times, Path(folder)))
        if people:
            rows = Path(folder) / "rows.sqlite"
            _together(found, *crowd.of_savers_beside_rows([url] * people, rows, TURNS, name=name))
    return found


def one_by_one(url: str, name: str, times: int, folder: Path) -> dict[str, Taken]:
    """Our saves and bare inserts of the same words, by turns."""
    with closing(open_store(url)) as store, Inserts(folder / "bare.sqlite") as inserts:
        ours, bare = iter(range(times + 1)), iter(range(times + 1))

        def save() -> None:
            base = next(ours)
            store.save(
                name, _EXERCISE, words(base + 1), base=base, request_id=uuid.uuid4().hex, definition_hash="trial"
            )

        def insert() -> None:
            revision = next(bare)
            inserts.add(revision, json.dumps(words(revision + 1)))

        return in_turn({"ours": save, "bare": insert}, times)


def _alone(found: Measurement, taken: dict[str, Taken]) -> None:
    found.add("insert", "A row put into plain SQLite", "s", taken["bare"].wall)
    found.add("one", "One save, told only when the disk has it", "s", taken["ours"].wall, "insert")
    found.add("insert.cpu", "Processor time of a bare row", "s", _mean(taken["bare"].cpu))
    found.add("one.cpu", "Processor time of a save", "s", _mean(taken["ours"].cpu), "insert.cpu")


def _mean(times: list[float]) -> float:
    """The clock of the processor may be coarser than one save takes."""
    return sum(times) / len(times)


def _together(found: Measurement, saved: Crowd, rows: Crowd) -> None:
    found.add("insert.many", "A row put into plain SQLite in turn, by as many", "s", rows.took)
    found.add("many", f"A save when {saved.people} people save once a second", "s", saved.took, "insert.many")
    found.add("insert.many.cpu", "Processor time of a bare row then", "s", rows.cpu)
    found.add("many.cpu", "Processor time of a save then", "s", saved.cpu, "insert.many.cpu")
    found.failures += saved.refusals


def _server(store: str) -> str:
    return place.server(store or None)


@contextmanager
def _url(store: str, folder: Path, people: int) -> Iterator[tuple[str, str]]:
    """The address of the store, and a name that nobody has; out of a database its records are taken again."""
    name = f"trial-{uuid.uuid4().hex[:6]}"
    server = _server(store)
    url = server or store or str(folder / "answers.sqlite")
    try:
        yield url, name
    finally:
        if server:
            _erase(url, [name, *(crowd.who(number, name) for number in range(people))])


def _erase(url: str, names: list[str]) -> None:
    with closing(open_store(url)) as store:
        for name in names:
            if store.latest_all(name):
                store.erase(name)
