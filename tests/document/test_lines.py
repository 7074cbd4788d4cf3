"""Lines over time: laid out once, and drawn alike in the page, in the browser and on paper."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permanence_lib.document import data, docx, figure, html, picture, text
from permanence_lib.document.blocks import Bar, Chart, Document, Line, Point, Table
from permanence_lib.document.lines import DASHES, MARKERS, NARROW, ROW, WIDE, Sheet, drawing, scale, stretches

TABLE = Table("Weeks by year", ("When", "Town"), (("2021", "12 weeks"), ("2022", "14 weeks")))


def line(label: str, *values: float | None, joined: bool = True) -> Line:
    """A value a year from 2021 on; None is a symbol."""
    points = (
        Point(2021.5 + n, str(2021 + n), value, f"{value:g} weeks" if value is not None else "suppressed", joined)
        for n, value in enumerate(values)
    )
    return Line(label, tuple(points))


def chart(*lines: Line, breaks: tuple[float, ...] = ()) -> Chart:
    """The lines with a tick at every year."""
    ats = dict.fromkeys(point.at for one in lines for point in one.points)
    return Chart("How long?", "It took longer.", TABLE, lines=lines, breaks=breaks, unit="weeks",
                 ticks=tuple((at, f"{at:.0f}") for at in ats))  # fmt: skip


TWO = chart(line("Town", 12, 14, 13), line("Country", 20, 24, 30))
values = st.one_of(st.none(), st.floats(0, 90_000, allow_nan=False).map(lambda number: round(number, 1)))
lines = st.lists(st.lists(values, min_size=1, max_size=8), min_size=1, max_size=12).map(
    lambda many: [line(f"Line {n} of those that were asked for", *own) for n, own in enumerate(many)]
)


@given(st.floats(0, 1e7, allow_nan=False))
def test_the_axis_begins_at_nought_and_holds_the_most(most: float) -> None:
    """In a few equal steps, and never with a beginning that makes a difference look bigger."""
    numbers = scale(most)
    assert numbers[0] == 0
    assert numbers[-1] >= most * 0.999999
    assert 2 <= len(numbers) <= 6
    assert numbers[-1] <= max(most * 2, 1)


@given(lines, st.sampled_from([WIDE, NARROW]))
def test_every_number_stands_where_its_value_says(made: list[Line], sheet: Sheet) -> None:
    """Read back from the picture by its own grid, it is the number of the line."""
    drawn = drawing(chart(*made), sheet)
    nought, most = drawn.grid[0][0], float(drawn.grid[-1][1].replace(",", ""))
    for one, stroke in zip(made, drawn.strokes, strict=True):
        numbers = [point.value for point in one.points if point.value is not None]
        read = [(nought - y) / (nought - drawn.grid[-1][0]) * most for _, y in stroke.places]
        assert read == pytest.approx(numbers, abs=most / 2000)
        assert all(drawn.left < x < drawn.right for x, _ in stroke.places)


@given(lines, st.sampled_from([WIDE, NARROW]))
def test_labels_stand_clear_of_one_another_and_on_the_sheet(made: list[Line], sheet: Sheet) -> None:
    """However many lines end at one value."""
    drawn = drawing(chart(*made), sheet)
    taken = sorted((stroke.label.place[1], len(stroke.label.words)) for stroke in drawn.strokes)
    for (y, rows), (below, _) in pairwise(taken):
        assert below - y >= ROW * rows - 0.2
    assert taken[0][0] > 0
    assert taken[-1][0] + ROW * (taken[-1][1] - 1) <= drawn.height


def test_a_line_stops_at_a_gap_at_a_break_and_at_a_symbol() -> None:
    """Nothing is drawn over what was not published."""
    gap = Line("Town", (*line("", 1, 2).points, replace(line("", 1, 2, 3).points[2], joined=False)))
    assert [len(run) for run in stretches(gap.points)] == [2, 1]
    assert [len(run) for run in stretches(line("Town", 1, None, 3, 4).points)] == [1, 2]
    assert stretches(line("Town", None, None).points) == []
    assert drawing(chart(line("Town", 1, None, 3))).strokes[0].path() == ""


def test_a_symbol_is_never_drawn_as_nought() -> None:
    """Two numbers and a symbol are two markers; a line of symbols alone says so in its label."""
    some, none = drawing(chart(line("Town", 5, None, 6), line("Country", None, None))).strokes
    assert len(some.places) == 2
    assert none.places == ()
    assert none.markers() == ""
    assert " ".join(none.label.words) == "Country (no number to draw)"


def test_lines_are_told_apart_without_colour() -> None:
    """No dash and marker come together twice among as many lines as anybody can read."""
    drawn = drawing(chart(*(line(f"Line {n}", n, n + 1) for n in range(30)))).strokes
    assert len({(stroke.dash, stroke.marker, stroke.hollow) for stroke in drawn}) == 30
    assert len(DASHES) * len(MARKERS) > 30


def test_the_page_draws_the_places_and_says_the_words() -> None:
    """One picture with a name; dashed where counting changed; every word escaped; no style that a strict page refuses."""
    page = html.render([chart(line("<b>Town</b>", 12, 14), breaks=(2022.0,))])
    assert 'aria-label="How long. It took longer."' in page
    assert "&lt;b&gt;Town" in page
    assert "<b>" not in page
    assert "style=" not in page
    assert page.count('stroke-dasharray="4 5"') == 1
    assert page.count("counting changed") == 1
    plain = picture.svg(TWO)
    for stroke in drawing(TWO).strokes:
        assert f'd="{stroke.path()}"' in plain
        assert f'd="{stroke.markers()}"' in plain


def test_breaks_close_together_are_named_once() -> None:
    """Two uprights, one set of words: they must not run into each other."""
    two = drawing(replace(chart(line("Town", *range(10))), breaks=(2023.0, 2024.0))).breaks
    assert [words for _, words, _ in two] == ["counting changed", ""]
    assert two[0][0] < two[1][0]


def test_a_page_in_the_browser_is_given_the_same_places_twice() -> None:
    """Wide and narrow, as plain values; a chart without lines carries none."""
    (given_to_page,) = json.loads(json.dumps(data.as_data([TWO])))
    wide, narrow = given_to_page["drawings"]["wide"], given_to_page["drawings"]["narrow"]
    assert [stroke["path"] for stroke in wide["strokes"]] == [stroke.path() for stroke in drawing(TWO).strokes]
    assert narrow["width"] < wide["width"]
    assert [stroke["words"] for stroke in narrow["strokes"]] == [["Town"], ["Country"]]
    assert "drawings" not in data.as_data([Chart("Empty", "Nothing.", TABLE)])[0]


def test_paper_shows_a_gap_and_a_break() -> None:
    """Three pictures of the same numbers that are not the same picture."""
    joined, apart = chart(line("Town", 12, 14)), chart(line("Town", 12, 14, joined=False))
    drawn = {figure.png(joined), figure.png(apart), figure.png(replace(joined, breaks=(2022.0,)))}
    assert len(drawn) == 3
    assert all(png.startswith(b"\x89PNG") for png in drawn)
    assert docx.render(Document("Lines", (TWO,)))[:2] == b"PK"


def test_words_are_enough_where_there_is_no_picture() -> None:
    """Sentence and table, as of every chart."""
    said = text.render([TWO])
    assert "It took longer." in said
    assert "12 weeks" in said


def test_a_bar_for_a_symbol_has_words_and_no_length() -> None:
    """In the page and on paper; the other bars keep theirs."""
    bars = (Bar("Town", 5, "5 weeks"), Bar("Country", 0, "suppressed", drawn=False))
    page = picture.svg(Chart("Waits", "Two.", TABLE, bars=bars))
    assert len(re.findall("<rect", page)) == 1
    assert "suppressed" in page
    assert figure.png(Chart("Waits", "Two.", TABLE, bars=bars)).startswith(b"\x89PNG")
