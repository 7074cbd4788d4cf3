"""A chronology: dates kept as far as they are known, gaps that are sure, and nothing typed that is lost."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.document import docx, html, text
from permanence_lib.document.blocks import Blocks, Chart, Document, Quote, Table
from permanence_lib.errors import UnreadableFile
from permanence_lib.exercises import Exercise
from permanence_lib.kind import LONGEST_ANSWER, Carried, DateParts, Material, Offer
from permanence_lib.kinds import chronology
from permanence_lib.kinds.chronology import KIND, documents
from permanence_lib.kinds.chronology.model import (
    Definition,
    Draft,
    Entry,
    GapNote,
    Response,
    When,
    age_words,
    gaps_in,
    read_when,
    say_when,
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
        """Printing loses nothing: entries, draft, pasted rows, alias; whatever the characters."""
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
        response = Response.model_validate({**book, "alias": words[18], "born": {"month": words[19], "known": "month"}})
        paper = on_paper(KIND.report(exercise.definition, response, replace(exercise.material, case=None, followed="")))
        for n in range(20):
            assert f"Word{n} " in paper, f"Word{n} is missing"

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


class TestEitherChild:
    def test_the_followed_child_has_an_alias_and_an_age_and_no_file(self, exercise: Exercise) -> None:
        """Nothing of the case is left: not its name, not its records, not its dates of birth."""
        own = replace(exercise.material, case=None, followed="Wren")
        response = Response(born=When(month="March", year="2017", known="month"), entries=(entry("n1", "2024-06-14"),))
        words = on_paper(KIND.report(exercise.definition, response, own))
        assert "The chronology of Wren" in words
        assert "What has it been like to be Wren?" in words
        assert "14 June 2024 (about 7 years 2 months)" in words
        assert "Kacper" not in words
        assert "brought into the chronology" not in words

    def test_without_an_alias_the_words_still_fit(self, exercise: Exercise) -> None:
        """Somebody who has not chosen an alias yet can begin, and may choose one here."""
        own = replace(exercise.material, case=None, followed="")
        assert "What has it been like to be the child?" in on_paper(KIND.report(exercise.definition, Response(), own))
        named = KIND.report(exercise.definition, Response(alias="Wren"), own)
        assert "The chronology of Wren" in on_paper(named)

    def test_a_worked_example_about_another_child_does_not_borrow_the_case(self, exercise: Exercise) -> None:
        """An answer with an alias of its own is about that child, with that child's birth and without the file."""
        response = exercise.example()
        assert isinstance(response, Response)
        words = on_paper(KIND.report(exercise.definition, response, exercise.material))
        assert "The chronology of Wren" in words
        assert "Kacper" not in words


def carried(**fields: Any) -> Carried:
    """Something brought from an exercise called Two clocks."""
    offer = Offer.model_validate({"id": "e1", "sort": "event", "title": "A letter", **fields})
    return Carried(offer=offer, exercise="w02a2", title="Two clocks")


class TestOffers:
    def test_every_entry_can_be_carried_with_its_date_as_far_as_it_is_known(
        self, example: tuple[Definition, Response, Material]
    ) -> None:
        """In order, each under its own id; a loose date is said in words and never made a day."""
        events = {offer.id: offer for offer in KIND.offers(*example) if offer.sort == "event"}
        assert list(events) == ["n1", "n2", "n4", "n3", "n5", "n6", "n7"]
        assert (events["n1"].when, events["n1"].said_when) == (DateParts(year="2019"), "Summer 2019")
        assert (events["n4"].when, events["n4"].said_when) == (DateParts(month="July", year="2024"), "July 2024")
        assert (events["n7"].when, events["n7"].said_when) == (None, "")
        assert events["n2"].text == example[1].entries[1].what
        assert events["n1"].data["when"]["season"] == "summer"

    def test_gaps_disagreements_and_sentences_go_with_their_words(
        self, example: tuple[Definition, Response, Material]
    ) -> None:
        """A gap with what was made of it, a disagreement as a question with what would settle it, a sentence as a point."""
        found = {offer.id: offer for offer in KIND.offers(*example)}
        gap = found["gap.n4.n5"]
        assert (gap.sort, gap.text) == ("gap", "Ewa's recovery group may know when they left the refuge.")
        assert gap.title == "9 weeks with nothing entered"
        assert (found["d1"].sort, found["d1"].title) == ("question", "How he was in the refuge.")
        assert "What would settle it: Asking the refuge" in found["d1"].text
        assert found["said.returns"].sort == "point"

    def test_an_empty_chronology_lends_nothing(self, exercise: Exercise) -> None:
        """Nor does a pair nobody has filled in."""
        started = Response.model_validate({"disagreements": [{"id": "d1"}]})
        assert list(KIND.offers(exercise.definition, started, exercise.material)) == []

    def test_offers_survive_json(self, example: tuple[Definition, Response, Material]) -> None:
        """They go to the page and back as plain values."""
        for offer in KIND.offers(*example):
            assert Offer.model_validate_json(offer.model_dump_json()) == offer


