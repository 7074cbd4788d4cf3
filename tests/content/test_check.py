"""What `permanence check` finds, each rule on a copy of the data spoilt in one place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

from permanence_lib.check import Report, check
from permanence_lib.check.activities import activity_problems, time_problems
from permanence_lib.check.ages import past_review, recalled
from permanence_lib.check.pages import page_problems, weeks_without_page
from permanence_lib.check.references import reference_problems
from permanence_lib.check.shapes import shape_problems
from permanence_lib.check.sums import sum_problems
from permanence_lib.content.library import Content
from permanence_lib.errors import ContentError

ROOT = Path(__file__).resolve().parent.parent.parent
Spoil = Callable[[str, str, str], Content]


def said(problems: Iterable[object]) -> str:
    """All complaints as one text."""
    return "\n".join(map(str, problems))


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("cases/rowan.yaml", "about: [leanne]", "about: [leane]", "person in this case 'leane'. Did you mean"),
        ("cases/rowan.yaml", "route: return-home", "route: return-hom", "evidence.yaml 'return-hom'. Did you mean"),
        ("cases/rowan.yaml", "evidence: [B05", "evidence: [B99", "there is no evidence record 'B99'."),
        ("cases/rowan.yaml", "evidence: [B05", "evidence: [A26", "evidence A26 is recalled. Choose a verified record"),
        ("cases/rowan.yaml", "events: [e01", "events: [e99", "there is no event or milestone in this case 'e99'."),
        ("cases/rowan.yaml", "LS: C1", "LS: C9", "there is no LS code in ssda903.yaml 'C9'."),
        ("law/timetable.yaml", "options: [section20]", "options: [section-20]", "'section-20'. Did you mean"),
        ("law/case_law.yaml", "options: [adoption", "options: [adopton", "option 'adopton'. Did you mean 'adoption'?"),
        ("law/options.yaml", "      duration:", "      durations:", "no aspect 'durations'. Did you mean 'duration'?"),
        ("evidence.yaml", "      - reunification\n", "      - reunion\n", "there is no option 'reunion'."),
        ("evidence.yaml", "section: A\n", "section: C\n", "there is no section 'C'."),
        ("glossary.yaml", "options: [adoption]", "options: [adopt]", "there is no option 'adopt'. Did you mean"),
        ("standard.yaml", "M1: [1.2f", "M1: [1.9f", "there is no statement '1.9f'. Did you mean"),
    ],
)  # fmt: skip
def test_an_id_that_leads_nowhere_is_found(spoil: Spoil, file: str, old: str, new: str, complaint: str) -> None:
    """With the file, the line, and the id that was probably meant."""
    content = spoil(file, old, new)
    found = list(reference_problems(content))
    assert len(found) == 1
    assert complaint in str(found[0])
    line = (content.data / file).read_text(encoding="utf-8").splitlines()[(found[0].line or 0) - 1]
    assert re.findall(r"[\w.-]+", new)[-1] in line


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("cases/rowan.yaml", "id: rowan", "id: rowann", "the id is not the name of the file, 'rowan'."),
        ("weeks.yaml", "    number: 9\n", "    number: 10\n", "number is 10. Here it must be 9."),
        ("weeks.yaml", "    type: study\n", "    type: reading\n", "type is reading. Here it must be study."),
        ("statistics/series.yaml", "rows: 10\n", "rows: 11\n", "says 11 rows, but the table has 10."),
        ("statistics/statistics.csv", ",2390,", ",many,", "statistics.csv, line 2: 'many' is not a number."),
        ("statistics/statistics.csv", "adopted_by_age", "adopted_by_ages", "no series 'adopted_by_ages'."),
        ("standard.yaml", "1.3b, ", "", "statement 1.3b is in the modules table and in not_in_table, or in neither."),
        ("law/case_law.yaml", "id: re-b-2013", "id: ca1989-s32-26-weeks", "is also an id in timetable.yaml."),
        ("routes.yaml", "companion: six-hour", "companion: six-hours", "no companion course 'six-hours-permanency'."),
        ("routes.yaml", "        outcomes: [D1.4]", "        outcomes: [D1.1]", "no stop serves D1.4."),
    ],
)  # fmt: skip
def test_a_file_that_contradicts_itself_is_found(spoil: Spoil, file: str, old: str, new: str, complaint: str) -> None:
    """Names with places, counts with rows, tables with what they say of themselves."""
    assert complaint in said(sum_problems(spoil(file, old, new)))


def test_a_missing_file_and_a_file_nobody_reads_are_found(copied: Content) -> None:
    """A slip in a file's name shows as both."""
    (copied.data / "glossary.yaml").rename(copied.data / "glosary.yaml")
    found = said(shape_problems(copied))
    assert "data/glossary.yaml: this file is missing." in found
    assert "data/glosary.yaml: no part of the workbook reads this file. Did you mean 'glossary.yaml'?" in found


