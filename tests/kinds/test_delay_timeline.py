"""The two clocks: what is counted, what is said of it, and what survives a strange answer."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.content.sources import LawFact
from permanence_lib.document import html, text
from permanence_lib.errors import UnreadableFile
from permanence_lib.kind import Carried, DateParts, Material, Offer
from permanence_lib.kinds.delay_timeline import KIND
from permanence_lib.kinds.delay_timeline.model import Clocks, Definition, Given, Response, by_stage, say_age

KINDS = Path(exercises.__file__).parent / "kinds"
KIT = Path(exercises.__file__).parent / "screen" / "kit"
STRANGE = "<script>alert(1)</script> שלום 🙂 'quoted' & \u202e"


@pytest.fixture(scope="module")
def rowan() -> exercises.Exercise:
    """The exercise of week 2."""
    return exercises.find("w02a2", Content.load())


@pytest.fixture(scope="module")
def whole(rowan: exercises.Exercise) -> exercises.Exercise:
    """The same exercise with every stage of the timetable."""
    content = Content.load()
    definition = rowan.definition.model_copy(
        update={"timetable": "all", "set_aside": {"adoption": "nobody planned it"}}
    )
    law = tuple(content.law[name] for name in definition.law_wanted(content.law))  # type: ignore[attr-defined]
    return replace(rowan, definition=definition, material=replace(rowan.material, law=law))


def plain(**fields: Any) -> Definition:
    """A definition without a case, with the fields given."""
    base = {"kind": "delay_timeline", "title": "T", "purpose": "P", "prompt": "Q", "minutes": 5, "name": "Sam"}
    return Definition.model_validate({**base, "born": "2024-02-29", **fields})


def law(**fields: Any) -> LawFact:
    """A law fact of four weeks, with the fields given."""
    base = {
        "id": "limit", "name": "Limit", "stage": "proceedings", "statement": "S.", "when": "soon", "amount": 4,
        "unit": "weeks", "status": "rule", "options": "all", "source": "Act", "url": "https://example.org", "as_at": "2026-11-21",
        "confidence": "verified",
    }  # fmt: skip
    return LawFact.model_validate({**base, **fields})


def step(**fields: Any) -> dict[str, Any]:
    """A milestone on that law fact, starting on 1 May 2024."""
    return {"id": "m", "law": "limit", "starts": {"date": "2024-05-01"}, **fields}


def clocks_of(definition: Definition, facts: tuple[LawFact, ...] = (), **answer: Any) -> Clocks:
    """The clocks of a definition with an answer laid over it."""
    return Clocks(definition, Response.model_validate(answer), Material(law=facts))


def standing_of(fact: LawFact, ends: str = "2024-06-30", **fields: Any) -> str:
    """How the one milestone stands when the record ends on a day."""
    definition = plain(milestones=[step(**fields)], record_ends={"date": ends})
    return clocks_of(definition, (fact,)).expected()[0].standing


def said(exercise: exercises.Exercise, response: Response) -> str:
    """The report as text."""
    return text.render(KIND.report(exercise.definition, response, exercise.material))


# ---- the system's clock


def test_a_milestone_is_counted_from_the_law_fact(rowan: exercises.Exercise) -> None:
    """Due dates of the shipped exercise: working days pass over the two May bank holidays."""
    expected = Clocks(rowan.definition, Response(), rowan.material).expected()
    due = {x.milestone.id: x.due for x in expected if x.milestone}
    assert due["meeting"] == date(2025, 5, 14)
    assert due["first-review"] == date(2025, 6, 13)
    assert due["final-order"] == date(2025, 11, 12)


def test_a_changed_law_figure_changes_the_report(rowan: exercises.Exercise) -> None:
    """No number of a statute stands in code or in the exercise."""
    facts = tuple(f.model_copy(update={"amount": 30}) if f.amount == 26 else f for f in rowan.material.law)
    changed = Material(case=rowan.material.case, law=facts, evidence=rowan.material.evidence)
    assert "10 December 2025 (30 weeks)" in text.render(KIND.report(rowan.definition, Response(), changed))


def test_the_record_and_the_dates_tried_stay_apart(rowan: exercises.Exercise) -> None:
    """Moving a hearing changes what would have been, and nothing in the record."""
    response = Response(moved={"father": DateParts(day="12", month="5", year="2025")})
    clocks = Clocks(rowan.definition, response, rowan.material)
    record = {x.law.id: x.standing for x in clocks.expected()}
    tried = {x.law.id: x.standing for x in clocks.tried()}
    assert record["ca1989-s32-26-weeks"] == "late by 9 weeks and 6 days"
    assert tried["ca1989-s32-26-weeks"] == "met, 5 weeks and 2 days to spare"
    assert set(tried) == {"ca1989-s32-26-weeks", "ca1989-s32-extension-8-weeks"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"met_by": {"date": "2024-05-29"}}, "met on the last day"),
        ({"met_by": {"date": "2024-05-30"}}, "late by 1 day"),
        ({}, "late by 4 weeks and 4 days so far"),
        ({"no_record": "the file is lost"}, "cannot tell: the file is lost"),
        ({"not_applicable": "no court case"}, "not applicable: no court case"),
        ({"starts": {"event": "e77"}}, "cannot tell: nothing here says when its clock started"),
    ],
)
def test_a_step_is_met_late_or_honestly_unknown(fields: dict[str, Any], expected: str) -> None:
    """Every standing is said in words, and a missing record is never a breach."""
    assert standing_of(law(), **fields) == expected


def test_a_measure_makes_nobody_late() -> None:
    """An indicator is a comparison, not a duty."""
    assert standing_of(law(status="indicator"), met_by={"date": "2024-06-10"}) == "beyond the measure by 12 days"


def test_a_duty_to_come_is_not_applied() -> None:
    """Enacted and not in force never looks like a live duty."""
    assert standing_of(law(status="enacted_not_commenced")) == "not applicable: not yet in force"


def test_a_fact_without_a_number_has_no_date() -> None:
    """The tool does not invent a limit."""
    assert standing_of(law(amount=None, unit=None)).startswith("cannot tell: the source gives no number")


def test_unchecked_law_is_marked_and_refused_to_authors() -> None:
    """A recalled fact says so in the report, and the check complains."""
    fact = law(confidence="recalled", url=None)
    definition = plain(milestones=[step()])
    assert "not yet checked" in text.render(KIND.report(definition, Response(), Material(law=(fact,))))
    assert any("has not been checked" in words for words in KIND.check(definition, Material(law=(fact,))))


# ---- the child's clock


def test_the_counts_are_sentences_with_ages(rowan: exercises.Exercise) -> None:
    """Homes, workers and visits are told, never scored."""
    sentences = Clocks(rowan.definition, Response(), rowan.material).sentences()
    assert "2 social workers were allocated: 11 weeks before birth; 2 weeks before birth." in sentences
    assert "2 entries change who Rowan lives with: at 3 days; at 7 weeks." in sentences


def test_a_stretch_before_birth_is_told_from_the_birth(rowan: exercises.Exercise) -> None:
    """Nobody's share of life is counted before there is a life."""
    clocks = Clocks(rowan.definition, Response(), rowan.material)
    words = clocks.child.stretch_words(date(2024, 11, 25), date(2025, 2, 24))
    assert words.endswith("It began 24 weeks before birth and ended 11 weeks before birth.")


