"""What goes into an archive: all of it, or only what was chosen; and that the data is always there."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import forty
import participant
import pytest
import zips

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.portfolio import archive, compiled, entries
from permanence_lib.portfolio.archive import layout, making
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.work import Work

AT = datetime(2026, 7, 29, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def desk(content: Content) -> Iterator[Desk]:
    """The first two weeks, three pieces chosen, a pack answered by the line manager and one that was not."""
    made = forty.chosen(content, pieces=3, weeks=("w01", "w02"))
    for name, value in {
        "pack:aa11": {"sent": {"id": "aa11"}, "key": "k", "digest": "d"},
        "pack:bb22": {"sent": {"id": "bb22", "secret": "A pack nobody answered."}, "key": "k", "digest": "d"},
        "return:aa11": {"pack": "aa11", "items": []},
        "verified:start": {"pack": "aa11", "on": "2026-01-20", "by": "A manager", "items": {}},
        "feedback:cc33": {"answers": "What a peer said."},
    }.items():
        made.keep(name, value)
    yield Desk(content, made.store, made.person, today=made.today)
    made.store.close()


@pytest.fixture(scope="module")
def everything(desk: Desk) -> dict[str, bytes]:
    """The whole workbook, part by part."""
    return zips.parts(archive.everything(desk, AT))


@pytest.fixture(scope="module")
def portfolio(desk: Desk) -> dict[str, bytes]:
    """The chosen portfolio, part by part."""
    return zips.parts(archive.chosen(desk, AT))


def names(files: dict[str, bytes]) -> list[str]:
    """What records there are, with their versions."""
    return [f"{one['exercise']} {one['revision']}" for one in json.loads(files[layout.RECORDS])["records"]]


def test_the_whole_workbook_holds_every_version_of_every_record(desk: Desk, everything: dict[str, bytes]) -> None:
    saved = desk.store.everything(desk.person.participant)
    assert names(everything) == [f"{one.exercise} {one.revision}" for one in saved]
    assert "w02a2 2" in names(everything)
    assert "readable/answers.html" in everything


def test_the_portfolio_holds_only_what_was_chosen(desk: Desk, portfolio: dict[str, bytes]) -> None:
    """The chosen versions, their entries, annotations on them, answered packs, returns and sign-offs."""
    chosen = list(entries.entries(desk))
    expected = {f"{entry.work.slot} {entry.revision}" for entry in chosen}
    expected |= {f"portfolio:{entry.work.slot} {entry.kept}" for entry in chosen}
    expected |= {f"evidence:3.1a:{chosen[0].work.slot} 1", "pack:aa11 1", "return:aa11 1", "verified:start 1"}
    found = set(names(portfolio))
    ties = {name for name in found if name.startswith("evidence:")}
    assert len(ties) == 1
    assert {name for name in found if name not in ties} == {
        name for name in expected if not name.startswith("evidence:")
    }
    assert "readable/answers.html" not in portfolio


def test_nothing_of_what_was_not_chosen_is_anywhere_in_it(desk: Desk, portfolio: dict[str, bytes]) -> None:
    """Neither in the data nor in the copies, the Word document unpacked too."""
    with zipfile.ZipFile(io.BytesIO(portfolio["readable/portfolio.docx"])) as word:
        whole = b"\n".join([*portfolio.values(), *(word.read(name) for name in word.namelist())])
    for words in ("A tie on work that was never chosen.", "A pack nobody answered.", "What a peer said."):
        assert words.encode() not in whole
    assert desk.person.participant.encode() not in whole


def test_answered_packs_and_their_returns_stand_alone_too(portfolio: dict[str, bytes]) -> None:
    assert json.loads(portfolio["data/returns/aa11.json"]) == {"pack": "aa11", "items": []}
    assert json.loads(portfolio["data/packs/aa11.json"])["sent"] == {"id": "aa11"}
    assert "data/packs/bb22.json" not in portfolio
    found = archive.read(zips.zipped(portfolio), "portfolio")
    assert set(found.returns) == set(found.packs) == {"aa11"}


def test_the_manifest_lists_every_part_with_its_hash(everything: dict[str, bytes]) -> None:
    manifest = json.loads(everything["manifest.json"])
    assert (manifest["format"], manifest["version"], manifest["scope"]) == ("achieving-permanence", 1, "everything")
    assert manifest["made_at"] == "2026-07-29T09:30:00.000000+00:00"
    assert {one["path"]: one["sha256"] for one in manifest["files"]} == {
        path: layout.sha256(content) for path, content in everything.items() if path != "manifest.json"
    }
    assert manifest["digest"] == layout.digest(manifest)


def test_the_receipt_says_what_is_in_what_is_not_and_why(desk: Desk, portfolio: dict[str, bytes]) -> None:
    words = " ".join(portfolio["receipt.txt"].decode().split())
    for path in portfolio:
        assert f"- {path}: " in words or path.startswith("receipt")
    for entry in entries.entries(desk):
        assert f"{entry.work.title} (week " in words
    assert "Private, and not chosen." in words
    assert "1 sign-offs." in words or "1 sign-off." in words
    assert "Your list of names" in words
    page = portfolio["receipt.html"].decode()
    assert 'lang="en-GB"' in page and "What is deliberately not inside, and why" in page


def test_the_same_records_at_the_same_moment_give_the_same_bytes(desk: Desk, portfolio: dict[str, bytes]) -> None:
    again = archive.chosen(desk, AT)
    assert zips.parts(again) == portfolio
    assert archive.chosen(desk, AT) == again


@pytest.mark.parametrize("part", ["word", "page", "compiled", "answers"])
def test_a_copy_that_fails_is_told_and_the_data_is_there(
    part: str, desk: Desk, everything: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saving comes first: whatever raises, the records are all there, the file is good, and the receipt says what is missing."""

    def broken(*_: Any) -> Any:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(compiled, part, broken)
    made = archive.make(desk, "everything", AT)
    files = zips.parts(made.content)
    assert files[layout.RECORDS] == everything[layout.RECORDS]
    assert archive.read(made.content, "everything").records
    assert made.troubles
    told = " ".join(files["receipt.txt"].decode().split())
    assert all(" ".join(trouble.split()) in told for trouble in made.troubles)
    gone = {"word": {"readable/portfolio.docx"}, "answers": {"readable/answers.html"}}.get(part)
    if gone:
        assert set(everything) - set(files) == gone


