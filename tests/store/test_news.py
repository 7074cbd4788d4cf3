"""Who looks on is told of what was committed, soon, and never misses any of it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from postgres import Postgres
from programs import add

from permanence_lib.store import Store, open_store
from permanence_lib.store.tables import record

ROOM = "room:w04-autumn-0a1b2c"


@pytest.fixture
def room(where: str) -> Iterator[Store]:
    """A room's store, on a file or in a database of many."""
    opened = open_store(where, space="" if where.endswith(".sqlite") else ROOM)
    yield opened
    opened.close()


@pytest.fixture
def other(where: str, room: Store) -> Iterator[Store]:
    """The same room, opened by somebody else."""
    opened = open_store(where, space=room.space)
    yield opened
    opened.close()


def later(job: Callable[[], Any], after: float = 0.2) -> threading.Timer:
    """Do something in a moment."""
    timer = threading.Timer(after, job)
    timer.start()
    return timer


def test_one_waits_until_something_is_saved_and_no_longer(room: Store, other: Store) -> None:
    """Told within a second of the commit; nothing saved, nothing told; and each save is told once."""
    assert room.listen(0) is False
    timer = later(lambda: add(other))
    start = time.monotonic()
    assert room.listen(20) is True and time.monotonic() - start < 10
    timer.join()
    assert room.listen(0.1) is False


def test_what_was_saved_between_two_waits_is_not_missed(room: Store, other: Store) -> None:
    room.listen(0)
    add(other)
    assert room.listen(5) is True


def test_in_memory_one_is_told_too() -> None:
    store = open_store("sqlite://")
    store.listen(0)
    add(store)
    assert store.listen(1) is True and store.listen(0) is False


def counted(store: Store, job: Callable[[], Any], enough: Callable[[int], bool]) -> int:
    """How many turns `changes` gives while a job is done in another thread; in a loop of its own."""

    async def look() -> int:
        turns = 0
        timer = later(job)
        with suppress(TimeoutError):
            async with asyncio.timeout(20):
                async for _ in store.changes():
                    turns += 1
                    if enough(turns):
                        break
        timer.join()
        return turns

    told: list[int] = []
    thread = threading.Thread(target=lambda: told.append(asyncio.run(look())))
    thread.start()
    thread.join(60)
    return told[0]


def test_a_page_looks_at_once_and_is_woken_by_a_save(room: Store, other: Store) -> None:
    """Whoever begins to look on sees what was committed before; the event loop goes on meanwhile, and a save gives a turn."""
    assert counted(room, lambda: None, lambda turns: turns >= 1) == 1
    assert counted(room, lambda: add(other), lambda turns: turns >= 2) == 2


def test_a_cut_line_is_made_again_and_what_was_missed_is_a_turn(postgres: Postgres) -> None:
    """The server drops every connection: the page goes on being told, and looks once for what it may have missed."""
    room = open_store(postgres.admin_url, space=ROOM)
    name = postgres.admin_url.rpartition("/")[2]
    cut = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND usename = 'authority'"
    assert counted(room, lambda: postgres.cluster.sql(cut), lambda turns: turns >= 2) == 2
    room.close()


def test_nobody_listens_to_a_room_by_guessing_its_name(postgres: Postgres) -> None:
    """The channel's name follows from a word that only the database knows, and a person is not told it."""
    room = open_store(postgres.service_url(), space=ROOM)
    with psycopg.connect(postgres.person_url("ben").replace("+psycopg", ""), autocommit=True) as ben:
        assert ben.execute("SELECT permanence_channel(%s)", [ROOM]).fetchall() == [(None,)]
        for guess in (ROOM, "record", "permanence_" + "0" * 32):
            ben.execute(f'LISTEN "{guess}"'.encode())
        add(room)
        assert list(ben.notifies(timeout=0.5)) == []
    room.close()


def test_a_message_carries_an_id_and_no_words(postgres: Postgres) -> None:
    room = open_store(postgres.service_url(), space=ROOM)
    with psycopg.connect(postgres.service_url().replace("+psycopg", ""), autocommit=True) as looking:
        (channel,) = looking.execute("SELECT permanence_channel(%s)", [ROOM]).fetchone() or ("",)
        looking.execute(f'LISTEN "{channel}"'.encode())
        fresh = open_store(postgres.admin_url, space=ROOM)
        add(fresh, {"text": "her very own words"}, participant="m_1")
        assert [note.payload for note in looking.notifies(timeout=5, stop_after=1)] == ["m_1"]
        fresh.close()
    room.close()


def test_no_commit_is_missed_though_many_end_at_once(postgres: Postgres) -> None:
    """Six save in one room while somebody keeps asking: one number never stands for two different rooms."""
    stores = [open_store(postgres.admin_url, space=ROOM) for _ in range(7)]
    looking = stores.pop()
    stop, seen, wrong = threading.Event(), {0: 0}, []
    both = sa.select(sa.func.coalesce(sa.func.max(record.c.seq), 0), sa.func.count()).where(record.c.space == ROOM)

    def write(store: Store, name: str) -> None:
        for base in range(25):
            add(store, {"n": base}, base, participant=name)

    def look() -> None:
        while not stop.is_set():
            with looking._database.reading() as connection:
                number, count = connection.execute(both).one()
            if seen.setdefault(number, count) != count:
                wrong.append((number, count, seen[number]))

    threads = [threading.Thread(target=write, args=(store, f"p{n}")) for n, store in enumerate(stores)]
    looker = threading.Thread(target=look)
    for thread in (looker, *threads):
        thread.start()
    for thread in threads:
        thread.join(120)
    stop.set()
    looker.join(60)
    assert wrong == [] and len(seen) > 20, "and it has looked often enough to prove something"
    assert sum(len(looking.everything(f"p{n}")) for n in range(6)) == 150
    for store in (*stores, looking):
        store.close()


def test_a_slow_save_is_not_overtaken(postgres: Postgres) -> None:
    """A save that has its number and is not committed yet holds back the next of its room, so none is overtaken."""
    room, other = (open_store(postgres.admin_url, space=ROOM) for _ in range(2))
    add(room, participant="slow")
    order: list[str] = []

    def quick() -> None:
        add(other, participant="quick")
        order.append("quick")

    with room._database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO record (participant, exercise, revision, value, done, definition_hash, saved_at, writer, request_id,"
            f" space) VALUES ('slow', 'w02a2', 2, '{{}}', false, 'h', '2026-11-22T09:00:00.000000+00:00', '', 'r', '{ROOM}')"
        )
        thread = threading.Thread(target=quick)
        thread.start()
        thread.join(0.5)
        assert thread.is_alive(), "or this test proves nothing"
        before = other.newest()
        order.append("slow")
    thread.join(20)
    assert order == ["slow", "quick"] and before == 1
    assert other.newest("slow") == 2 and other.newest() == 3
    room.close(), other.close()


def test_in_study_nobody_waits_for_anybody_else(postgres: Postgres) -> None:
    """Another person's slow save holds back nobody: numbers are in turn for each person only."""
    one, two = open_store(postgres.person_url("ann")), open_store(postgres.person_url("ben"))
    add(one, participant="ann"), add(two, participant="ben")
    with one._database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO record (participant, exercise, revision, value, done, definition_hash, saved_at, writer, request_id)"
            " VALUES ('ann', 'w02a2', 2, '{}', false, 'h', '2026-11-22T09:00:00.000000+00:00', '', 'r')"
        )
        assert add(two, base=1, participant="ben").revision == 2
    one.close(), two.close()
