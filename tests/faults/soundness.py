"""Whether a file is whole, asked of SQLite itself and not of the store."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def assert_sound(path: Path) -> None:
    """No torn page, no index that disagrees with its table, no request or revision twice."""
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("pragma integrity_check").fetchall() == [("ok",)]
        count, requests, revisions = plain.execute(
            "select count(*), count(distinct request_id), count(distinct participant || ' ' || exercise || ' ' || revision)"
            " from record"
        ).fetchone()
    assert count == requests == revisions > 0
