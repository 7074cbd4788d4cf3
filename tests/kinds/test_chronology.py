"""A chronology: dates kept as far as they are known, gaps that are sure, and nothing typed that is lost."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.document import docx, html, text
from permanence_lib.document.blocks import Blocks, Chart, Document, Heading, Quote, Table
from permanence_lib.exercises import Exercise
from permanence_lib.kind import LONGEST_ANSWER, Material
from permanence_lib.kinds import chronology
from permanence_lib.kinds.chronology import KIND
from permanence_lib.kinds.chronology.model import (
    Definition,
    Draft,
    Entry,
    GapNote,
    Response,
    When,
    age_words,
    events,
    gaps_in,
    read_when,
)

AWKWARD = "<script>alert('x')</script> مرحبا \u202e👩‍👧 & \"quoted\"\nsecond line"
VECTORS = Path(__file__).resolve().parent.parent / "vectors" / "chronology"


@pytest.fixture(scope="module")
def content() -> Content:
    return Content.load()


@pytest.fixture(scope="module")
def exercise(content: Content) -> Exercise:
    return exercises.find("w15a2", content)


@pytest.fixture(scope="module")
def example(content: Content) -> tuple[Definition, Response, Material]:
    written = yaml.safe_load((Path(chronology.__file__).parent / "example.yaml").read_text("utf-8"))
    response = Response.model_validate(written["response"])
    return Definition.model_validate(written["definition"]), response, Material(case=content.cases["kacper"])


def definition(**fields: Any) -> Definition:
    """A small definition without a case."""
    needed = {"kind": "chronology", "title": "T", "purpose": "P", "prompt": "Q", "minutes": 5}
    return Definition.model_validate({**needed, **fields})


def entry(name: str, iso: str = "", **fields: Any) -> Entry:
    """An entry of one day, or of whatever `when` says."""
    if iso:
        day = date.fromisoformat(iso)
        fields["when"] = {"day": str(day.day), "month": str(day.month), "year": str(day.year)}
    return Entry.model_validate({"id": name, "what": f"What happened at {name}", **fields})


def on_paper(blocks: Blocks) -> str:
    """The report as text, once it has been written as HTML and as a Word file too."""
    assert "<script>" not in html.render(blocks)
    docx.render(Document("A chronology", tuple(blocks)))
    return text.render(blocks)


def table(blocks: Blocks, caption: str) -> Table:
    """The table whose caption begins so."""
    return next(b for b in blocks if isinstance(b, Table) and b.caption.startswith(caption))


class TestDates:
    def test_a_date_that_is_not_a_real_day_is_kept_as_typed_and_stands_apart(self) -> None:
        """31 February is never moved to March: it is listed apart, and what was typed is printed."""
        typed = entry("n1", when={"day": "31", "month": "2", "year": "2024"})
        words = on_paper(KIND.report(definition(), Response(entries=(typed,)), Material()))
        assert "Date not known (typed: 31 2 2024)" in words
        assert read_when(typed.when)["problem"] == "There is no day 31 in February 2024"

    def test_boxes_that_do_not_belong_to_what_is_known_are_kept_and_not_read(self) -> None:
        """Choosing 'the year' after typing a day keeps the day for a change of mind."""
        when = When(day="7", month="10", year="2024", known="year")
        assert (read_when(when)["first"], read_when(when)["last"]) == ("2024-01-01", "2024-12-31")
        assert When.model_validate_json(when.model_dump_json()).day == "7"

    @pytest.mark.parametrize("known", ["day", "month", "season", "year", "none"])
    def test_an_unfilled_date_never_becomes_a_date(self, known: str) -> None:
        """Empty boxes give no date, whichever precision is chosen."""
        assert read_when(When.model_validate({"known": known}))["first"] is None

    def test_what_happened_before_the_birth_is_allowed_and_said(self) -> None:
        """A grandparent's history belongs in a chronology, with how long before the birth it was."""
        born = When(day="14", month="9", year="2020")
        assert age_words(born, When(year="1958", known="year")) == "between 61 years and 62 years before birth"
        assert age_words(born, When(day="7", month="9", year="2020")) == "1 week before birth"


