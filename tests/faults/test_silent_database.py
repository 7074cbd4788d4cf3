"""The line to the database breaks or swallows everything, the server freezes: told in words within seconds, nothing kept twice."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import psutil
import psycopg
import pytest
from cable import Cable
from postgres import Cluster
from programs import add

from permanence_lib.errors import StoreError
from permanence_lib.store import Record, open_store, patience, roles
from permanence_lib.store.store import Store

pytestmark = pytest.mark.slow
TOLD = "cannot reach the database that keeps the answers just now"
#: A line is tried, then another is made; and the computer may be busy. In seconds.
SOON = patience.CONNECT + patience.ANSWER + 3


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same patience, only less of it: so that a fault is told sooner here. The frozen server is met with all of it."""
    monkeypatch.setattr(patience.Patient, "patience", 2.0)
    monkeypatch.setitem(patience.NETWORK, "connect_timeout", 2)


@pytest.fixture
def admin_url(ill_treated: Cluster) -> str:
    """The administrator's way into a database of this test."""
    return ill_treated.fresh()


@pytest.fixture
def url(admin_url: str) -> str:
    """Ann's way into it."""
    return roles.person_url(admin_url, "ann")


@pytest.fixture
def cable(ill_treated: Cluster) -> Iterator[Cable]:
    """The line between her and the server."""
    with Cable(ill_treated.port) as line:
        yield line


@pytest.fixture
def far(url: str, cable: Cable, impatient: None) -> Iterator[Store]:
    """Her answers at the end of the line, with one saved."""
    store = open_store(re.sub(r":\d+/", f":{cable.port}/", url))
    save(store, 0, "first")
    yield store
    cable.mend()
    store.close()


@pytest.fixture
def near(url: str) -> Iterator[Store]:
    """Her answers, looked at from beside the server."""
    store = open_store(url)
    yield store
    store.close()


def save(store: Store, base: int, request: str) -> Record:
    """One wish to save, under one name."""
    return add(store, {"text": request}, base, participant="ann", request_id=request)


def told_soon(attempt: Callable[[], Any]) -> float:
    """How many seconds it took until it was said in words that the database cannot be reached."""
    began = time.monotonic()
    with pytest.raises(StoreError, match=TOLD):
        attempt()
    took = time.monotonic() - began
    assert took < SOON
    return took


def insist(attempt: Callable[[], Record], seconds: float = 30.0) -> Record:
    """As the page does: again and again, until it is kept."""
    until = time.monotonic() + seconds
    while True:
        try:
            return attempt()
        except StoreError:
            if time.monotonic() > until:
                raise


def test_a_line_that_swallows_everything(cable: Cable, far: Store, near: Store) -> None:
    """Saving, reading and opening are refused in words; when the line is back, so is she, and the same request is kept once."""
    cable.swallow()
    told_soon(lambda: save(far, 1, "second"))
    told_soon(lambda: far.latest("ann", "w02a2"))
    cable.mend()
    kept = insist(lambda: save(far, 1, "second"))
    assert [one.request_id for one in near.history("ann", "w02a2")] == ["first", "second"]
    assert near.latest("ann", "w02a2") == kept


def test_an_acknowledgement_the_line_has_swallowed(cable: Cable, far: Store, near: Store) -> None:
    """The words are kept and she cannot know: it is said that they are not, and asked again they are there once."""
    assert far.latest("ann", "w02a2") is not None  # so that the line is tried before, and not with the save
    swallow_at_commit(cable, far)
    told_soon(lambda: save(far, 1, "second"))
    assert [one.request_id for one in near.history("ann", "w02a2")] == ["first", "second"], "this test proved nothing"
    cable.mend()
    assert insist(lambda: save(far, 1, "second")).revision == 2
    assert len(near.history("ann", "w02a2")) == 2


def swallow_at_commit(cable: Cable, store: Store) -> None:
    """From the moment of the commit nothing comes back any more."""
    from sqlalchemy import event

    engine = store._database._engine  # type: ignore[attr-defined]
    event.listen(engine, "commit", lambda connection: cable.swallow(forth=False), once=True)


