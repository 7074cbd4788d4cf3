"""Somebody who saves without a pause, in a process of their own, and tells what they ask for and what they are told is kept.

As the page in a browser does, they ask for the same again, under the same request id, until it is acknowledged.
"""

from __future__ import annotations

import json
import multiprocessing
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from permanence_lib.errors import StoreError
from permanence_lib.store import open_store

if TYPE_CHECKING:
    from permanence_lib.store import Store

#: How long a saver may be silent, in seconds.
SILENT = 60.0
_PAUSE = 0.05
#: What a warm process has loaded; what is not installed is left out.
_READY = (
    "permanence_lib.store.opening", "permanence_lib.store.store", "permanence_lib.store.postgres",
    "permanence_lib.store.patience", "sqlalchemy.dialects.sqlite", "sqlalchemy.dialects.postgresql.psycopg",
)  # fmt: skip
_LINE = "I listened to her before I wrote the plan. "


def together() -> Any:
    """How to start processes quickly: a warm one is split where the system can."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    started = multiprocessing.get_context("forkserver")
    started.set_forkserver_preload([__name__, *_READY])
    return started


def words(revision: int) -> dict[str, Any]:
    """What is saved as this revision: short and long in turn, and never the same twice."""
    return {"text": _LINE * (1 + revision * 7 % 60), "n": revision}


@dataclass
class Told:
    """What a saver has told so far: revisions with their request ids, and the words in which the store refused."""

    asked: dict[int, str] = field(default_factory=dict)
    kept: dict[int, str] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)
    took: float = 0.005

    @property
    def open(self) -> tuple[int, str] | None:
        """The save that was asked for and not yet acknowledged."""
        last = max(self.asked, default=0)
        return None if last in self.kept or not last else (last, self.asked[last])

    def hear(self, said: dict[str, Any]) -> None:
        """One thing more."""
        if "refused" in said:
            self.refusals.append(said["refused"])
        elif "took" in said:
            self.kept[said["revision"]] = said["request"]
            self.took = said["took"]
        else:
            self.asked[said["revision"]] = said["request"]


class Saver:
    """A running process that saves one exercise of one participant on and on."""

    def __init__(self, url: str, who: str, exercise: str) -> None:
        self.exercise, self.told = exercise, Told()
        started = together()
        self._line, other_end = started.Pipe(duplex=False)
        self._process = started.Process(target=save_on_and_on, args=(url, who, exercise, other_end), daemon=True)
        self._process.start()
        other_end.close()

    def hear(self, patience: float = SILENT) -> bool:
        """The next thing it tells; False when it says nothing in time."""
        if not self._line.poll(patience):
            return False
        self.told.hear(json.loads(self._line.recv_bytes()))
        return True

    def hear_all(self) -> None:
        """All it has told so far."""
        while self.hear(0):
            pass

    def in_the_middle(self, after: int) -> None:
        """Wait until it has had `after` more acknowledgements and is saving again. Raises TimeoutError when it hangs."""
        self.hear_all()
        wanted = len(self.told.kept) + after
        until = time.monotonic() + SILENT
        while len(self.told.kept) < wanted or not self.told.open:
            if not self.hear() or time.monotonic() > until:
                raise TimeoutError(f"Somebody who saves {self.exercise} has hung: {self.told.refusals[-1:]}")

    def kill(self) -> None:
        """End it as a flat battery does; what it still said before counts."""
        self._process.kill()
        self._process.join(SILENT)
        with suppress(EOFError, OSError):
            self.hear_all()
        self._line.close()


def save_on_and_on(url: str, who: str, exercise: str, out: Connection) -> None:
    """What the process does; it ends only by being killed."""
    store = _opened(url, out)
    newest = store.latest(who, exercise)
    revision = newest.revision if newest else 0
    while True:
        revision += 1
        _keep(store, who, exercise, revision, out)


def _opened(url: str, out: Connection) -> Store:
    """The store, however often that has to be tried."""
    while True:
        try:
            return open_store(url)
        except StoreError as refusal:
            _say(out, refused=str(refusal))
            time.sleep(_PAUSE)


def _keep(store: Store, who: str, exercise: str, revision: int, out: Connection) -> None:
    """Ask until it is kept; always the same request."""
    request = uuid.uuid4().hex
    _say(out, revision=revision, request=request)
    began = time.perf_counter()
    while True:
        try:
            saved = store.save(
                who, exercise, words(revision), base=revision - 1, request_id=request, definition_hash="trial"
            )
        except StoreError as refusal:
            _say(out, refused=str(refusal))
            time.sleep(_PAUSE)
        else:
            return _say(out, revision=saved.revision, request=saved.request_id, took=time.perf_counter() - began)


def _say(out: Connection, **what: Any) -> None:
    out.send_bytes(json.dumps(what).encode())