def test_a_child_born_on_a_leap_day_has_birthdays() -> None:
    """29 February is a year old on 1 March."""
    clocks = clocks_of(plain())
    assert clocks.child.age(date(2024, 2, 29)) == "newborn"
    assert clocks.child.age(date(2025, 2, 28)) == "11 months"
    assert clocks.child.age(date(2025, 3, 1)) == "1 year"


def test_without_a_birth_the_calendar_alone_speaks() -> None:
    """An exercise about an unborn or unknown child still opens; its author is told."""
    definition = plain(born=None, given=[{"id": "x1", "date": "2024-05-01", "text": "A meeting"}])
    assert "1 May 2024" in text.render(KIND.report(definition, Response(), Material()))
    assert any("needs a birth" in words for words in KIND.check(definition, Material()))


# ---- dates tried


def test_what_follows_keeps_its_distance() -> None:
    """Moving the first decision moves those that wait for it, until they have a date of their own."""
    definition = plain(
        decisions=[
            {"id": "a", "label": "A", "planned": {"date": "2024-09-01"}, "not_before": {"birth": True}},
            {"id": "b", "label": "B", "planned": {"date": "2024-09-15"}, "depends_on": "a"},
        ]
    )
    moved = {"a": {"day": "1", "month": "8", "year": "2024"}}
    assert clocks_of(definition, moved=moved).decided["b"] == date(2024, 8, 15)


@pytest.mark.parametrize("typed", [("31", "02", "2024"), ("1", "1", "2024"), ("1", "9", "2204"), ("", "9", "2024")])
def test_a_date_that_cannot_be_used_is_kept_and_shown(typed: tuple[str, str, str]) -> None:
    """31/02, before birth, centuries away, half typed: the planned date stays and the words are not lost."""
    day, month, year = typed
    one = {"id": "a", "label": "A", "planned": {"date": "2024-09-01"}, "not_before": {"birth": True}}
    definition, answer = plain(decisions=[one]), {"a": {"day": day, "month": month, "year": year}}
    response = Response.model_validate({"moved": answer})
    assert Clocks(definition, response, Material()).decided["a"] == date(2024, 9, 1)
    shown = text.render(KIND.report(definition, response, Material()))
    assert f"{day or '?'}/{month}/{year} was typed and cannot be used" in " ".join(shown.split())


