"""The shelf: read late, found by id, counted from the case's own day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from permanence_lib.content import places
from permanence_lib.content.library import Content
from permanence_lib.content.schemas import FILES, SCHEMAS, model_of, schema_text
from permanence_lib.errors import ContentError

Spoil = Callable[[str, str, str], Content]


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    """Opening an empty folder is no fault; asking it for something is."""
    content = Content.load(tmp_path)
    with pytest.raises(ContentError, match="there is no such file"):
        assert content.law


def test_a_file_is_read_once(copied: Content) -> None:
    """What was read is kept."""
    assert copied.terms is copied.terms


def test_one_bad_file_leaves_the_others_readable(spoil: Spoil) -> None:
    """A slip in the glossary does not take the timetable away."""
    content = spoil("glossary.yaml", "term: Adoption panel", "terms: Adoption panel")
    with pytest.raises(ContentError, match=r"Did you mean 'term'\?"):
        assert content.terms
    assert "ca1989-s32-26-weeks" in content.law


def test_content_cannot_be_changed_after_reading(copied: Content) -> None:
    """What one page reads, another cannot alter."""
    with pytest.raises(Exception, match="frozen"):
        copied.cases["rowan"].title = "x"


def test_a_case_counts_its_days_from_day_zero(copied: Content) -> None:
    """Before day zero the count is negative."""
    rowan = copied.cases["rowan"]
    assert rowan.day(date(2025, 5, 12)) == 0
    assert rowan.day(date(2025, 1, 2)) == -130


def test_a_person_is_found_by_id(copied: Content) -> None:
    """An id that is not in the family gives nobody."""
    grace = copied.cases["rowan"].person("grace")
    assert grace is not None
    assert grace.name == "Grace Reid"
    assert copied.cases["rowan"].person("nobody") is None


def test_cases_stand_in_the_order_of_their_modules(copied: Content) -> None:
    """Not in the order of the alphabet."""
    assert [case.module for case in copied.cases.values()] == [1, 2, 3, 4]


def test_running_from_a_clone_the_content_is_the_clones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """The installed copy is used only where there is no clone."""
    monkeypatch.delenv("PERMANENCE_ROOT", raising=False)
    assert places.root() == Path(__file__).parents[2]


def test_symbols_in_the_statistics_are_not_numbers(copied: Content) -> None:
    """A suppressed figure stays a symbol; a printed one becomes a number."""
    values = {row.value: row.number() for row in copied.statistics.rows}
    assert values["c"] is None
    assert values["2390"] == 2390.0


def test_statistics_come_as_a_table_for_analysis(copied: Content) -> None:
    """One row each, with a column of numbers that leaves symbols out."""
    frame = copied.statistics.frame()
    assert len(frame) == len(copied.statistics.rows)
    assert frame["number"].isna().sum() == sum(row.number() is None for row in copied.statistics.rows)


def test_a_row_of_the_table_with_too_few_cells_is_named(copied: Content) -> None:
    """A comma too few is told with its line."""
    table = copied.statistics.table
    table.write_text(table.read_text(encoding="utf-8") + "adopted_by_age,2025\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"statistics.csv, line 1562: this row has 2 cells, not 11."):
        assert copied.statistics.rows


def test_every_data_file_names_the_schema_that_is_built_for_it(copied: Content) -> None:
    """The first line lets an editor help; the schema is among those the build writes and is the file's own."""
    for path in copied.data.rglob("*.yaml"):
        name = path.relative_to(copied.data).as_posix()
        schema = path.read_text(encoding="utf-8").splitlines()[0].rsplit("/", 1)[-1]
        assert SCHEMAS[schema] is model_of(name)
    assert set(FILES.values()) <= set(SCHEMAS.values())


def test_a_schema_refuses_unknown_fields_and_ends_with_a_line_break() -> None:
    """What an editor marks is what the check refuses."""
    for model in SCHEMAS.values():
        text = schema_text(model)
        assert '"additionalProperties": false' in text
        assert text.endswith("}\n")
