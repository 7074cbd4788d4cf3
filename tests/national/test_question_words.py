"""What the author says about the national figures in questions.yaml agrees with the rows."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from published_rows import MEAN, MEDIAN, WITHIN, Rows

from permanence_lib import national
from permanence_lib.content.figures import Question
from permanence_lib.content.library import Content

REASON, LEFT, STARTED = "Reason for leaving care", "cla_ceased_by", "cla_started_by_percent"


@pytest.fixture(scope="module")
def rows(content: Content) -> Rows:
    return Rows(content)


def _words(question: Question) -> str:
    """Everything an author wrote about a question."""
    own = [one for one in question.cautions if isinstance(one, str)]
    breaks = [one.words for one in question.breaks]
    return " ".join((question.title, question.about, question.definition, *own, *breaks, *question.ask))


#: A question, words of its author, and the same words made from the rows.
SAID: list[tuple[str, Callable[[Rows], str]]] = [
    (
        "leaving-care",
        lambda r: (
            f"went from {r.share(LEFT + '_percent', '2021', REASON, 'Adopted')} to"
            f" {r.share(LEFT + '_percent', '2025', REASON, 'Adopted')} in 100, and their number from"
            f" {r(LEFT, '2021', REASON, 'Adopted'):,.0f} to {r(LEFT, '2025', REASON, 'Adopted'):,.0f}."
        ),
    ),
    (
        "starting-care",
        lambda r: (
            f'"Absent parenting" stood at {r.share(STARTED, "2021", "Category of need on starting", "N8. Absent parenting")}'
            f" in 100 in 2021 and at {r.share(STARTED, '2025', 'Category of need on starting', 'N8. Absent parenting')} in 2025."
        ),
    ),
    (
        "looked-after",
        lambda r: (
            f"In 2025, {r.share('cla_31march_by_percent', '2025', 'Distance from home', 'Placed more than 20 miles from home')}"
            " in 100 lived more than 20 miles from home, and for"
            f" {r.share('cla_31march_by_percent', '2025', 'Distance from home', 'Distance not known or not recorded')} in 100"
            " the distance was not known."
        ),
    ),
    (
        "length-of-proceedings",
        lambda r: (
            f"In 2016 the mean was {['no', 'one', 'two', 'three'][round(r(MEAN, '2016') - r(MEDIAN, '2016'))]} weeks above"
            " the median."
        ),
    ),
]

#: Words that compare, and whether the rows do.
COMPARED: list[tuple[str, str, Callable[[Rows], bool]]] = [
    (
        "leaving-care",
        '"Any other reason" has halved while staying with carers at 18 has grown.',
        lambda r: (
            r(LEFT + "_percent", "2025", REASON, "Care ceased for any other reason") * 2
            <= r(LEFT + "_percent", "2021", REASON, "Care ceased for any other reason")
            and r(LEFT + "_percent", "2025", REASON, "Aged 18 (or over) and remained with current carers")
            > r(LEFT + "_percent", "2021", REASON, "Aged 18 (or over) and remained with current carers")
        ),
    ),
    (
        "adoption-and-guardianship",
        "Since 2019 more children in this table have gone to special guardians than to adopters.",
        lambda r: all(
            r("special_guardianship_leavers", year) > r("adopted_from_care", year)
            for year in ("2019", "2021", "2022", "2023", "2024", "2025")
        ),
    ),
    (
        "adoption-and-guardianship",
        "the fall in adoptions before 2021",
        lambda r: r("adopted_from_care", "2021") < r("adopted_from_care", "2020") < r("adopted_from_care", "2015"),
    ),
    (
        "starting-care",
        "More than half come in by agreement.",
        lambda r: r(STARTED, "2025", "Legal status on starting", "Voluntary agreement under S20") > 50,
    ),
    (
        "looked-after",
        "Since 2021 the share in children's homes has grown and the share in foster homes has shrunk.",
        lambda r: (
            r("cla_31march_by_percent", "2025", "Placement type", "Secure homes and children's homes")
            > r("cla_31march_by_percent", "2021", "Placement type", "Secure homes and children's homes")
            and r("cla_31march_by_percent", "2025", "Placement type", "Foster placements")
            < r("cla_31march_by_percent", "2021", "Placement type", "Foster placements")
        ),
    ),
    (
        "why-children-move",
        "The largest reason is the care plan.",
        lambda r: (
            r("placement_change_reason", "2025", "Reason for placement change", "Change to/implementation of care plan")
            > r("placement_change_reason", "2025", "Reason for placement change", "Other")
        ),
    ),
    (
        "why-children-move",
        "far more in this one year",
        lambda r: (
            r(
                "placement_change_reason",
                "2024",
                "Reason for placement change",
                "Change in the status of a placement only",
            )
            > 1.5
            * max(
                r(
                    "placement_change_reason",
                    year,
                    "Reason for placement change",
                    "Change in the status of a placement only",
                )
                for year in ("2023", "2025")
            )
        ),
    ),
    (
        "length-of-proceedings",
        "For 2024 the National Audit Office gives fewer weeks than the Ministry's quarters do.",
        lambda r: r("public_law_mean_weeks", "2024") < min(r(MEAN, "2024 Q1"), r(MEAN, "2024 Q2")),
    ),
    (
        "within-26-weeks",
        "In 2016 the share was far higher than today.",
        lambda r: r(WITHIN, "2016") > 1.5 * r(WITHIN, "2025 Q2"),
    ),
    (
        "carers-questionnaire",
        "The share that gives cause for concern has grown since 2021.",
        lambda r: (
            r("sdq_band_percent", "2025", "SDQ band", "a cause for concern")
            > r("sdq_band_percent", "2021", "SDQ band", "a cause for concern")
        ),
    ),
]


@pytest.mark.parametrize(("question", "made"), SAID, ids=[name for name, _ in SAID])
def test_the_numbers_an_author_quotes_are_those_of_the_rows(
    content: Content, rows: Rows, question: str, made: Callable[[Rows], str]
) -> None:
    assert made(rows) in _words(national.questions(content)[question])


@pytest.mark.parametrize(("question", "words", "holds"), COMPARED, ids=[words[:40] for _, words, _ in COMPARED])
def test_what_an_author_compares_holds_in_the_rows(
    content: Content, rows: Rows, question: str, words: str, holds: Callable[[Rows], bool]
) -> None:
    assert words in _words(national.questions(content)[question])
    assert holds(rows)


def test_no_number_is_quoted_that_the_rows_are_not_asked_for(content: Content, rows: Rows) -> None:
    """'N in 100', 'N,NNN' and 'N months' in a question are made from rows above, or named here with their source."""
    from_evidence = {("carers-questionnaire", "22 in 100")}  # B45: children without a score
    made = {(name, words(rows)) for name, words in SAID}
    for question in national.questions(content).values():
        for found in re.findall(r"\d+ in 100|\d,\d{3}|\d+ (?:months|weeks)\b", _words(question)):
            known = any(name == question.id and found in words for name, words in made)
            limit = found == "26 weeks" or found == "12 months"  # the court's limit, and ways of counting
            assert known or limit or (question.id, found) in from_evidence, (question.id, found)