# ---- answers of every shape


def strange() -> Response:
    """An answer with awkward words in every field."""
    thought = {"cause": STRANGE, "tag": "avoidable", "cost": STRANGE}
    parts = {"day": STRANGE, "month": STRANGE, "year": STRANGE}
    return Response.model_validate(
        {
            "stretches": {"referral": thought},
            "own_stretches": [{"id": "s1", "label": STRANGE, "start": "e02", "end": "nowhere", **thought}],
            "points": [{"id": "p1", "label": STRANGE, "track": STRANGE, "date": parts}],
            "moved": {"hearing": parts}, "what_if": STRANGE, "answers": {"followed": STRANGE}, "thing": STRANGE,
            "who": STRANGE, "by_when": parts,
        }
    )  # fmt: skip


def test_strange_words_are_kept_whole_and_never_become_html(rowan: exercises.Exercise) -> None:
    """Scripts, Hebrew, emoji and direction marks come back as typed, and as text."""
    response = strange()
    assert Response.model_validate_json(response.model_dump_json()) == response
    assert "<script>" not in html.render(KIND.report(rowan.definition, response, rowan.material))
    assert said(rowan, response).count("שלום") >= 8


def test_an_empty_answer_gives_the_whole_form(rowan: exercises.Exercise) -> None:
    """Every stretch and question stands there to be filled in by hand."""
    report = said(rowan, Response())
    assert all(stretch.label in report for stretch in rowan.definition.stretches)
    assert report.count("Not yet named") == len(rowan.definition.stretches)


def test_progress_counts_parts_that_hold_something(rowan: exercises.Exercise) -> None:
    """Spaces are nothing; a tag is something; there is no mark."""
    empty = KIND.progress(rowan.definition, Response(thing="  "), rowan.material)
    some = KIND.progress(rowan.definition, strange(), rowan.material)
    assert (empty.filled, empty.parts) == (0, 9)
    assert some.filled == 4


def test_no_word_judges_the_child_or_the_length(rowan: exercises.Exercise) -> None:
    """A length of life in hundredths is a length; nothing else is a percentage, and nothing is a score or a ranking."""
    sentences = " ".join(Clocks(rowan.definition, Response(), rowan.material).sentences()).lower()
    assert [part for part in sentences.split("%")[:-1] if not re.search(r"of life \(\d+$", part)] == []
    assert not any(word in sentences for word in ("per cent", "score", "risk", "chance"))


def test_two_hundred_entries_are_numbered_in_the_order_of_their_days() -> None:
    """A long record stays whole, whatever order it was written in."""
    days = [date(2024, 3, 1) + timedelta(days=3 * n) for n in range(200)]
    given = tuple(Given(id=f"x{n}", date=day, text=str(n)) for n, day in reversed(list(enumerate(days))))
    entries = clocks_of(plain().model_copy(update={"given": given})).entries
    assert [entry.number for entry in entries] == list(range(1, 201))
    assert [entry.date for entry in entries] == days


def test_the_picture_counts_and_quotes_nobody(rowan: exercises.Exercise) -> None:
    """Twenty answers: how each stretch was named, and no free text unless names are shared."""
    group = [strange()] * 20
    picture = text.render(KIND.picture(rowan.definition, group, rowan.material))
    assert "Avoidable: 20" in picture
    assert "script" not in picture
    named = rowan.definition.model_copy(update={"sharing": "named"})
    assert "script" in text.render(KIND.picture(named, group, rowan.material))


# ---- the followed child


def day(day: str = "", month: str = "", year: str = "") -> dict[str, str]:
    """Three boxes."""
    return {"day": day, "month": month, "year": year}


OWN: dict[str, Any] = {
    "born": day(month="March", year="2025"),
    "since": "p1",
    "points": [
        {"id": "p1", "label": "Moves to carers", "track": "life", "date": day("1", "7", "2025")},
        {"id": "p2", "label": "A new worker", "track": "system", "date": day(month="9", year="2025")},
        {"id": "p3", "label": "The first review", "track": "system", "date": day("1", "8", "2025")},
        {"id": "p4", "label": "A visit nobody dated", "track": "life"},
    ],
    "clocks": {"first-review": {"starts": "p1", "met": "p3"}},
    "own_stretches": [
        {"id": "s1", "label": "Waiting for a review", "start": "p1", "end": "p3", "cause": "Leave", "tag": "avoidable"}
    ],
    "own_decisions": [
        {"id": "d1", "label": "The assessment ends", "planned": day("1", "12", "2025")},
        {"id": "d2", "label": "The hearing", "planned": day("1", "2", "2026"), "waits_for": "d1"},
        {"id": "d3", "label": "The panel", "planned": day("31", "2", "2026")},
    ],
    "moved": {"d1": day("1", "11", "2025")},
}  # fmt: skip


