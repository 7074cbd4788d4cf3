"""Sixty people save at once, each once a second: nothing acknowledged is missing, and each save is quick."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from soundness import assert_sound

from permanence_lib.bench import crowd
from permanence_lib.bench.saver import words
from permanence_lib.store import open_store

PEOPLE, TIMES = 60, 5
#: Nineteen of twenty saves take no longer, in seconds, on a disk that is itself quick enough.
SOON = 0.1
#: On a slower one: as many times what it takes to write as much into one plain file, in turn.
TIMES_PLAIN = 5


@pytest.mark.alone
@pytest.mark.slow
def test_sixty_save_sixty_times_a_second(path: Path, tmp_path: Path) -> None:
    """Through the writers' queue, each in a process of their own; a slow computer is told from a slow store by a plain file."""
    open_store(str(path)).close()
    plain = crowd.of_plain_writers(tmp_path / "plain", PEOPLE, 2)
    found = crowd.of_savers([str(path)] * PEOPLE, TIMES)
    plain.took += crowd.of_plain_writers(tmp_path / "plain", PEOPLE, 2).took
    assert found.refusals == [] and len(found.took) == PEOPLE * TIMES
    assert found.pace > PEOPLE * 0.8, f"only {found.pace:.0f} saves a second"
    limit = max(SOON, TIMES_PLAIN * plain.p95)
    assert found.p95 <= limit, f"{found.p95 * 1000:.0f} ms; a plain file {plain.p95 * 1000:.0f} ms"
    assert_all_kept(path)


def assert_all_kept(path: Path) -> None:
    """Every person's every save, with its own words."""
    assert_sound(path)
    with closing(sqlite3.connect(path)) as plain:
        counts = plain.execute(
            "select participant, count(*), max(revision) from record group by participant"
        ).fetchall()
    assert sorted(counts) == sorted((crowd.who(number), TIMES, TIMES) for number in range(PEOPLE))
    store = open_store(str(path))
    for number in range(PEOPLE):
        kept = [record.value for record in store.history(crowd.who(number), "w01a1")]
        assert kept == [words(revision) for revision in range(1, TIMES + 1)]
    store.close()
