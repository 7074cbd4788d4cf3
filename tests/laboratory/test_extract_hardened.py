"""Extracts that nobody wrote the code for: no crash, given = read + refused, every refused row and unread file explained."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from small_extract import AD1, EPISODES, HEADER, PLACED, REVIEWS, SMALL, TODAY, csv, episode, read, reconciles, rules

from permanence_lib.content.library import Content
from permanence_lib.errors import UnreadableFile
from permanence_lib.laboratory import extract, report

ROWS = SMALL["episodes.csv"].decode()
LINES = ROWS.splitlines()


def packed(**files: bytes) -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_csv", ".csv"), content)
    return out.getvalue()


def without(*columns: int) -> bytes:
    """The episodes without some columns."""
    return "\n".join(",".join(c for n, c in enumerate(line.split(",")) if n not in columns) for line in LINES).encode()


#: All fifteen episodes are in each of these, however they are written.
WHOLE: dict[str, bytes] = {
    "quoted cells": "\r\n".join(",".join(f'"{c}"' for c in line.split(",")) for line in LINES).encode("utf-8-sig"),
    "two marks before": b"\xef\xbb\xbf" * 2 + ROWS.encode(), "a mark as letters": "\ufeff".encode().decode("cp1252").encode() + ROWS.encode(),
    "UTF-16 with tabs": ROWS.replace(",", "\t").encode("utf-16"), "old Macintosh line ends": ROWS.replace("\r\n", "\r").encode(),
    "doubled line ends": ROWS.replace("\r\n", "\r\r\n").encode(), "empty lines between": ROWS.replace("\r\n", "\n\n").encode(),
    "small letters": ROWS.lower().encode(), "columns added before": "\n".join(f"{n},{line}" for n, line in enumerate(LINES)).encode(),
    "columns added behind": "\n".join(line + ",LA,YEAR" for line in LINES).encode(), "separators behind": "\n".join(line + ",,," for line in LINES).encode(),
    "a title above": b"Looked after children\n\nRun by: the team\n" + ROWS.encode(), "a null in a code": ROWS.replace("arlo", "ar\0lo").encode(),
    "hard spaces": ROWS.replace(",S,", ",S\xa0,").encode("cp1252"), "a line end in a code": ROWS.replace("arlo", '"ar\nlo"').encode(),
    "a line end in a heading": ROWS.replace("REASON_PLACE_CHANGE", '"REASON\nPLACE CHANGE"', 1).encode(), "a formula": ROWS.replace("arlo", "=cmd()").encode(),
    "a database's nothing": ROWS.replace(",,,,", ",NULL,NULL,,").encode(), "years 9999": ROWS.replace("01/04/2024", "31/12/9999").encode(),
    "packed": packed(e_csv=ROWS.encode()), "packed in a folder": packed(x__e_csv=ROWS.encode(), readme=b"hello"),
    "Excel's numbers": ROWS.replace("01/06/2022", "44713").encode(), "two figures for the year": ROWS.replace("/2022", "/22").encode(),
    "no status and no reason": without(2, 3), "dates only": without(2, 3, 4, 5, 6, 8, 9, 10, 11, 12),
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_all_rows_are_read_however_they_are_written(name: str, content: Content) -> None:
    """Fifteen given, fifteen read, and a report."""
    found = read({"e.csv": WHOLE[name]}, content)
    assert [(one.table, one.given, one.read, one.trouble) for one in found.accounts] == [("Episodes", 15, 15, "")]
    assert found.tables["Episodes"]["DECOM"].notna().all()
    assert reconciles(found)
    assert len(report.made(found, content).chapters) == 11


#: What can be used in part only: rows given, rows read, and the rule that says why.
PART: dict[str, tuple[bytes, int, int, str]] = {
    "a footer": (ROWS.encode() + b"Total rows: 15\r\nEnd", 17, 15, "no-date"),
    "no child column": (without(0), 15, 0, "key-missing"), "no start column": (without(1), 15, 0, "key-missing"),
    "a line too long for a cell": (ROWS.encode() + b"a" * 200_000, 16, 15, "no-date"),
    "the year 1": (ROWS.replace("01/06/2022", "01/01/0001").encode(), 15, 14, "date-unreadable"),
    "a move with no date": (csv(EPISODES, episode("a", "01/01/2023", "S", "V2", "U6"), episode("a", "", "P", "V2", "K2")), 2, 1, "no-date"),
    "nothing for a child": (csv(EPISODES, episode("NULL", "01/01/2023", "S", "V2", "U6")), 1, 0, "no-child"),
}  # fmt: skip


@pytest.mark.parametrize("name", PART)
def test_what_is_not_used_is_explained_row_by_row(name: str, content: Content) -> None:
    """Each row that is not used has one reason."""
    file, given, used, rule = PART[name]
    found = read({"e.csv": file}, content)
    assert [(one.given, one.read) for one in found.accounts] == [(given, used)]
    assert [one for *_, one in rules(found)].count(rule) == given - used
    assert reconciles(found)
    report.made(found, content)


#: What is no table at all, and what is said of it.
NOTHING: dict[str, tuple[bytes, str]] = {
    "no headings": ("\n".join(LINES[1:]).encode(), "none of the twelve tables"), "a PDF": (b"%PDF-1.4 \xe2\xe3\n" * 30, "none of the twelve"),
    "a spreadsheet": (packed(**{"xl__workbook.xml": b"<x/>"}), "It is a spreadsheet"), "a damaged zip file": (packed(e_csv=b"x" * 999)[:60], "damaged"),
    "a zip file without tables": (packed(readme=b"x"), "no table in this zip file"), "too many columns": ((EPISODES + ",X" * 300).encode(), "more than 200 columns"),
    "a return without children": (b"<EXPSSDA903></EXPSSDA903>", "holds no child"), "far too much in a zip file": (packed(e_csv=b"0" * 3_000_000), "too large when unpacked"),
}  # fmt: skip


@pytest.mark.parametrize("name", NOTHING)
def test_what_cannot_be_read_says_why(name: str, content: Content) -> None:
    """Alone it is refused in words; beside a good file it is told of in the account."""
    file, says = NOTHING[name]
    reading = content.ssda903.reading.model_copy(update={"file_megabytes": 2})
    small = content.ssda903.model_copy(update={"reading": reading})
    with pytest.raises(UnreadableFile, match=says):
        extract.read({"x.csv": file}, small, TODAY)
    found = extract.read({"x.csv": file, "y.csv": ROWS.encode()}, small, TODAY)
    assert len(found.tables["Episodes"]) == 15 and reconciles(found)
    assert "x.csv" in found.account()


def test_a_spreadsheet_in_the_folder_is_not_passed_over(content: Content, tmp_path: Path) -> None:
    """It may be the table that is missing from the report."""
    (tmp_path / "episodes.csv").write_bytes(SMALL["episodes.csv"])
    (tmp_path / "reviews.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "~$reviews.xlsx").write_bytes(b"open elsewhere")
    (tmp_path / "years.zip").write_bytes(packed(header_csv=SMALL["header.csv"]))
    found = extract.read(tmp_path, content.ssda903, TODAY)
    assert [(one.file, one.read) for one in found.accounts] == [("episodes.csv", 15), ("reviews.xls", 0), ("years.zip/header.csv", 6)]  # fmt: skip
    assert "reviews.xls: not read in full. It is a file of another program" in found.account()
    assert "Save each of its tables as CSV" in repr(report.made(found, content)).replace("\n", " ")


KID = (
    "<CHILD><HEADER><CHILDID>{0}</CHILDID><SEX>1</SEX><DOB>02/03/2013</DOB><ETHNIC>WBRI</ETHNIC></HEADER><EPISODE><DECOM>{1}"
    "</DECOM><RNE>S</RNE><LS>V2</LS><CIN>N1</CIN><PL>U6</PL><DEC>{2}</DEC><REC>{3}</REC></EPISODE></CHILD>"
)
OPEN = KID.format("a", "11/11/2020", "", "")


def returned(*inside: str) -> bytes:
    """A return in XML."""
    return f"<EXPSSDA903>{''.join(inside)}</EXPSSDA903>".encode()


def test_several_years_of_xml_are_joined(content: Content) -> None:
    """The same episode, open in one year and ended in the next."""
    later = returned(KID.format("a", "2020-11-11T00:00:00", "01/06/2022", "E4A"))
    found = read({"2021.xml": returned(OPEN), "2022.xml": later}, content)
    assert found.tables["Episodes"]["REC"].tolist() == ["E4A"]
    assert sum(one.repeated for one in found.accounts) == 2


@pytest.mark.parametrize("wrap", ["{}", "<CHILDREN>{}</CHILDREN>", "<RETURN><CHILDREN>{}</CHILDREN></RETURN>"])
def test_children_in_a_group_stay_apart(wrap: str, content: Content) -> None:
    """However deep they stand, two children are two."""
    found = read({"r.xml": returned(wrap.format(OPEN + KID.format("b & c", "11/11/2021", "", "")))}, content)
    assert found.tables["Episodes"]["CHILD"].tolist() == ["a", "b & c"]
    assert found.tables["Header"]["CHILD"].tolist() == ["a", "b & c"]


def test_xml_that_breaks_off_is_told_of(content: Content) -> None:
    """The children before are read; that there were others is said in the account and in the report."""
    found = read({"r.xml": returned(OPEN, "\n", KID.format("b", "11/11/2020", "", ""))[:-60]}, content)
    assert found.tables["Episodes"]["CHILD"].tolist() == ["a"]
    assert "breaks off in line 2" in found.account()
    assert "breaks off in line 2" in repr(report.made(found, content))


def test_a_column_with_the_month_first_is_read_so_and_told(content: Content) -> None:
    """Only where several dates make no sense otherwise, and none makes sense only with the day first."""
    days = ["06/01/2022", "12/25/2022", "06/13/2022", "10/31/2022"]
    rows = [episode(f"c{n}", day, "S", "V2", "U6") for n, day in enumerate(days)]
    found = read({"e.csv": csv(EPISODES, *rows)}, content)
    assert found.tables["Episodes"]["DECOM"].dt.date.tolist()[0] == date(2022, 6, 1)
    assert ("e.csv", 1, "DECOM", "date-month-first") in rules(found)
    mixed = read({"e.csv": csv(EPISODES, *rows, episode("d", "25/12/2022", "S", "V2", "U6"))}, content)
    assert sum(one.refused for one in mixed.accounts) == 3
    assert mixed.tables["Episodes"]["DECOM"].dt.date.tolist()[0] == date(2022, 1, 6)


def decades(count: int) -> bytes:
    """A child with so many periods of care, each years after the one before."""
    rows = [
        episode("a", f"01/01/{1990 + 8 * n}", "S", "V2", "U6", f"01/06/{1990 + 8 * n}", "E4A") for n in range(count)
    ]
    return csv(EPISODES, *rows)


LITTLE: dict[str, Callable[[], dict[str, bytes]]] = {
    "nothing but headings": lambda: {"e.csv": csv(EPISODES), "h.csv": csv(HEADER), "a.csv": csv(AD1), "p.csv": csv(PLACED), "r.csv": csv(REVIEWS)},
    "one child": lambda: {"e.csv": csv(EPISODES, episode("a", "01/01/2020", "S", "V2", "U6"))},
    "five children": lambda: {"e.csv": csv(EPISODES, *(episode(f"c{n}", "01/01/2020", "S", "E1", "U6") for n in range(5)))},
    "decades apart": lambda: {"e.csv": decades(5)}, "a header alone": lambda: {"h.csv": SMALL["header.csv"]},
    "all in the future": lambda: {"e.csv": ROWS.replace("/202", "/212").encode()}, "the same file three times": lambda: {"1.csv": ROWS.encode(), "2.csv": ROWS.encode(), "b/1.csv": ROWS.encode()},
}  # fmt: skip


@pytest.mark.parametrize("name", LITTLE)
def test_of_very_little_a_report_is_made_all_the_same(name: str, content: Content) -> None:
    """Eleven chapters without a small number in them; each row is used once."""
    found = extract.read(LITTLE[name](), content.ssda903, TODAY)
    assert reconciles(found)
    assert sum(len(rows) for rows in found.tables.values()) == sum(one.read - one.repeated for one in found.accounts)
    made = report.made(found, content)
    assert len(made.chapters) == 11 and made.page() and made.word()


def test_revised_rows_of_three_years_are_used_once(content: Content) -> None:
    """The end that came last counts, and the contradiction is told."""
    years = [
        episode("a", "01/01/2021", "S", "V2", "U6"), episode("a", "01/01/2021", "S", "V2", "U6", "01/06/2022", "E4A"),
        episode("a", "01/01/2021", "S", "V2", "U6", "01/07/2022", "E4B"),
    ]  # fmt: skip
    found = read({"all.csv": b"".join(csv(EPISODES, year) for year in years)}, content)
    assert found.tables["Episodes"][["REC"]].to_numpy().tolist() == [["E4B"]]
    assert [one for *_, one in rules(found)].count("repeated-differs") == 1
    assert sum(one.repeated for one in found.accounts) == 2 and reconciles(found)