class TestBringingIn:
    def taken(self, *things: Carried, before: Response | None = None) -> Response:
        assert KIND.take is not None
        return KIND.take(definition(), before or Response(), Material(), things)

    def test_each_thing_becomes_an_entry_that_says_where_it_came_from(self) -> None:
        """Added after what is there, with an id of its own; what was there is untouched."""
        before = Response(entries=(entry("n3", "2024-01-01"),), pasted="kept")
        after = self.taken(
            carried(when={"day": "3", "month": "2", "year": "2024"}, said_when="3 February 2024"), before=before
        )
        assert after.entries[0] == before.entries[0]
        assert after.pasted == "kept"
        assert (after.entries[1].id, after.entries[1].source) == ("n4", "from “Two clocks”")
        assert say_when(after.entries[1].when) == "3 February 2024"

    @pytest.mark.parametrize(
        ("fields", "said", "what"),
        [
            ({"when": {"month": "2", "year": "2024"}}, "February 2024", "A letter"),
            ({"when": {"year": "2024"}}, "2024", "A letter"),
            ({"data": {"when": {"season": "spring", "year": "2024", "known": "season"}}}, "Spring 2024", "A letter"),
            ({"said_when": "around Easter"}, "Date not known", "A letter (around Easter)"),
            ({}, "Date not known", "A letter"),
            ({"when": {"day": "31", "month": "2", "year": "2024"}}, "Date not known", "A letter"),
            (
                {"data": {"when": {"known": "whenever"}, "first_hand": "perhaps", "meaning": 3}},
                "Date not known",
                "A letter",
            ),
        ],
    )
    def test_a_date_is_taken_as_far_as_it_goes(self, fields: dict[str, Any], said: str, what: str) -> None:
        """A month stays a month, an impossible day stays as typed, and a date only said in words stays in words."""
        (new,) = self.taken(carried(**fields)).entries
        assert (say_when(new.when), new.what) == (said, what)

    def test_what_another_chronology_knew_comes_along(self, example: tuple[Definition, Response, Material]) -> None:
        """Source, meaning and the child's own words are not left behind."""
        offer = next(offer for offer in KIND.offers(*example) if offer.id == "n2")
        (new,) = self.taken(Carried(offer=offer, exercise="w15a2", title="A file in order")).entries
        old = example[1].entries[1]
        assert (new.when, new.what, new.meaning, new.child_words) == (old.when, old.what, old.meaning, old.child_words)
        assert new.source == "Police report; from “A file in order”"

    def test_awkward_words_come_over_whole(self) -> None:
        """Markup, right-to-left text and emoji are only words."""
        (new,) = self.taken(carried(text=AWKWARD)).entries
        assert new.what == f"A letter: {AWKWARD.strip()}"


