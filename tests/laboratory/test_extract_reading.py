"""Tables as they are sent: encodings, separators, headings, dates, years in one file, XML, and what is no table at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_extract import EPISODES, HEADER, REVIEWS, SMALL, TODAY, csv, episode, read, reconciles, rules

from permanence_lib.content.library import Content
from permanence_lib.errors import UnreadableFile
from permanence_lib.laboratory import extract
from permanence_lib.laboratory.extract import account, dates

TEXT = csv(
    EPISODES, episode("007", "01/01/2023", "S", "V2", "U6"), episode("NA", "01/02/2023", "S", "V2", "K2")
).decode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_usual_encodings(encoding: str, content: Content) -> None:
    """Codes stay as written: '007' is no seven, and 'NA' is a child, not a gap."""
    found = read({"e.csv": TEXT.replace("N1", "Ñ1" if encoding == "cp1252" else "N1").encode(encoding)}, content)
    assert found.tables["Episodes"]["CHILD"].tolist() == ["007", "NA"]
    assert reconciles(found)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_usual_separators(separator: str, content: Content) -> None:
    """Also with a line that names it, as spreadsheets write."""
    text = TEXT.replace(",", separator)
    for given_text in (text, f"sep={separator}\n{text}"):
        assert len(read({"e.csv": given_text.encode()}, content).tables["Episodes"]) == 2


def test_headings_in_other_cases_with_more_columns_in_another_order(content: Content) -> None:
    """A table is known by its columns; LA and YEAR of a regional file are left alone, and so is a title above."""
    head = "La;Year; Child ;decom;Rne;Legal Status;cin;PL;Place_Provider;dec;rec;Reason place change"
    text = f"Looked after children 2023\n\n{head}\n999;2023;a;2023-01-01;S;V2;N1;U6;PR1;;;\n"
    found = read({"something.txt": text.encode()}, content)
    assert [(one.table, one.given, one.read) for one in found.accounts] == [("Episodes", 1, 1)]
    assert found.tables["Episodes"]["LS"].tolist() == ["V2"]


def test_an_empty_table_is_read_as_empty(content: Content) -> None:
    """Headings alone: nothing given, nothing wrong."""
    found = read({"e.csv": csv(EPISODES), "r.csv": csv(REVIEWS)}, content)
    assert [(one.table, one.given, one.read) for one in found.accounts] == [("Episodes", 0, 0), ("Reviews", 0, 0)]
    assert found.notes.empty


def test_three_years_in_one_file(content: Content) -> None:
    """Headings again in the middle, once with a mark before them, once in another order, and another table after."""
    first = csv(EPISODES, episode("a", "01/01/2021", "S", "V2", "U6"))
    second = csv(EPISODES, episode("a", "01/01/2021", "S", "V2", "U6"), episode("b", "01/05/2022", "S", "V2", "U6"))
    third = b"DECOM,CHILD,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\r\n01/06/2023,c,S,V2,N1,U6,PR1,,\r\n"
    whole = first + b"\xef\xbb\xbf" + second + third + csv(HEADER, "a,1,01/01/2012,WBRI,,,")
    found = read({"years.csv": whole}, content)
    assert [(one.table, one.given, one.repeated) for one in account.by_table(found.accounts)] == [("Episodes", 4, 1), ("Header", 1, 0)]  # fmt: skip
    assert sorted(found.tables["Episodes"]["CHILD"]) == ["a", "b", "c"]
    assert reconciles(found)


def test_duplicate_children_are_used_once(content: Content) -> None:
    """The last row of Header speaks; where they contradict one another it is told."""
    found = read(
        {"h.csv": csv(HEADER, "a,1,01/01/2012,WBRI,,,", "a,1,01/01/2012,WBRI,,,", "a,1,02/02/2013,WBRI,,,")}, content
    )
    assert found.tables["Header"]["DOB"].dt.date.tolist() == [date(2013, 2, 2)]
    assert [one.repeated for one in found.accounts] == [2]
    assert [(line, rule) for _, line, _, rule in rules(found)] == [(2, "repeated-differs"), (3, "repeated-differs")]


def test_rows_that_cannot_be_used_are_refused_in_words(content: Content) -> None:
    """File, line, what is wrong and what to do; never whose row it is."""
    rows = [
        episode("", "01/01/2023", "S", "V2", "U6"), episode("ada", "", "P", "V2", "U6"), episode("ada", "31/02/2023", "P", "V2", "U6"),
        ",,,,,,,,,,,,", episode("ada", "01/01/2023", "S", "V2", "U6") + ",more", "ada,01/03/2023,P",
    ]  # fmt: skip
    found = read({"e.csv": csv(EPISODES, *rows)}, content)
    told = [one for one in account.told(found.notes, found.ssda) if one.refused]
    assert [(one.line, one.says) for one in told] == [
        (2, "There is no child code."), (3, "DECOM is empty, so the row cannot be put in time."),
        (4, "DECOM is not a date that can be read."), (5, "The row holds nothing but separators."),
        (6, "The row has more cells than there are headings."),
    ]  # fmt: skip
    assert all(one.do and one.file == "e.csv" and "ada" not in one.says for one in told)
    assert [(one.given, one.read, one.refused) for one in found.accounts] == [(6, 1, 5)]


def test_a_quotation_mark_that_is_never_closed_swallows_nothing(content: Content) -> None:
    """Each line is a row then; marks that are closed hold separators and line ends."""
    broken = TEXT.replace("007", '"007')
    assert [one.given for one in read({"e.csv": broken.encode()}, content).accounts] == [2]
    noted = 'CHILD,DECOM,RNE,LS,CIN,PLACE,NOTE\r\na,01/01/2023,S,V2,N1,U6,"two\r\nlines, here"\r\n'
    assert [(one.given, one.read) for one in read({"e.csv": noted.encode()}, content).accounts] == [(1, 1)]


WRITTEN = {
    "31/12/2024": (2024, 12, 31), "1/2/2024": (2024, 2, 1), "31-12-2024": (2024, 12, 31), "31.12.2024": (2024, 12, 31),
    "24/04/17": (2017, 4, 24), "2024-12-31": (2024, 12, 31), "2024/12/31": (2024, 12, 31), "20241231": (2024, 12, 31),
    "31/12/2024 00:00": (2024, 12, 31), "2024-12-31T00:00:00.000Z": (2024, 12, 31), "31/12/2024 12:00:00 AM": (2024, 12, 31),
    "45657": (2024, 12, 31), "45657.0": (2024, 12, 31), "31 December 2024": (2024, 12, 31), "31-Dec-24": (2024, 12, 31),
    "29/02/2023": None, "12/31/2024": None, "00/00/0000": None, "soon": None, "": None, "1": None, "99999999": None,
}  # fmt: skip


@pytest.mark.parametrize("text", WRITTEN)
def test_dates_as_systems_write_them(text: str) -> None:
    """The day before the month, two figures for a year, spreadsheets' numbers; a day that does not exist is no date."""
    expected = WRITTEN[text]
    assert dates.day(text) == (date(*expected) if expected else None)


