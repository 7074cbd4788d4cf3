"""A battery that runs out, a kernel that is killed: what was acknowledged is there, whole and once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import served
from postgres import Postgres
from soundness import assert_sound

from permanence_lib.bench.kills import Killed, faults, kill_savers
from permanence_lib.bench.saver import words
from permanence_lib.store import Store, open_store

#: How often somebody is killed in the middle of saving; set PERMANENCE_KILLS for a longer trial.
KILLS = int(os.environ.get("PERMANENCE_KILLS", "200"))


def assert_nothing_lost(found: Killed) -> None:
    """Nothing that was acknowledged is missing, and the trial was one: nearly every kill hit a save. On a computer that does
    ten other things somebody may have been told to wait, and nothing else."""
    assert found.wrong == []
    assert all("Wait a moment and try again" in refusal for refusal in found.refusals), set(found.refusals)
    assert found.times == KILLS and found.in_mid_save > KILLS * 0.8
    assert found.acknowledged > KILLS


@pytest.mark.slow
def test_nothing_acknowledged_is_missing_from_the_file_after_kills(path: Path) -> None:
    """Two save at once, and each in turn is killed in the middle of it: the file is sound, and the dead one's last request,
    made again, is kept once, whether or not it had been kept before."""
    open_store(str(path)).close()
    assert_nothing_lost(kill_savers(str(path), KILLS))
    assert_sound(path)


@pytest.mark.slow
def test_nothing_acknowledged_is_missing_from_the_database_after_kills(postgres: Postgres) -> None:
    """The same, four at once, with a person's own login to PostgreSQL; and no connection or lock of the dead is left behind."""
    assert_nothing_lost(kill_savers(postgres.person_url("trial"), KILLS, who="trial"))
    name = postgres.admin_url.rpartition("/")[2]
    left = rf"SELECT state FROM pg_stat_activity WHERE datname = '{name}' AND usename LIKE 'ap\_%'"
    assert served.wait_until(lambda: postgres.cluster.sql(left) == [])


def test_the_trial_would_notice(path: Path) -> None:
    """A save that is missing, one with other words, a gap and a request kept twice are each told."""
    store: Store = open_store(str(path))
    for revision in (1, 2, 3):
        store.save(
            "trial", "w01a1", words(revision), base=revision - 1, request_id=f"r{revision}", definition_hash="trial"
        )  # fmt: skip
    one, two, three = store.history("trial", "w01a1")
    store.close()
    kept = {1: "r1", 2: "r2", 3: "r3"}
    assert list(faults([one, two, three], kept)) == []
    assert list(faults([one, two], kept)) == ["3 was acknowledged and is missing"]
    assert "3 stands where 2 should" in list(faults([one, three], {}))
    altered = type(two)(**{**vars(two), "value": {"text": "torn"}})
    assert list(faults([one, altered], {})) == ["2 holds other words"]
    twice = type(two)(**{**vars(two), "request_id": "r1"})
    assert "one request was kept twice" in list(faults([one, twice], {}))