class TestPicture:
    @pytest.mark.parametrize("many", [0, 1, 20])
    def test_a_group_is_shown_without_its_words(
        self, example: tuple[Definition, Response, Material], many: int
    ) -> None:
        """Counts by record, in the order of the file; no free text unless sharing is 'named'."""
        written, response, material = example
        blocks = KIND.picture(written, [response] * many, material)
        records, months, kinds, voices, gaps, tags = [b for b in blocks if isinstance(b, Chart)]
        assert [bar.value for bar in records.bars][:5] == [many, many, many, 0, 0]
        assert sum(bar.value for bar in months.bars) == sum(bar.value for bar in kinds.bars) == 7 * many
        assert [(bar.label, bar.value) for bar in months.bars][:2] == [
            ("Before the file begins", 0),
            ("May 2024", many),
        ]
        assert [bar.value for bar in voices.bars] == [0, many, 0, 0]
        assert [bar.value for bar in gaps.bars] == [0, many, 0, 0]
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
        assert on_paper(KIND.picture(definition(), [Response()], Material())).startswith(
            "1 chronology shared. 0 entries"
        )


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
    """And its worked example is about another child."""
    assert list(KIND.check(exercise.definition, exercise.material)) == []
    response = exercise.example()
    assert isinstance(response, Response)
    assert response.alias
    assert not any(entry.from_event for entry in response.entries)


class TestFiles:
    def test_word_has_the_eight_columns_and_every_entry(self, example: tuple[Definition, Response, Material]) -> None:
        """A real table with a repeating header, gaps between the entries, and the rest of the report after it."""
        from docx import Document as read_word

        word = read_word(io.BytesIO(documents.word(*example)))
        entries = word.tables[0]
        assert [cell.text for cell in entries.rows[0].cells][:4] == ["Date", "Age", "What happened", "Source"]
        assert entries.rows[0]._tr.trPr.xpath("w:tblHeader")
        assert len(entries.rows) == 1 + 7 + 1  # headings, entries, one gap
        text = "\n".join(cell.text for row in entries.rows for cell in row.cells)
        assert all(entry.what in text for entry in example[1].entries)

    def test_a_calendar_holds_what_is_dated_to_the_day_and_says_what_it_leaves_out(
        self, example: tuple[Definition, Response, Material]
    ) -> None:
        """All-day events; what went on ends on the day after its last; nothing loosely dated is put on a day."""
        from icalendar import Calendar

        definition, response, material = example
        until = When(day="13", month="7", year="2024")
        entries = tuple(e.model_copy(update={"until": until}) if e.id == "n3" else e for e in response.entries)
        made = Calendar.from_ical(
            documents.calendar(definition, response.model_copy(update={"entries": entries}), material)
        )
        events = {str(event["uid"])[:2]: event for event in made.walk("VEVENT")}
        assert set(events) == {"n2", "n3", "n5", "n6"}
        assert (events["n3"]["dtstart"].dt, events["n3"]["dtend"].dt) == (date(2024, 7, 11), date(2024, 7, 14))
        assert (events["n2"]["dtstart"].dt, events["n2"]["dtend"].dt) == (date(2024, 5, 30), date(2024, 5, 31))
        assert made["x-wr-caldesc"] == "3 entries not dated to the day left out."

    def test_cells_of_a_workbook_are_words(self) -> None:
        """Dates as UK dates, formulas as they were last worked out or as typed, numbers as they stand."""
        from openpyxl import Workbook

        book = Workbook()
        for place, value in enumerate(("Date", date(2025, 3, 27), "=1+1", 45743, None, True), 1):
            book.active.cell(1, place).value = value
        out = io.BytesIO()
        book.save(out)
        found = KIND.read_file(definition(), Material(), "rows.xlsx", out.getvalue())
        assert found == {"sheets": [{"name": "Sheet", "rows": [["Date", "27/3/2025", "=1+1", "45743", "", "True"]]}]}

    @pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04broken"])
    def test_a_file_that_is_no_workbook_is_refused_in_words(self, content: bytes) -> None:
        """With what to do instead."""
        with pytest.raises(UnreadableFile, match="save"):
            KIND.read_file(definition(), Material(), "rows.xlsx", content)

    def test_episodes_are_put_into_words_and_identifiers_are_not_read(self, content: Content) -> None:
        """The case's own rows of the yearly return, with identifiers beside them that must be nowhere in what comes back."""
        rows = content.cases["kacper"].episodes_903
        names = [*rows[0], "UPN", "HOME_POST", "PL_POST", "URN"]
        lines = [",".join([*row.values(), "X123456789012", "AB1 2CD", "EF3 4GH", "SC999999"]) for row in rows]
        text = "\ufeff" + "\r\n".join([",".join(names), *lines])
        (child,) = KIND.read_file(definition(), Material(ssda903=content.ssda903), "episodes.csv", text.encode())[
            "children"
        ]
        said = json.dumps(child["rows"], ensure_ascii=False)
        assert (child["code"], len(child["rows"])) == ("FIC003", 4)
        assert child["rows"][1][:2] == ["07/10/2024", "09/10/2024"]
        assert "Legal status: police protection in local authority accommodation (L1)." in said
        assert "interim care order (C1)" in said
        assert not any(secret in said for secret in ("X123456789012", "AB1 2CD", "EF3 4GH", "SC999999", "FIC003"))

    def test_an_unknown_code_stays_marked_as_unknown(self, content: Content) -> None:
        """Nothing is guessed."""
        text = "CHILD,DECOM,RNE,LS\nA,01/02/2024,S,Q9\n"
        (child,) = KIND.read_file(definition(), Material(ssda903=content.ssda903), "e.csv", text.encode())["children"]
        assert "Q9 (a code this workbook does not know)" in child["rows"][1][2]


