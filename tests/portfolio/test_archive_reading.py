"""A file brought in is read only when it is wholly as a workbook made it; otherwise the reason is said."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import forty
import pytest
import zips
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from permanence_lib.content.library import Content
from permanence_lib.errors import UnreadableFile
from permanence_lib.portfolio import archive
from permanence_lib.portfolio.archive import layout
from permanence_lib.portfolio.desk import Desk

NOW = datetime.now(UTC)
RECORDS = "data__records_json"


@dataclass
class Files:
    """A small workbook's two files, and the desk they were made at."""

    desk: Desk
    everything: bytes
    portfolio: bytes


@pytest.fixture(scope="module")
def made(content: Content) -> Iterator[Files]:
    """The first two weeks."""
    desk = forty.chosen(content, pieces=3, weeks=("w01", "w02"))
    yield Files(desk, archive.everything(desk), archive.chosen(desk))
    desk.store.close()


def refused(content: bytes, wanted: Any = None, now: datetime | None = None) -> str:
    """Why a file is refused; it must be, and in words that say what became of the workbook."""
    with pytest.raises(UnreadableFile) as why:
        archive.read(content, wanted, now)
    words = str(why.value)
    assert words.endswith("Nothing was changed in this workbook.")
    assert "Traceback" not in words and "Error" not in words
    return words


def test_a_good_file_is_read(made: Files) -> None:
    found = archive.read(made.everything, "everything")
    assert found.scope == "everything"
    assert len(found.records) == len(made.desk.store.everything(made.desk.person.participant))
    assert {one["id"] for one in found.completion} >= {"workshops", "portfolio"}


def test_what_is_no_zip_of_ours_is_refused(made: Files) -> None:
    assert "is empty" in refused(b"")
    assert "not a zip" in refused(b"My answers")
    assert "not a zip" in refused(zips.zipped({}))
    assert "damaged or incomplete" in refused(b"PK\x03\x04 and then nothing like a zip")
    assert "no manifest" in refused(zips.zipped({"holiday.txt": b"sun"}))
    assert "another program" in refused(zips.zipped({"manifest.json": b'{"format": "other", "version": 1}'}))
    assert "another program" in refused(zips.zipped({"manifest.json": b"[]"}))
    assert "cannot be read" in refused(zips.zipped({"manifest.json": b'{"format":'}))
    assert "cannot be read" in refused(zips.zipped({"manifest.json": b"[" * 100_000}, zipfile.ZIP_STORED))
    assert "cannot be read" in refused(zips.zipped({"manifest.json": b"\xff\xfe"}))


def test_a_word_document_in_place_of_the_zip_is_named(made: Files) -> None:
    word = zips.parts(made.everything)["readable/portfolio.docx"]
    assert "Word" in refused(word)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_refused(share: float, made: Files) -> None:
    assert "damaged or incomplete" in refused(made.everything[: int(len(made.everything) * share)])


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../answers.sqlite", "leads out"),
        ("data/../../answers.sqlite", "leads out"),
        ("/etc/passwd", "points to a place"),
        ("C:/Users/answers.sqlite", "points to a place"),
        ("data/con.json", "Windows"),
        ("data/returns/NUL", "Windows"),
        ("data/LPT1.json", "Windows"),
        ("data/records.json.", "Windows"),
        ("data/a?.json", "no computer takes"),
        ("data/\x07.json", "no computer takes"),
        ("notes.txt", "does not put there"),
        ("more/records.json", "does not put there"),
        ("readable/inner.zip", "does not put there"),
        ("data/returns/deep/er.json", "does not put there"),
    ],
)
def test_names_that_the_workbook_never_writes_are_refused(name: str, why: str, made: Files) -> None:
    assert why in refused(zips.zipped(zips.parts(made.everything) | {name: b"x"}))


def test_a_backslash_in_a_name_is_refused(made: Files) -> None:
    """Zip tools turn them into slashes; the bytes in the file need not."""
    content = zips.zipped(zips.parts(made.everything) | {"data/xx/yy.json": b"x"})
    refused(content.replace(b"data/xx/yy.json", b"data\\xx\\yy.json"))