def own(rowan: exercises.Exercise, alias: str = "Wren", **answer: Any) -> tuple[Definition, Response, Material]:
    """The shipped exercise, done on the followed child."""
    return rowan.definition, Response.model_validate(answer), replace(rowan.material, case=None, followed=alias)  # type: ignore[return-value]


def paper(asked: tuple[Definition, Response, Material]) -> str:
    """The report on one line."""
    return " ".join(text.render(KIND.report(*asked)).split())


def test_the_followed_child_has_two_clocks_without_a_case(rowan: exercises.Exercise) -> None:
    """The birth to the month, the alias, the law's limits on dates of one's own; nothing of the case is left."""
    words = paper(own(rowan, **OWN))
    assert "Wren was born in March 2025. Ages are counted from the middle of that month." in words
    assert "29 July 2025 (20 working days)" in words
    assert "Late by 3 days" in words
    assert "4 weeks and 3 days, 1 July 2025 to 1 August 2025." in words
    assert "Which date would have changed most for Wren" in words
    assert "Rowan" not in words
    assert "Leanne" not in words


def test_a_loose_date_is_shown_over_all_the_days_it_may_mean(rowan: exercises.Exercise) -> None:
    """A month is a month, no day is guessed, and what has no date is listed without one."""
    words = paper(own(rowan, **OWN))
    assert "September 2025" in words
    assert "No date" in words
    assert "A visit nobody dated (added by me)" in words


def test_decisions_of_ones_own_move_with_what_they_wait_for(rowan: exercises.Exercise) -> None:
    """A month earlier for the first is a month earlier for the second; a date that is none is printed as typed."""
    clocks = Clocks(*own(rowan, **OWN))
    assert clocks.decided["d2"] == date(2026, 1, 2)
    assert "The panel: 31/2/2026" in paper(own(rowan, **OWN))
    assert "In the record" not in paper(own(rowan, **OWN))


def test_the_law_waits_for_a_date_to_start_from(rowan: exercises.Exercise) -> None:
    """Before anything is typed every limit is there, and none has a date."""
    clocks = Clocks(*own(rowan))
    assert len(clocks.expected()) == len(rowan.definition.law)
    assert {x.standing[:43] for x in clocks.expected()} == {
        "cannot tell: nothing here gives the day whe",
        "not applicable: not yet in force",
    }
    assert "The child's clock" in paper(own(rowan, alias=""))


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (day("3", "1", "2027"), "Wren is expected on 3 January 2027."),
        (day(month="1", year="2027"), "Wren is expected in January 2027."),
        (day(year="2027"), "Birth: ?/?/2027 (too little to count from)"),
        (day("31", "2", "2027"), "Birth: 31/2/2027 (too little to count from)"),
        ({}, "Birth: Not given"),
    ],
)
def test_a_child_not_yet_born_has_a_clock_too(rowan: exercises.Exercise, born: dict[str, str], words: str) -> None:
    """Counted towards the birth; a year alone is too little."""
    assert words in paper(own(rowan, born=born, expected=True))


def test_an_age_known_to_the_month_says_so(rowan: exercises.Exercise) -> None:
    """Nobody reads a guess as a fact."""
    child = Clocks(*own(rowan, **OWN)).child
    assert child.age(date(2025, 7, 1)) == "about 3 months"
    assert child.age(date(2025, 3, 20)) == "around the birth"
    assert child.old(date(2025, 3, 20)) == "around the birth"
    assert child.share(date(2025, 7, 1), date(2025, 9, 1)) == "about 8 of the first 24 weeks of life (33%)"


def test_progress_counts_what_is_asked_of_the_followed_child(rowan: exercises.Exercise) -> None:
    """Dates, a stretch, the question and the action; nothing of the case's own stretches."""
    assert KIND.progress(*own(rowan)).words() == "0 of 4 parts"
    assert KIND.progress(*own(rowan, **OWN)).words() == "2 of 4 parts"


# ---- carried in and out


def carried(**fields: Any) -> Carried:
    """Something brought from a chronology."""
    offer = Offer.model_validate({"id": "n1", "sort": "event", "title": "A move", **fields})
    return Carried(offer=offer, exercise="w15a2", title="Chronology that speaks")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"when": day("3", "2", "2024"), "said_when": "3 February 2024"}, "3 February 2024"),
        ({"when": day(month="February", year="2024")}, "February 2024"),
        ({"data": {"when": {"season": "spring", "year": "2024", "day": "9", "known": "season"}}}, "Spring 2024"),
        ({"when": day(year="2024")}, "2024"),
        ({"said_when": "around Easter"}, "around Easter"),
        ({}, "No date"),
        ({"data": {"when": "soon"}}, "No date"),
    ],
)
def test_an_event_comes_in_as_far_as_its_date_is_known(
    rowan: exercises.Exercise, fields: dict[str, Any], said: str
) -> None:
    """Exact, to the month, the season or the year, or listed without a date; never guessed, and its source is said."""
    before = Response.model_validate(OWN)
    assert KIND.take is not None
    after = KIND.take(
        rowan.definition, before, replace(rowan.material, case=None, followed="Wren"), [carried(**fields)]
    )
    assert after.points[:-1] == before.points
    assert after.points[-1].said() == said
    words = text.render(KIND.report(rowan.definition, after, replace(rowan.material, case=None, followed="Wren")))
    assert "A move (from “Chronology that speaks”)" in " ".join(words.split())


