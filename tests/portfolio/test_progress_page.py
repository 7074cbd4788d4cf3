"""My progress and its forms, as a browser would ask for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import participant
import pytest

from permanence_lib.content.library import Content
from permanence_lib.portfolio import pages
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress import agreed, front
from permanence_lib.screen.asked import Answer, Asked, Made, Went
from permanence_lib.store import Store


def ask(desk: Desk, path: str, **typed: str) -> Answer | None:
    """One request; with anything typed it is a form that was sent."""
    fields = {name.replace("_", "-"): (words,) for name, words in typed.items()}
    return pages.answer(replace(desk), Asked(path, fields=fields, token="t", sent=bool(typed)))


def body(answer: Answer | None) -> str:
    """The HTML of a page."""
    assert isinstance(answer, Made)
    return answer.body


THERE = {"attended": "yes", "on_day": "4", "on_month": "February", "on_year": "2026", "base": "0"}


def test_nothing_begun_has_every_requirement_and_a_way_in(empty_desk: Desk) -> None:
    html = body(ask(empty_desk, "/progress"))
    assert html.count('class="ap-task ap-task-new"') == 9
    assert "None of the 9 requirements has all it needs yet." in html
    assert "Nothing is open in the weeks before the one you have reached." in html
    for room in ("/portfolio", "/evidence", "/plan", "/cpd", "/sharing", "/certificate"):
        assert f'href="{room}"' in html


def test_half_way_says_what_the_next_workshop_needs_and_the_way_back(store: Store, content: Content) -> None:
    weeks = [f"w{number:02}" for number in range(1, 10) if number != 6]
    desk = participant.study(store, content, weeks)
    desk.keep("start", {"start": "2026-01-12"})
    html = body(ask(replace(desk, today=lambda: date(2026, 3, 25)), "/progress"))
    assert "Week 11, 23 to 29 March 2026." in html
    assert "The shortest way back: 3 activities, planned at 2 hours 30 minutes" in html
    assert "Then the rest, week by week: 5 activities, planned at 3 hours" in html
    assert "%" not in html


def test_attendance_is_said_and_kept(empty_desk: Desk) -> None:
    """A month by its name; afterwards the requirement shows it."""
    answer = ask(empty_desk, "/progress/attended/w04", words="Left at four", **THERE)
    assert answer == Went("/progress#requirement-workshops")
    assert agreed.attended(replace(empty_desk), "w04") == agreed.Attended(True, date(2026, 2, 4), "Left at four", 1)
    assert "Workshop one (week 4), attended on 4 February 2026" in body(ask(empty_desk, "/progress"))


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"attended": ""}, "Say whether you were there"),
        ({"on_day": "31"}, "The day must be a real date, for example 12 1 2026"),
        ({"on_day": "", "on_month": "", "on_year": ""}, "Enter the day of the workshop"),
        ({"on_year": "2126"}, "The day must be between 2020 and 2100"),
        ({"on_year": "2099"}, "The day must not be in the future: today is 29 July 2026"),
    ],
)
def test_a_form_that_is_wrong_keeps_what_was_typed(typed: dict[str, str], message: str, empty_desk: Desk) -> None:
    """The message twice, in the summary and at the box; nothing is saved."""
    answer = ask(empty_desk, "/progress/attended/w04", words="My words", **{**THERE, **typed})
    assert isinstance(answer, Made) and answer.title.startswith("Error: ")
    assert answer.body.count(message) == 2 and "My words" in answer.body
    assert "attended:w04" not in replace(empty_desk).kept


def test_two_windows_show_both(empty_desk: Desk) -> None:
    """What was typed stays in the form, the newer words stand beside it, and sending again lets these count."""
    ask(empty_desk, "/progress/alternative/w13", words="First", agreed="yes", base="0", **{"with": "my manager"})
    again = {"words": "Second", "with": "my facilitator", "agreed": "yes"}
    html = body(ask(empty_desk, "/progress/alternative/w13", base="0", **again))
    assert "This was changed in another window" in html and "Agreed with my manager: First" in html
    assert ">\nSecond</textarea>" in html and 'name="base" value="1"' in html
    assert isinstance(ask(empty_desk, "/progress/alternative/w13", base="1", **again), Went)
    assert agreed.alternative(replace(empty_desk), "w13").words == "Second"


def test_an_alternative_needs_words_and_somebody_who_agreed(empty_desk: Desk) -> None:
    html = body(ask(empty_desk, "/progress/alternative/w13", words="", agreed="yes", base="0"))
    assert "Say what was agreed" in html and "Say with whom it was agreed" in html
    assert isinstance(ask(empty_desk, "/progress/alternative/w13", words="Perhaps a visit", base="0"), Went)
    assert not agreed.alternative(replace(empty_desk), "w13").agreed


@pytest.mark.parametrize("path", ["/progress/attended/w05", "/progress/attended/w99", "/progress/alternative/w00", "/progress/x", "/progress/alternative"])  # fmt: skip
def test_there_is_no_such_page(path: str, empty_desk: Desk) -> None:
    assert ask(empty_desk, path) is None


def test_what_was_typed_is_escaped(empty_desk: Desk) -> None:
    ask(empty_desk, "/progress/alternative/w13", words="<script>x</script>", agreed="yes", base="y", **{"with": "<b>"})
    for path in ("/progress", "/progress/alternative/w13"):
        html = body(ask(empty_desk, path))
        assert "<script>" not in html and "<b>" not in html and "&lt;script&gt;" in html


def test_home_has_the_panel(empty_desk: Desk) -> None:
    """The next workshop with what is to do for it, and the requirements in words."""
    found = front.home(empty_desk).standing
    assert found is not None
    assert found.requirements == "None of the 9 requirements has all it needs yet."
    assert found.workshop.startswith("Workshop one") and found.when == "Week 4."
    assert [need.href[-5:] for need in found.needs] == ["w03a1", "w03a2", "w03a3"]


def test_home_after_the_last_workshop_has_no_next_one(desk: Desk) -> None:
    desk.keep("start", {"start": "2026-01-12"})
    found = front.home(replace(desk)).standing
    assert found is not None and found.workshop == "" and found.requirements.startswith("7 of the 9")
