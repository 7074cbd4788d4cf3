"""Law knows its age: a check is one line, an old fact fails where it is shown, and no day makes a fact young again."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from permanence_lib.check import ages, check, marking, settled
from permanence_lib.check.shapes import shape_problems
from permanence_lib.cli import app
from permanence_lib.content import checks, ledger
from permanence_lib.content.checks import Check
from permanence_lib.content.library import Content
from permanence_lib.content.register import AGEING, Register
from permanence_lib.content.sources import LawFact
from permanence_lib.content.upkeep import Upkeep
from permanence_lib.errors import PermanenceError

ROOT = Path(__file__).resolve().parent.parent.parent
FACT, FILE = "ca1989-s32-26-weeks", "law/timetable.yaml"
TODAY = date(2026, 12, 1)
LAST = date(2028, 11, 20)


@pytest.fixture(scope="module")
def shipped() -> Content:
    """The content as it ships."""
    return Content.load(ROOT)


def mark(content: Content, name: str, today: date = TODAY, **said: object) -> Content:
    """The content read afresh after a fact was marked."""
    kept = marking.record(name, content)
    line = marking.check_of(kept, marking.Marked(**{"by": "A Author", **said}), content, today)  # type: ignore[arg-type]
    marking.add(line, content.data / checks.NAME)
    return Content.load(content.root)


def test_marking_adds_one_line_and_the_record_says_who_and_when(copied: Content) -> None:
    """No other file changes; the next line stands under it; the first stays as it is."""
    before = {path: path.read_bytes() for path in copied.data.rglob("*.yaml")}
    after = mark(copied, FACT)
    fact = after.law[FACT]
    assert (fact.as_at, fact.checked_by, fact.settled) == (TODAY, "A Author", True)
    assert fact.fail_by == TODAY + timedelta(730)
    assert fact.cite() == "Children Act 1989, s 32(1), as at 1 December 2026"
    path = copied.data / checks.NAME
    first = path.read_text("utf-8").splitlines()
    assert first[0] == ",".join(checks.COLUMNS) and len(first) == 2
    assert first[1].startswith(f"2026-12-01,{FILE},{FACT},A Author,,stands,,")
    mark(copied, "sgo.support.1", by="B Other", read="https://www.legislation.gov.uk/uksi/2005/1109")
    assert path.read_text("utf-8").splitlines()[:2] == first
    assert {path: path.read_bytes() for path in copied.data.rglob("*.yaml")} == before
    assert Content.load(copied.root).options["sgo"].aspects["support"][0].checked_by == "B Other"


def test_a_later_check_wins_and_a_record_newer_than_its_check_stands_on_its_own(copied: Content) -> None:
    """The order of days counts, not the order of lines; an author who writes a later day into the record is believed."""
    mark(copied, FACT, by="First", today=date(2027, 5, 1))
    path = copied.data / FILE
    after = mark(Content.load(copied.root), FACT, by="Second", today=date(2027, 6, 1))
    assert after.law[FACT].checked_by == "Second"
    lines = (copied.data / checks.NAME).read_text("utf-8").splitlines(keepends=True)
    (copied.data / checks.NAME).write_text("".join([lines[0], lines[2], lines[1]]), "utf-8")
    assert Content.load(copied.root).law[FACT].checked_by == "Second"
    path.write_text(path.read_text("utf-8").replace("as_at: 2026-11-21", "as_at: 2027-07-01"), "utf-8")
    own = Content.load(copied.root).law[FACT]
    assert (own.as_at, own.checked_by) == (date(2027, 7, 1), None)


def test_words_changed_since_are_not_vouched_for(copied: Content) -> None:
    """The check was of other words: the record falls back to its own day, and the notes say so."""
    after = mark(copied, FACT)
    path = copied.data / FILE
    words = after.law[FACT].statement
    path.write_text(path.read_text("utf-8").replace(words.split(".")[0], words.split(".")[0] + " or so", 1), "utf-8")
    changed = Content.load(copied.root)
    assert changed.law[FACT].statement != words and changed.law[FACT].checked_by is None
    (note,) = ages.overtaken(changed)
    assert "checks.csv, line 2: the words of ca1989-s32-26-weeks were changed after A Author checked them" in note
    assert list(ages.overtaken(mark(changed, FACT))) == []


def test_a_fact_of_an_option_keeps_its_check_only_in_its_place(copied: Content) -> None:
    """Facts of options are named by their place: another fact put before it does not take over its check."""
    before = copied.options["section20"].aspects["duration"]
    after = mark(copied, "section20.duration.1")
    assert after.options["section20"].aspects["duration"][0].checked_by == "A Author"
    moved = [before[0].model_copy(update={"fact": "Something else."}), *before]
    upheld = after._upheld("law/options.yaml", moved, [f"section20.duration.{n}" for n in range(1, len(moved) + 1)])
    assert [fact.checked_by for fact in upheld] == [None] * len(moved)


def test_doubt_takes_the_settled_look_away(copied: Content) -> None:
    """Pages mark it as not yet checked at once; its date stays, since nothing was confirmed; reading it restores it."""
    after = mark(copied, FACT, doubt=True)
    assert not after.law[FACT].settled and after.law[FACT].words().endswith("(not yet checked)")
    assert after.law[FACT].as_at == date(2026, 11, 21)
    again = mark(after, FACT, read="https://www.legislation.gov.uk/ukpga/1989/41/section/32", today=date(2026, 12, 2))
    assert again.law[FACT].settled and again.law[FACT].link == "https://www.legislation.gov.uk/ukpga/1989/41/section/32"


def test_an_exercise_that_rests_on_a_doubtful_fact_is_told_with_its_line(copied: Content) -> None:
    """The check goes on and lists it, however many routes lead through the exercise."""
    shutil.copy(ROOT / "exercises" / "w02a2.yaml", copied.root / "exercises")
    told = [str(problem) for problem in check(mark(copied, FACT, doubt=True).root).problems]
    assert any(f"law fact '{FACT}' has not been checked (recalled)" in problem for problem in told)
    assert any("routes.yaml" in problem for problem in told)


def test_a_recalled_fact_is_settled_by_reading_it(copied: Content) -> None:
    """And only by that; a page of an unknown host is kept, and never offered as a link."""
    name = "scorecard-a20"
    with pytest.raises(PermanenceError, match="has no source that was read"):
        mark(copied, name, until="2027-06-30")
    until = {"until": "2027-06-30"} if copied.law[name].review_by else {}
    after = mark(copied, name, read="https://blog.example.org/scorecards", **until)
    assert after.law[name].settled and after.law[name].link is None


def test_a_judgment_read_again_has_its_principle_read_too(copied: Content) -> None:
    """The confidence of the principle follows the reading of the judgment."""
    names = [
        each.id for each in copied.case_law.values() if each.principle_confidence == "recalled" and not each.review_by
    ]
    after = mark(copied, names[0], read="https://caselaw.nationalarchives.gov.uk/ewca/civ/2013/1146")
    assert after.case_law[names[0]].principle_was_seen


@pytest.mark.parametrize(
    ("name", "said", "complaint"),
    [
        ("ca1989-s32-26-week", {}, "There is no fact 'ca1989-s32-26-week'. Did you mean 'ca1989-s32-26-weeks'?"),
        ("staying-close", {}, "'staying-close' stands in 2 files. Write law/changes.yaml:staying-close or glossary"),
        (FACT, {"by": " "}, "Say who looked with --by"),
        (FACT, {"by": "=HYPERLINK(1)"}, "Say who looked with --by"),
        (FACT, {"read": "legislation.gov.uk"}, "Give the whole address"),
        (FACT, {"on": "01/12/2026"}, "'01/12/2026' is not a day for --on. Write it as 2027-01-31."),
        (FACT, {"on": "2026-12-02"}, "2 December 2026 has not come yet."),
        (FACT, {"on": "2026-11-01"}, "was already checked later than that, on 21 November 2026"),
        (FACT, {"until": "2026-12-01"}, "Look again after 1 December 2026, and by 30 November 2028 at the latest."),
        (FACT, {"until": "2099-01-01"}, "by 30 November 2028 at the latest"),
        ("ca1989-s31za-family-group-offer", {}, "is in motion: it was to be looked at by 31 January 2027. Say when"),
    ],
)
def test_what_does_not_hold_together_is_refused(
    shipped: Content, name: str, said: dict[str, str], complaint: str
) -> None:
    """In the author's words, before anything is written."""
    with pytest.raises(PermanenceError) as wrong:
        marking.check_of(marking.record(name, shipped), marking.Marked(**{"by": "A Author", **said}), shipped, TODAY)
    assert complaint in str(wrong.value)