def xml(*children: str, before: str = "") -> bytes:
    """A return in its XML form."""
    return f"<?xml version='1.0' encoding='utf-8'?>{before}<EXPSSDA903>{''.join(children)}</EXPSSDA903>".encode()


CHILD = """<CHILD><HEADER><CHILDID>007</CHILDID><UPN>A1</UPN><SEX>1</SEX><DOB>02/03/2013</DOB><ETHNIC>WBRI</ETHNIC><UASC>1</UASC>
<DATE_INT>01/01/2023</DATE_INT><DATE_MATCH>01/02/2023</DATE_MATCH>
<AREVIEW><REVIEW>28/01/2023</REVIEW><REVIEW_CODE>PN3</REVIEW_CODE></AREVIEW>
<AREVIEW><REVIEW>14/04/2023</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
<OC2><SDQ_REASON>SDQ5</SDQ_REASON></OC2><AD_PLACED><DATE_PLACED>01/01/2023</DATE_PLACED></AD_PLACED></HEADER>
<EPISODE><DECOM>11/11/2022</DECOM><RNE>S</RNE><LS>V2</LS><CIN>N1</CIN><PL>U6</PL><DEC /><REC /></EPISODE></CHILD>"""


def test_the_xml_form_gives_the_same_tables(content: Content) -> None:
    """CHILDID and PL under their CSV names; groups of elements are rows of the tables that their names tell."""
    found = read({"return.xml": xml(CHILD)}, content)
    assert {one.table: one.read for one in found.accounts} == {
        "Header": 1, "AD1": 1, "UASC": 1, "Reviews": 2, "OC2": 1, "PlacedAdoption": 1, "Episodes": 1
    }  # fmt: skip
    assert found.tables["Episodes"][["CHILD", "PLACE"]].to_numpy().tolist() == [["007", "U6"]]
    assert found.tables["Reviews"]["DOB"].dt.date.tolist() == [date(2013, 3, 2)] * 2
    assert reconciles(found)


