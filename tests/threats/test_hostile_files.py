"""T8, T9, T12, T13 and T14: files that go out carry no formula, and files that come in do no harm, whatever they hold."""

from __future__ import annotations

import csv
import io
import time
import tracemalloc
from contextlib import suppress
from pathlib import Path
from typing import Any

import bombs
import pytest
import small_extract
import zips
from openpyxl import load_workbook

from permanence_lib.content.library import Content
from permanence_lib.errors import UnreadableFile
from permanence_lib.kind import Material
from permanence_lib.kinds.chronology import KIND as CHRONOLOGY
from permanence_lib.kinds.chronology.model import Definition, Response
from permanence_lib.laboratory import writing
from permanence_lib.portfolio import archive
from permanence_lib.portfolio.archive import layout
from permanence_lib.server.room import folder
from permanence_lib.store import place

FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1;1)", "\t=1", "\r=1", '=HYPERLINK("http://evil.example","x")']
DEFINITION = Definition.model_validate(
    {"kind": "chronology", "title": "T", "purpose": "P", "prompt": "Q", "minutes": 5}
)
EXPORT = "<EXPSSDA903><CHILD><HEADER><CHILDIDENTIFIER>x</CHILDIDENTIFIER></HEADER></CHILD></EXPSSDA903>"