def test_an_activity_missing_from_a_weeks_order_is_found(copied: Content) -> None:
    """Activities run a1, a2, a3: a gap means that one was lost."""
    for name in ("w03a1", "w03a3"):
        (copied.root / "exercises" / f"{name}.yaml").write_text("kind: poll\n")
    assert "w03a2 is not written. Write exercises/w03a2.yaml, or number" in said(activity_problems(copied))


def test_a_study_week_has_something_to_do(copied: Content) -> None:
    """In the copy nothing is written; a workshop's exercises are those of its agenda."""
    found = said(activity_problems(copied))
    assert "w02a1 is not written." in found
    assert "w04a1" not in found


def test_a_live_stretch_has_its_exercise_and_the_exercise_its_stretch(copied: Content) -> None:
    """Either without the other would leave a room waiting."""
    (copied.root / "exercises" / "w04s1z.yaml").write_text("kind: poll\n")
    found = said(activity_problems(copied))
    assert "there is no exercise 'w04s1a'." in found
    assert "w04s1z.yaml: no workshop shows it. Name it in a stretch of the agenda" in found


def test_a_week_takes_the_time_it_states(spoil: Spoil) -> None:
    """For a workshop the day from start to end, breaks included."""
    content = spoil("weeks.yaml", "minutes: 420", "minutes: 400")
    (content.root / "exercises" / "w04s1a.yaml").write_text((ROOT / "exercises" / "w04s1a.yaml").read_text("utf-8"))
    found = said(time_problems(content))
    assert "w04 says 400 minutes, and comes to 420. Change one of the two." in found


def test_a_day_has_no_hole(spoil: Spoil) -> None:
    """A stretch that ends before the next one starts is a mistake in a clock time."""
    found = said(time_problems(spoil("weeks.yaml", 'end: "09:50"', 'end: "09:45"')))
    assert "ends at 09:45, and 'Charter in fours' starts at 09:50." in found


@pytest.mark.parametrize("name", ["w99a1", "timeline", "w2a1"])
def test_an_exercise_file_is_named_by_its_week(copied: Content, name: str) -> None:
    """A name that belongs to no week would never be shown."""
    (copied.root / "exercises" / f"{name}.yaml").write_text("kind: poll\n")
    assert f"{name}.yaml: the name of the file is not the id of an activity." in said(activity_problems(copied))


PAGE = "---\nweek: w03\n---\n\n## Reading\n\n"


def page(content: Content, words: str, name: str = "w03", written: tuple[str, ...] = ()) -> str:
    """Everything found about one page with these words."""
    (content.data / "weeks" / f"{name}.md").write_text(words, encoding="utf-8")
    for exercise in written:
        (content.root / "exercises" / f"{exercise}.yaml").write_text("kind: poll\n")
    return said(page_problems(content))