def test_twenty_events_have_ids_of_their_own(rowan: exercises.Exercise) -> None:
    """Bringing in more later never takes the place of what came before."""
    assert KIND.take is not None
    once = KIND.take(rowan.definition, Response(), rowan.material, [carried()] * 10)
    twice = KIND.take(rowan.definition, once, rowan.material, [carried()] * 10)
    assert len({point.id for point in twice.points}) == 20


def test_what_it_lends(rowan: exercises.Exercise) -> None:
    """One's own dates, the stretches that were not purposeful, and the one thing that can be sped up."""
    answer = {**OWN, "thing": "Ring the aunt", "who": "Me", "by_when": day("1", "12", "2026")}
    found = {offer.id: offer for offer in KIND.offers(*own(rowan, **answer))}
    assert [found[name].sort for name in ("p1", "p2", "stretch.s1", "action")] == ["event", "event", "gap", "action"]
    assert (found["p2"].said_when, found["p2"].data["when"]["known"]) == ("September 2025", "month")
    assert "Avoidable. What caused it: Leave" in found["stretch.s1"].text
    assert (found["action"].text, found["action"].said_when) == ("Ring the aunt (who: Me)", "1 December 2026")
    purposeful = OWN | {"own_stretches": [OWN["own_stretches"][0] | {"tag": "purposeful"}]}
    assert not [offer for offer in KIND.offers(*own(rowan, **purposeful)) if offer.sort == "gap"]
    assert list(KIND.offers(*own(rowan))) == []


# ---- authors


def test_a_new_bank_holiday_asks_no_new_question(rowan: exercises.Exercise) -> None:
    """The calendar is not part of the fingerprint of what is asked."""
    other = rowan.definition.model_copy(update={"bank_holidays": (date(2025, 7, 7),)})
    assert other.question_hash() == rowan.definition.question_hash()


def test_a_definition_survives_json(rowan: exercises.Exercise) -> None:
    """What the browser is given reads back as the same definition."""
    assert Definition.model_validate_json(rowan.definition.model_dump_json()) == rowan.definition


def test_a_moment_says_one_thing() -> None:
    """Two names for one moment are refused."""
    with pytest.raises(ValidationError, match="exactly one"):
        plain(waiting={"since": {"event": "e01", "birth": True}, "words": "w"})


def test_the_check_names_what_is_missing() -> None:
    """Unknown child, event, law and a chain that runs backwards."""
    definition = plain(
        child="nobody",
        stretches=[{"id": "s", "label": "S", "start": {"event": "e99"}, "end": {"birth": True}}],
        milestones=[step()],
        decisions=[{"id": "a", "label": "A", "planned": {"date": "2024-09-01"}, "depends_on": "later"}],
    )
    words = "\n".join(KIND.check(definition, Material()))
    assert "'nobody' is not one of the people" in words
    assert "stretches, s: nothing here is called event 'e99'" in words
    assert "'limit' is not in this exercise's `law` list" in words
    assert "depends_on must name a decision above it" in words


def test_the_shipped_exercise_has_nothing_to_complain_of(rowan: exercises.Exercise) -> None:
    """Its ids lead somewhere and its example fits."""
    assert KIND.check(rowan.definition, rowan.material) == ()
    assert rowan.example() is not None


# ---- the whole timetable


def test_the_whole_timetable_is_counted_and_folded_by_stage(whole: exercises.Exercise) -> None:
    """Every fact with a clock is there once or more; each stage has one line, and no line is a mark."""
    clocks = Clocks(whole.definition, Response(), whole.material)  # type: ignore[arg-type]
    assert {x.law.id for x in clocks.expected()} == {name for name, fact in Content.load().law.items() if fact.clock}
    lines = {stage: line for stage, line, _ in by_stage(clocks.expected())}
    assert lines["The court case"].startswith("Late: Final order; Extension. Cannot tell: 5.")
    assert lines["Adoption"] == "Not applicable: 11."


