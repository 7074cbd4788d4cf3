"""`permanence portfolio` and `permanence bring-in`, as they are typed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import forty
import pytest
from typer.testing import CliRunner

from permanence_lib.cli import app
from permanence_lib.content.library import Content
from permanence_lib.errors import UnreadableFile
from permanence_lib.identity import Identity
from permanence_lib.portfolio import archive, taking_away
from permanence_lib.portfolio.desk import Desk
from permanence_lib.store import open_store


@pytest.fixture(scope="module")
def laptop(content: Content, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A laptop's own file of answers, the first two weeks studied."""
    path = tmp_path_factory.mktemp("laptop") / "answers.sqlite"
    small, store = forty.chosen(content, pieces=3, weeks=("w01", "w02")), open_store(str(path))
    store.restore(store.me().id, small.store.everything(small.person.participant))
    store.close()
    small.store.close()
    return path


@pytest.fixture
def run(laptop: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The command, at the laptop; `typed` is what is answered."""
    monkeypatch.setenv("PERMANENCE_STORE", str(laptop))
    return lambda *words, typed="": CliRunner().invoke(app, [str(word) for word in words], input=typed)


def test_each_sort_of_file_is_written_for_its_owner_alone(run: Any, tmp_path: Path) -> None:
    for option, begins in ((None, b"PK"), ("--everything", b"PK"), ("--word", b"PK"), ("--html", b"<!DOCTYPE")):
        to = tmp_path / f"file{option}"
        done = run("portfolio", "--to", to, "--yes", *([option] if option else []))
        assert done.exit_code == 0, done.output
        assert f"Wrote {to}" in done.output and to.read_bytes().startswith(begins)
        assert to.stat().st_mode & 0o077 == 0
    assert archive.read((tmp_path / "fileNone").read_bytes()).scope == "portfolio"
    assert archive.read((tmp_path / "file--everything").read_bytes()).scope == "everything"
    assert list(tmp_path.glob(".*")) == []


def test_two_sorts_at_once_and_a_place_that_takes_no_file(run: Any, tmp_path: Path) -> None:
    assert run("portfolio", "--to", tmp_path / "x", "--word", "--html").exit_code == 2
    done = run("portfolio", "--to", tmp_path / "no" / "where.zip", "--yes")
    assert done.exit_code == 1 and "could not be written" in done.output


def test_it_asks_before_words_that_look_like_real_people_leave(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_away, "found", lambda name, desk: ["A piece: Postcode, “AB1 2CD”"])
    to = tmp_path / "file.zip"
    assert run("portfolio", "--to", to, typed="n\n").exit_code == 1 and not to.exists()
    done = run("portfolio", "--to", to, typed="y\n")
    assert "AB1 2CD" in done.output and to.exists()
    again = run("portfolio", "--to", to, typed="n\n")
    assert "Overwrite it?" in again.output and again.exit_code == 1


def test_bringing_in_says_first_what_it_would_do(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, laptop: Path
) -> None:
    file = tmp_path / "whole.zip"
    run("portfolio", "--to", file, "--everything", "--yes")
    assert "Nothing to add." in run("bring-in", file).output
    monkeypatch.setenv("PERMANENCE_STORE", str(tmp_path / "other" / "answers.sqlite"))
    refused = run("bring-in", file, typed="n\n")
    assert "versions would be added" in refused.output and refused.exit_code == 1
    done = run("bring-in", file, "--yes")
    assert done.exit_code == 0 and "saved versions were brought in" in done.output
    stores = [open_store(str(path)) for path in (laptop, tmp_path / "other" / "answers.sqlite")]
    assert forty.told(stores[0]) == forty.told(stores[1])
    for store in stores:
        store.close()


def test_a_file_that_is_none_of_ours_is_refused_in_words(run: Any, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.zip"
    wrong.write_bytes(b"sun")
    assert isinstance(run("bring-in", wrong).exception, UnreadableFile)
    assert "could not be read" in run("bring-in", tmp_path / "missing.zip").output


def test_what_is_found_before_leaving_names_its_place(content: Content) -> None:
    """Real findings of the guard, in the words of chosen work alone."""
    store = open_store("sqlite://")
    desk = Desk(content, store, Identity(store.me().id))
    desk.keep("w02a2", {"text": "She lives near SW1A 1AA now."})
    assert taking_away.found("portfolio", replace(desk)) == []
    assert any("SW1A 1AA" in line for line in taking_away.found("everything", replace(desk)))
    store.close()
