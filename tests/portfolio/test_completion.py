"""The nine requirements: what shows each, what is missing and where, and what counts as verified."""

from __future__ import annotations

from dataclasses import replace

import participant
import pytest

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.portfolio import entries
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress import agreed, completion
from permanence_lib.portfolio.progress.agreed import Alternative, Attended
from permanence_lib.portfolio.progress.completion import Requirement
from permanence_lib.store import Store

IDS = [
    "workshops", "tasks", "reading", "direct-work", "tracker", "self-assessments", "reviews", "enquiry", "portfolio",
]  # fmt: skip


def found(desk: Desk) -> dict[str, Requirement]:
    """The requirements as the next request sees them."""
    return {one.id: one for one in completion.requirements(replace(desk))}


def test_they_are_the_nine_that_the_last_sign_off_asks_for(desk: Desk) -> None:
    """The ids and their order are those of week 28, so that a manager's word on one is a word on the other."""
    items = [item.id for item in exercises.find("w28a4", desk.content).definition.items]  # type: ignore[attr-defined]
    assert list(found(desk)) == items == IDS


def test_the_six_tracker_entries_are_where_the_portfolio_says(content: Content) -> None:
    """Entries 1, 2 and 5 by their name; 3, 4 and 6 stand in the sign-offs, whose questions ask for an entry."""
    rule = next(x.rule for x in content.programme.completion.shown_by if x.id == "tracker")
    for number, name in enumerate(rule.exercises, start=1):
        written = (content.root / "exercises" / f"{name}.yaml").read_text("utf-8")
        words = ("one", "two", "three", "four", "five", "six")[number - 1]
        assert f"Case tracker, entry {number}" in written or f"Entry {words}:" in written, name


def test_nothing_begun_leads_to_where_each_is_done(empty_desk: Desk) -> None:
    """Every requirement says what is missing, and every link goes somewhere."""
    for one in found(empty_desk).values():
        assert not one.met and not one.verified and not one.shown
        assert one.missing and all(words and href.startswith("/") for words, href in one.missing)
    assert completion.summary(completion.requirements(empty_desk)) == (
        "None of the 9 requirements has all it needs yet.",
    )


def test_everything_done_still_lacks_what_no_exercise_shows(desk: Desk) -> None:
    """Workshops have to be said, and something has to be chosen for the portfolio."""
    open_ones = [one.id for one in found(desk).values() if not one.met]
    assert open_ones == ["workshops", "portfolio"]
    entries.choose(desk, "w06a2", 1, "Why")
    for week in ("w04", "w11", "w18", "w25"):
        agreed.keep_attended(desk, week, Attended(attended=True))
    assert all(one.met and not one.verified for one in found(desk).values())
    assert completion.summary(completion.requirements(replace(desk))) == ("All 9 requirements have all they need.",)


def test_work_that_is_begun_is_still_missing(store: Store, content: Content) -> None:
    """Saved is not finished; the words say so and lead to the exercise."""
    desk = participant.study(store, content, ["w07"], done=False)
    missing = dict(found(desk)["tracker"].missing)
    assert (
        missing["Week 7, Case tracker review (Case tracker, entry 2): begun, not yet marked as finished"]
        == "/week/w07#exercise-w07a2"
    )


def test_a_week_that_is_begun_names_what_is_open(store: Store, content: Content) -> None:
    """Three of the four in week 9, and the fourth by its title."""
    me = store.me().id
    for name in ("w09a1", "w09a2", "w09a3"):
        participant.answer(store, me, exercises.find(name, content), name)
    missing = found(participant.study(store, content, ["none"]))["tasks"].missing
    assert ("Week 9: When carers carry trauma", "/week/w09#exercise-w09a4") in missing
    assert ("Week 10: none of its 3 core activities is finished", "/week/w10") in missing


def test_work_on_the_followed_child_counts(store: Store, content: Content) -> None:
    """Either child will do, and two answers to one exercise are one piece."""
    exercise = exercises.find("w09a2", content)
    for slot in ("w09a2", "w09a2:followed"):
        participant.answer(store, store.me().id, exercise, slot)
    one = found(participant.study(store, content, ["none"]))["direct-work"]
    assert [href for _, href in one.shown] == ["/week/w09#exercise-w09a2"]
    assert not one.met


def test_an_alternative_counts_and_is_named_as_one(empty_desk: Desk) -> None:
    """For the tasks of a week and for a workshop; not for anything else, and not while it is only a note."""
    before = len(found(empty_desk)["tasks"].missing)
    agreed.keep_alternative(empty_desk, "w13", Alternative(True, "a letter to myself", "my line manager"))
    agreed.keep_alternative(empty_desk, "w18", Alternative(True, "a day in court", "my line manager"))
    agreed.keep_alternative(empty_desk, "w19", Alternative(False, "perhaps a visit", ""))
    tasks, workshops = found(empty_desk)["tasks"], found(empty_desk)["workshops"]
    assert tasks.shown == (
        ("Week 13: an alternative, agreed with my line manager: a letter to myself", "/progress/alternative/w13"),
    )
    assert len(tasks.missing) == before - 1
    assert "an alternative, agreed with my line manager: a day in court" in workshops.shown[0][0]
    assert not found(empty_desk)["reading"].shown


def test_attendance_taken_back_is_missing_again(empty_desk: Desk) -> None:
    agreed.keep_attended(empty_desk, "w04", Attended(attended=True))
    agreed.keep_attended(replace(empty_desk), "w04", Attended(attended=False, kept=1))
    assert len(found(empty_desk)["workshops"].missing) == 4


@pytest.mark.parametrize(("said", "verified"), [("verified", True), ("not-yet", False), ("talk", False), (None, False)])
def test_only_the_managers_word_verifies(said: str | None, verified: bool, desk: Desk) -> None:
    """What comes back after week 28, item by item; nothing the participant does."""
    items = {"tracker": {"said": said, "comment": ""}} if said else {}
    desk.keep("verified:w28", {"pack": "p", "on": "2026-07-30", "by": "MO", "items": items})
    assert found(desk)["tracker"].verified is verified
    assert not found(desk)["reading"].verified


def test_reviews_are_verified_once_all_three_confirm_all_they_ask(desk: Desk) -> None:
    """A review that says 'not yet' of anything does not count; what is said at the end goes before them all."""
    for week in ("w07", "w14"):
        desk.keep(f"verified:{week}", {"items": {"one": {"said": "verified"}}})
    desk.keep("verified:w21", {"items": {"one": {"said": "verified"}, "two": {"said": "not-yet"}}})
    assert not found(desk)["reviews"].verified
    desk.keep("verified:w21", {"items": {"one": {"said": "verified"}, "two": {"said": "verified"}}})
    assert found(desk)["reviews"].verified
    desk.keep("verified:w28", {"items": {"reviews": {"said": "not-yet"}}})
    assert not found(desk)["reviews"].verified


def test_a_record_of_another_form_verifies_nothing(desk: Desk) -> None:
    desk.keep("verified:w28", {"items": ["tracker"]})
    desk.keep("attended:w04", {"attended": "yes", "on": "32"})
    assert not found(desk)["tracker"].verified
    assert not found(desk)["workshops"].shown


def test_no_share_and_no_mark_is_given(desk: Desk) -> None:
    """Counts of things to do, never a percentage or a score."""
    words = " ".join(text for one in found(desk).values() for text, _ in (*one.shown, *one.missing))
    assert "%" not in words and "score" not in words