def test_dates_of_ones_own_are_moments_of_the_timetable(whole: exercises.Exercise) -> None:
    """A date marked as a moment starts or meets every step that moment belongs to."""
    points = [
        {"id": "p1", "label": "In care", "track": "life", "date": day("1", "7", "2025"), "means": "entered-care"},
        {"id": "p2", "label": "Review", "track": "system", "date": day("1", "8", "2025"), "means": "first-review"},
        {"id": "p3", "label": "About a visit", "track": "system", "date": day("", "8", "2025"), "means": "visit"},
    ]
    clocks = Clocks(*own(whole, points=points, not_yet=["second-review"], set_aside=["adoption"]))
    found = {x.law.id: x.standing for x in clocks.expected()}
    assert found["cp-reg-33-first-review-20-days"] == "late by 3 days"
    assert found["cp-reg-33-second-review-3-months"] == "due in 13 weeks and 1 day"
    assert found["cp-reg-28-visits-6-weeks"].startswith("cannot tell: nothing here gives the day")
    assert found["scorecard-a1"].startswith("due in")
    assert found["adoption-guidance-match-6-months"] == "not applicable: set aside for Wren"


def test_a_decision_of_ones_own_moves_the_step_it_answers(rowan: exercises.Exercise) -> None:
    """Two plans, one step: late in the one, met in the other."""
    answer = OWN | {
        "points": [*OWN["points"], {"id": "p9", "label": "Issue", "track": "system", "date": day("1", "7", "2025"),
                                    "means": "proceedings-issued"}],
        "own_decisions": [{"id": "d1", "label": "Hearing", "planned": day("1", "2", "2026"), "means": "final-order"}],
        "moved": {"d1": day("1", "3", "2026")}, "moved_b": {"d1": day("1", "12", "2025")}, "two_plans": True,
    }  # fmt: skip
    clocks = Clocks(*own(rowan, **answer))
    of = {plan: {x.law.id: x.standing for x in clocks.tried(plan)}["ca1989-s32-26-weeks"] for plan in "ab"}
    assert of == {"a": "late by 8 weeks and 5 days", "b": "met, 4 weeks and 1 day to spare"}
    words = paper(own(rowan, **answer))
    assert "Two plans side by side" in words
    assert "12 weeks and 6 days earlier in plan B: about 12 of the first" in words


def test_an_answer_of_an_earlier_version_still_opens(rowan: exercises.Exercise) -> None:
    """What was kept before there were plans, moments and sorts reads back, and says what it said."""
    old = Response.model_validate({**OWN, "points": [{"id": "p1", "label": "A", "track": "life"}]})
    assert (old.moved_b, old.two_plans, old.points[0].means) == ({}, False, "")
    assert "A (added by me)" in paper(own(rowan, **{**OWN, "points": [{"id": "p1", "label": "A", "track": "life"}]}))


def test_the_check_knows_the_moments(rowan: exercises.Exercise) -> None:
    """A moment that nothing waits for, an entry that is not there, a timetable without law."""
    update = {"triggers": {"never-heard-of": {"birth": True}}, "seen": [{"name": "Nan", "events": ["e99"]}]}
    definition = Definition.model_validate({**rowan.definition.model_dump(mode="json"), **update})
    words = "\n".join(KIND.check(definition, rowan.material))
    assert "triggers, never-heard-of: no step" in words
    assert "seen, Nan: there is no event 'e99'" in words
    assert any("has a clock" in said for said in KIND.check(plain(timetable="all"), Material()))


def test_a_definition_asks_for_the_law_it_counts(rowan: exercises.Exercise) -> None:
    """With `timetable` the steps of those stages come by themselves, after those its author named."""
    law_of = Content.load().law
    asked = plain(law=("scorecard-a1",), timetable=["proceedings"]).law_wanted(law_of)
    assert asked[0] == "scorecard-a1"
    assert {law_of[name].stage for name in asked[1:]} == {"proceedings"}


# ---- people, changes and ages


def test_who_was_last_seen_and_what_changed_is_told_in_sentences(rowan: exercises.Exercise) -> None:
    """Each person once, each change with its age, and what has no date says so."""
    points = [
        {"id": "a", "label": "Nan", "sort": "seen", "who": "Nan", "date": day("1", "5", "2025")},
        {"id": "b", "label": "Nan", "sort": "seen", "who": "Nan", "date": day("1", "6", "2025")},
        {"id": "c", "label": "Brother", "sort": "seen", "who": "her brother", "date": day("", "2", "2025")},
        {"id": "d", "label": "Aunt", "sort": "seen", "who": "an aunt"},
        {"id": "e", "label": "Move", "sort": "home_carer", "date": day("1", "7", "2025")},
        {"id": "f", "label": "Nursery", "sort": "school"},
    ]
    words = paper(own(rowan, born=day("15", "3", "2024"), points=points))
    assert (
        "Nan was last seen on 1 June 2025 (at 1 year 2 months), 4 weeks and 2 days before the last day here." in words
    )
    assert "Her brother was last seen in February 2025." in words
    assert "Nothing here says when Wren last saw an aunt." in words
    assert "1 home among the dates added: at 1 year 3 months." in words
    assert "1 carer among the dates added: at 1 year 3 months." in words
    assert "1 school among the dates added: date not known." in words


