"""What every kind stands on: dates as typed, and when a question counts as changed."""

from __future__ import annotations

from datetime import date

import pytest

from permanence_lib.kind import DateParts, Definition

QUESTION = Definition(kind="poll", title="T", purpose="P", prompt="Ask.", minutes=10)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("29", "2", "2024"), date(2024, 2, 29)),
        ((" 1", "02 ", "2024"), date(2024, 2, 1)),
        (("31", "2", "2024"), None),
        (("29", "2", "2023"), None),
        (("1", "2", "24"), None),
        (("012", "2", "2024"), None),
        (("1_0", "2", "2024"), None),
        (("٣", "2", "2024"), None),
        (("1", "1", "0000"), None),
        (("", "2", "2024"), None),
    ],
)
def test_three_boxes_make_a_real_date_or_none(typed: tuple[str, str, str], meant: date | None) -> None:
    """The same as the browser's readDate; what was typed stays as it was."""
    parts = DateParts(day=typed[0], month=typed[1], year=typed[2])
    assert parts.read() == meant
    assert (parts.day, parts.month, parts.year) == typed


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"minutes": 20}, True),
        ({"facilitator_notes": "x"}, True),
        ({"prompt": "Ask more."}, False),
        ({"law": ("x",)}, False),
    ],
)
def test_a_question_changes_when_what_is_asked_does(change: dict[str, object], same: bool) -> None:
    """Rewording what stands around it leaves old answers where they are."""
    assert (QUESTION.model_copy(update=change).question_hash() == QUESTION.question_hash()) is same
