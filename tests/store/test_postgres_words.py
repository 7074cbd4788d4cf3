"""When a database of many says no: in words, soon, and without host, login or password."""

from __future__ import annotations

import inspect
import re
import socket
import threading
import time
from collections.abc import Iterator

import pytest
from postgres import Postgres
from programs import add

from permanence_lib.errors import StoreBusy, StoreError
from permanence_lib.store import open_store, patience, postgres_words

RAW = re.compile(
    r"psycopg|sqlalchemy|Error\b|operational|\bselect\b|\binsert\b|transaction|errno|traceback|127\.|host\b", re.I
)


def every_refusal() -> Iterator[tuple[str, StoreError]]:
    """All that postgres_words.py can say."""
    for name, make in inspect.getmembers(postgres_words, inspect.isfunction):
        if (
            make.__module__ == postgres_words.__name__
            and not name.startswith("_")
            and name not in ("plain", "from_code")
        ):
            yield name, make(*[False for _ in inspect.signature(make).parameters])


@pytest.mark.parametrize(("name", "refusal"), list(every_refusal()))
def test_every_refusal_is_in_plain_words(name: str, refusal: StoreError) -> None:
    """Three sentences at least, what of the words, and the database by no other name."""
    message = str(refusal)
    assert not RAW.search(message.replace("login:password@host:5432", "")), message
    assert len(re.findall(r"[.:](?= |$)", message)) >= 3 and "database" in message
    assert re.search(r"safe|stay on your screen|Nothing|can still work with it", message), name


def test_nobody_there_is_told_in_words_without_the_address() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(StoreError, match="cannot reach the database") as refused:
            open_store(f"postgresql://ann:secret@127.0.0.1:{taken.getsockname()[1]}/answers")
    assert not re.search(r"secret|ann\b|127|\d{4}", str(refused.value))


def test_an_address_that_is_none_is_not_repeated() -> None:
    with pytest.raises(StoreError, match="cannot be understood") as refused:
        open_store("postgresql://ann:secret@host:port/x")
    assert "secret" not in str(refused.value)


def test_a_server_that_takes_the_call_and_says_nothing_is_left_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A black hole: no answer comes, and the person is told soon."""
    monkeypatch.setitem(patience.NETWORK, "connect_timeout", 2)  # the least the driver knows
    with socket.socket() as hole:
        hole.bind(("127.0.0.1", 0))
        hole.listen(5)
        start = time.monotonic()
        with pytest.raises(StoreError, match="cannot reach the database"):
            open_store(f"postgresql://ann:secret@127.0.0.1:{hole.getsockname()[1]}/answers")
    assert time.monotonic() - start < 15


def test_a_writer_in_the_way_is_busy_and_nothing_is_half_saved(
    postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody holds the table: told after the wait, and later it works."""
    monkeypatch.setattr(patience, "SERVER", "-c lock_timeout=200 -c statement_timeout=5000")
    store, other = open_store(postgres.admin_url), open_store(postgres.admin_url)
    with other._database.writing() as connection:
        connection.exec_driver_sql("LOCK TABLE record IN SHARE MODE")
        with pytest.raises(StoreBusy):
            add(store)
        assert store.latest("ana", "w02a2") is None, "reading goes on meanwhile"
    assert add(store).revision == 1
    store.close(), other.close()


def test_a_dropped_connection_is_made_again_by_itself(postgres: Postgres) -> None:
    """The server dropped it between two saves: the next one just works."""
    store = open_store(postgres.admin_url)
    add(store)
    postgres.cluster.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'authority'")
    assert add(store, base=1).revision == 2
    store.close()


def test_a_connection_cut_in_the_middle_is_told_and_the_same_request_goes_through(postgres: Postgres) -> None:
    """The page hears that the words are not saved yet, sends them again, and they are there once."""
    store = open_store(postgres.admin_url)
    add(store)
    holder = open_store(postgres.admin_url)
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND usename = 'authority'"
    with holder._database.writing() as connection:
        connection.exec_driver_sql("LOCK TABLE record IN SHARE MODE")

        def soon() -> None:
            until = time.monotonic() + 20
            while not postgres.cluster.sql(cut) and time.monotonic() < until:
                time.sleep(0.05)

        thread = threading.Thread(target=soon)
        thread.start()
        with pytest.raises(StoreError, match="cannot reach the database"):
            add(store, {"text": "two"}, 1, request_id="again")
        thread.join(30)
    assert add(store, {"text": "two"}, 1, request_id="again").revision == 2
    assert len(store.history("ana", "w02a2")) == 2
    store.close(), holder.close()


def test_a_database_that_takes_no_changes_is_read(postgres: Postgres) -> None:
    """A standby, or one set to read only: answers are shown, and saving says why not."""
    store = open_store(postgres.admin_url)
    saved = add(store)
    store.close()
    name = postgres.admin_url.rpartition("/")[2]
    postgres.cluster.sql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    store = open_store(postgres.admin_url)
    assert store.latest("ana", "w02a2") == saved
    with pytest.raises(StoreError, match="can be read but not added to"):
        add(store, base=1)
    store.close()


def test_words_never_stand_in_an_error(postgres: Postgres) -> None:
    """Neither what a participant wrote nor the password is in an error, nor in the error behind it."""
    store = open_store(postgres.person_url("ben"))
    with pytest.raises(StoreError) as refused:
        add(store, {"text": "her very own words"}, participant="ana")
    causes: list[BaseException] = [refused.value]
    while cause := causes[-1].__cause__ or causes[-1].__context__:
        causes.append(cause)
    assert len(causes) > 1 and not [cause for cause in causes if "her very own words" in str(cause)]
    store.close()


def test_a_commit_waits_for_the_disk_whatever_the_server_prefers(postgres: Postgres) -> None:
    """An acknowledged save must outlive a power cut."""
    name = postgres.admin_url.rpartition("/")[2]
    postgres.cluster.sql(f"ALTER DATABASE {name} SET synchronous_commit = off")
    store = open_store(postgres.admin_url)
    with store._database.writing() as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
    store.close()