class TestGaps:
    def test_a_gap_is_longer_than_the_length_chosen_not_as_long(self) -> None:
        """Six weeks to the day is no gap of more than six weeks; one day more is."""
        assert gaps_in((entry("a", "2024-01-01"), entry("b", "2024-02-12")), 6) == []
        assert [g["days"] for g in gaps_in((entry("a", "2024-01-01"), entry("b", "2024-02-13")), 6)] == [43]

    def test_a_loose_date_neither_closes_nor_opens_a_gap(self) -> None:
        """An entry dated '2024' may lie anywhere in the year, so the gap stays and says that it may belong there."""
        loose = entry("l", when={"year": "2024", "known": "year"})
        (gap,) = gaps_in((entry("a", "2024-01-01"), loose, entry("b", "2024-12-01")), 6)
        assert (gap["after"], gap["before"], gap["loose"]) == ("a", "b", 1)

    def test_entries_without_a_date_make_no_gap(self) -> None:
        """Nothing is measured from a date that nobody knows."""
        assert gaps_in((entry("a", "2024-01-01"), entry("b", when={"known": "none"})), 1) == []

    @pytest.mark.parametrize(
        ("typed", "weeks"), [("", 6), ("12", 12), (" 12 ", 12), ("0", 6), ("-1", 6), ("x", 6), ("521", 6)]
    )
    def test_the_participants_own_length_is_used_where_it_is_one(self, typed: str, weeks: int) -> None:
        """What cannot be a number of weeks leaves the author's length standing."""
        ends = (entry("a", "2024-01-01"), entry("b", "2024-03-11"))  # ten weeks
        blocks = KIND.report(definition(), Response(entries=ends, gap_weeks=typed), Material())
        assert (len(table(blocks, "What happened").rows) == 3) == (weeks < 10)

    def test_words_about_a_gap_outlive_it(self) -> None:
        """An entry put into a gap closes it; what was written about the gap is still printed."""
        note = GapNote(after="a", before="b", text="Nobody visited")
        ends = (entry("a", "2024-01-01"), entry("b", "2024-06-01"))
        open_gap = Response(entries=ends, gap_notes=(note,))
        closed = Response(entries=(*ends, *(entry(f"m{n}", f"2024-0{n}-01") for n in range(2, 6))), gap_notes=(note,))
        assert "Nobody visited" in table(KIND.report(definition(), open_gap, Material()), "What happened").rows[1]
        assert "gaps that have since closed:\n\n- Nobody visited" in on_paper(
            KIND.report(definition(), closed, Material())
        )


class TestRows:
    def test_a_row_read_in_the_browser_is_a_valid_entry(self) -> None:
        """What the browser makes of rows pasted from a spreadsheet fits the schema of an entry without change."""
        cases = json.loads((VECTORS / "spreadsheet_rows.json").read_text("utf-8"))["cases"]
        rows = [row for case in cases for row in case["expect"]["entries"]]
        assert rows
        for row in rows:
            assert Entry.model_validate(row).model_dump(mode="json", include=set(row)) == row

    def test_two_hundred_entries_fit_into_what_can_be_kept(self) -> None:
        """A long chronology brought over in one paste can still be saved."""
        words = {"what": "A paragraph of some length. " * 10, "source": "Case note", "meaning": "Lost his room. " * 5}
        entries = tuple(entry(f"n{n}", "2024-06-05", **words, order=n) for n in range(200))
        assert len(Response(entries=entries).model_dump_json()) < LONGEST_ANSWER


