"""How long one waits for a database before it counts as gone: never for ever, and never so short that a busy one fails.

The server's own limits stop what takes too long there; the network's limits notice a line on which nothing is acknowledged.
Neither helps where something in between takes all that is sent and gives nothing back (a firewall that forgot the line, a
frozen server whose system still answers for it): so the client itself counts the seconds of silence, and then lets go. A save
that was under way may have been kept all the same; the page asks again with the same request, and it is kept once.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from typing import Any

import psycopg
import sqlalchemy as sa
from sqlalchemy import event

#: Seconds until a connection must be made, and until a server that was asked something must have said something.
CONNECT, ANSWER = 5, 5.0
#: Milliseconds the server gives a statement; another writer, to get out of the way; and whoever holds a transaction and says
#: nothing more, for their locks are everybody's loss.
STATEMENT, LOCK, IDLE = 4_000, 3_000, 4_000
#: The system's own watch over a line: while nothing is asked (seconds, seconds, times) and while something is (milliseconds).
NETWORK: dict[str, Any] = {
    "connect_timeout": CONNECT,
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 5_000,
}
#: The same for the server's side of the line, and its limits, as it takes them when a connection is made.
SERVER = (
    f"-c statement_timeout={STATEMENT} -c lock_timeout={LOCK} -c idle_in_transaction_session_timeout={IDLE} "
    "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c tcp_user_timeout=10000"
)


class Patient(psycopg.Connection[Any]):
    """A connection that gives up when the server has been silent for `patience` seconds; None waits as long as it takes."""

    patience: float | None = ANSWER

    def wait(self, gen: Generator[Any, Any, Any], *args: Any, **named: Any) -> Any:
        """As every connection waits; whoever waits for news says for how long, and is let."""
        if self.patience is not None and named.get("timeout") is None:
            gen = self._while_it_speaks(gen, self.patience)
        return super().wait(gen, *args, **named)

    def _while_it_speaks(self, asked: Generator[Any, Any, Any], patience: float) -> Generator[Any, Any, Any]:
        """What is asked, step by step; the driver comes by ten times a second, also where nothing was heard."""
        until = time.monotonic() + patience
        try:
            wanted = next(asked)
            while True:
                heard = yield wanted
                now = time.monotonic()
                if heard:
                    until = now + patience
                elif now > until:
                    self.pgconn.finish()
                    raise psycopg.OperationalError("The server has been silent for too long.")
                wanted = asked.send(heard)
        except StopIteration as done:
            return done.value


def connect_with_patience(engine: sa.Engine) -> None:
    """Have an engine's connections be such ones, and patient as ever when they are used again."""
    event.listen(engine, "do_connect", lambda dialect, record, given, named: Patient.connect(*given, **named))
    event.listen(engine, "checkout", _as_ever)


def without_hurry(connection: sa.Connection) -> None:
    """For an administrator's large pieces of work: until it is let go, neither side of this connection counts the seconds."""
    _limit(connection.exec_driver_sql, 0, 0)
    held: Any = connection.connection.driver_connection
    held.patience = None


def _limit(run: Callable[[str], Any], statement: int, idle: int) -> None:
    run(f"SET statement_timeout = {statement}")
    run(f"SET idle_in_transaction_session_timeout = {idle}")


def _as_ever(held: Any, record: Any, proxy: Any) -> None:
    """Before a connection is used again."""
    if held.patience is None:
        held.patience = ANSWER
        _limit(held.execute, STATEMENT, IDLE)
        held.commit()