@pytest.mark.parametrize(
    "words",
    [
        "The court has {law}`ca1989-s32-26-weeks`.",
        "See {law}`re-b-2013`, {evidence}`A02` and {term}`adoption-panel`.",
        "In {case}`rowan`, {case}`rowan.grace` comes forward.",
    ],
)
def test_a_role_that_leads_somewhere_is_well(copied: Content, words: str) -> None:
    """Facts, judgments, evidence, people and words."""
    assert page(copied, PAGE + words) == ""


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("{law}`ca1989-s32-26-week`", "w03.md, line 7: There is no law fact 'ca1989-s32-26-week'. Did you mean"),
        ("{evidence}`A99`", "line 7: There is no evidence record 'A99'."),
        ("{evidence}`A26`", "line 7: Evidence A26 was not seen in a source and may not be cited."),
        ("{case}`rowan.gracie`", "line 7: There is no person in the case 'rowan' 'gracie'. Did you mean 'grace'?"),
        ("{terms}`adoption`", "line 7: There is no role {terms}."),
        ("{term} `adoption`", "line 7: {term} stands without an id. Write the id right behind it"),
        ("```{exercise} w03a7\n```", "line 7: there is no exercise 'w03a7'."),
        ("```{exercize} w03a1\n```", "line 7: there is no directive {exercize}."),
    ],
)
def test_a_page_that_points_nowhere_is_found_on_its_line(copied: Content, words: str, complaint: str) -> None:
    """Roles, directives, and evidence that was never seen."""
    assert complaint in page(copied, PAGE + words + "\n")


def test_a_page_says_which_week_it_is_for(copied: Content) -> None:
    """The name of the file and the first lines agree."""
    assert "w05.md, line 1: the page does not say which week it is for." in page(copied, PAGE, "w05")
    assert "w33.md: there is no such week." in page(copied, PAGE, "w33")


def test_a_written_exercise_stands_in_one_week_only(copied: Content) -> None:
    """Twice, or in another week's page: each is told. One that no page places is shown at the end of its week."""
    shown = "```{exercise} w03a1\n```\n"
    assert page(copied, PAGE, "w03", ("w03a1",)) == ""
    assert page(copied, PAGE + shown) == ""
    assert "line 9: w03a1 already stands in w03.md. Show it once only." in page(copied, PAGE + shown + shown)
    page(copied, PAGE)
    elsewhere = page(copied, PAGE.replace("w03", "w05") + shown, "w05")
    assert "w05.md, line 7: w03a1 belongs to w03. Move it to that week's page." in elsewhere


def test_weeks_without_words_are_noted(copied: Content) -> None:
    """A week that is still to be written is no fault."""
    page(copied, PAGE)
    (note,) = weeks_without_page(copied)
    assert note.startswith("27 weeks have no page in data/weeks yet: w01, w02, w04")


def test_facts_past_their_review_date_are_listed_oldest_first(copied: Content) -> None:
    """On the day of the check none is; later they come, and each says since when."""
    assert list(past_review(copied, date(2026, 11, 21))) == []
    due = list(past_review(copied, date(2027, 3, 1)))
    assert "data/law/changes.yaml: cwsa, due for checking since 31 January 2027" in due
    assert due[-1].endswith("28 February 2027")


def test_what_nobody_has_checked_is_listed(copied: Content) -> None:
    """By file, with names; recalled evidence as never shown."""
    notes = said(recalled(copied))
    assert "data/law/timetable.yaml: 5 recalled, shown as 'not yet checked': " in notes
    assert "data/evidence.yaml: 6 recalled, never shown: A26, A27, A28, B47, B48, B49." in notes


def test_files_that_cannot_be_read_are_told_alone(spoil: Spoil) -> None:
    """What points into them waits, rather than failing in a hundred places."""
    content = spoil("evidence.yaml", "confidence: verified\n    tier", "confidence: verifed\n    tier")
    report = check(content.root, date(2026, 11, 22))
    assert len(report.problems) == 1
    assert "Did you mean 'verified'?" in str(report)
    assert "What the files say about each other is checked once all can be read." in str(report)


def test_a_report_reads_well() -> None:
    """Counts are said in words a person would use; what is not there is said to be not there."""
    assert str(Report(date(2026, 11, 22))) == (
        "Content checked as at 22 November 2026.\n\nNo problems to put right.\n\nNo records past the review date."
    )
    report = Report(date(2027, 2, 1), (ContentError("data/x.yaml", 3, "wrong."),), ("cwsa, due",), ("a note",))
    assert "1 problem to put right:\n  data/x.yaml, line 3: wrong." in str(report)
    assert "1 record past the review date:\n  cwsa, due" in str(report)
    assert "Good to know:\n  a note" in str(report)