def test_one_kinds_report_that_raises_blocks_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """One exercise cannot be printed: every file is there all the same, with its bare words, and the receipt names it."""
    real = Work.blocks

    def broken(self: Work) -> Any:
        if self.exercise.kind.name == "worksheet":
            raise RuntimeError("broken on purpose")
        return real(self)

    monkeypatch.setattr(Work, "blocks", broken)
    made = archive.make(desk, "everything", AT)
    files = zips.parts(made.content)
    assert {"readable/portfolio.docx", "readable/portfolio.html", "readable/answers.html"} <= set(files)
    assert any("could not be laid out" in trouble for trouble in made.troubles)
    assert "could not be laid out" in files["receipt.txt"].decode()


def test_completion_that_fails_is_left_out_and_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from permanence_lib.portfolio.progress import completion

    def broken(_: Desk) -> Any:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(completion, "requirements", broken)
    made = archive.make(desk, "portfolio", AT)
    assert layout.COMPLETION not in zips.parts(made.content)
    assert archive.read(made.content, "portfolio").completion == ()
    assert any("what completion asks for" in trouble for trouble in made.troubles)


def test_what_people_write_a_thousand_times_can_be_read_back(content: Content) -> None:
    """The same letter over and over packs so small that it looks like a bomb: it is then not packed."""
    desk = forty.studied(content, ("w01",))
    exercise = exercises.find("w01a4", content)
    for n in range(20):
        participant.answer(
            desk.store, desk.person.participant, exercise, "w01a4", value={"answers": {"why": "a" * 200_000 + str(n)}}
        )
    made = archive.everything(Desk(content, desk.store, desk.person), AT)
    with zipfile.ZipFile(io.BytesIO(made)) as zipped:
        assert zipped.getinfo(layout.RECORDS).compress_type == zipfile.ZIP_STORED
    assert len(archive.read(made, "everything").histories()["w01a4"]) == 21
    assert making._packing(b"a" * 100_000) == zipfile.ZIP_STORED
    desk.store.close()