def test_two_parts_of_one_name_are_refused(made: Files) -> None:
    files = zips.parts(made.everything)
    assert "two files of the same name" in refused(zips.zipped(files | {"DATA/Records.json": b"x"}))
    out = io.BytesIO(made.everything)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as again:
        again.writestr("data/records.json", b"x")
    assert "two files of the same name" in refused(out.getvalue())


def test_zip_bombs_are_refused_before_they_are_opened(made: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    """Packed too tight, too much in all, too many parts, parts that overlap: nothing is unpacked to find out."""

    def never(*_: Any, **__: Any) -> Any:
        raise AssertionError("a part was opened")

    tight = zips.with_parts(made.everything, data__completion_json=b" " * 5_000_000)
    many = zips.zipped({f"data/packs/{n}.json": b"{}" for n in range(layout.MOST_PARTS + 1)})
    huge = zips.patched(made.everything, "data/records.json", 24, (layout.MOST_OF_ONE + 1).to_bytes(4, "little"))
    locked = zips.patched(made.everything, "data/records.json", 8, b"\x01\x00")
    odd = zips.zipped(zips.parts(made.everything), zipfile.ZIP_BZIP2)
    monkeypatch.setattr(zipfile.ZipFile, "open", never)
    assert "packed tighter" in refused(tight)
    assert "far more than the workbook" in refused(many)
    assert "unpacks to far more" in refused(huge)
    assert "locked with a password" in refused(locked)
    assert "packed in a way" in refused(odd)


def test_a_file_larger_than_any_workbook_is_refused(made: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MOST_PACKED", len(made.everything) - 1)
    assert "too large" in refused(made.everything)


def test_a_part_that_lies_about_its_length_is_refused(made: Files) -> None:
    """The header says ten bytes; more would come out."""
    lie = zips.patched(made.everything, "data/records.json", 24, (10).to_bytes(4, "little"))
    refused(lie)
    longer = zips.patched(made.everything, "data/completion.json", 24, (900_000).to_bytes(4, "little"))
    refused(longer)


def test_one_altered_byte_in_any_part_is_refused(made: Files) -> None:
    for name, content in zips.parts(made.everything).items():
        middle = len(content) // 2
        altered = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        refused(zips.zipped(zips.parts(made.everything) | {name: altered}))


def test_an_altered_manifest_is_refused(made: Files) -> None:
    def later(manifest: dict[str, Any]) -> None:
        manifest["made_at"] = "2020-01-01T00:00:00+00:00"

    def twice(manifest: dict[str, Any]) -> None:
        manifest["files"].append(manifest["files"][0])

    def odd(manifest: dict[str, Any]) -> None:
        manifest["extra"] = 1

    assert "manifest of this file has been changed" in refused(zips.with_manifest(made.everything, later, sealed=False))
    assert "the same part twice" in refused(zips.with_manifest(made.everything, twice))
    assert "does not say what it should" in refused(zips.with_manifest(made.everything, odd))


def test_a_part_missing_or_put_in_is_refused(made: Files) -> None:
    assert "“data/completion.json” is missing" in refused(zips.with_parts(made.everything, data__completion_json=None))
    assert "“receipt.txt” is missing" in refused(zips.with_parts(made.everything, receipt_txt=None))
    assert "was put into this file" in refused(zips.with_parts(made.everything, data__packs__x_json=b"{}"))


@pytest.mark.parametrize(("version", "why"), [(2, "later version"), (99, "later version"), (-1, "which version"), ("1", "which version"), (True, "which version")])  # fmt: skip
def test_another_version_is_refused(version: Any, why: str, made: Files) -> None:
    def change(manifest: dict[str, Any]) -> None:
        manifest["version"] = version

    assert why in refused(zips.with_manifest(made.everything, change))


def test_the_wrong_scope_for_the_purpose_is_refused(made: Files) -> None:
    assert "only the chosen portfolio" in refused(made.portfolio, "everything")
    assert "whole workbook" in refused(made.everything, "portfolio")
    assert archive.read(made.portfolio, "portfolio").scope == "portfolio"


def test_dates_to_come_are_refused_beyond_a_days_difference(made: Files) -> None:
    """Two computers' clocks may differ by a day."""
    assert "still to come" in refused(made.everything, now=NOW - timedelta(days=2))
    assert archive.read(made.everything, now=NOW - timedelta(hours=12))

    def ahead(records: list[dict[str, Any]]) -> None:
        records[-1]["saved_at"] = (NOW + timedelta(days=3)).isoformat()

    assert "still to come" in refused(zips.with_records(made.everything, ahead))


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("exercise", "../w01a1", "not as the workbook writes it"),
        ("exercise", "", "not as the workbook writes it"),
        ("exercise", "x" * 101, "not as the workbook writes it"),
        ("revision", 0, "not as the workbook writes it"),
        ("revision", "1", "not as the workbook writes it"),
        ("revision", 7, "do not count 1, 2, 3"),
        ("value", [], "not as the workbook writes it"),
        ("value", {"text": "x" * 700_000}, "longer or deeper"),
        ("done", "yes", "not as the workbook writes it"),
        ("definition_hash", "", "not as the workbook writes it"),
        ("saved_at", "yesterday", "not as the workbook writes it"),
        ("saved_at", "2026-01-01T10:00:00", "not as the workbook writes it"),
        ("surprise", 1, "not as the workbook writes it"),
    ],
)
def test_a_record_that_no_workbook_writes_is_refused(field: str, value: Any, why: str, made: Files) -> None:
    """Even where every hash has been counted again."""

    def change(records: list[dict[str, Any]]) -> None:
        records[0][field] = value

    assert why in refused(zips.with_records(made.everything, change))


