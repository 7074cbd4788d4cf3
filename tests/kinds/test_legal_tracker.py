"""The legal pathway tracker: dates follow from dates, nobody is late by accident, and a silence is a state."""

from __future__ import annotations

import re
from typing import Any

import pytest

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.document import docx, html, text
from permanence_lib.document.blocks import Document
from permanence_lib.exercises import Exercise
from permanence_lib.kind import Carried, DateParts, Material, Offer
from permanence_lib.kinds.legal_tracker.model import Definition, Response, Tracker, check, offers, progress, take
from permanence_lib.kinds.legal_tracker.report import picture, report

AWKWARD = "<script>alert('x')</script> مرحبا \u202e👩‍👧 & \"quoted\"\nsecond line"


@pytest.fixture(scope="module")
def w16a1() -> Exercise:
    return exercises.find("w16a1", Content.load())


def day(words: str) -> dict[str, str]:
    """'5 1 2026' as three boxes."""
    return dict(zip(("day", "month", "year"), words.split(), strict=True))


def given(**fields: Any) -> Response:
    return Response.model_validate(fields)


def printed(exercise: Exercise, response: Response, material: Material | None = None) -> str:
    words = text.render(report(definition_of(exercise), response, material or exercise.material))
    return re.sub(r"\s+", " ", words)


def definition_of(exercise: Exercise) -> Definition:
    assert isinstance(exercise.definition, Definition)
    return exercise.definition


def carried(name: str, title: str = "Chronology", **offer: Any) -> Carried:
    return Carried(offer=Offer(id=name, sort="event", title=name, **offer), exercise="w15a2", title=title)


def test_a_date_is_counted_from_the_step_that_starts_its_clock(w16a1: Exercise) -> None:
    """The figure is the law fact's; the record's own limit for Kacper is found again."""
    words = printed(w16a1, given(steps={"issue": {"happened": day("16 12 2024")}}))
    assert "Expected: 16 June 2025, counted: 26 weeks" in words
    assert "Final order: expected 16 June 2025, counted: 26 weeks" in words


def test_a_change_in_the_law_changes_every_date(w16a1: Exercise) -> None:
    """No figure stands in the kind."""
    fact = next(x for x in w16a1.material.law if x.id == "ca1989-s32-26-weeks")
    other = Material(case=w16a1.material.case, law=(fact.model_copy(update={"amount": 30}),))
    words = printed(w16a1, given(steps={"issue": {"happened": day("16 12 2024")}}), other)
    assert "14 July 2025, counted: 30 weeks" in words


def test_without_the_date_that_starts_the_clock_nothing_is_counted(w16a1: Exercise) -> None:
    """It says why, and takes half a date for none."""
    half = given(steps={"letter": {"happened": day("14 4 2026") | {"month": ""}}})
    words = printed(w16a1, half)
    assert "No date can be counted yet: the step that starts the clock has none" in words
    assert "14/?/2026 (not a full date yet)" in words


def test_a_duty_not_in_force_gives_no_date(w16a1: Exercise) -> None:
    """An offer of a family meeting is expected practice; the enacted duty counts nothing."""
    words = printed(w16a1, given(steps={"letter": {"happened": day("14 4 2026")}}))
    assert "enacted, not yet in force" in words
    assert not re.search(r"2\. Offer of a family.{0,200}counted:", words)


def test_how_far_and_how_hard_stand_side_by_side(w16a1: Exercise) -> None:
    """Late is said in words beside the rule, with whether it is statute, guidance or practice."""
    late = given(
        steps={"letter": {"happened": day("14 4 2026")}, "meeting": {"stands": "late", "happened": day("5 5 2026")}}
    )
    assert "12 days after the date that practice expects; practice, not statute" in printed(w16a1, late)


def test_only_what_is_still_to_come_is_counted_to_the_day_of_writing(w16a1: Exercise) -> None:
    """A step that nobody looked at is not late."""
    issue = {"happened": day("16 12 2024")}
    untouched = given(today=day("20 10 2025"), steps={"issue": issue})
    assert "on the day of writing" not in printed(w16a1, untouched).lower()
    due = given(today=day("20 10 2025"), steps={"issue": issue, "final": {"stands": "due"}})
    assert "On the day of writing, 18 weeks past the date the rule sets" in printed(w16a1, due)