@pytest.mark.parametrize(
    "before",
    ['<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', '<!DOCTYPE x SYSTEM "file:///etc/passwd">'],
)
def test_xml_with_entities_is_not_read(before: str, content: Content) -> None:
    """No entity is ever expanded, no file fetched."""
    with pytest.raises(UnreadableFile, match="document type or entities"):
        read({"return.xml": xml(CHILD, before=before)}, content)


@pytest.mark.parametrize("wrong", [b"<html><body><p>hello</p></body></html>", b"<EXPSSDA903><CHILD>", b"", b"\x00\x01\xff", b"hello\nthere"])  # fmt: skip
def test_a_file_of_which_nothing_can_be_used(wrong: bytes, content: Content) -> None:
    """Alone it is refused in words; beside a good one it is told of, and the good one is read."""
    with pytest.raises(UnreadableFile, match="read"):
        read({"x.csv": wrong}, content)
    found = read({"x.csv": wrong, "e.csv": TEXT.encode()}, content)
    assert len(found.tables["Episodes"]) == 2
    assert reconciles(found)


def test_a_folder_with_folders_of_years(tmp_path: Path, content: Content) -> None:
    """Everything below it is read, other sorts of file are not; no folder, no report."""
    (tmp_path / "2023").mkdir()
    (tmp_path / "2023" / "Any Name.CSV").write_bytes(SMALL["episodes.csv"])
    (tmp_path / "notes.docx").write_bytes(b"PK")
    found = extract.read(tmp_path, content.ssda903, TODAY)
    assert [one.file for one in found.accounts] == [str(Path("2023") / "Any Name.CSV")]
    assert len(extract.read([tmp_path / "2023" / "Any Name.CSV"], content.ssda903, TODAY).tables["Episodes"]) == 15
    with pytest.raises(UnreadableFile, match="no folder or file"):
        extract.read(tmp_path / "nowhere", content.ssda903)
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableFile, match="no tables there"):
        extract.read(tmp_path / "empty", content.ssda903)


def test_limits_of_size_are_said(content: Content) -> None:
    """A file that is too large is not read; the others are."""
    small = content.ssda903.model_copy(
        update={"reading": content.ssda903.reading.model_copy(update={"file_megabytes": 1})}
    )
    found = extract.read({"big.csv": b"x" * 1_000_001, "e.csv": TEXT.encode()}, small, TODAY)
    assert [one.trouble for one in found.accounts] == ["It is larger than 1 megabytes. Export one year at a time.", ""]
    few = content.ssda903.model_copy(update={"reading": content.ssda903.reading.model_copy(update={"rows": 1})})
    with pytest.raises(UnreadableFile, match="more than 1 rows"):
        extract.read({"e.csv": TEXT.encode()}, few, TODAY)


def test_codes_of_other_years_are_told(content: Content) -> None:
    """K3 before 2025-26, H5 after 2024-25."""
    rows = [
        episode("a", "01/05/2023", "S", "V2", "K3", "01/06/2023", "E4A"),
        episode("b", "01/05/2025", "S", "V2", "H5"),
    ]
    found = read({"e.csv": csv(EPISODES, *rows)}, content, date(2026, 3, 31), date(2026, 6, 1))
    assert [(line, rule) for _, line, _, rule in rules(found) if rule == "code-year"] == [
        (2, "code-year"),
        (3, "code-year"),
    ]


cells = st.one_of(
    st.sampled_from(["", "a", "b", "007", "NA", "S", "P", "X1", "E4A", "C1", "V2", "U6", "01/01/2023", "2023-02-30", "zz/zz/2020", '"', "'", "45000", "PN1", "CHILD"]),
    st.text(max_size=6),
)  # fmt: skip
heads = st.sampled_from([EPISODES, HEADER, REVIEWS, "CHILD,DOB,MISSING,MIS_START,MIS_END", "something,else"])
tables = st.tuples(heads, st.lists(st.lists(cells, max_size=15), max_size=6))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.lists(tables, min_size=1, max_size=3), encoding=st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_whatever_is_given_is_read_or_refused(
    drawn: list[tuple[str, list[list[str]]]], encoding: str, content: Content
) -> None:
    """Under any nonsense: no crash, given = read + refused, and each refused row is explained once."""
    text = "\n".join("\n".join([head, *(",".join(row) for row in rows)]) for head, rows in drawn)
    found = read({"x.csv": text.encode(encoding, "replace"), "e.csv": TEXT.encode()}, content)
    assert reconciles(found)
    assert all(one.repeated <= one.read for one in found.accounts)
    used = sum(len(rows) for rows in found.tables.values())
    assert used == sum(one.read - one.repeated for one in found.accounts)