def test_answers_that_are_no_list_of_records_are_refused(made: Files) -> None:
    def twice(records: list[dict[str, Any]]) -> None:
        records.append(records[0])

    assert "do not count" in refused(zips.with_records(made.everything, twice))
    new = b'{"records": NaN}'
    files = zips.parts(made.everything) | {layout.RECORDS: new}
    manifest = json.loads(files[layout.MANIFEST])
    for one in manifest["files"]:
        if one["path"] == layout.RECORDS:
            one |= {"bytes": len(new), "sha256": layout.sha256(new)}
    manifest["digest"] = layout.digest(manifest)
    assert "damaged" in refused(zips.zipped(files | {layout.MANIFEST: layout.as_json(manifest)}))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_altered_file_does_anything_but_be_refused(data: st.DataObject, made: Files) -> None:
    """Bytes changed, cut out or put in, anywhere: UnreadableFile or the same archive, and never a change in the store."""
    content = bytearray(made.everything)
    before = len(made.desk.store.everything(made.desk.person.participant))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        cut = data.draw(st.integers(0, 3))
        content[at : at + cut] = data.draw(st.binary(max_size=4))
    try:
        found = archive.read(bytes(content), "everything")
    except UnreadableFile:
        refused(bytes(content))
    else:
        assert found == archive.read(made.everything, "everything")
    assert len(made.desk.store.everything(made.desk.person.participant)) == before


# The layout before the present one.

OLD = Path(__file__).parent / "whole-workbook-version-0.zip"


def test_a_file_of_an_earlier_version_opens() -> None:
    """A file of version 0 as it was kept: three records, one of them in two versions."""
    found = archive.read(OLD.read_bytes(), "everything")
    assert found.manifest.version == layout.VERSION
    assert [(one.exercise, one.revision, one.done) for one in found.records] == [
        ("start", 1, False), ("w01a4", 1, False), ("w01a4", 2, True), ("w02a4", 1, False),
    ]  # fmt: skip
    assert found.records[2].value["answers"]["alias"] == "Denny"


def test_a_damaged_file_of_an_earlier_version_is_refused() -> None:
    files = zips.parts(OLD.read_bytes())
    assert "has been changed" in refused(zips.zipped(files | {"answers.json": files["answers.json"] + b" "}))
    assert "does not agree" in refused(zips.zipped(files | {"about.txt": b"x"}))
    assert "does not put there" in refused(zips.zipped(files | {"data/records.json": b"x"}))
    assert "is damaged" in refused(zips.zipped({"manifest.json": files["manifest.json"]}))