def test_a_line_that_breaks(cable: Cable, far: Store, near: Store) -> None:
    """Broken connections are noticed at once, and a mended line is used without a word: the pool makes a new one."""
    cable.cut()
    told_soon(lambda: save(far, 1, "second"))
    cable.mend()
    assert save(far, 1, "second").revision == 2
    cable.cut()
    cable.mend()
    assert save(far, 2, "third").revision == 3
    assert [one.request_id for one in near.history("ann", "w02a2")] == ["first", "second", "third"]


def test_a_server_that_is_frozen(ill_treated: Cluster, near: Store) -> None:
    """Its system still answers for it, so only the client's own patience helps."""
    save(near, 0, "first")
    chief = psutil.Process(int((ill_treated.data / "postmaster.pid").read_text().split()[0]))
    frozen = [chief, *chief.children(recursive=True)]
    for process in frozen:
        process.suspend()
    try:
        told_soon(lambda: save(near, 1, "second"))
    finally:
        for process in frozen:
            process.resume()
    assert insist(lambda: save(near, 1, "second")).revision == 2
    assert len(near.history("ann", "w02a2")) == 2


def test_somebody_who_vanishes_in_the_middle_of_a_save_holds_nobody_up(
    cable: Cable, far: Store, near: Store, admin_url: str
) -> None:
    """Their transaction is open on the server and its locks with it: soon it is ended there, and the next one saves."""
    swallow_at_insert(cable, far)
    gone = threading.Thread(target=lambda: told_soon(lambda: save(far, 1, "vanished")))
    gone.start()
    began = time.monotonic()
    while not has_written(admin_url):
        assert time.monotonic() - began < SOON, "the transaction was never open: this test proved nothing"
    cable.swallow()  # from now on not even that she has gone
    assert insist(lambda: save(near, 1, "second")).revision == 2
    assert time.monotonic() - began < (patience.IDLE + patience.LOCK) / 1000 + SOON
    gone.join(SOON)
    assert [one.request_id for one in near.history("ann", "w02a2")] == ["first", "second"]


def swallow_at_insert(cable: Cable, store: Store) -> None:
    """The server does what is asked, and the answer never comes; nor does she get any further word there."""
    from sqlalchemy import event

    def before(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if statement.startswith("INSERT"):
            cable.swallow(forth=False)

    event.listen(store._database._engine, "before_cursor_execute", before)  # type: ignore[attr-defined]


def has_written(admin_url: str) -> bool:
    """Whether her row stands in a transaction that waits for her next word."""
    wanted = (
        "SELECT count(*) FROM pg_locks WHERE relation = 'record'::regclass AND mode = 'RowExclusiveLock' AND granted"
    )
    with psycopg.connect(admin_url.replace("+psycopg", "")) as looking:
        found = looking.execute(wanted).fetchone()
    return bool(found and found[0])


def test_opening_where_nothing_answers(impatient: None) -> None:
    """A port that takes nobody in, as behind a firewall: told soon, and nothing of the address."""
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        crowd = [socket.socket() for _ in range(4)]  # the queue is full, so that further ones are not even greeted
        for one in crowd:
            one.setblocking(False)
            one.connect_ex(deaf.getsockname())
        port = deaf.getsockname()[1]
        began = time.monotonic()
        with pytest.raises(StoreError) as told:
            open_store(f"postgresql://ann:pass-word@127.0.0.1:{port}/answers")
        assert time.monotonic() - began < SOON
        for one in crowd:
            one.close()
    assert TOLD in str(told.value)
    assert not re.search(rf"pass-word|127\.0|{port}", str(told.value))


def test_a_server_that_listens_and_never_speaks(cable: Cable, url: str, impatient: None) -> None:
    """It takes the connection and is silent: a connection is waited for so long and no longer."""
    cable.swallow()
    told_soon(lambda: open_store(re.sub(r":\d+/", f":{cable.port}/", url)))