class TestReport:
    def test_the_empty_form_holds_the_file_and_the_questions(self, exercise: Exercise) -> None:
        """Before a word is written, the report shows every record and every closing question."""
        words = on_paper(KIND.report(exercise.definition, Response(), exercise.material))
        case = exercise.material.case
        assert case is not None
        assert f"{len(case.events)} records, 0 brought into the chronology" in words
        assert all(event.source in words for event in case.events)
        assert "What has it been like to be Kacper?" in words
        assert words.count("Nothing written yet") >= len(exercise.definition.closing)

    def test_the_report_changes_with_the_case(self, exercise: Exercise) -> None:
        """A record that is reworded changes the report, so that a notebook built earlier is seen to be old."""
        case = exercise.material.case
        assert case is not None
        reworded = case.events[0].model_copy(update={"text": "Another text"})
        changed = Material(case=case.model_copy(update={"events": (reworded, *case.events[1:])}))
        before = on_paper(KIND.report(exercise.definition, Response(), exercise.material))
        assert on_paper(KIND.report(exercise.definition, Response(), changed)) != before

    def test_every_word_typed_is_on_paper(self, exercise: Exercise) -> None:
        """Printing loses nothing: entries, draft, pasted rows, both children; whatever the characters."""
        words = [f"Word{n} {AWKWARD}" for n in range(20)]
        full = dict(
            what=words[0], meaning=words[1], more={"response": words[2]}, source=words[3], said_by=words[4],
            written=words[5], child_words=words[6], pen=words[7], category=words[8], tags=(words[9],),
        )  # fmt: skip
        book: dict[str, Any] = {
            "entries": (entry("n1", "2024-01-01", **full), entry("n2", "2024-06-01")),
            "disagreements": ({"id": "d1", "first": "n1", "second": "n2", "about": words[10], "settle": words[11]},),
            "gap_notes": ({"after": "n1", "before": "n2", "text": words[12]},),
            "sentences": {"lived": words[13]},
            "draft": {"what": words[14], "new_tags": words[15], "pen": words[16]},
            "pasted": words[17],
        }
        response = Response.model_validate({**book, "followed": {**book, "alias": words[18]}})
        paper = on_paper(KIND.report(exercise.definition, response, exercise.material))
        for n in range(18):
            assert paper.count(f"Word{n} ") >= 2, f"Word{n} is missing"
        assert "Word18 " in paper

    def test_two_hundred_entries_are_all_printed(self, exercise: Exercise) -> None:
        """A long file is not cut."""
        entries = tuple(entry(f"n{n}", f"20{10 + n // 20}-{1 + n % 12:02}-{1 + n % 28:02}") for n in range(200))
        blocks = KIND.report(exercise.definition, Response(entries=entries), exercise.material)
        assert sum(row[1].startswith("What happened at") for row in table(blocks, "What happened").rows) == 200

    def test_facilitator_traps_are_in_no_report_and_no_material(self, exercise: Exercise) -> None:
        """What is planted in the case stays with the facilitator."""
        case = exercise.material.case
        assert case is not None
        sent = json.dumps(exercise.material.to_json()) + on_paper(
            KIND.report(exercise.definition, Response(), exercise.material)
        )
        assert case.facilitator.traps
        assert not any(trap.what_is_wrong in sent for trap in case.facilitator.traps)

    def test_disagreeing_entries_stand_side_by_side(self, example: tuple[Definition, Response, Material]) -> None:
        """Both accounts are in one row, each with its source and what would settle it."""
        (row,) = table(KIND.report(*example), "Where the entries disagree").rows
        assert "Social worker case note" in row[0]
        assert "Refuge volunteer" in row[1]
        assert row[3].startswith("Asking the refuge")

    def test_the_childs_own_words_say_who_held_the_pen(self, example: tuple[Definition, Response, Material]) -> None:
        """A child's words never stand without who wrote them down, or that it is not said."""
        quotes = [b for b in KIND.report(*example) if isinstance(b, Quote) and b.by]
        assert quotes
        assert all("Who held the pen: " in quote.by for quote in quotes)

    def test_nothing_is_scored(self, example: tuple[Definition, Response, Material]) -> None:
        """Counts and dates only: no percentage, score or rank."""
        words = on_paper(KIND.report(*example)).lower()
        assert not any(word in words for word in ("%", "per cent", "score", "rank", "out of"))

    def test_the_second_child_is_asked_for_only_where_the_author_wants_it(self) -> None:
        """Without `followed`, a report has one chronology."""
        headings = [b.text for b in KIND.report(definition(), Response(), Material()) if isinstance(b, Heading)]
        assert "The child you follow" not in headings


class TestEvents:
    def test_events_come_in_order_with_how_far_their_date_is_known(self) -> None:
        """A later exercise may draw on them: undated entries come last, without a date."""
        response = Response(
            entries=(
                entry("none", when={"known": "none"}),
                entry("day", "2024-06-05", source="Log", from_event="e07"),
                entry("year", when={"year": "2023", "known": "year"}),
            )
        )
        found = events(response)
        assert [(e["id"], e["date"], e["until"]) for e in found] == [
            ("year", "2023-01-01", "2023-12-31"),
            ("day", "2024-06-05", "2024-06-05"),
            ("none", None, None),
        ]
        assert (found[1]["said"], found[1]["source"], found[1]["from_event"]) == ("5 June 2024", "Log", "e07")
        assert json.loads(json.dumps(found)) == found

    def test_events_of_the_followed_child_are_drawn_the_same_way(self, exercise: Exercise) -> None:
        """The second chronology is one like the first."""
        response = exercise.example()
        assert isinstance(response, Response)
        assert len(events(response.followed)) == len(response.followed.entries) > len(events(response)) > 0