def begins_like_a_formula(cell: Any) -> bool:
    """Whether a spreadsheet would work it out."""
    return str(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


def chronology_of(words: list[str]) -> Response:
    """A chronology that holds these words in every box of words."""
    boxes = (
        "what",
        "meaning",
        "source",
        "said_by",
        "written",
        "child_words",
        "pen",
        "analysis",
        "significance",
        "category",
    )
    return Response.model_validate(
        {"entries": [{"id": f"e{n}", **dict.fromkeys(boxes, said)} for n, said in enumerate(words)]}
    )


def made(kind: Any, ending: str, response: Any) -> bytes:
    """One of the files a kind makes of an answer."""
    found = next(form for form in kind.files if form.ending == ending)
    content: bytes = found.make(DEFINITION, response, Material())
    return content


# ---- T8


def test_t08_no_cell_of_a_csv_file_is_a_formula() -> None:
    """And reading it back gives the very words."""
    rows = list(
        csv.reader(io.StringIO(made(CHRONOLOGY, "csv", chronology_of(FORMULAS)).decode("utf-8-sig"), newline=""))
    )
    assert len(rows) == 1 + len(FORMULAS)
    assert sum("1+1" in cell for row in rows for cell in row) > 1
    assert not [cell for row in rows for cell in row if begins_like_a_formula(cell)]


def test_t08_no_cell_of_an_excel_file_is_a_formula() -> None:
    """Every cell is text, and none is worked out."""
    book = load_workbook(io.BytesIO(made(CHRONOLOGY, "xlsx", chronology_of(FORMULAS))))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert [cell for cell in cells if str(cell.value).startswith("=1+1")]
    assert {cell.data_type for cell in cells} <= {"s", "d"}


def test_t08_nor_of_the_list_of_rows_of_an_authoritys_return(content: Content) -> None:
    """Neither the name of a file nor a value that is quoted."""
    files = {
        f"{sign}1+1.csv": small_extract.csv(small_extract.EPISODES, "a,=1+1,@S,+C1,-N1,=U6,PR1,,,,,,")
        for sign in "=+-@"
    }
    found = small_extract.read(files | {"good.csv": small_extract.SMALL["episodes.csv"]}, content)
    rows = list(csv.reader(io.StringIO(writing.listed(found).decode("utf-8-sig"), newline="")))
    assert {row[0] for row in rows[1:]} >= {f"'{sign}1+1.csv" for sign in "=+-@"}
    assert not [cell for row in rows for cell in row if begins_like_a_formula(cell)]


# ---- T9


CODES = ["NA", "nan", "007", "0", "1e5", "TRUE", "1-2", "None", "inf", "12345678901234567890"]


def test_t09_a_code_stays_as_it_was_typed(content: Content) -> None:
    """No child is lost for being called NA, and 007 is not 7; what a database writes for nothing is nothing, and that is told."""
    rows = [small_extract.episode(code, "01/06/2022", "S", "C1", "U6") for code in [*CODES, "NULL"]]
    found = small_extract.read({"episodes.csv": small_extract.csv(small_extract.EPISODES, *rows)}, content)
    assert list(found.tables["Episodes"]["CHILD"]) == CODES
    assert ("episodes.csv", len(rows) + 1, "CHILD", "no-child") in small_extract.rules(found)


# ---- T12


def quickly_and_small(read: Any, *given: Any) -> str:
    """Why a file is refused: within five seconds and thirty megabytes."""
    tracemalloc.start()
    began = time.perf_counter()
    try:
        with pytest.raises(UnreadableFile) as why:
            read(*given)
        assert time.perf_counter() - began < 5
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()
    return str(why.value)


def test_t12_no_bomb_goes_off_in_a_portfolio_file() -> None:
    """50 kB that would be 50 MB; and too many parts."""
    assert "made to burst" in quickly_and_small(archive.read, zips.zipped({"data/records.json": b" " * 50_000_000}))
    many = zips.zipped({f"data/packs/{n}.json": b"{}" for n in range(layout.MOST_PARTS + 1)})
    assert "far more than the workbook" in quickly_and_small(archive.read, many)


def test_t12_no_bomb_goes_off_in_a_return(content: Content) -> None:
    """A zip of one table that never ends; a zip in a zip is not opened at all."""
    most = content.ssda903.reading.file_megabytes * 1_000_000
    bomb = bombs.zipped({"episodes.csv": b" " * (most + 1)})
    assert len(bomb) < most / 500
    with pytest.raises(UnreadableFile, match="too large when unpacked"):
        small_extract.read({"a.zip": bomb}, content)
    with pytest.raises(UnreadableFile, match="no table in this zip file"):
        small_extract.read({"a.zip": bombs.zipped({"b.zip": bomb})}, content)


def test_t12_no_bomb_goes_off_in_a_workbook_of_excel() -> None:
    """It says itself how large it will be, and no more than that is ever unpacked."""
    bomb = bombs.book_with("xl/worksheets/sheet1.xml", b" " * 100_000_000)
    assert len(bomb) < 200_000
    assert "far more" in quickly_and_small(CHRONOLOGY.read_file, DEFINITION, Material(), "rows.xlsx", bomb)
    lie = zips.patched(bomb, "xl/worksheets/sheet1.xml", 24, (1000).to_bytes(4, "little"))
    quickly_and_small(CHRONOLOGY.read_file, DEFINITION, Material(), "rows.xlsx", lie)


# ---- T13


OUT_OF_IT = [
    "../evil.txt", "data/../../evil.txt", "/etc/evil", "C:/evil.txt", "data\\..\\evil", "data/CON.json", "data/x.json ", "data/a\x01.json",
    "data/aux", "data/‥/evil", "data/com¹.json",
]  # fmt: skip


@pytest.mark.parametrize("name", OUT_OF_IT)
def test_t13_no_name_in_a_file_leads_anywhere(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused, and nothing at all is written."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnreadableFile):
        archive.read(zips.zipped({"manifest.json": b"{}", name: b"evil"}))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../../evil.csv", "/etc/passwd.csv", "a/../../b.csv", "..\\evil.csv"])
def test_t13_names_inside_a_return_are_only_names(
    name: str, content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table is passed over, or read from memory under that name; no file of that name is touched."""
    monkeypatch.chdir(tmp_path)
    packed = bombs.zipped({name: small_extract.SMALL["episodes.csv"]})
    with suppress(UnreadableFile):
        assert len(small_extract.read({"a.zip": packed}, content).tables["Episodes"]) > 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("cohort", ["../../evil", "/etc", "a\\b", "CON", "..", "a\x00b"])
def test_t13_a_cohorts_name_leads_nowhere(cohort: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of a room lies among the rooms, and is none of those above it."""
    monkeypatch.setattr(place, "default", lambda: tmp_path / "own" / "answers.sqlite")
    found = folder.of("w18", cohort).path.resolve()
    assert found.is_relative_to(folder.rooms().resolve())
    assert found != folder.rooms().resolve()


# ---- T14


@pytest.mark.parametrize("prolog", [bombs.LAUGHS, bombs.OUTSIDE], ids=["entities that grow", "a file of this computer"])
def test_t14_no_entity_is_expanded_in_a_return(prolog: str, content: Content) -> None:
    """A return has none, so the file is not read."""
    hostile = f"{prolog}{EXPORT.replace('>x<', '>&e9;<')}".encode()
    assert "document type or entities" in quickly_and_small(small_extract.read, {"return.xml": hostile}, content)


@pytest.mark.parametrize("prolog", [bombs.LAUGHS, bombs.OUTSIDE], ids=["entities that grow", "a file of this computer"])
@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml", "xl/sharedStrings.xml"]
)
def test_t14_no_entity_is_expanded_in_a_workbook_of_excel(prolog: str, part: str) -> None:
    """Wherever in the workbook it stands."""
    hostile = bombs.book_with(part, bombs.cells(prolog, "&e9;"))
    assert "declares" in quickly_and_small(CHRONOLOGY.read_file, DEFINITION, Material(), "rows.xlsx", hostile)
