"""Looking an installation over."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from permanence_lib.server import doctor
from permanence_lib.server.doctor import Finding, examine, said


def levels(subject: str) -> list[str]:
    """What was found about one subject."""
    return [finding.level for finding in examine() if finding.subject == subject]


def test_a_sound_file_is_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And looking changes nothing."""
    path = tmp_path / "answers.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("create table t(x)")
    before = path.read_bytes()
    monkeypatch.setenv("PERMANENCE_STORE", str(path))
    assert levels("Answers") == ["ok"]
    assert path.read_bytes() == before


def test_a_damaged_file_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is in it."""
    path = tmp_path / "answers.sqlite"
    path.write_bytes(b"not a database" * 500)
    monkeypatch.setenv("PERMANENCE_STORE", str(path))
    assert "problem" in levels("Answers")


def test_no_file_yet_is_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is one made."""
    path = tmp_path / "new" / "answers.sqlite"
    monkeypatch.setenv("PERMANENCE_STORE", str(path))
    assert levels("Answers") == ["ok"]
    assert not path.parent.exists()


def test_a_look_that_fails_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest is still looked at."""

    def _broken() -> list[Finding]:
        raise OSError("no")

    monkeypatch.setattr(doctor, "_LOOKS", (_broken, doctor._clock))
    assert [finding.level for finding in examine()] == ["problem", "ok"]


def test_problems_come_last_with_what_to_do() -> None:
    """So that they are on the screen when the command has ended."""
    text = said([Finding("problem", "Disk", "full", "Make room."), Finding("ok", "Python", "3.12.1")])
    assert text.index("Python") < text.index("Disk: full\n       Make room.")
    assert text.endswith("1 thing to put right.")