def test_ages_are_described_in_plain_words_that_say_whose_they_are(rowan: exercises.Exercise) -> None:
    """The words are the programme's own, say that they are no research, and claim nothing about brains."""
    words = " ".join(said(rowan, Response()).split())
    assert "12 May 2025 to 12 August 2025: feeding, sleeping and being held" in words
    assert "everyday words, not research" in words
    assert "brain" not in words.lower()


def test_a_person_carried_in_is_somebody_to_be_seen(rowan: exercises.Exercise) -> None:
    """A name from the map of relationships becomes a person whose last day is still to be found."""
    assert KIND.take is not None
    given = Carried(offer=Offer(id="x", sort="person", title="Nan"), exercise="w05a1", title="Map")
    after = KIND.take(rowan.definition, Response(), rowan.material, [given])
    assert (after.points[0].sort, after.points[0].who) == ("seen", "Nan")


# ---- on paper


def test_three_sentences_and_a_figure_in_word(rowan: exercises.Exercise) -> None:
    """One page: what was longest, what the wait comes to, what could be sped up; the figure with its words, the table."""
    import io

    from docx import Document as open_word

    made = KIND.files[0].make(rowan.definition, rowan.example(), rowan.material)
    word = open_word(io.BytesIO(made))
    words = [paragraph.text for paragraph in word.paragraphs]
    assert words[1].startswith(
        "The longest stretch looked at is “From a father's name on a form to his being told”: 40 weeks"
    )
    assert words[2].startswith("By 12 November 2025 Rowan had spent 25 of the first 26 weeks of life (96%) in care")
    assert words[3].startswith("What could be sped up: Ring K.'s aunt")
    alt = word.inline_shapes[0]._inline.docPr.get("descr")
    assert alt.startswith("The two clocks. 18 November 2024 to")
    assert "Between two social workers" in alt
    assert len(word.tables) == 1


@pytest.mark.parametrize("number", [0, 1, 20])
def test_the_groups_dates_are_a_spread_and_no_answer(rowan: exercises.Exercise, number: int) -> None:
    """How many moved a date and between what; nobody's words, no middle and no mean."""
    answers = [
        Response(moved={"hearing": DateParts(day=str(1 + n % 9), month="12", year="2025")}, what_if=STRANGE)
        for n in range(number)
    ]
    picture = text.render(KIND.picture(rowan.definition, answers, rowan.material))
    assert STRANGE[:8] not in picture
    assert picture.count("Nobody moved it.") == (3 if number else 4)
    if number == 20:
        assert "20 of 20 moved it: between 7 weeks earlier and 6 weeks earlier." in " ".join(picture.split())


# ---- the yearly return


def rows(
    *lines: str, header: str = "CHILD,DOB,UPN,DECOM,RNE,LS,CIN,PLACE,PL_POST,DEC,REC,REASON_PLACE_CHANGE"
) -> dict[str, Any]:
    """A file of the return, read."""
    assert KIND.read_file is not None
    return KIND.read_file(
        plain(),
        Material(ssda903=Content.load().ssda903),
        "episodes.csv",
        "\ufeff".encode() + "\n".join((header, *lines)).encode(),
    )


def test_episodes_become_dates_in_words() -> None:
    """Coming into care and the first home are two dates; codes are words; nothing private is read."""
    found = rows(
        "A1,01/01/2020,U99,15/01/2024,S,V2,N1,U6,AB1 2CD,01/05/2024,X1,",
        "A1,01/01/2020,U99,01/05/2024,P,C2,N1,A6,AB1 2CD,2024-12-24,E12,CARPL",
    )
    dates = [(one["day"], one["label"], one["means"], one["sort"]) for one in found["children"][0]["dates"]]
    assert dates == [
        ("2024-01-15", "Started to be looked after: accommodated under section 20 (single period)", "entered-care", ""),
        ("2024-01-15", "Placement: foster: other carer, not long term or early permanence", "placement-started", "home_carer"),
        ("2024-05-01", "Placement: placed for adoption under a placement order, not with current foster carer (change to or "
         "carrying out of care plan)", "adoptive-placement", "home_carer"),
        ("2024-12-24", "Stopped being looked after: adopted, consent dispensed with", "adoption-order", ""),
    ]  # fmt: skip
    assert found["unread"] == ["DOB", "UPN", "CIN", "PL_POST"]
    assert not [private for private in ("U99", "AB1", "2020") if private in json.dumps(found)]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("A1,,,31/02/2024,S,V2,N1,U6,,,,", "“31/02/2024” in DECOM is not a real day written 31/01/2024 or 2024-01-31."),
        ("A1,,,1.2.24,S,V2,N1,U6,,,,", "“1.2.24” in DECOM is not a real day written 31/01/2024 or 2024-01-31."),
        ("A1,,,,S,V2,N1,U6,,,,", "The date in DECOM is missing."),
        ("A1,,,01/05/2024,S,V2,N1,U6,,01/04/2024,E4A,", "It ends before it begins."),
        (",,,01/05/2024,S,V2,N1,U6,,,,", "The child’s code (CHILD) is missing."),
        ("A1", "The date in DECOM is missing."),
    ],
)
def test_a_bad_row_is_kept_and_explained(row: str, why: str) -> None:
    """No part of it becomes a date; its line is named."""
    found = rows("A1,,,15/01/2024,S,V2,N1,U6,,,,", row)
    assert [(bad["line"], bad["why"]) for bad in found["bad"]] == [(3, why)]
    assert len(found["children"][0]["dates"]) == 2