def test_a_study_looked_at_again_says_so_and_no_mark_can_vouch_for_one(copied: Content) -> None:
    """The pack's day until then; how it was seen stands in its record, which alone can make it fit to be shown."""
    assert (copied.evidence["A02"].as_at, copied.evidence["A02"].checked_by) == (copied.evidence_pack.compiled, None)
    after = mark(copied, "A02", until="2027-12-01").evidence["A02"]
    assert (after.as_at, after.checked_by, after.review_by) == (TODAY, "A Author", date(2027, 12, 1))
    for name, said in (("A26", {}), ("A02", {"doubt": True}), ("A02", {"read": "https://example.org/other"})):
        with pytest.raises(PermanenceError, match=r"evidence\.yaml"):
            mark(copied, name, **said)


def test_what_is_in_motion_gets_a_new_day(copied: Content) -> None:
    """Or comes to rest, when somebody says so."""
    name = "ca1989-s31za-family-group-offer"
    after = mark(copied, name, until="2027-03-31")
    assert after.law[name].review_by == date(2027, 3, 31)
    assert after.law[name].fail_by == date(2027, 3, 31) + timedelta(92)
    assert mark(after, name, until="none").law[name].review_by is None


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (
            "2026-12-01,law/timetable.yaml,ca1989-s32-26-weeks,A,,stands,",
            "line 2: this line has 7 columns and should have 8.",
        ),
        ("1/12/2026,law/timetable.yaml,x,A,,stands,,0123456789ab", "'1/12/2026' cannot stand under when."),
        ("2026-12-01,law/timetable.yaml,x,A,,fine,,0123456789ab", "'fine' cannot stand under outcome."),
        ("2026-12-01,law/timetable.yaml,x,A,,stands,,", "words is empty."),
        ("2026-12-01,law/timetabel.yaml,x,A,,stands,,0123456789ab", "there is no file of law 'law/timetabel.yaml'."),
        ("2026-12-01,law/timetable.yaml,x,A,,stands,,0123456789ab", "law/timetable.yaml holds nothing called 'x'."),
        ("2999-12-01,law/timetable.yaml,ca1989-s32-26-weeks,A,,stands,,0123456789ab", "2999-12-01 has not come yet."),
    ],
)
def test_a_line_that_cannot_be_is_found(copied: Content, line: str, complaint: str) -> None:
    """Whoever wrote it by hand is told the line and what to do; nothing is guessed."""
    (copied.data / checks.NAME).write_text(",".join(checks.COLUMNS) + f"\n{line}\n", "utf-8")
    found = [str(x) for x in shape_problems(copied)] or [str(x) for x in ages.check_problems(copied)]
    assert any(complaint in problem and "checks.csv, line 2" in problem for problem in found), found


