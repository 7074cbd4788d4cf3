"""The long trial by one command, here in its shortest form."""

from __future__ import annotations

import re
from pathlib import Path

from postgres import Postgres
from typer.testing import CliRunner

from permanence_lib.bench.crowd import Crowd
from permanence_lib.bench.faults import Trial, told
from permanence_lib.bench.kills import Killed
from permanence_lib.cli import app
from permanence_lib.store import open_store


def run(*given: str) -> str:
    """What the command says; it must end well."""
    done = CliRunner().invoke(app, ["bench", "faults", "--times", "4", "--people", "3", *given])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_file_is_tried_and_left_to_look_at(tmp_path: Path) -> None:
    """Figures for the killed and for the crowd, beside plain SQLite's; and the answers are where they were asked to be."""
    file = tmp_path / "tried.sqlite"
    said = run("--store", str(file))
    assert re.search(r"Killed while saving.* 4, \d", said) and re.search(r"Missing, altered or twice +0", said)
    assert "A row of plain SQLite" in said and re.search(r"3 people together +\d+ saves a second", said)
    assert open_store(str(file)).newest() > 4 + 3 * 5
    assert sorted({each.name.partition(".")[0] for each in tmp_path.iterdir()}) == ["tried"]


def test_a_file_that_is_there_is_not_touched(tmp_path: Path) -> None:
    """It may be somebody's answers."""
    file = tmp_path / "answers.sqlite"
    file.write_bytes(b"precious")
    done = CliRunner().invoke(app, ["bench", "faults", "--store", str(file)])
    assert done.exit_code != 0 and "nothing was changed" in str(done.exception)
    assert file.read_bytes() == b"precious"


def test_a_database_is_tried_and_left_as_it_was(postgres: Postgres) -> None:
    """The trial's own answers are gone again, and others' are not."""
    store = open_store(postgres.admin_url)
    kept = store.save("ann", "w01a1", {"text": "hers"}, base=0, request_id="hers", definition_hash="f")
    said = run("--store", postgres.admin_url)
    assert re.search(r"Missing, altered or twice +0", said) and "plain SQLite" not in said
    name = postgres.admin_url.rpartition("/")[2]
    assert postgres.cluster.sql("SELECT participant FROM record", name) == [("ann",)]
    assert store.latest("ann", "w01a1") == kept
    store.close()


def test_what_is_missing_is_told() -> None:
    """A save of the crowd that is not there is a failure, and so is anything wrong after a kill."""
    found = Trial(Killed(times=1, wrong=["3 was acknowledged and is missing"]), Crowd(2, [0.1, 0.2], [], 1.0), None, 1)
    assert len(found.failures) == 2
    assert "3 was acknowledged and is missing" in told(found) and "1 acknowledged saves of the crowd" in told(found)
