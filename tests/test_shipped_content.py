"""The content that is shipped: complete, whole, and true to its own rules."""

from __future__ import annotations

import time
from datetime import date

import pytest

from permanence_lib import exercises
from permanence_lib.check import Report, check
from permanence_lib.content.library import Content
from permanence_lib.content.part import Sourced

COMPILED = date(2026, 11, 21)


@pytest.fixture(scope="module")
def report() -> Report:
    """What the check says of it on the day it was compiled."""
    return check(on=COMPILED)


def test_the_check_finds_nothing_wrong(report: Report) -> None:
    """No problem of any sort: files, ids, exercises, pages, coverage."""
    assert not report.problems, str(report)


def test_nothing_was_past_its_review_date_when_compiled(report: Report) -> None:
    """A record is compiled with a review date to come."""
    assert report.past_review == ()


@pytest.mark.parametrize(
    ("shelf", "count"),
    [
        ("law", 58),
        ("options", 17),
        ("case_law", 34),
        ("checklists", 13),
        ("terms", 72),
        ("law_changes", 25),
        ("evidence", 78),
        ("statements", 89),
        ("outcomes", 41),
        ("weeks", 28),
        ("modules", 4),
        ("readings", 45),
        ("cases", 4),
    ],
)
def test_nothing_is_lost(content: Content, shelf: str, count: int) -> None:
    """A record that goes missing is missed; whoever adds one puts the number up."""
    assert len(getattr(content, shelf)) == count


def test_nothing_is_lost_inside_the_files(content: Content) -> None:
    """Facts of options, lines of checklists, events, figures, judgments not yet stated, published statistics."""
    facts = [fact for option in content.options.values() for facts in option.aspects.values() for fact in facts]
    assert len(facts) == 230
    assert sum(len(checklist.items) for checklist in content.checklists.values()) == 126
    assert sum(len(case.events) for case in content.cases.values()) == 96
    assert sum(len(case.people) for case in content.cases.values()) == 25
    assert sum(len(case.milestones) for case in content.cases.values()) == 27
    assert sum(len(case.options) for case in content.cases.values()) == 21
    assert sum(len(case.facilitator.traps) for case in content.cases.values()) == 31
    assert sum(len(record.figures) for record in content.evidence.values()) == 230
    assert len(content.judgments.not_yet_stated) == 5
    assert len(content.statistics.rows) == 1560
    assert len(content.statistics.series) == 51
    assert len(content.workshop_case.people) == 8
    assert sum(len(table.columns) for table in content.ssda903.tables) == 78


def test_there_are_95_activities_each_in_one_place(content: Content) -> None:
    """Written as an exercise or planned, never both."""
    written = {name for name in exercises.files(content) if name[3] == "a"}
    assert len(written | set(content.planned)) == 95
    assert not written & set(content.planned)


def test_sessions_of_the_workshops_run_from_start_to_end(content: Content) -> None:
    """Sessions and breaks follow one another without gap or overlap; so do the stretches of a session."""
    days = [week.workshop for week in content.weeks.values() if week.workshop]
    assert len(days) == 4
    for day in days:
        breaks = [(piece.start, piece.end) for piece in day.breaks]
        pieces = sorted([*breaks, *((session.start, session.end) for session in day.sessions)])
        assert [start for start, _ in pieces] == [day.start, *(end for _, end in pieces[:-1])]
        assert pieces[-1][1] == day.end
        for session in day.sessions:
            assert [s.start for s in session.segments] == [session.start, *(s.end for s in session.segments[:-1])]
            assert session.segments[-1].end == session.end


def test_a_live_stretch_of_a_workshop_says_what_to_do(content: Content) -> None:
    """It has a kind and instructions; a stretch that is not live has neither."""
    days = [week.workshop for week in content.weeks.values() if week.workshop]
    for segment in (segment for day in days for session in day.sessions for segment in session.segments):
        assert segment.live == bool(segment.kind) == bool(segment.instructions)


def test_options_are_facts_of_law_aspect_by_aspect(content: Content) -> None:
    """Every option is described under every aspect, so that none looks better for what was left out."""
    for option in content.options.values():
        assert set(option.aspects) == set(content.options_file.aspects), option.id


def test_no_verified_record_is_without_a_grade(content: Content) -> None:
    """A page that was read is official, sector, or a copy."""
    records: list[Sourced] = [*content.law.values(), *content.case_law.values(), *content.terms.values()]
    assert all(record.grade for record in records if record.settled)


def test_the_table_of_modules_is_the_programmes_own(content: Content) -> None:
    """It leaves nine statements out, and two stand in the table only."""
    assert len(content.standard.not_in_table) == 9
    assert content.standard.only_in_table == ("4.6a", "4.7a")
    assert {module: len(names) for module, names in content.standard.modules.items()} == {
        "M1": 10,
        "M2": 18,
        "M3": 34,
        "M4": 26,
    }


@pytest.mark.parametrize("name", ["A26", "A27", "A28", "B47", "B48", "B49"])
def test_what_was_only_recalled_stays_marked(content: Content, name: str) -> None:
    """The much-quoted figures that nobody could trace are not shown."""
    assert not content.evidence[name].settled


def test_reading_timetable_cases_and_evidence_is_quick() -> None:
    """A page that opens waits for this; measured in processor time, with a limit of ten times what it takes."""
    fresh = Content.load()
    started = time.process_time()
    assert fresh.law
    assert fresh.cases
    assert fresh.evidence
    assert time.process_time() - started < 0.8