def test_a_record_dated_in_the_future_is_found(copied: Content) -> None:
    """A day to come would keep a fact young until then."""
    path = copied.data / FILE
    path.write_text(
        path.read_text("utf-8").replace("as_at: 2026-11-21\n    conf", "as_at: 2999-11-21\n    conf", 1), "utf-8"
    )
    assert any("which has not come yet" in str(problem) for problem in ages.check_problems(copied))


def test_nothing_fails_today_and_a_fact_fails_the_day_after_its_last(shipped: Content) -> None:
    """Where it is shown: with the week or exercise, who checked it last, and the command to mark it."""
    assert settled.law(shipped, TODAY).failed == ()
    failed = {each.kept.full_id: each for each in settled.law(shipped, LAST + timedelta(1)).failed}
    shown = failed[f"{FILE}:{FACT}"]
    assert f"{FILE}:{FACT}" not in {each.kept.full_id for each in settled.law(shipped, LAST).failed}
    text = str(settled.law(shipped, LAST + timedelta(1)))
    assert f"data/{FILE}: {FACT}, could be shown as settled until 20 November 2028." in text
    assert any(place in text for place in shown.places)
    assert f'permanence checked {FILE}:{FACT} --by "your name"\n' in text


def test_what_is_shown_nowhere_or_not_settled_does_not_fail(shipped: Content) -> None:
    """It is listed as due all the same."""
    report = settled.law(shipped, date(2040, 1, 1))
    assert all(each.kept.record.settled and each.places for each in report.failed)
    assert {each.kept.id for each in report.due if not each.kept.record.settled} >= {
        "scorecard-a20",
        "childrens-guardian",
    }
    assert any(not each.places and each.kept.record.settled for each in report.due)
    assert len(report.failed) + len(report.due) == report.all == len(list(ledger.kept(shipped)))


def test_an_ordinary_check_never_turns_red_by_itself(copied: Content) -> None:
    """Whatever day it is: problems are about words, and the age of law is another command."""
    late = check(copied.root, date(2040, 1, 1))
    assert len(late.past_review) > 50
    files = {Path(problem.file).as_posix().removeprefix("data/") for problem in late.problems}
    assert not files & {*AGEING, checks.NAME}


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> tuple[CliRunner, Path]:
    """The commands on a copy of the content; the weeks' own words are enough to show a fact."""
    root = tmp_path_factory.mktemp("content")
    shutil.copytree(ROOT / "data", root / "data", ignore=shutil.ignore_patterns("schemas", "statistics.csv"))
    (root / "exercises").mkdir()
    return CliRunner(env={"PERMANENCE_ROOT": str(root)}), root