class TestCopying:
    def test_an_entry_copied_to_another_chronology_loses_nothing(self) -> None:
        """Every field arrives; an answer to a question that is not asked there stands in the analysis with its question."""
        asked = definition(fields=[{"id": "response", "question": "What was done?"}, {"id": "own", "question": "Why?"}])
        full = entry(
            "n1", "2024-01-02", meaning="M", analysis="A", source="S", said_by="B", written="W", first_hand="first", child_words="C",
            pen="P", significance="High", category="Own kind", tags=("T", "U"), more={"response": "R", "own": "Y"}, from_event="e01",
            until={"month": "3", "year": "2024", "known": "month"},
        )  # fmt: skip
        (offer,) = [x for x in KIND.offers(asked, Response(entries=(full,)), Material()) if x.sort == "event"]
        there = definition(fields=[{"id": "response", "question": "And then?"}])
        assert KIND.take is not None
        (copied,) = KIND.take(
            there, Response(), Material(), [Carried(offer=offer, exercise="w15a2", title="T")]
        ).entries
        changed = {"id", "order", "source", "analysis", "more"}
        assert copied.model_dump(exclude=changed) == full.model_dump(exclude=changed)
        assert (copied.analysis, copied.more) == ("A\nWhy? Y", {"response": "R"})
        assert copied.source == "S; from “T”"

    def test_an_old_answer_still_loads(self) -> None:
        """An answer saved before there were ranges, analysis and states."""
        old = {
            "entries": [{"id": "n1", "what": "W", "when": {"day": "1", "month": "1", "year": "2024", "known": "day"}}]
        }
        response = Response.model_validate(old)
        assert (response.state, response.entries[0].until.known, response.entries[0].analysis) == ("active", "none", "")


class TestPaperOfTheNew:
    def test_ranges_analysis_states_and_disagreements_are_printed(self, exercise: Exercise) -> None:
        """From when to when, with both ages; what the participant makes of it; when it was finished; what they say to a question."""
        response = exercise.example()
        assert isinstance(response, Response)
        words = on_paper(KIND.report(exercise.definition, response, exercise.material))
        assert "14 June 2024 to July 2024 (about 7 years 2 months" in words
        assert "What I make of it: I count this as a move" in words
        assert "Taken up again on 1 July 2025: The aunt's own copy of her letter came." in words
        assert "I disagree. Her learning mentor listened every week" in words

    def test_what_was_said_to_a_question_outlives_it(self) -> None:
        """A reply is printed when the question is no longer asked."""
        reply = {"key": "thin:n9", "about": "What was tested?", "text": "Nothing was."}
        words = on_paper(KIND.report(definition(), Response.model_validate({"replies": [reply]}), Material()))
        assert "What was tested? I wrote: Nothing was." in words
