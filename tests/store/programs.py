"""What other programs do in these tests, while the test looks on: each runs in a process of its own."""

from __future__ import annotations

import multiprocessing
import os
import uuid
from multiprocessing.connection import Connection
from types import MappingProxyType
from typing import Any

from permanence_lib.errors import Conflict
from permanence_lib.store import Record, Store, open_store

LONG = "I listened to her before I wrote the plan. " * 30


def context() -> Any:
    """How to start a program quickly: a warm one is split where the system can."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    started = multiprocessing.get_context("forkserver")
    started.set_forkserver_preload(
        ["permanence_lib.store.opening", "permanence_lib.store.postgres", "psycopg", "programs"]
    )
    return started


def add(store: Store, value: Any = MappingProxyType({"text": "one"}), base: int = 0, **parts: Any) -> Record:
    """Save, with a new request and an exercise nobody asks about."""
    parts = {"participant": "ana", "exercise": "w02a2", "request_id": str(uuid.uuid4()), **parts}
    participant, exercise = parts.pop("participant"), parts.pop("exercise")
    return store.save(
        participant,
        exercise,
        dict(value) if isinstance(value, MappingProxyType) else value,
        base=base,
        definition_hash=parts.pop("definition_hash", "f00d"),
        **parts,
    )


def race(path: str, name: str, times: int, out: Connection) -> None:
    """Save `times` times as fast as one can from a second window; tells what was acknowledged and what was refused."""
    store = open_store(path)
    acknowledged: list[tuple[int, str]] = []
    told, base = 0, 0
    out.send("ready")
    out.recv()
    while len(acknowledged) < times:
        try:
            saved = add(store, {"by": name, "n": len(acknowledged)}, base)
            acknowledged.append((saved.revision, saved.request_id))
            base = saved.revision
        except Conflict as conflict:
            told, base = told + 1, conflict.newest.revision
    store.close()
    out.send((acknowledged, told))


def write_own(path: str, name: str, times: int, out: Connection) -> None:
    """Save one's own exercise `times` times; tells how many were acknowledged."""
    store = open_store(path)
    out.send("ready")
    out.recv()
    base = 0
    for _ in range(times):
        base = add(store, {"text": LONG}, base, participant=name).revision
    store.close()
    out.send(base)


def first_opening(path: str, out: Connection) -> None:
    """Open a file that may not be there yet, at the same moment as others, and say who one is."""
    out.send("ready")
    out.recv()
    store = open_store(path)
    out.send(store.me().id)
    store.close()


def as_nobody(job: Any, out: Connection, *given: str) -> None:
    """Do a job as a user without rights, and tell what came of it: root may write anywhere, so root proves nothing."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    try:
        out.send(job(*given))
    except Exception as error:
        out.send((type(error).__name__, str(error)))


def read_and_try_to_save(path: str) -> Any:
    """What is read, and what saving says."""
    store = open_store(path)
    newest = store.latest("ana", "w02a2")
    try:
        add(store, base=1)
    except Exception as error:
        return newest.value if newest else None, type(error).__name__, str(error)
    return newest, "", "saved"
