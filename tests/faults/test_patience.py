"""What a connection to the database is told about waiting, and that long work is let, and only that."""

from __future__ import annotations

import time
from typing import Any

import pytest
import sqlalchemy as sa
from postgres import Postgres

from permanence_lib.errors import StoreBusy
from permanence_lib.store import open_store, patience, postgres_words


def limits(connection: sa.Connection) -> list[str]:
    """As the server says it."""
    names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    return [str(connection.scalar(sa.text(f"SHOW {name}"))) for name in names]


def test_the_server_is_told_how_long(postgres: Postgres) -> None:
    """Its own limits are shorter than the client's patience, so that a busy server can still say that it is busy."""
    store: Any = open_store(postgres.person_url("ann"))
    with store._database.reading() as connection:
        assert limits(connection) == ["4s", "3s", "4s"]
        assert max(patience.STATEMENT, patience.LOCK) / 1000 < patience.ANSWER
        assert connection.connection.driver_connection.patience == patience.ANSWER
    store.close()


def test_a_statement_that_takes_too_long_is_told_as_busy(postgres: Postgres) -> None:
    """Stopped by the server, in words, and the connection goes on."""
    store: Any = open_store(postgres.person_url("ann"))
    with store._database.reading() as connection:
        connection.exec_driver_sql("SET statement_timeout = 50")
        with pytest.raises(StoreBusy), postgres_words.plain():
            connection.exec_driver_sql("SELECT pg_sleep(5)")
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1
    store.close()


def test_long_work_is_let_and_the_next_is_limited_again(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    """An administrator's piece of work outlasts the client's patience; whoever uses the connection next has the limits."""
    store: Any = open_store(postgres.admin_url)
    monkeypatch.setattr(patience.Patient, "patience", 0.3)
    with store._database.reading() as connection:
        connection.connection.driver_connection.patience = 0.3
        patience.without_hurry(connection)
        began = time.monotonic()
        connection.exec_driver_sql("SELECT pg_sleep(1)")
        assert time.monotonic() - began >= 1
        process = connection.connection.driver_connection.info.backend_pid
    with store._database.reading() as connection:
        assert connection.connection.driver_connection.info.backend_pid == process
        assert limits(connection) == ["4s", "3s", "4s"]
        assert connection.connection.driver_connection.patience == patience.ANSWER
    store.close()
