"""The questions against the statistics: each rule on a copy of the data spoilt in one place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from permanence_lib.check.figures import figure_problems
from permanence_lib.content import loading
from permanence_lib.content.figures import Question, QuestionsFile
from permanence_lib.content.library import Content

Spoil = Callable[[str, str, str], Content]
FILE = "statistics/questions.yaml"


def test_every_shipped_question_fits_the_statistics(content: Content) -> None:
    """And every series is shown somewhere, or said to be unused and why."""
    assert list(figure_problems(content)) == []
    assert 10 <= len(content.questions.questions) <= 16


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("series: adoption_stage_entry_to_placed", "series: adoption_stage_entry_to_place", "no series 'adoption_stage_entry_to_place'. Did you mean"),
        ("breakdown_group: Age at start of care", "breakdown_group: Age", "is not split by 'Age'. It is by: Age at start of care."),
        ("Aged 6: Aged 6", "Age 6: Aged 6", "adoption_stage_entry_to_placed has no 'Age 6' here. Did you mean 'Aged 6'?"),
        ("    unit: months\n", "    unit: weeks\n", "rows of 'Total' are in 'months (mean)', not in weeks."),
        ("        period_type: calendar year\n", "", "of several sorts of time: calendar quarter, calendar year. Name one period_type"),
        ("    cautions:\n      - 3\n", "    cautions:\n      - 30\n", "series.yaml has no caution 30. They are numbered 1 to 8."),
        ("    weeks: [w02]", "    weeks: [w91]", "there is no week 'w91'."),
        ("    measure: entry-to-placed", "    measure: entry-to-place", "no measure 'entry-to-place'. Did you mean 'entry-to-placed'?"),
        ("      - at: 2024 Q1\n", "      - at: 2022 Q1\n", "no row here is of '2022 Q1'."),
        ("unused:\n", "unused:\n  same_carer: not here\n", "there is no series 'same_carer'."),
        ("unused:\n", "unused:\n  adopted_from_care: it is\n", "'adopted_from_care' is used by a question. Take it out here."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_found_with_what_to_write(spoil: Spoil, old: str, new: str, complaint: str) -> None:
    """Each in the file it is in, with its line."""
    found = list(figure_problems(spoil(FILE, old, new)))
    said = [wrong for wrong in found if complaint in str(wrong)]
    assert said, "\n".join(map(str, found))
    assert said[0].line
    assert str(said[0].file).endswith("statistics/questions.yaml")


def test_a_forgotten_series_is_found(spoil: Spoil) -> None:
    """A new series in the table is not passed over in silence."""
    series = "  - id: cla_31march\n    title: Children looked after on 31 March\n    rows: 10\n"
    content = spoil("statistics/series.yaml", series, f"{series}  - id: brand_new\n    title: New\n    rows: 0\n")
    assert ["no question shows the series 'brand_new'" in str(wrong) for wrong in figure_problems(content)] == [True]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("          Aged 6: Aged 6\n", "          Aged 6: Aged 5\n", "two groups are both called 'aged-5'"),
        ("    unit: months\n", "    unit: moons\n", "no unit 'moons'"),
        ("    forms: [groups, years]\n", "    forms: [pie]\n", "forms"),
        ("    default:\n      groups:\n        - ministry", "    default:\n      groups:\n        - minister", "there is no group 'minister-"),
    ],
)  # fmt: skip
def test_the_shape_of_a_question_is_checked_before(spoil: Spoil, old: str, new: str, complaint: str) -> None:
    """By the model, as in every file."""
    path: Path = spoil(FILE, old, new).data / FILE
    assert complaint in "\n".join(map(str, loading.problems(path, QuestionsFile)))


def test_a_group_goes_by_the_words_of_its_label(content: Content) -> None:
    """What stands in a link is what stands on the screen."""
    question: Question = content.questions.questions[0]
    assert {group.id: group.label for group in question.groups}["aged-7-or-over"] == "Aged 7 or over"
