"""The work of several people, and how it is compared."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from permanence_lib.store import Record, Store, open_store


def add(store: Store, who: str, exercise: str, base: int = 0, words: str = "", **parts: Any) -> Record:
    """One saved version."""
    return store.save(
        who, exercise, {"text": words or f"{who} on {exercise}, {base + 1}: “ä\u2028 ’"}, base=base, request_id=str(uuid.uuid4()),
        definition_hash="f00d", **parts,
    )  # fmt: skip


def fill(store: Store, people: tuple[str, ...] = ("ann", "ben", "cat"), versions: int = 4) -> None:
    """Some versions of three exercises each, one of them addressed to a manager, and a line in the log for each."""
    for who in people:
        for exercise in ("w01a1", "w02a2", "w03a1"):
            for base in range(versions):
                add(store, who, exercise, base, done=base == 1)
        add(store, who, "sent:w07", shared_with="may")
        store.note("submitted", whose=who, detail="to may", who=who)


def told(store: Store, who: str) -> list[Any]:
    """Everything of a person, as it can be compared."""
    return [vars(one) for one in store.everything(who)]


@contextmanager
def somebody_writing(path: Path, who: str) -> Iterator[list[int]]:
    """One more person, who saves one revision of an exercise after the other meanwhile; the numbers acknowledged so far."""
    stop, saved = threading.Event(), list[int]()

    def write() -> None:
        mine = open_store(str(path))
        while not stop.is_set():
            saved.append(add(mine, who, "w01a1", len(saved)).revision)
        mine.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield saved
    finally:
        stop.set()
        writer.join()
