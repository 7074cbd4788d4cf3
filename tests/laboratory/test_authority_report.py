"""The authority's report: one value in sentence, table and picture; no child in any output; nothing left behind."""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path

import docx
import nbformat
import pytest
from small_extract import SMALL
from typer.testing import CliRunner

from permanence_lib.cli import app
from permanence_lib.content.library import Content
from permanence_lib.document.blocks import Chart, Table
from permanence_lib.errors import PermanenceError, UnreadableFile
from permanence_lib.laboratory import extract, measures, report, running, suppression, synthetic
from permanence_lib.laboratory.extract import Extract
from permanence_lib.laboratory.report import Report

ROOT = Path(__file__).resolve().parent.parent.parent
NOTEBOOK = ROOT / "notebooks" / "reports" / "authority.ipynb"


@pytest.fixture(scope="module")
def read(content: Content) -> Extract:
    """Four hundred invented children, with slips."""
    return extract.read(synthetic.invent(400, 7, content.ssda903, errors=True).files, content.ssda903)


@pytest.fixture(scope="module")
def made(read: Extract, content: Content) -> Report:
    """Their report."""
    return report.made(read, content)


def charts(made: Report) -> list[Chart]:
    """All charts of a report."""
    return [block for block in made.blocks() if isinstance(block, Chart)]


def test_one_value_in_sentence_table_and_picture(made: Report) -> None:
    """The words of each bar stand in its row of the table and in the sentence; its length is that number."""
    seen = 0
    for chart in charts(made):
        assert len(chart.bars) == len(chart.table.rows) > 0
        for bar, row in zip(chart.bars, chart.table.rows, strict=True):
            number = re.search(r"[\d.]+", bar.words)
            assert row[0] == bar.label and bar.words in row
            assert number and float(number[0]) == bar.value
            if "beside the published figure" not in chart.title:
                assert f"{bar.label}: {bar.words}" in chart.sentence
            seen += 1
    assert seen > 30


def test_the_average_is_the_one_that_was_found(made: Report, read: Extract) -> None:
    """What a page says of a measure is its finding, after suppression."""
    shown = {one.measure.id: one for one in suppression.suppressed(measures.found(read), read.ssda.suppression)}
    (chapter,) = (one for one in made.chapters if one.id == "interim-orders")
    assert f"lasted {shown['interim-orders'].mean:.0f} days" in str(chapter.blocks[1])
    page = made.page().decode()
    assert f"lasted {shown['interim-orders'].mean:.0f} days" in page


def test_comparisons_carry_unit_source_and_caveats(made: Report, content: Content) -> None:
    """The published number as published, with its year, release and licence; what makes it different stands below."""
    beside = {chart.title: chart for chart in charts(made) if "beside the published figure" in chart.title}
    assert len(beside) == sum(measure.compare is not None for measure in content.ssda903.measures) == 5
    chart = beside["Entry to care to moving in with adopters beside the published figure"]
    assert ("England, 2024-25", "19 months") in chart.table.rows
    assert "Department for Education" in chart.source and "Open Government Licence" in chart.source
    words = repr(made)
    assert all(caveat in " ".join(words.split()) for measure in content.ssda903.measures for caveat in measure.caveats)


def outputs(made: Report) -> str:
    """Everything that leaves: text, page, Word."""
    word = docx.Document(io.BytesIO(made.word()))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([repr(made), made.page().decode(), *(p.text for p in word.paragraphs), *cells])


def test_no_child_can_be_picked_out(made: Report, read: Extract) -> None:
    """No child's code, no date of birth in any form, no row."""
    words = outputs(made)
    codes = {code for rows in read.tables.values() for code in rows["CHILD"]}
    born = {str(day)[:10] for day in read.births if str(day) != "NaT"}
    assert len(codes) > 300 and len(born) > 200
    assert not [code for code in codes if code in words]
    assert not [day for day in born if day in words or "/".join(reversed(day.split("-"))) in words]