class TestPicture:
    @pytest.mark.parametrize("many", [0, 1, 20])
    def test_a_group_is_shown_without_its_words(
        self, example: tuple[Definition, Response, Material], many: int
    ) -> None:
        """Counts by record, in the order of the file; no free text unless sharing is 'named'."""
        written, response, material = example
        blocks = KIND.picture(written, [response] * many, material)
        (records, tags) = [b for b in blocks if isinstance(b, Chart)]
        assert [bar.value for bar in records.bars][:5] == [many, many, many, 0, 0]
        assert [bar.label for bar in tags.bars] == list(written.tags)
        assert "furry" not in on_paper(blocks)
        assert "Animals" not in on_paper(blocks)

    def test_sentences_are_shown_where_sharing_is_named(self, example: tuple[Definition, Response, Material]) -> None:
        """Then, and only then, the closing sentences."""
        written, response, material = example
        named = written.model_copy(update={"sharing": "named"})
        assert "furry" in on_paper(KIND.picture(named, [response], material))

    def test_a_group_without_case_or_tags_is_still_counted(self) -> None:
        """The smallest definition has a picture."""
        assert on_paper(KIND.picture(definition(), [Response()], Material())) == "1 chronology shared."


class TestProgress:
    def test_it_stays_within_its_parts(self, exercise: Exercise) -> None:
        """From nothing to the worked example, filled never passes parts."""
        for response in (Response(), exercise.example()):
            found = KIND.progress(exercise.definition, response, exercise.material)
            assert 0 <= found.filled <= found.parts == 6

    def test_spaces_are_not_an_answer(self, exercise: Exercise) -> None:
        """A sentence of blanks fills nothing."""
        blank = Response(sentences={"lived": " \n "})
        assert KIND.progress(exercise.definition, blank, exercise.material).filled == 0


class TestSchema:
    def test_a_half_made_entry_survives_the_store(self) -> None:
        """The draft is part of the answer and comes back as it was typed."""
        response = Response(draft=Draft(what="The review says that he will", when=When(day="3"), editing="n4"))
        assert Response.model_validate_json(response.model_dump_json()) == response

    def test_unknown_fields_are_refused(self) -> None:
        """A field nobody defined is a mistake, not data."""
        with pytest.raises(ValidationError, match="Extra inputs"):
            Entry.model_validate({"id": "n1", "score": 3})

    def test_two_empty_answers_share_nothing_that_can_change(self) -> None:
        """Each empty response has dictionaries of its own."""
        assert Response().sentences is not Response().sentences
        assert Response().followed.entries == ()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"child": "kacper"}, "names a person of a case"),
        ({"tags": ["Loss", "Loss"]}, "'Loss' is listed twice"),
        ({"closing": [{"id": "a", "question": "?"}] * 2}, "the id 'a' is used twice"),
        ({"ask_if_missing": {"Move": "?"}}, "'Move' is not one of the categories"),
    ],
)
def test_an_author_is_told_what_is_wrong(fields: dict[str, Any], words: str) -> None:
    """Each slip a schema cannot see has its own sentence."""
    (complaint,) = KIND.check(definition(**fields), Material())
    assert words in complaint


def test_an_author_is_told_of_a_child_who_is_not_in_the_case(content: Content) -> None:
    """The complaint names the people there are."""
    found: Sequence[str] = KIND.check(definition(child="kasper"), Material(case=content.cases["kacper"]))
    assert len(found) == 1
    assert "kacper, ewa" in found[0]


def test_the_shipped_exercise_has_nothing_wrong(exercise: Exercise) -> None:
    """And its worked example is about another child, for the most part."""
    assert list(KIND.check(exercise.definition, exercise.material)) == []
    response = exercise.example()
    assert isinstance(response, Response)
    assert len(response.entries) < len(response.followed.entries)