def test_codes_nobody_knows_are_shown_and_repeats_are_read_once() -> None:
    """An unknown code stands as it is; of one episode in two files the row with an end is used; small letters are read."""
    found = rows(
        "A1,,,15/01/2024,l,Q7,N1,U6,,,,", "A1,,,15/01/2024,l,Q7,N1,U6,,01/02/2024,x1,", "B2,,,15/01/2024,t,C2,N1,T2,,,,"
    )
    assert [bad["line"] for bad in found["bad"]] == [2]
    first, second = (child["dates"] for child in found["children"])
    assert [one["label"] for one in first] == ["Legal status changed only: code Q7 (not in our list of codes)"]
    assert [(one["label"], one["sort"]) for one in second] == [("Placement: temporary: child on holiday", "")]


def test_other_tables_and_pasted_rows_are_known_by_their_columns() -> None:
    """Reviews copied from a spreadsheet come with tabs; a table of workers keeps no worker's id."""
    reviews = rows("A1\t\t03/02/2024\tPN1", header="CHILD\tDOB\tREVIEW\tREVIEW_CODE")
    assert reviews["children"][0]["dates"][0]["label"] == "Looked-after review: attended and spoke for self"
    workers = rows("A1,,W77,03/02/2024,,LEFTRL", header="CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON")
    assert workers["children"][0]["dates"][0]["sort"] == "worker"
    assert "W77" not in json.dumps(workers)


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "There is nothing here"), (b"<EXPSSDA903/>", "XML form"), (b"a,b\n1,2", "must name CHILD"), (b"\xff\xfe\x00", "not a text file")],
)  # fmt: skip
def test_a_file_that_is_no_table_says_what_to_do(content: bytes, why: str) -> None:
    """In words for the reader, before anything is shown."""
    assert KIND.read_file is not None
    with pytest.raises(UnreadableFile, match=why):
        KIND.read_file(plain(), Material(ssda903=Content.load().ssda903), "x.csv", content)


def test_the_cases_own_episodes_are_read_whole() -> None:
    """Every row of every case in the return's form becomes dates, and none is refused."""
    for case in Content.load().cases.values():
        if case.episodes_903:
            names = list(case.episodes_903[0])
            found = rows(*(",".join(row[name] for name in names) for row in case.episodes_903), header=",".join(names))
            assert found["bad"] == []
            assert {child["code"] for child in found["children"]} == {row["CHILD"] for row in case.episodes_903}


# ---- the browser says the same


def in_node(code: str) -> Any:
    """What a piece of JavaScript prints as JSON."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed here; the continuous checks have it")
    done = subprocess.run([node, "--input-type=module", "-e", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_ages_are_said_as_the_kit_says_them() -> None:
    """Python and the browser agree on every day of two years round a leap day, and before birth."""
    days = [(date(2024, 2, 29) + timedelta(days=n)).isoformat() for n in range(-200, 760)]
    found = in_node(
        f"import {{parseIso, sayAge}} from {json.dumps((KIT / 'dates.js').as_uri())};"
        f'console.log(JSON.stringify({json.dumps(days)}.map(d => sayAge(parseIso("2024-02-29"), parseIso(d)))))'
    )
    assert found == [say_age("2024-02-29", day) for day in days]


def test_markers_never_cover_one_another() -> None:
    """Two markers on one row stand at least a marker apart, also on one and the same day."""
    view = (KINDS / "delay_timeline" / "view.js").as_uri()
    places = sorted([5.0] * 4 + [n * 7.5 for n in range(200)])
    rows = in_node(f"import {{spread}} from {json.dumps(view)}; console.log(JSON.stringify(spread({places}, 30)))")
    for row in set(rows):
        on_row = [place for place, r in zip(places, rows, strict=True) if r == row]
        assert all(b - a >= 30 for a, b in pairwise(on_row))
