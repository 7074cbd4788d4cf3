"""The page for taking work away and bringing it in: every form of it, through the desk."""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import forty
import pytest
import zips

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.portfolio import archive, compiled, erasing, leaving, pages
from permanence_lib.portfolio.archive import held
from permanence_lib.portfolio.desk import Desk
from permanence_lib.screen.asked import Asked, Given, Made, Upload, Went


@pytest.fixture
def desk(content: Content, tmp_path: Path) -> Iterator[Desk]:
    """The first two weeks, three pieces chosen, in a folder of one's own."""
    made = forty.chosen(content, pieces=3, weeks=("w01", "w02"))
    yield replace(made, folder=tmp_path)
    made.store.close()


@pytest.fixture
def other(desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    """Another computer."""
    folder = tmp_path / "other"
    folder.mkdir()
    made = replace(forty.empty(desk), folder=folder)
    yield made
    made.store.close()


def get(desk: Desk, path: str = "/take-away", **query: str) -> Any:
    """Ask for a page."""
    return pages.answer(replace(desk), Asked(path, query=query, token="t"))


def post(desk: Desk, path: str, file: bytes | None = None, **fields: Any) -> Any:
    """Send a form."""
    sent = {name.replace("_", "-"): value if isinstance(value, tuple) else (value,) for name, value in fields.items()}
    files = {} if file is None else {"file": Upload("whole-workbook.zip", file)}
    return pages.answer(replace(desk), Asked(path, fields=sent, files=files, token="t", sent=True))


def hidden(page: Made, name: str) -> str:
    """The value of a hidden box."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.body)
    assert found
    return found[1]


def test_the_page_says_what_each_file_is_for(desk: Desk) -> None:
    page = get(desk)
    assert page.body.count("<form") == 5
    for name in ("word", "html", "portfolio", "everything", "bring-in"):
        assert f'action="/take-away/{name}"' in page.body
    assert "Nothing is in your portfolio yet" not in page.body


def test_an_empty_portfolio_is_said(other: Desk) -> None:
    assert "Nothing is in your portfolio yet" in get(other).body


@pytest.mark.parametrize(
    ("name", "ending", "begins"),
    [
        ("word", "docx", b"PK"),
        ("html", "html", b"<!DOCTYPE"),
        ("portfolio", "zip", b"PK"),
        ("everything", "zip", b"PK"),
    ],
)
def test_every_file_is_given(name: str, ending: str, begins: bytes, desk: Desk) -> None:
    given = post(desk, f"/take-away/{name}", sure="yes")
    assert isinstance(given, Given)
    assert given.name.endswith(f"2026-07-29.{ending}") and given.content.startswith(begins)
    if ending == "zip":
        wanted = "everything" if name == "everything" else "portfolio"
        assert archive.read(given.content).scope == wanted


def test_the_words_that_would_leave_are_looked_through_first(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only those: for the portfolio what was chosen and the lines, for the whole workbook everything, old versions too."""
    asked: list[dict[str, str]] = []

    def ask(desk: Desk, request: Asked, parts: dict[str, str]) -> Made:
        asked.append(parts)
        return Made("Look", "first")

    monkeypatch.setattr(leaving, "ask", ask)
    for name in ("word", "everything"):
        assert post(desk, f"/take-away/{name}") == Made("Look", "first")
    portfolio, everything = ("\n".join(parts.values()) for parts in asked)
    assert "where I stopped hurrying" in portfolio
    assert "A tie on work that was never chosen." not in portfolio
    assert "A tie on work that was never chosen." in everything
    first = desk.store.version(desk.person.participant, "w02a2", 1)
    assert first is not None and any(words in everything for words in str(first.value).split("'") if len(words) > 40)


def test_a_document_that_fails_is_told_and_the_others_are_offered(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Any:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(compiled, "word", broken)
    page = post(desk, "/take-away/word", sure="yes")
    assert "Your portfolio as a Word document could not be made" in page.body and "It is saved" not in page.title
    page = post(desk, "/take-away/portfolio", sure="yes")
    assert "could not be made" in page.body and hidden(page, "even-so") == "yes"
    given = post(desk, "/take-away/portfolio", sure="yes", even_so="yes")
    assert isinstance(given, Given) and archive.read(given.content).records


def test_a_file_is_shown_first_and_brought_in_after_a_yes(desk: Desk, other: Desk) -> None:
    """The file is not asked for again, waits where only its owner reads it, and is gone afterwards."""
    file = archive.everything(desk)
    page = post(other, "/take-away/bring-in", file)
    assert "Not here yet: 2 versions would be added." in page.body
    assert forty.told(other.store) == []
    waiting = list((other.folder / "waiting").iterdir())  # type: ignore[operator]
    assert [stat.S_IMODE(path.stat().st_mode) for path in waiting] == [0o600]
    assert stat.S_IMODE(waiting[0].parent.stat().st_mode) == 0o700
    done = post(other, "/take-away/bring-in/confirm", held=hidden(page, "held"), mark=hidden(page, "mark"))
    count = len(forty.told(desk.store))
    assert done == Went(f"/take-away?added={count}")
    assert f"{count} saved versions were brought in" in get(other, added=str(count)).body
    assert forty.told(other.store) == forty.told(desk.store)
    assert not waiting[0].exists()
    again = post(other, "/take-away/bring-in/confirm", held=hidden(page, "held"), mark=hidden(page, "mark"))
    assert "not kept here any longer" in again.body


def test_without_a_folder_the_file_is_asked_for_again(desk: Desk, other: Desk) -> None:
    file, homeless = archive.everything(desk), replace(other, folder=None)
    page = post(homeless, "/take-away/bring-in", file)
    assert hidden(page, "held") == "" and "Choose the same file again" in page.body
    missing = post(homeless, "/take-away/bring-in/confirm", held="", mark=hidden(page, "mark"))
    assert "Choose the file" in missing.body and forty.told(other.store) == []
    assert isinstance(post(homeless, "/take-away/bring-in/confirm", file, held="", mark=hidden(page, "mark")), Went)


def test_another_file_than_the_one_shown_is_shown_first(desk: Desk, other: Desk) -> None:
    homeless = replace(other, folder=None)
    page = post(homeless, "/take-away/bring-in", archive.everything(desk))
    desk.keep("start", {"start": "2026-01-12"})
    again = post(homeless, "/take-away/bring-in/confirm", archive.everything(desk), held="", mark=hidden(page, "mark"))
    assert isinstance(again, Made) and "so nothing was done yet" in again.body
    assert forty.told(other.store) == []


def test_what_went_apart_is_shown_with_both_and_taken_only_when_ticked(
    desk: Desk, other: Desk, content: Content
) -> None:
    archive.bring_in(archive.read(archive.everything(desk)), other)
    question = exercises.find("w01a4", content).definition.question_hash()
    for at, words in ((desk, "On the laptop <b>."), (other, "At the office.")):
        at.store.save(
            at.person.participant,
            "w01a4",
            {"answers": {"why": words}},
            base=1,
            request_id=words,
            definition_hash=question,
        )
    page = post(other, "/take-away/bring-in", archive.everything(replace(desk)))
    assert "On the laptop &lt;b&gt;." in page.body and "At the office." in page.body
    assert "Nothing would be added by itself." in page.body
    done = post(
        other, "/take-away/bring-in/confirm", held=hidden(page, "held"), mark=hidden(page, "mark"), take=("w01a4",)
    )
    assert done == Went("/take-away?added=1")
    assert "1 saved version was brought in" in get(other, added="1").body
    newest = other.store.latest(other.person.participant, "w01a4")
    assert newest is not None and (newest.revision, newest.value["answers"]["why"]) == (3, "On the laptop <b>.")


def test_a_save_in_between_shows_it_again_and_keeps_the_ticks(desk: Desk, other: Desk) -> None:
    page = post(other, "/take-away/bring-in", archive.everything(desk))
    other.keep("start", {"start": "2026-01-12"})
    again = post(other, "/take-away/bring-in/confirm", held=hidden(page, "held"), mark=hidden(page, "mark"))
    assert "Something was saved here since" in again.body
    assert [one["exercise"] for one in forty.told(other.store)] == ["start"]
    assert isinstance(
        post(other, "/take-away/bring-in/confirm", held=hidden(again, "held"), mark=hidden(again, "mark")), Went
    )


@pytest.mark.parametrize("content_of_file", [b"", b"words", b"PK\x03\x04broken"])
def test_a_file_that_cannot_be_read_is_an_error_on_the_page(content_of_file: bytes, other: Desk) -> None:
    page = post(other, "/take-away/bring-in", content_of_file)
    assert page.title.startswith("Error:") and "There is a problem" in page.body
    assert "Nothing was changed in this workbook." in page.body
    assert not (other.folder / "waiting").exists()  # type: ignore[operator]


def test_no_file_the_wrong_file_and_a_forged_name(desk: Desk, other: Desk) -> None:
    assert "Choose the file with your whole workbook" in post(other, "/take-away/bring-in").body
    assert "only the chosen portfolio" in post(other, "/take-away/bring-in", archive.chosen(desk)).body
    for name in ("../answers.sqlite", "x" * 32, "0" * 32, "/etc/passwd"):
        assert "not kept here any longer" in post(other, "/take-away/bring-in/confirm", held=name, mark="m").body


def test_without_a_mark_nothing_is_brought_in(desk: Desk, other: Desk) -> None:
    page = post(other, "/take-away/bring-in", archive.everything(desk))
    again = post(other, "/take-away/bring-in/confirm", held=hidden(page, "held"))
    assert isinstance(again, Made) and forty.told(other.store) == []


def test_a_file_waits_an_hour(tmp_path: Path) -> None:
    name = held.keep(tmp_path, b"x")
    assert held.find(tmp_path, name) == b"x"
    path = tmp_path / "waiting" / name
    os.utime(path, (time.time() - 3700, time.time() - 3700))
    assert held.find(tmp_path, name) is None and not path.exists()


def test_erasing_everything_takes_what_waits_too(desk: Desk, other: Desk) -> None:
    """A file that was shown and never answered holds the same words."""
    post(other, "/take-away/bring-in", archive.everything(desk))
    (waiting,) = held.files(other.folder)
    assert waiting in erasing.files(other.store, other.folder)
    erasing.erase(other.store, other.person.participant, other.folder)
    assert not waiting.exists()


def test_addresses_that_are_none(desk: Desk) -> None:
    assert get(desk, "/take-away/nonsense") is None
    assert get(desk, "/take-away/bring-in/confirm/more") is None
    assert get(desk, "/take-away/word") == get(desk, "/take-away/bring-in") == Went("/take-away")
    assert "brought in" not in get(desk, added="<script>").body
    assert "Nothing had to be added" in get(desk, added="0").body


def test_unknown_exercises_are_kept_but_told(desk: Desk, other: Desk) -> None:
    desk.keep("w99a1", {"text": "x"})
    page = post(other, "/take-away/bring-in", archive.everything(replace(desk)))
    assert "This workbook has no such exercise: the answer is kept all the same." in page.body
    assert zips.parts(archive.everything(desk))
