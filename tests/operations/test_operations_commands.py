"""`permanence backup`, `restore`, `migrate`, `retention`, `audit`, `erase --person` and `doctor`, as they are typed."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from keeping import add, told
from postgres import Postgres
from typer.testing import CliRunner

from permanence_lib.cli import app
from permanence_lib.errors import PermanenceError
from permanence_lib.operations import backups
from permanence_lib.store import Store, open_store


def run(*words: object, typed: str = "", code: int = 0) -> str:
    """What the command says, having ended as it should."""
    done = CliRunner().invoke(app, [str(word) for word in words], input=typed)
    assert done.exit_code == code, (done.output, done.exception)
    return done.output


def test_back_up_lose_everything_put_it_back(store: Store, path: Path, folder: Path) -> None:
    """The file is gone; the same command line finds the backup that was its own."""
    before = told(store, "ann")
    assert "record: 39 rows, SHA-256" in run("backup") and len(backups.files(folder)) == 1
    assert "rehearsal in memory" in run("restore", "--check")
    store.close()
    for file in path.parent.iterdir():
        file.unlink()
    said = run("restore")
    assert "Put back: 39 records" in said and "record: 39 rows read back" in said
    with closing(open_store(str(path))) as back:
        assert told(back, "ann") == before


def test_backing_up_says_what_went(store: Store, folder: Path) -> None:
    run("backup", "--keep", 1)
    assert "Let go of 1 older: permanence-" in run("backup", "--keep", 1)
    assert store.noted()[-1].what == "backed-up" and store.noted()[-1].detail.startswith("39 records, permanence-")


def test_retention_asks_and_a_dry_run_only_shows(store: Store, folder: Path) -> None:
    assert "Nothing was changed." in run("retention", "--dry-run")
    assert "Let them go?" in run("retention", typed="n\n") and store.noted()[-1].what == "submitted"
    assert "Gone:" in run("retention", typed="y\n") and store.noted()[-1].what == "retention"


def test_an_authoritys_own_rules_count(store: Store, folder: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text("drafts: {after: 1, minutes: 10}\nrooms: {days: 1}\nlog: {days: 0}\nbackups: {days: 1}\n", "utf-8")
    with pytest.raises(PermanenceError, match=r"rules\.yaml"):
        CliRunner().invoke(app, ["retention", "--dry-run", "--rules", str(rules)], catch_exceptions=False)
    rules.write_text(rules.read_text("utf-8").replace("days: 0", "days: 1"), "utf-8")
    assert "0 lines of the access log" in run("retention", "--dry-run", "--rules", rules)


def test_the_log_is_told_in_sentences_and_as_a_table(store: Store) -> None:
    assert "ann sent their own work to somebody (to may)." in run("audit", "--person", "ann")
    assert len(run("audit", "--csv", "--what", "submitted").splitlines()) == 4
    assert "Nothing of the kind" in run("audit", "--until", "2020-01-01")
    assert "is no word of the log" in run("audit", "--what", "spied", code=2)


def test_somebody_is_erased_by_name_after_a_yes(store: Store, folder: Path) -> None:
    run("backup")
    assert "Nothing was erased." in run("erase", "--person", "ann", typed="no\n", code=1)
    said = run("erase", "--person", "Ann", typed="erase\n")
    assert "This erases 13 saved versions of “ann”" in said and "None of them names the person." in said
    assert "Still in a backup, until" in said and store.everything("ann") == []


def test_the_owner_of_a_laptop_erases_themselves_and_is_told_of_backups(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERMANENCE_STORE", str(path))
    with closing(open_store(str(path))) as own:
        add(own, own.me().id, "w01a1")
    run("backup")
    said = run("erase", "--yes")
    assert "This erases 1 saved records" in said and "Still in a backup, until" in said


def test_a_whole_authority_from_the_first_day(
    store: Store, postgres: Postgres, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of many moves into a new server; backed up, looked over, one erased with their login, and told."""
    url = postgres.cluster.empty()
    address = tmp_path / "address"
    address.write_text(f"{url}\n")
    said = run("migrate", "--to", f"@{address}")
    assert "was empty and is made ready (version 0002)" in said and said.count("13 added, 13 there now") == 3
    monkeypatch.setenv("PERMANENCE_STORE", url)
    assert "up to date (version 0002)" in run("migrate")
    assert "Run: permanence backup" in run("doctor", code=1)
    run("backup")
    assert "row security is on, and forced" in run("doctor", *[], code=_doctors_code())
    assert "whose with --person" in run("erase", code=2)
    from permanence_lib.store import roles

    theirs = roles.person_url(url, "ben")
    assert "None of them names the person." in run("erase", "--person", "ben", "--yes")
    with pytest.raises(PermanenceError):
        open_store(theirs)
    said = run("audit")
    assert "a login was made for somebody who was erased" in said and "everything of somebody who was erased" in said
    assert "“ben”" not in said and postgres.cluster.password not in said


def _doctors_code() -> int:
    """What else is amiss on this computer is not this test's matter."""
    from permanence_lib.server.doctor import examine

    return int(any(finding.level == "problem" for finding in examine()))


def test_a_person_cannot_back_up_erase_or_read_the_log(
    postgres: Postgres, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has JupyterLab has these commands too, and their own login."""
    monkeypatch.setenv("PERMANENCE_STORE", postgres.person_url("nia"))
    for words in (("backup",), ("audit",), ("retention", "--yes"), ("erase", "--person", "ann", "--yes"), ("migrate",)):
        done: Any = CliRunner().invoke(app, list(words))
        assert isinstance(done.exception, PermanenceError), (words, done.output)
    assert list(folder.glob("*")) == []
