"""Somebody with a login and a shell, and what they might try."""

from __future__ import annotations

from dataclasses import dataclass

import psycopg
import pytest

SECRET = "nobody-asked-the-grandmother"
ROOM = "room:w04-autumn-0a1b2c"
COLUMNS = "participant, exercise, revision, value, done, definition_hash, saved_at, writer, request_id, space"


def row(participant: str = "ana", space: str = "", request: str = "forged") -> str:
    """A record written by hand."""
    return (
        f"INSERT INTO record ({COLUMNS}) VALUES ('{participant}', 'w02a2', 9, '{{}}', false, 'h',"
        f" '2026-11-22T09:00:00.000000+00:00', '', '{request}', '{space}')"
    )


@dataclass
class Attacker:
    """Somebody with a login and a shell: runs any SQL and is told what came of it."""

    url: str

    def run(self, *statements: str) -> list[tuple[object, ...]]:
        """All statements in one session; what the last one gives."""
        with psycopg.connect(self.url.replace("+psycopg", ""), autocommit=True) as connection:
            done = None
            for statement in statements:
                done = connection.execute(statement.encode())
            return done.fetchall() if done is not None and done.description else []

    def refused(self, *statements: str) -> str:
        """The refusal that the last of these statements must meet."""
        with pytest.raises(psycopg.Error) as refused:
            self.run(*statements)
        return str(refused.value)