def test_unchecked_law_says_so(w16a1: Exercise) -> None:
    """A recalled fact keeps its mark beside the date."""
    fact = next(x for x in w16a1.material.law if x.id == "ca1989-s32-26-weeks")
    other = Material(law=(fact.model_copy(update={"confidence": "recalled"}),))
    assert "rule (statute or regulation), not yet checked" in printed(w16a1, Response(), other)


def test_working_days_beyond_the_known_bank_holidays_are_not_guessed(w16a1: Exercise) -> None:
    words = printed(w16a1, given(steps={"letter": {"happened": day("29 12 2032")}}))
    assert "Bank holidays are known here only from 2020 to 2032" in words


def test_cannot_tell_is_a_state_with_a_reason(w16a1: Exercise) -> None:
    words = printed(
        w16a1, given(steps={"review": {"stands": "cannot_tell", "why": "The minutes are not on the file."}})
    )
    assert "Cannot tell, and why" in words
    assert "Why it cannot be told, and which record would say > The minutes are not on the file." in words


def test_an_event_that_is_brought_in_waits_to_be_placed(w16a1: Exercise) -> None:
    """It keeps its date as typed and where it came from; nothing else moves."""
    before = given(steps={"issue": {"happened": day("16 12 2024"), "papers": "Mine"}})
    after = take(
        definition_of(w16a1), before, w16a1.material, [carried("n4", text="Late", when=DateParts(year="2025"))]
    )
    assert after.steps == before.steps
    words = printed(w16a1, after)
    assert "Brought in, not yet placed" in words
    assert "?/?/2025 (not a full date yet): n4" in words
    assert "From Chronology" in words


def test_half_a_date_is_told_as_it_was_said(w16a1: Exercise) -> None:
    """ "Spring 2024" says more than a year in a box; a text that only repeats the title is not printed twice."""
    one = carried("Late", text="Late", when=DateParts(year="2024"), said_when="Spring 2024")
    words = printed(w16a1, take(definition_of(w16a1), Response(), w16a1.material, [one]))
    assert "Spring 2024: Late" in words
    assert "full date" not in words
    assert words.count("Late") == 1


def test_the_same_event_comes_once(w16a1: Exercise) -> None:
    """Also when it was placed since; the same id from another child's work is another event."""
    once = take(definition_of(w16a1), Response(), w16a1.material, [carried("n4")])
    placed = once.model_copy(update={"events": (once.events[0].model_copy(update={"step": "issue"}),)})
    twice = take(
        definition_of(w16a1),
        placed,
        w16a1.material,
        [carried("n4"), carried("n4", "Chronology (the child you follow)")],
    )
    assert [x.step for x in twice.events] == ["issue", ""]


def test_what_is_dated_or_still_to_come_can_be_carried_on(w16a1: Exercise) -> None:
    """Ids are the step's own, so that an edit does not make a second offer."""
    response = given(
        steps={
            "issue": {"happened": day("16 12 2024"), "tells": "The duty worker"},
            "final": {"stands": "due", "blocker": "No analysis", "whose": "Mine"},
        }
    )
    found = {x.id: x for x in offers(definition_of(w16a1), response, w16a1.material)}
    assert set(found) == {"event-issue", "step-final"}
    assert found["event-issue"].when == DateParts(day="16", month="12", year="2024")
    assert found["step-final"].when is None
    assert found["step-final"].said_when == "Expected 16 June 2025, counted: 26 weeks"
    assert found["step-final"].text == "Held up by: No analysis\nWhose that is: Mine"


def test_the_followed_child_has_a_name_and_no_case_facts(w16a1: Exercise) -> None:
    """An alias, or plain words until there is one."""
    followed = Material(law=w16a1.material.law, followed="Robin")
    assert "Whose path: Robin" in printed(w16a1, Response(), followed)
    nobody = printed(w16a1, Response(), Material(law=w16a1.material.law, followed=""))
    assert "Whose path: the child you follow" in nobody
    assert "Kacper" not in nobody