def test_the_commands_fail_list_mark_and_pass(command: tuple[CliRunner, Path]) -> None:
    """Exit 1 with what to do; after the marking the same day passes for that fact; the line says who and when."""
    runner, root = command
    assert runner.invoke(app, ["check", "--law", "--on", "2026-12-01"]).exit_code == 0
    late = runner.invoke(app, ["check", "--law", "--on", "2027-05-04"])
    assert late.exit_code == 1, late.output
    assert "glossary.yaml:staying-close" in late.output
    told = runner.invoke(app, ["checked", "glossary.yaml:staying-close", "--by", "R Lead", "--until", "none"])
    assert told.exit_code == 0, told.output
    assert "glossary.yaml:staying-close: checked by R Lead on" in told.output and "permanence build" in told.output
    again = runner.invoke(app, ["check", "--law", "--on", "2027-05-04"])
    assert "glossary.yaml:staying-close" not in again.output and again.exit_code == 1
    assert ",glossary.yaml,staying-close,R Lead,," in (root / "data" / checks.NAME).read_text("utf-8")
    doubt = runner.invoke(app, ["checked", FACT, "--by", "R Lead", "--doubt"])
    assert f"{FACT} is in doubt, says R Lead" in doubt.output
    wrong = runner.invoke(app, ["check", "--law", "--on", "soon"])
    assert isinstance(wrong.exception, PermanenceError) and "'soon' is not a day" in str(wrong.exception)


DAYS = st.dates(date(2024, 1, 1), date(2032, 1, 1))
SAID = {
    "id": "a-fact", "name": "A", "stage": "proceedings", "statement": "S.", "when": "now", "status": "rule",
    "options": "all", "source": "Children Act 1989 s1", "url": "https://www.legislation.gov.uk/x", "grade": "official",
}  # fmt: skip
FACTS = st.builds(
    lambda as_at, review, fail, seen: LawFact.model_validate(
        SAID | {"as_at": as_at, "review_by": review, "fail_by": fail, "confidence": seen}
    ),
    DAYS, st.none() | DAYS, st.none() | DAYS, st.sampled_from(["verified", "recalled"]),
)  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> tuple[LawFact, tuple[Check, ...]]:
    """A fact with any checks there could be, those of days to come and of other words among them."""
    fact = draw(FACTS)
    lines = draw(
        st.lists(st.tuples(DAYS, st.sampled_from(["stands", "in_doubt"]), st.none() | DAYS, st.booleans()), max_size=5)
    )
    kept, other = checks.mark(fact), "0" * 12
    made = (
        Check(
            when=when,
            file=FILE,
            id="a-fact",
            who="A",
            outcome=outcome,
            look_again_by=again,
            words=kept if same else other,
        )
        for when, outcome, again, same in lines
    )
    return fact, tuple(made)


REGISTER = Register.model_validate(
    {"grace_days": 92, "ages": {name: {"days": 730, "why": "-"} for name in AGEING}, "official": ["legislation.gov.uk"]}
)


@settings(max_examples=150, deadline=None)
@given(histories(), st.dates(date(2026, 1, 1), date(2034, 1, 1)), st.integers(1, 400))
def test_no_day_makes_a_fact_young_again(history: tuple[LawFact, tuple[Check, ...]], first: date, days: int) -> None:
    """Moved forward day by day the clock turns a shown fact from settled to failed at most once, and never back."""
    fact, made = history
    upheld = Upkeep(REGISTER, made).upheld(FILE, "a-fact", fact)
    each = settled.Standing(ledger.Kept(FILE, "a-fact", upheld, ("law", "a-fact")), ("Week 2",))
    failed = [each.failed(first + timedelta(n)) for n in range(days)]
    assert failed == sorted(failed)
    assert upheld.fail_by is not None and each.failed(max(upheld.fail_by, first) + timedelta(1)) == upheld.settled
    last = [each.due(first + timedelta(n)) or each.failed(first + timedelta(n)) for n in range(days)]
    assert last == sorted(last)


@settings(max_examples=100, deadline=None)
@given(histories())
def test_a_check_never_carries_a_fact_further_than_its_age_and_its_own_day_allow(
    history: tuple[LawFact, tuple[Check, ...]],
) -> None:
    """The fail date is the earlier of the longest age and the grace after the day to look again, whoever marked it."""
    fact, made = history
    upheld = Upkeep(REGISTER, made).upheld(FILE, "a-fact", fact)
    if upheld.checked_by is None or not upheld.settled:
        return
    rules = [upheld.as_at + timedelta(730), *([upheld.review_by + timedelta(92)] if upheld.review_by else [])]
    assert upheld.fail_by == min(rules)
    assert upheld.as_at in {line.when for line in made}
