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
from permanence_lib.store.rehearsing import rehearse
from permanence_lib.store.sqlite import _common

PEOPLE, TIMES = 60, 5
#: Nineteen of twenty saves take no longer, in seconds, on a computer that is itself quick enough.
SOON = 0.1
#: As many times what a row of plain SQLite takes in the same processes and moments, which waits for the same disk, processors and
#: turns: nineteen of twenty saves (where that is longer than SOON), half of them, and the processor time of one.
TIMES_P95, TIMES_MEDIAN, TIMES_PROCESSOR = 5, 4, 6


@pytest.mark.alone
@pytest.mark.slow
def test_sixty_save_sixty_times_a_second(path: Path, tmp_path: Path) -> None:
    """Through the writers' queue, each in a process of their own; a slow computer is told from a slow store by plain rows."""
    open_store(str(path)).close()
    found, rows = crowd.of_savers_beside_rows([str(path)] * PEOPLE, tmp_path / "rows.sqlite", TIMES)
    assert found.refusals == rows.refusals == []
    assert len(found.took) == len(rows.took) == PEOPLE * TIMES
    assert found.p95 <= max(SOON, TIMES_P95 * rows.p95), f"{found.p95 * 1000:.0f} ms; a row {rows.p95 * 1000:.0f} ms"
    assert found.median <= TIMES_MEDIAN * rows.median, (
        f"{found.median * 1000:.1f} ms; a row {rows.median * 1000:.1f} ms"
    )
    assert found.cpu <= TIMES_PROCESSOR * rows.cpu, f"{found.cpu * 1000:.1f} ms; a row {rows.cpu * 1000:.1f} ms"
    assert_all_kept(path)


def test_a_process_that_has_rehearsed_works_nothing_out_in_its_first_save(path: Path) -> None:
    """Otherwise each of sixty would do so while the others wait for their turn."""
    rehearse()
    known = _known()
    with closing(open_store(str(path))) as store:
        store.latest("ann", "w01a1")
        store.save("ann", "w01a1", words(1), base=0, request_id="one", definition_hash="trial")
    assert _known() - known == set()


def _known() -> set[object]:
    """The questions that have been worked out."""
    return set(_common().get_execution_options()["compiled_cache"])


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
