"""The registers of law and evidence: everything is in them once, and counts add up on any day."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from register_under_test import CONTENT, EVERY, TODAY, body, words_of

from permanence_lib.content import checks, ledger
from permanence_lib.content.checks import Check
from permanence_lib.content.library import Content
from permanence_lib.content.sources import SomeDay
from permanence_lib.content.upkeep import Upkeep
from permanence_lib.laboratory.registers import law, law_page, motion, narrowing, research_page
from permanence_lib.laboratory.registers.entry import Entry
from permanence_lib.laboratory.registers.law_page import View

FILES = {
    "motion": "law/changes.yaml", "timetable": "law/timetable.yaml", "options": "law/options.yaml",
    "judgments": "law/case_law.yaml", "checklists": "law/checklists.yaml", "words": "glossary.yaml",
}  # fmt: skip
DAYS = st.integers(-400, 3000).map(lambda days: TODAY + timedelta(days))


# ---- nothing is missing, nothing stands twice


def test_every_record_that_ages_is_in_the_law_register_once() -> None:
    """Against the list by which records are marked as checked."""
    kept = [(x.file, x.id) for x in ledger.kept(CONTENT) if x.file in FILES.values()]
    assert sorted((FILES[x.section], x.id) for x in EVERY) == sorted(kept)
    assert len({x.anchor for x in EVERY}) == len(EVERY)


def test_the_id_that_stands_under_a_record_marks_that_record_alone() -> None:
    for entry in EVERY:
        assert [x.record for x in ledger.find(entry.marked_as, CONTENT)] == [entry.record], entry.marked_as


def test_the_page_holds_every_record_with_its_citation_and_its_day() -> None:
    page = body("/law")
    ids = re.findall(r'<article class="ap-fact" id="([^"]+)"', page)
    assert Counter(ids) == Counter(entry.anchor for entry in EVERY)
    fact = words_of(page.partition('id="ca1989-s32-26-weeks"')[2].partition("</article>")[0])
    assert "Children Act 1989 , s 32(1)" in fact
    assert "Read in a source on 21 November 2026; by whom is not recorded" in fact
    assert "Rule (statute or regulation)." in fact
    assert "Used in: Week" in fact


def test_every_study_that_may_be_shown_is_in_the_evidence_register_once() -> None:
    ids = re.findall(r'<details class="ap-fold ap-facts" id="([^"]+)"', body("/research"))
    assert ids == [name for name, record in CONTENT.evidence.items() if record.settled]


# ---- counts


def drawn(choices: tuple[narrowing.Choice[Entry], ...]) -> st.SearchStrategy[dict[str, str]]:
    values = {choice.name: st.sampled_from(["", *choice.values]) for choice in choices}
    words = st.sampled_from(["", "contact", "26 weeks", "the", "Zebra"])
    return st.fixed_dictionaries({**values, "q": words, "unchecked": st.sampled_from(["", "yes"])})


@settings(max_examples=40, deadline=None)
@given(drawn(law_page.choices(CONTENT)), DAYS)
def test_the_counts_of_the_law_register_add_up_on_any_day_and_however_it_is_narrowed(
    query: dict[str, str], on: date
) -> None:
    page = law_page.page(View(CONTENT, on), query)
    rows = [row for section in page.sections for fold in section.folds for row in fold.rows]
    assert sum(count.number for count in page.counts) == len(rows) == sum(x.count for x in page.sections)
    listed = Counter(count.words for count in page.counts for _ in range(count.number))
    assert sum(len(due.links) for due in page.overdue) == listed["overdue to be looked at again"]
    assert sum(len(due.links) for due in page.soon) == listed["due within 90 days"]
    assert re.match(rf"{len(rows)}(?: of {len(EVERY)})? records: ", page.total)


def test_the_number_beside_a_choice_is_what_it_shows() -> None:
    whole = law_page.page(View(CONTENT, TODAY), {})
    for pick in whole.narrow.picks:
        for value, _, number in pick.options[:6]:
            found = law_page.page(View(CONTENT, TODAY), {pick.name: value})
            assert sum(section.count for section in found.sections) == number, (pick.name, value)


def test_the_counts_of_the_evidence_register_add_up() -> None:
    for query in ({}, {"option": "adoption"}, {"unchecked": "yes"}, {"week": "none"}, {"q": "england"}):
        page = research_page.page(View(CONTENT, TODAY), query)
        shown = sum(section.count for section in page.sections) + len(page.unchecked)
        assert sum(count.number for count in page.counts) == shown
        assert page.total.startswith(str(shown))


# ---- age


def test_what_is_overdue_comes_first_then_what_is_due() -> None:
    page = body("/law", on=date(2027, 2, 1))
    order = [page.index(f'id="{name}"') for name in ("overdue", "soon", "motion", "timetable", "options")]
    assert order == sorted(order)
    overdue = page[order[0] : order[1]]
    assert "By 31 January 2027" in overdue
    assert 'href="#change-fgdm"' in overdue
    record = page.partition('id="change-fgdm"')[2].partition("</article>")[0]
    assert "Due for checking since 31 January 2027." in record


def test_a_record_past_its_last_day_says_so_and_is_listed_before_all_else() -> None:
    entry = next(x for x in EVERY if x.id == "fgdm")
    assert entry.record.fail_by
    page = body("/law", on=entry.record.fail_by + timedelta(1))
    assert page.index('id="failed"') < page.index('id="overdue"')
    record = page.partition('id="change-fgdm"')[2].partition("</article>")[0]
    assert "Past the last day on which it may pass as settled" in record


@settings(max_examples=40, deadline=None)
@given(DAYS, st.integers(0, 1500))
def test_as_days_go_by_no_record_grows_younger(on: date, later: int) -> None:
    rank = ("undated", "later", "soon", "overdue", "failed")
    for entry in EVERY:
        before, after = entry.standing(on), entry.standing(on + timedelta(later))
        assert rank.index(after) >= rank.index(before), entry.id


def test_a_check_shows_who_looked_and_when() -> None:
    fresh = Content.load()
    fact = CONTENT.law["ca1989-s32-26-weeks"]
    looked = Check(
        when=date(2026, 12, 1), file="law/timetable.yaml", id=fact.id, who="A. Author", read=fact.url,
        outcome="stands", look_again_by=date(2027, 6, 1), words=checks.mark(fact),
    )  # fmt: skip
    fresh.__dict__["upkeep"] = Upkeep(CONTENT.upkeep.register, (looked,))
    row = next(law_page.row(View(fresh, TODAY), x) for x in law.entries(fresh) if x.id == fact.id)
    assert "Read in a source on 1 December 2026, by A. Author" in " ".join(row.age)
    assert "To be looked at again by 1 June 2027" in " ".join(row.age)


# ---- in motion


@settings(max_examples=40, deadline=None)
@given(DAYS)
def test_every_matter_in_motion_stands_in_one_group(on: date) -> None:
    changes = [entry for entry in EVERY if entry.section == "motion"]
    groups = motion.grouped(changes, on)
    assert sorted(x.id for found in groups.values() for x in found) == sorted(x.id for x in changes)
    assert all(motion.is_recent(x.moved, on) for x in groups["recent"])


def test_a_duty_to_come_is_not_among_what_has_changed() -> None:
    groups = motion.grouped((entry for entry in EVERY if entry.section == "motion"), TODAY)
    assert "fgdm" in [x.id for x in groups["to-come"]]
    assert [x.id for x in groups["recent"]][:2] == ["kinship-offer", "kinship-consult"]
    assert "ksg" in [x.id for x in groups["earlier"]]


@pytest.mark.parametrize(
    ("moved", "on", "recent"),
    [
        ("2026-02-27", date(2027, 2, 27), True),
        ("2026-02-27", date(2027, 2, 28), False),
        ("2027-02-28", date(2028, 2, 29), True),
        ("2026-02", date(2027, 2, 1), True),
        ("2026-02", date(2027, 2, 2), False),
        ("2026", date(2026, 12, 31), True),
        ("2026", date(2027, 1, 2), False),
        ("2027-01-01", date(2026, 12, 31), False),
        ("", date(2026, 12, 31), False),
    ],
)
def test_the_last_twelve_months(moved: str, on: date, recent: bool) -> None:
    assert motion.is_recent(moved, on) is recent


def test_a_day_that_there_is_not_is_refused() -> None:
    day = TypeAdapter(SomeDay)
    assert [day.validate_python(each) for each in ("2026-02-27", "2026-02", "2026")] == [
        "2026-02-27",
        "2026-02",
        "2026",
    ]
    for wrong in ("2026-02-30", "2026-13", "26", "2026-2-1", ""):
        with pytest.raises(ValidationError):
            day.validate_python(wrong)


def test_recent_judgments_are_named_with_the_changes() -> None:
    part = body("/law").partition('id="recent-judgments"')[2].partition("</section>")[0]
    assert "[2026] UKSC 13" in part
    assert "[2025] EWCA Civ 823" not in part, "decided in July 2025: longer ago than a year"
