"""The facilitator's page of the cohort, and the command that makes the same of files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from permanence_lib.cli.app import app
from permanence_lib.portfolio.before.share import Share
from permanence_lib.screen.asked import Answer, Asked, Given, Made, Upload, Went
from permanence_lib.workshop import gathered, pages
from permanence_lib.workshop.members import Member
from permanence_lib.workshop.pages import Visit
from permanence_lib.workshop.room import Room


def share(n: int, week: str = "w18", **more: object) -> Share:
    given = {"id": f"{n:016x}", "week": week, "made_on": "2026-11-02", "needs": f"<b>Need {n}</b>", **more}
    return Share.model_validate(given)


def files(numbers: range) -> dict[str, Upload]:
    return {f"file-{n}": Upload(f"before-w18-{n}.json", share(n).file()) for n in numbers}


@pytest.fixture
def visit(room: Room, tmp_path: Path) -> Visit:
    return Visit(room, "facilitator", "facilitator", b"key", tmp_path, "http://127.0.0.1")


def ask(visit: Visit, path: str = "/cohort", **asked: object) -> Answer | None:
    return pages.answer(visit, Asked(path, **asked))  # type: ignore[arg-type]


def body(found: Answer | None) -> str:
    assert isinstance(found, Made)
    return found.body


def test_only_the_facilitator_sees_it(room: Room, tmp_path: Path) -> None:
    participant = Visit(room, "p_1", "participant", b"key", tmp_path, "")
    assert pages.answer(participant, Asked("/cohort")) is None
    assert pages.answer(participant, Asked("/cohort/word")) is None


def test_four_files_show_nothing_and_a_fifth_shows_the_cohort(visit: Visit) -> None:
    shown = body(ask(visit, sent=True, fields={"step": ("add",)}, files=files(range(4))))
    assert "4 files were taken in" in shown
    assert "Need" not in shown
    shown = body(ask(visit, sent=True, fields={"step": ("add",)}, files=files(range(4, 5))))
    assert "From 5 people" in shown
    assert "&lt;b&gt;Need 3&lt;/b&gt;" in shown, "Words stay words."


def test_the_same_person_counts_once(visit: Visit) -> None:
    for _ in range(2):
        ask(visit, sent=True, files=files(range(3)))
    assert len(gathered.shares(visit.room)) == 3


def test_a_wrong_file_is_named_and_the_others_are_taken(visit: Visit) -> None:
    wrong = {"file-9": Upload("holiday.jpg", b"\x89PNG"), "file-8": Upload("old.json", share(8, "w11").file())}
    shown = body(ask(visit, sent=True, files=files(range(2)) | wrong))
    assert "holiday.jpg is not a file" in shown
    assert "old.json was made for another workshop" in shown
    assert "2 files were taken in" in shown


def test_no_file_is_an_error_beside_the_box(visit: Visit) -> None:
    found = ask(visit, sent=True, files={"file": Upload("", b"")})
    assert isinstance(found, Made)
    assert found.title.startswith("Error: ")


def test_what_people_told_the_same_store_is_found_without_a_file(visit: Visit) -> None:
    for n in range(5):
        visit.room.keep(f"somebody-{n}", "before:w18", share(n).model_dump(mode="json"), 0)
    assert "From 5 people" in body(ask(visit))


def test_files_can_be_removed_again(visit: Visit) -> None:
    ask(visit, sent=True, files=files(range(6)))
    assert ask(visit, sent=True, fields={"step": ("forget",)}) == Went("/cohort")
    assert "Nobody has told anything yet" in body(ask(visit))


def test_needs_said_at_the_door_show_from_five_people_and_without_names(visit: Visit) -> None:
    for n in range(4):
        visit.room.put(Member(f"p_{n}", f"Alias {n}", f"2026-11-18T09:0{n}:00", needs="Tea"))
    assert "Tea" not in body(ask(visit))
    visit.room.put(Member("p_5", "Alias 5", "2026-11-18T09:09:00", needs="A chair"))
    shown = body(ask(visit))
    assert "A chair" in shown
    assert "Alias" not in shown


@pytest.mark.parametrize(("path", "begins"), [("/cohort/word", b"PK"), ("/cohort/print", b"<!DOCTYPE html>")])
def test_it_can_be_kept_as_a_file(visit: Visit, path: str, begins: bytes) -> None:
    ask(visit, sent=True, files=files(range(5)))
    found = ask(visit, path)
    assert isinstance(found, Given)
    assert found.content.startswith(begins)


@pytest.mark.parametrize("name", ["cohort.html", "cohort.docx"])
def test_the_command_makes_the_same_of_files(tmp_path: Path, name: str) -> None:
    paths = [tmp_path / f"{n}.json" for n in range(5)]
    for n, path in enumerate(paths):
        path.write_bytes(share(n).file())
    (tmp_path / "other.json").write_text(json.dumps([1]))
    made = CliRunner().invoke(
        app, ["cohort", *map(str, paths), str(tmp_path / "other.json"), "--to", str(tmp_path / name)]
    )
    assert made.exit_code == 0, made.output
    assert "from 5 people" in made.output
    assert (tmp_path / name).read_bytes()


def test_the_command_writes_nothing_of_no_files(tmp_path: Path) -> None:
    made = CliRunner().invoke(app, ["cohort", str(tmp_path / "missing.json"), "--to", str(tmp_path / "x.html")])
    assert made.exit_code == 1
    assert not (tmp_path / "x.html").exists()