def test_own_steps_stand_where_they_were_put(w16a1: Exercise) -> None:
    """After the step named; at the end where that is gone."""
    response = given(
        own=[
            {"id": "s1", "path": "court", "title": "The hearing that was lost", "after": "first_hearing"},
            {"id": "s2", "path": "court", "after": "gone"},
        ]
    )
    court = definition_of(w16a1).paths[1]
    titles = [x.title for x in Tracker(definition_of(w16a1), response, w16a1.material).path(court)]
    assert titles.index("The hearing that was lost") == titles.index("Case management hearing") + 1
    assert titles[-1] == "A step of my own"


def test_nothing_is_lost_when_the_definition_changes(w16a1: Exercise) -> None:
    """Answers to steps, paths and questions that are gone are still printed, and their events too."""
    response = given(
        steps={"old-step": {"papers": "Kept words"}},
        own=[{"id": "s1", "path": "old-path", "title": "My own old step"}],
        answers={"old-question": "Old answer"},
        events=[{"id": "x", "title": "An event", "step": "not-there"}],
    )
    words = printed(w16a1, response)
    for kept in ("Kept words", "My own old step", "Old answer", "An event"):
        assert kept in words


def test_parts_are_steps_and_questions(w16a1: Exercise) -> None:
    definition = definition_of(w16a1)
    parts = len(list(definition.steps())) + len(definition.asks())
    assert progress(definition, Response(), w16a1.material).parts == parts
    some = given(
        steps={"issue": {"stands": "done"}, "letter": {}, "old": {"stands": "done"}},
        answers={"ours": " ", "began": "letter"},
    )
    assert progress(definition, some, w16a1.material).filled == 2


def test_the_group_is_counted_by_step_and_never_quoted(w16a1: Exercise) -> None:
    """How many found no record, and how many named who tells the family."""
    one = given(steps={"family": {"stands": "none", "tells": "secret"}}, answers={"offer": "silent", "ours": "secret"})
    words = text.render(picture(definition_of(w16a1), [one] * 5, w16a1.material))
    assert "secret" not in words
    assert "I can find no record of it: 5" in words
    assert "Who tells the family is named: 5" in words


def test_odd_words_and_very_many_stay_words(w16a1: Exercise) -> None:
    """Markup, right-to-left text and emoji in every field; two hundred events and own steps."""
    step = {
        "why": AWKWARD,
        "papers": AWKWARD,
        "tells": AWKWARD,
        "blocker": AWKWARD,
        "whose": AWKWARD,
        "happened": {"day": AWKWARD},
    }
    response = given(
        steps={"issue": step, "gone": step},
        own=[{"id": f"s{n}", "path": "court", "title": AWKWARD} for n in range(200)],
        events=[{"id": f"e{n}", "title": AWKWARD, "origin": AWKWARD, "step": "issue"} for n in range(200)],
        answers={"ours": AWKWARD, "began": AWKWARD},
    )
    blocks = report(definition_of(w16a1), response, w16a1.material)
    assert "<script>" not in html.render(blocks)
    assert docx.render(Document("t", tuple(blocks)))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"law": "no-such"}, "not a timetable fact"),
        ({"starts": "nowhere"}, "no step here"),
        ({"law": "", "starts": "a"}, "needs a `law` fact"),
        ({"law": "ca1989-s32-26-weeks", "starts": "a", "counted_from": "expected"}, "waits for itself"),
        ({"also": ["no-such"]}, "own list `law`"),
        ({"terms": ["no-such"]}, "own list `terms`"),
    ],
)
def test_authors_are_told_what_leads_nowhere(w16a1: Exercise, change: dict[str, Any], complaint: str) -> None:
    plain = {"kind": "legal_tracker", "title": "t", "purpose": "p", "prompt": "q", "minutes": 5}
    definition = Definition.model_validate(
        {**plain, "paths": [{"id": "p", "title": "P", "steps": [{"id": "a", "title": "A"} | change]}]}
    )
    assert any(complaint in x for x in check(definition, w16a1.material))


def test_a_new_bank_holiday_asks_nothing_new(w16a1: Exercise) -> None:
    """Answers are not set aside because the calendar grew."""
    definition = definition_of(w16a1)
    assert definition.question_hash() == definition.model_copy(update={"bank_holidays": ()}).question_hash()
