"""One list of figures: what the sentence, the table, the picture and the download say is read back and compared."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permanence_lib import national
from permanence_lib.content.library import Content
from permanence_lib.document import picture
from permanence_lib.document.lines import drawing
from permanence_lib.errors import PermanenceError
from permanence_lib.national import Choice, View
from permanence_lib.national.drawing import NO_FIGURE
from permanence_lib.national.figures import Figure, figures
from permanence_lib.national.saying import in_so_many

CONTENT = Content.load(Path(__file__).resolve().parent.parent.parent)
ROWS = list(csv.DictReader(CONTENT.statistics.table.read_text(encoding="utf-8").splitlines()))
QUESTIONS = national.questions(CONTENT)
FORMS = [(name, form) for name, question in QUESTIONS.items() for form in question.forms]


@st.composite
def drawn_views(draw: st.DrawFn) -> View:
    """A view that somebody might choose, of any question."""
    name, form = draw(st.sampled_from(FORMS))
    offered = national.view(CONTENT, name).choices
    groups = draw(st.lists(st.sampled_from([one.id for one in offered.groups]), max_size=5, unique=True))
    times = [one.id for one in offered.periods]
    start, end = sorted(draw(st.tuples(st.sampled_from(times), st.sampled_from(times))), key=times.index)
    choice = Choice(form, tuple(groups), start, end) if form == "years" else Choice(form, tuple(groups), period=end)
    try:
        return national.view(CONTENT, name, choice)
    except PermanenceError:  # these groups have nothing there, as a test of its own says
        return national.view(CONTENT, name, Choice(form, tuple(groups)))


def as_published(view: View) -> dict[tuple[str, str], str]:
    """Straight from the file, by (label of the group, period): what was published of the groups that were chosen."""
    found = {}
    groups = [group for group in view.question.groups if group.id in view.choice.groups]
    for row in ROWS:
        for group in groups:
            place = (group.series, group.breakdown_group, group.breakdown)
            same = (row["series_id"], row["breakdown_group"], row["breakdown"]) == place
            if same and group.period_type in (None, row["period_type"]):
                found[group.label, row["period"]] = row["value"]
    return found


def numbers(words: str) -> list[str]:
    """Every number in some words, without its commas."""
    return re.findall(r"\d+(?:\.\d+)?", words.replace(",", ""))


def in_the_table(view: View) -> dict[tuple[str, str], str]:
    """The cells of the table by (group, period as said), whichever way round it lies."""
    table = view.chart.table
    cells = {
        (row[0], column): cell for row in table.rows for column, cell in zip(table.columns[1:], row[1:], strict=True)
    }
    if view.choice.form == "groups":
        return {(label, view.shown[0].period.label): cell for (label, _), cell in cells.items()}
    return cells if table.columns[0] == "Group" else {(label, when): cell for (when, label), cell in cells.items()}


def compare(view: View) -> None:
    """Sentence, table, picture and download against the published rows."""
    published = as_published(view)
    _figures_are_the_published(view, published)
    _table_says_them(view)
    _download_says_them(view, published)
    _picture_shows_them(view)
    _sentence_says_them(view)


def _figures_are_the_published(view: View, published: dict[tuple[str, str], str]) -> None:
    assert view.shown
    for figure in view.shown:
        value = published[figure.group.label, figure.period.key]
        if figure.value is None:
            assert figure.words == CONTENT.statistics.about.symbols[value]
        else:
            assert figure.value == float(value)
            assert [float(number) for number in numbers(figure.words)] == [float(value)]
    known = {figure.period.key: figure.period for figure in _all_of(view)}
    choice = view.choice
    first, last = known[choice.period or choice.start], known[choice.period or choice.end]
    within = [known[key] for _, key in published if first.starts <= known[key].starts and known[key].ends <= last.ends]
    assert len(view.shown) == len([time for time in within if not choice.period or time.at == first.at])


def _all_of(view: View) -> tuple[Figure, ...]:
    return figures(CONTENT, view.question)


def _table_says_them(view: View) -> None:
    cells = in_the_table(view)
    said = {(figure.group.label, figure.period.label): figure.words for figure in view.shown}
    assert {place: words for place, words in cells.items() if place in said} == said
    assert {words for place, words in cells.items() if place not in said} <= {NO_FIGURE}


def _download_says_them(view: View, published: dict[tuple[str, str], str]) -> None:
    rows = list(csv.DictReader(io.StringIO(view.csv().decode("utf-8-sig"))))
    given = {(row["group"], row["period"]): row["value"] or row["symbol"].split(":")[0] for row in rows}
    assert given == {(f.group.label, f.period.key): published[f.group.label, f.period.key] for f in view.shown}
    assert all(row["licence"] and row["publisher"] and row["definition"] == view.question.definition for row in rows)


def _picture_shows_them(view: View) -> None:
    svg = picture.svg(view.chart)
    if view.choice.form == "groups":
        _bars_are_as_long(view, svg)
    else:
        _lines_are_as_high(view, svg)


def _bars_are_as_long(view: View, svg: str) -> None:
    there = [bar for bar in view.chart.bars if bar.drawn]
    assert [(bar.label, bar.value, bar.words) for bar in there] == [
        (figure.group.label, figure.value, figure.words) for figure in view.shown if figure.value is not None
    ]
    lengths = [float(width) for width in re.findall(r'<rect class="ap-bar"[^>]* width="([\d.]+)"', svg)]
    longest = max([bar.value for bar in there], default=1) or 1
    assert lengths == pytest.approx([bar.value / longest * max(lengths, default=0) for bar in there], abs=0.11)


def _lines_are_as_high(view: View, svg: str) -> None:
    drawn = drawing(view.chart)
    (low, _), (high, most) = drawn.grid[0], drawn.grid[-1]
    marked = iter(
        re.findall(
            r'<path d="((?:M[-\d.]+ [-\d.]+(?:m[^M"]+)?)*)"(?: fill="currentColor")? stroke-width="1.5"></path>', svg
        )
    )
    for line in view.chart.lines:
        own = [figure.value for figure in view.shown if figure.group.label == line.label and figure.value is not None]
        ys = [float(y) for _, y in re.findall(r"M([-\d.]+) ([-\d.]+)m", next(marked))]
        read = [(low - y) / (low - high) * float(most.replace(",", "")) for y in ys[: len(own)]]
        assert read == pytest.approx(own, abs=float(most.replace(",", "")) / 2000)
        assert [point.value for point in line.points if point.value is not None] == own


def _sentence_says_them(view: View) -> None:
    assert view.sentence == view.chart.sentence
    rest = view.sentence
    for figure in sorted(view.shown, key=lambda one: -len(one.period.said)):
        said = figure.period.said
        rest = rest.replace(said, "").replace(said[:1].upper() + said[1:], "")
    for label in sorted((group.label for group in view.question.groups), key=len, reverse=True):
        rest = rest.replace(label, "")
    rest = re.sub(r"about \d+ in \d+|and \d+ more, in the table", "", rest)
    known = {number for figure in view.shown for number in numbers(figure.words)}
    assert set(numbers(rest)) <= known
    lasts = {figure.group.id: figure for figure in view.shown}
    listed = [
        f
        for f in lasts.values()
        if f"{f.group.label}, {f.words}" in view.sentence or f"{f.group.label}: {f.words}" in view.sentence
    ]
    assert len(listed) == len(lasts) or (len(lasts) > 9 and len(listed) >= 9)


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_every_question_says_one_thing_in_every_form(name: str, form: str) -> None:
    """As it opens, and with all it has."""
    compare(national.view(CONTENT, name, Choice(form)))
    compare(national.view(CONTENT, name, Choice(form, tuple(group.id for group in QUESTIONS[name].groups))))


@settings(max_examples=80, deadline=None)
@given(drawn_views())
def test_whatever_is_chosen_sentence_table_picture_and_download_agree(view: View) -> None:
    """Groups, years and forms drawn by chance."""
    compare(view)


@settings(max_examples=40, deadline=None)
@given(drawn_views())
def test_a_line_joins_only_neighbours_in_time_and_never_over_a_break(view: View) -> None:
    """A year without a figure is a gap, and where counting changed the line begins anew."""
    for line in view.chart.lines:
        group = next(one for one in view.question.groups if one.label == line.label)
        steps = {figure.period.at: figure.period.step for figure in view.shown}
        for one, other in pairwise(line.points):
            if other.joined:
                assert other.at - one.at == pytest.approx(steps[one.at])
                assert not [at for at in _breaks_of(view, group.id) if one.at < at < other.at]


def _breaks_of(view: View, group: str) -> Iterator[float]:
    times = {figure.period.key: figure.period.starts for figure in _all_of(view)}
    return (times[one.at] for one in view.question.breaks if not one.groups or group in one.groups)


def test_a_break_is_told_only_where_it_lies_within_what_is_shown() -> None:
    """From 2021 on all adoptions come from one release: before it there is something to say."""
    long = national.view(CONTENT, "adoption-and-guardianship", Choice("years"))
    short = national.view(CONTENT, "adoption-and-guardianship", Choice("years", start="2021"))
    assert len(long.chart.breaks) == 1
    assert any(
        note.startswith("From the year to 31 March 2021 figures are not counted as before") for note in long.notes
    )
    assert "5,360 children, in the year to 31 March 2015, counted differently." in long.sentence
    assert "counted differently" not in short.sentence
    assert short.chart.breaks == ()
    assert not any("not counted as before" in note for note in short.notes)


def test_the_courts_series_are_lines_of_their_own() -> None:
    """What different publishers count is never joined."""
    view = national.view(CONTENT, "length-of-proceedings")
    sources = [
        {figure.row.series_id for figure in view.shown if figure.group.label == line.label} for line in view.chart.lines
    ]
    assert all(len(series) == 1 for series in sources)
    kinds = [
        {figure.row.period_type for figure in view.shown if figure.group.label == line.label}
        for line in view.chart.lines
    ]
    assert all(len(kind) == 1 for kind in kinds)


def test_a_symbol_is_said_in_words() -> None:
    """In the sentence, the table and the file; there is no bar."""
    view = national.view(CONTENT, "looked-after", Choice("groups", ("residential-schools", "foster-homes")))
    symbol = next(figure for figure in view.shown if figure.value is None)
    assert "rounds to zero but is not zero" in view.sentence
    assert (symbol.group.label, symbol.words) in view.chart.table.rows
    assert [bar.drawn for bar in view.chart.bars].count(False) == 1
    assert b"k: rounds to zero but is not zero" in view.csv()


def test_a_group_without_a_figure_for_that_time_says_so() -> None:
    """It was asked for, so it is not left out in silence."""
    view = national.view(
        CONTENT, "adoption-and-guardianship", Choice("groups", ("adopted", "special-guardianship"), period="2018")
    )
    assert "No figure for: Special guardianship." in view.sentence
    assert ("Special guardianship", NO_FIGURE) in view.chart.table.rows


@pytest.mark.parametrize(
    ("question", "choice", "words"),
    [
        ("time-to-hom", Choice(), "There is no question 'time-to-hom'. Did you mean 'time-to-home'?"),
        ("time-to-home", Choice("pie"), "cannot be shown as 'pie'. There are: "),
        ("time-to-home", Choice(groups=("aged 9",)), "has no group 'aged 9'. Did you mean"),
        ("time-to-home", Choice("years", start="1999"), "has no figures for '1999'."),
        ("time-to-home", Choice("years", start="2024", end="2022"), "choose the earlier one first"),
        ("time-to-home", Choice("groups", period="Christmas"), "has no figures for 'Christmas'."),
        ("adoption-and-guardianship", Choice("groups", ("special-guardianship",), period="2015"), "There is no figure of these groups for Year to 31 March 2015."),
    ],
)  # fmt: skip
def test_what_does_not_exist_is_refused_in_the_readers_words(question: str, choice: Choice, words: str) -> None:
    """With what there is instead."""
    with pytest.raises(PermanenceError) as refused:
        national.view(CONTENT, question, choice)
    assert words in str(refused.value)


def test_a_year_holds_its_quarters() -> None:
    """From 2021 to 2021 is all of 2021, whichever way its parts were published."""
    quarters = ("ministry-of-justice-single-quarters", "cafcass-quarters")
    view = national.view(CONTENT, "length-of-proceedings", Choice("years", quarters, "2021", "2021"))
    assert {figure.period.key for figure in view.shown} == {
        "2021 Q1", "2021 Q2", "2021 Q3", "2021 Q4", "2021-22 Q1", "2021-22 Q2", "2021-22 Q3",
    }  # fmt: skip
    labels = [row[0] for row in view.chart.table.rows]
    assert labels == [
        "January to March 2021",
        "April to June 2021",
        "July to September 2021",
        "October to December 2021",
    ]


def test_a_choice_comes_back_filled_in_and_gives_the_same_view() -> None:
    """By label or by id, in any order: what a link keeps is what was seen."""
    first = national.view(CONTENT, "time-to-home", Choice("years", ("Aged 4", "all-ages", "Aged 4")))
    assert first.choice == Choice("years", ("all-ages", "aged-4"), "2021", "2025")
    assert national.view(CONTENT, "time-to-home", first.choice) == first


def test_every_view_names_its_sources_its_licence_and_its_definition() -> None:
    """Only official pages are offered as links."""
    for name in QUESTIONS:
        view = national.view(CONTENT, name)
        assert view.notes[0] == view.question.definition
        assert view.chart.source.startswith("Source: ")
        names = {CONTENT.statistics.about.sources[figure.row.source_id].title for figure in view.shown}
        assert all(any(title in line.words for line in view.sources) for title in names)
        for url in filter(None, (line.url for line in view.sources)):
            assert re.match(r"https://([a-z-]+\.)*(gov\.uk|github\.com/dfe-analytical-services)/", url)


def test_a_cell_that_looks_like_a_formula_is_text() -> None:
    """A spreadsheet runs nothing of ours."""
    for name in QUESTIONS:
        cells = [
            cell
            for row in csv.reader(io.StringIO(national.view(CONTENT, name).csv().decode("utf-8-sig")))
            for cell in row
        ]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]


@given(st.integers(1, 99))
def test_a_share_is_pictured_only_where_that_is_near(share: int) -> None:
    """Within a point and a half, and within a tenth of a small share."""
    said = in_so_many(share)
    if said:
        few, many = map(int, numbers(said))
        assert abs(100 * few / many - share) <= min(1.5, share * 0.1) + 1e-9
    assert in_so_many(69) == "about 7 in 10"
    assert in_so_many(10) == "about 1 in 10"
    assert in_so_many(57) == in_so_many(0) == in_so_many(100) == ""
