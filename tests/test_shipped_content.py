"""The content that is shipped: complete, whole, and true to its own rules."""

from __future__ import annotations

import re
import time
from datetime import date
from typing import Any

import pytest
import yaml

from permanence_lib import coverage, exercises
from permanence_lib.check import Report, check
from permanence_lib.content.library import Content
from permanence_lib.content.part import Sourced
from permanence_lib.kind import Kind, Material

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


def test_all_95_activities_and_37_live_exercises_are_written(content: Content) -> None:
    """Each in a file of its own, named by its week."""
    sorts = [name[3] for name in exercises.files(content)]
    assert (sorts.count("a"), sorts.count("s")) == (95, 37)


def test_every_outcome_and_every_statement_is_served(content: Content) -> None:
    """41 outcomes and 89 statements, each by at least one exercise."""
    for parts, count in ((coverage.outcomes(content), 41), (coverage.statements(content), 89)):
        served = [x for part in parts for x in part.served]
        assert len(served) == count
        assert [x.id for x in served if not x.exercises] == []


def test_the_programmes_own_table_is_honoured(content: Content) -> None:
    """Each statement is taught in every module that the table names for it."""
    assert [(x.id, x.missing_in) for part in coverage.statements(content) for x in part.served if x.missing_in] == []


@pytest.mark.parametrize(("module", "planned"), [(1, 970), (2, 990), (3, 995), (4, 990)])
def test_a_module_takes_the_time_the_curriculum_gives_it(content: Content, module: int, planned: int) -> None:
    """Study and reading together, within a tenth; the workshop day comes on top."""
    made = exercises.load(content).values()
    weeks = {week.id for week in content.weeks.values() if week.module == module and week.type != "workshop"}
    takes = sum(exercise.definition.minutes for exercise in made if exercise.week_id in weeks)
    assert abs(takes - planned) <= planned / 10


def lends(exercise: exercises.Exercise) -> set[str]:
    """Sorts that an exercise marks for later use, or that its worked example offers."""
    example, marked = exercise.example(), re.findall(r"offers: (\w+)", exercise.file.read_text("utf-8"))
    assert example is not None
    return {*marked, *(o.sort for o in exercise.kind.offers(exercise.definition, example, exercise.material))}


def example_lends(kind: Kind[Any, Any]) -> set[str]:
    """Sorts that a kind's own example offers."""
    example = yaml.safe_load((exercises.KINDS / kind.name / "example.yaml").read_text("utf-8"))
    definition, response = (
        kind.definition.model_validate(example["definition"]),
        kind.response.model_validate(example["response"]),
    )
    return {offer.sort for offer in kind.offers(definition, response, Material())}


def test_what_an_exercise_draws_on_can_be_lent(content: Content) -> None:
    """Each earlier exercise, or at least its kind, offers something of the sort that is asked for."""
    made = exercises.load(content)
    by_kind: dict[str, set[str]] = {}
    for exercise in made.values():
        by_kind.setdefault(exercise.kind.name, example_lends(exercise.kind)).update(lends(exercise))
    for exercise in made.values():
        for source in exercise.definition.sources:
            earlier = made[source.exercise]
            own = set() if earlier.kind.name == "worksheet" else by_kind[earlier.kind.name]
            assert {*lends(earlier), *own} & set(source.sorts), f"{exercise.id} can take nothing from {earlier.id}"


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("w02a2", "w15a2"), ("w16a1", "w15a2"), ("w16a2", "w15a2"), ("w19a2", "w16a2"), ("w20a2", "w15a2"), ("w20a2", "w16a2"),
        ("w20a3", "w15a2"), ("w20a3", "w16a2"), ("w14a2", "w01a2"), ("w28a2", "w14a2"), ("w26a3", "w24a2"),
        ("w07a2", "w01a4"), ("w14a3", "w07a2"), ("w21a3", "w14a3"), ("w26a4", "w21a3"), ("w28a4", "w26a4"),
    ],
)  # fmt: skip
def test_the_main_threads_run_through(content: Content, later: str, earlier: str) -> None:
    """Chronology to tracker, options, statement and drill; options to stress test; profile to profile; tracker to tracker."""
    assert earlier in [source.exercise for source in exercises.find(later, content).definition.sources]


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