def test_of_a_small_extract_nothing_small_is_told(content: Content) -> None:
    """Six children: the report is there, with hardly a number, and no name of theirs."""
    made = report.made(extract.read(SMALL, content.ssda903), content)
    tables = [block for block in made.blocks() if isinstance(block, Table) and "who is counted" in block.caption]
    numbers = [int(cell) for table in tables for row in table.rows for cell in row[1:] if cell.isdigit()]
    assert not [number for number in numbers if 0 < number < 6]
    assert not re.search(r"\b(arlo|bea|dot|eli|gus|fay)\b", outputs(made))


def test_the_account_is_in_the_report(made: Report, read: Extract) -> None:
    """Given, read and not used by table, and why."""
    words = " ".join(repr(made).split())
    given = sum(one.given for one in read.accounts if one.table == "Episodes")
    used = sum(one.read for one in read.accounts if one.table == "Episodes")
    assert f"Episodes Given: {given:,} Read: {used:,} Not used: {given - used}" in words
    assert "There is no child code." in words


def test_invented_children_are_said_to_be_invented(made: Report, content: Content) -> None:
    """At the head; of other children it is not said."""
    assert "made from invented children" in repr(made)
    assert "made from invented children" not in repr(report.made(extract.read(SMALL, content.ssda903), content))


def test_word_and_page_read_back(made: Report, tmp_path: Path) -> None:
    """Eleven chapters in both, each with its heading; a picture beside each chart's table; nothing asked of a network."""
    titles = [chapter.title for chapter in made.chapters]
    word = docx.Document(str(made.save(tmp_path / "r.docx")))
    assert [p.text for p in word.paragraphs if p.style.name == "Heading 2"] == titles
    assert len(word.inline_shapes) == len(charts(made))
    page = made.save(tmp_path / "r.html").read_text("utf-8")
    assert page.count("<svg") == len(charts(made))
    assert [title for title in titles if f">{title}</h2>" not in page] == []
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    with pytest.raises(PermanenceError, match=r"ends in \.html or \.docx"):
        made.save(tmp_path / "r.pdf")


def test_the_notebook_is_short_and_stores_nothing() -> None:
    """Parameters, no outputs, a few short cells that call the library."""
    book = nbformat.read(NOTEBOOK, as_version=4)
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    assert "parameters" in code[0].metadata.tags
    assert all(
        len(cell.source.splitlines()) <= 4 and not cell.outputs and cell.execution_count is None for cell in code
    )


@pytest.mark.slow
def test_the_command_runs_the_notebook_and_leaves_nothing_behind(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report and the list of rows are written; what the run needed is gone; a failure says its reason and cleans up."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    synthetic.write(tmp_path / "in", 60, 1, content.ssda903, errors=True)
    to, rows = tmp_path / "r.html", tmp_path / "rows.csv"
    told = CliRunner().invoke(app, ["report", "authority", "--extract", str(tmp_path / "in"), "--to", str(to), "--rows", str(rows)])  # fmt: skip
    assert told.exit_code == 0, told.output
    assert "Together" in told.output and "INV0" not in told.output
    assert "<h2" in to.read_text("utf-8")
    assert "There is no child code." in rows.read_text("utf-8-sig") and "INV0" not in rows.read_text("utf-8-sig")
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "x.csv").write_text("nothing,here\n", "utf-8")
    with pytest.raises(UnreadableFile, match="None of the files"):
        running.run(tmp_path / "bad", tmp_path / "bad.html", content)
    assert list(scratch.iterdir()) == [] and not (tmp_path / "bad.html").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad", "in", "r.html", "rows.csv", "scratch"]


def test_the_synthetic_command(tmp_path: Path) -> None:
    """Makes the folder and says what it wrote."""
    told = CliRunner().invoke(app, ["synthetic", "--children", "20", "--seed", "3", "--to", str(tmp_path / "made")])
    assert told.exit_code == 0, told.output
    assert "20 invented children, seed 3" in told.output
    assert (tmp_path / "made" / "README.md").is_file()
