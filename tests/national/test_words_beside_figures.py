"""What the pages of the weeks and the guide say beside a figure agrees with the rows, and with the figure."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from published_rows import MEAN, WITHIN, Rows

from permanence_lib import national
from permanence_lib.content.library import Content


@pytest.fixture(scope="module")
def rows(content: Content) -> Rows:
    return Rows(content)


#: A week, the question whose figures stand in it, and words of its page made from the rows.
IN_WEEKS: list[tuple[str, str, Callable[[Rows], str]]] = [
    (
        "w02",
        "time-to-home",
        lambda r: (
            f"had waited {r('adoption_stage_entry_to_adopted', '2025', 'Age at start of care', 'Total'):g} months on average"
            " from coming into care to the order"
        ),
    ),
    ("w03", "length-of-proceedings", lambda r: f"more than {r(MEAN, '2011'):g} weeks on average in 2011"),
    ("w03", "length-of-proceedings", lambda r: f"in April to June 2025 it was {r(MEAN, '2025 Q2'):g} "),
    (
        "w09",
        "carers-questionnaire",
        lambda r: (
            f"{r.share('sdq_band_percent', '2025', 'SDQ band', 'a cause for concern')} in 100 fell in the band that gives cause"
        ),
    ),
    (
        "w13",
        "children-waiting",
        lambda r: (
            f"{r('placement_order_not_placed', '2025-06-30'):,.0f} children with a placement order and no placement in June, and"
            f" {r('approved_adopters_waiting', '2025-06-30'):,.0f} approved families waiting"
        ),
    ),
    (
        "w15",
        "why-children-move",
        lambda r: (
            f"{r('placement_change_reason', '2025', 'Reason for placement change', 'Total placements changing'):,.0f}"
            " changes of placement"
        ),
    ),
    (
        "w16",
        "within-26-weeks",
        lambda r: (
            f"{r(MEAN, '2025 Q2'):g} weeks for care and supervision cases, with {r.share(WITHIN, '2025 Q2')} in 100 finished"
            " inside the limit"
        ),
    ),
    (
        "w22",
        "stability",
        lambda r: (
            f"{r.share('same_carer_2_years_percent', '2025')} in 100 had lived with the same carer for at least two"
        ),
    ),
]

#: A week, words that compare in its page, and whether the rows do.
SHAPES: list[tuple[str, str, Callable[[Rows], bool]]] = [
    (
        "w09",
        "Concern has risen since 2021",
        lambda r: (
            r("sdq_band_percent", "2025", "SDQ band", "a cause for concern")
            > r("sdq_band_percent", "2021", "SDQ band", "a cause for concern")
        ),
    ),
    (
        "w13",
        "Three years earlier there had been more families than children",
        lambda r: r("approved_adopters_waiting", "2022-06-30") > r("placement_order_not_placed", "2022-06-30"),
    ),
    (
        "w16",
        "The share that ended in time rose, fell, and is rising again.",
        lambda r: r(WITHIN, "2011") < r(WITHIN, "2016") > r(WITHIN, "2020") > r(WITHIN, "2021") < r(WITHIN, "2025 Q2"),
    ),
    (
        "w20",
        "The two lines below crossed some years ago.",
        lambda r: (
            r("adopted_from_care", "2016") > r("special_guardianship_leavers", "2016")
            and r("adopted_from_care", "2019") < r("special_guardianship_leavers", "2019")
        ),
    ),
]


@pytest.mark.parametrize(("week", "question", "made"), IN_WEEKS, ids=[f"{week} {name}" for week, name, _ in IN_WEEKS])
def test_a_page_says_the_same_as_the_figure_in_it(
    content: Content, rows: Rows, week: str, question: str, made: Callable[[Rows], str]
) -> None:
    page = (content.data / "weeks" / f"{week}.md").read_text("utf-8")
    assert f"```{{figure}} {question}\n```" in page
    assert made(rows) in page


@pytest.mark.parametrize(("week", "words", "holds"), SHAPES, ids=[week for week, _, _ in SHAPES])
def test_what_a_page_compares_holds_in_the_rows(
    content: Content, rows: Rows, week: str, words: str, holds: Callable[[Rows], bool]
) -> None:
    assert words in (content.data / "weeks" / f"{week}.md").read_text("utf-8")
    assert holds(rows)


def test_a_week_with_figures_is_one_the_question_names(content: Content) -> None:
    for path in sorted((content.data / "weeks").glob("w*.md")):
        for name in re.findall(r"^```\{figure\} (\S+)", path.read_text("utf-8"), re.MULTILINE):
            assert path.stem in national.questions(content)[name].weeks, (path.stem, name)


def test_the_guide_opens_each_workshop_with_a_question_there_is(content: Content) -> None:
    titles = {question.title for question in national.questions(content).values()}
    guide = (content.data / "guide.md").read_text("utf-8")
    rows = re.findall(r"^\| (Workshop \w+) \| \*([^*]+)\*", guide, re.MULTILINE)
    assert [day for day, _ in rows] == ["Workshop one", "Workshop two", "Workshop three", "Workshop four"]
    assert {title for _, title in rows} <= titles
