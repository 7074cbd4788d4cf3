"""The CPD record: begun from chosen work, kept as the participant leaves it, counted by registration year."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import participant
import pytest

from permanence_lib.content.cpd import Cpd
from permanence_lib.content.library import Content
from permanence_lib.portfolio import cpd, entries
from permanence_lib.portfolio.cpd import Piece
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.pages import cpd as page
from permanence_lib.portfolio.work import find as work_of
from permanence_lib.screen.asked import Answer, Asked, Given, Made, Went
from permanence_lib.store import open_store

WHY = "It changed how I open a visit: the child chooses where we sit."
WORDS = {
    "activity": "I mapped the child's network.",
    "learnt": "Two uncles nobody had asked.",
    "impact": "I ask earlier.",
}
PEER = {"peer-role": "My line manager", "peer-discussed": "The map.", "peer-changed": "I had left out the school."}


def afresh(desk: Desk, today: date | None = None) -> Desk:
    """The desk as the next request sees it."""
    return replace(desk, today=(lambda: today) if today else desk.today)


@pytest.fixture(scope="module")
def studied(content: Content) -> Iterator[Desk]:
    """Some weeks' work, done once for the whole file and not to be added to."""
    opened = open_store("sqlite://")
    yield participant.study(opened, content, ["w05", "w06", "w07", "w13", "w20", "w28"])
    opened.close()


@pytest.fixture
def chosen(empty_desk: Desk, studied: Desk) -> Desk:
    """Two pieces of the same work, in a store of one's own and in the portfolio."""
    for slot in ("w05a3", "w06a2"):
        one = studied.kept[slot]
        empty_desk.store.save(
            empty_desk.person.participant, slot, one.value, base=0, request_id=slot, definition_hash=one.definition_hash
        )
    entries.choose(empty_desk, "w05a3", 1, WHY)
    entries.choose(empty_desk, "w06a2", 1, "A plan that names a date.")
    return afresh(empty_desk)


def put(desk: Desk, number: int, on: date | None, words: dict[str, str], title: str = "A map of ties") -> None:
    """A piece as it is kept."""
    cpd.keep(desk, Piece(number, title, on, words=words), 0)


class TestYear:
    """The registration year, which does not begin in January."""

    @pytest.mark.parametrize(
        ("day", "first", "last"),
        [
            ("2026-11-30", "2025-12-01", "2026-11-30"),
            ("2026-12-01", "2026-12-01", "2027-11-30"),
            ("2027-01-15", "2026-12-01", "2027-11-30"),
            ("2028-02-29", "2027-12-01", "2028-11-30"),
        ],
    )
    def test_it_runs_from_december_to_november(self, day: str, first: str, last: str, content: Content) -> None:
        year = content.cpd.year
        assert year.first_day(date.fromisoformat(day)).isoformat() == first
        assert year.last_day(date.fromisoformat(day)).isoformat() == last

    def test_nothing_yet_is_said_in_words(self, empty_desk: Desk) -> None:
        (year,) = cpd.years(empty_desk)
        assert year.words == "1 December 2025 to 30 November 2026"
        assert year.missing[0] == "Two more finished pieces by 30 November 2026."
        assert year.missing[1].startswith("A peer reflection in one of them")

    def test_two_pieces_and_one_peer_reflection_are_enough(self, empty_desk: Desk) -> None:
        put(empty_desk, 1, date(2026, 3, 2), WORDS)
        put(empty_desk, 2, date(2026, 7, 1), WORDS | PEER)
        (year,) = cpd.years(afresh(empty_desk))
        assert year.missing == ()

    def test_without_peer_reflection_that_is_what_is_missing(self, empty_desk: Desk) -> None:
        put(empty_desk, 1, date(2026, 3, 2), WORDS)
        put(empty_desk, 2, date(2026, 7, 1), WORDS)
        (year,) = cpd.years(afresh(empty_desk))
        assert len(year.missing) == 1 and year.missing[0].startswith("A peer reflection")

    def test_a_piece_of_last_year_does_not_count_for_this(self, empty_desk: Desk) -> None:
        put(empty_desk, 1, date(2025, 11, 30), WORDS | PEER)
        this, last = cpd.years(afresh(empty_desk))
        assert (this.pieces, len(last.pieces)) == ((), 1)
        assert this.missing[0].startswith("Two more")
        assert last.missing == ("One more finished piece by 30 November 2025.",)

    def test_what_is_begun_says_what_it_needs(self, empty_desk: Desk) -> None:
        put(empty_desk, 1, None, {"activity": "Read.", "peer-role": "A nurse"}, title="")
        (year,) = cpd.years(afresh(empty_desk))
        told = year.missing[-1]
        assert "still needs a title, the date" in told
        assert "“What I learnt from doing it”" in told
        assert "“What we discussed”" in told


class TestBeginning:
    """A piece begins with the participant's own words and no others'."""

    def test_it_draws_on_the_line_of_why_and_what_the_work_lends(self, chosen: Desk) -> None:
        number = cpd.begin(chosen, ["w05a3"])
        one = cpd.piece(afresh(chosen), number)
        assert one is not None
        assert WHY in one.words["activity"]
        assert one.title and one.done_on and one.work == ("w05a3",)
        own = entries.entry_of(chosen, "w05a3").work.words()  # type: ignore[union-attr]
        for name in ("learnt", "impact"):
            for line in filter(None, one.words.get(name, "").split("\n\n")):
                assert line in own

    def test_some_work_lends_points_and_actions(self, studied: Desk) -> None:
        """So that a draft is more than its first sentence."""
        work = [work_of(slot, studied) for slot in ("w06a2", "w07a2", "w13a2", "w20a2", "w28a2")]
        words = [cpd.draft(studied, [entries.Entry(one, 1, "", "Why")]).words for one in work if one]
        assert sum("learnt" in found for found in words) >= 2
        assert sum("impact" in found for found in words) >= 1

    def test_what_was_not_chosen_lends_nothing(self, chosen: Desk) -> None:
        one = cpd.piece(afresh(chosen), cpd.begin(chosen, ["w01a2", "nonsense"]))
        assert one is None or (one.work, dict(one.words), one.title) == ((), {}, "")

    def test_two_windows_begin_two_pieces(self, chosen: Desk) -> None:
        assert [cpd.begin(chosen, ["w05a3"]), cpd.begin(chosen, ["w05a3"])] == [1, 2]


def sent(path: str, **fields: str) -> Asked:
    """A form."""
    return Asked(
        path, fields={name.replace("_", "-"): (words,) for name, words in fields.items()}, token="t", sent=True
    )


FORM = {"title": "A map of ties", "when_day": "2", "when_month": "March", "when_year": "2026", **WORDS}


@pytest.fixture
def begun(chosen: Desk) -> Desk:
    """One piece begun from chosen work."""
    cpd.begin(chosen, ["w05a3"])
    return afresh(chosen)


class TestPages:
    """What the pages answer."""

    def test_a_new_piece_is_made_from_what_is_ticked(self, chosen: Desk) -> None:
        offered = page.answer(chosen, Asked("/cpd/new"))
        assert isinstance(offered, Made) and WHY in offered.body
        assert page.answer(chosen, sent("/cpd/new", work_1="w05a3")) == Went("/cpd/1")

    def test_a_form_is_saved_as_it_was_typed(self, begun: Desk) -> None:
        assert page.answer(begun, sent("/cpd/1", base="1", **FORM)) == Went("/cpd?now=saved")
        one = cpd.piece(afresh(begun), 1)
        assert one is not None
        assert (one.title, one.done_on, one.said("learnt")) == ("A map of ties", date(2026, 3, 2), WORDS["learnt"])
        again = page.answer(afresh(begun), Asked("/cpd/1"))
        assert isinstance(again, Made) and 'value="March"' in again.body

    @pytest.mark.parametrize(
        ("day", "month", "year", "words"),
        [
            ("31", "2", "2026", "must be a real date"),
            ("", "3", "2026", "must include a day"),
            ("1", "9", "2026", "today or in the past. Today is 29 July 2026"),
            ("1", "3", "26", "not before 2019"),
            ("x", "3", "2026", "must be a real date"),
            ("1", "3", "99999999999", "must be a real date"),
        ],
    )
    def test_a_wrong_date_loses_nothing(self, day: str, month: str, year: str, words: str, begun: Desk) -> None:
        typed = FORM | {"when_day": day, "when_month": month, "when_year": year, "learnt": "Precious <b>words</b>"}
        found = page.answer(begun, sent("/cpd/1", base="1", **typed))
        assert isinstance(found, Made)
        assert words in found.body and 'href="#when"' in found.body
        assert "Precious &lt;b&gt;words&lt;/b&gt;" in found.body
        assert cpd.piece(afresh(begun), 1).kept == 1  # type: ignore[union-attr]

    def test_two_windows_show_each_other(self, begun: Desk) -> None:
        page.answer(begun, sent("/cpd/1", base="1", **FORM))
        mine = FORM | {"learnt": "What this window says"}
        found = page.answer(afresh(begun), sent("/cpd/1", base="1", **mine))
        assert isinstance(found, Made)
        assert "What this window says" in found.body and WORDS["learnt"] in found.body
        assert 'name="base" value="2"' in found.body
        assert page.answer(afresh(begun), sent("/cpd/1", base="2", **mine)) == Went("/cpd?now=saved")

    def test_taking_out_can_be_undone(self, begun: Desk) -> None:
        page.answer(begun, sent("/cpd/1/out"))
        overview = page.answer(afresh(begun), Asked("/cpd"))
        assert isinstance(overview, Made) and "Put back" in overview.body
        assert cpd.pieces(afresh(begun)) == ()
        page.answer(afresh(begun), sent("/cpd/1/back"))
        assert len(cpd.pieces(afresh(begun))) == 1

    def test_the_words_stand_ready_under_the_regulators_questions(self, begun: Desk) -> None:
        then = page.answer(begun, sent("/cpd/1", base="1", then="paste", **FORM, **PEER))
        assert then == Went("/cpd/1/paste")
        found = page.answer(afresh(begun), Asked("/cpd/1/paste"))
        assert isinstance(found, Made)
        assert "Describe what you have learnt from discussing this CPD activity with a peer." in found.body
        assert "I discussed this with: My line manager" in found.body
        assert found.body.count("readonly") == 5

    def test_what_looks_like_a_real_person_is_asked_about_before_it_is_shown_to_copy(self, begun: Desk) -> None:
        """Copying is leaving too."""
        page.answer(
            begun, sent("/cpd/1", base="1", **FORM | {"learnt": "Ring her on 07700 900123 or kay@example.org."})
        )
        found = page.answer(afresh(begun), Asked("/cpd/1/paste"))
        assert isinstance(found, Made)
        assert "07700 900123" in found.body and "readonly" not in found.body
        sure = page.answer(afresh(begun), Asked("/cpd/1/paste", query={"sure": "yes"}))
        assert isinstance(sure, Made) and "readonly" in sure.body

    def test_the_overview_says_where_it_was_read_and_to_check(self, empty_desk: Desk) -> None:
        found = page.answer(empty_desk, Asked("/cpd"))
        assert isinstance(found, Made)
        assert "Check it on the regulator’s site before you rely on it" in found.body
        assert "as at 22 November 2026" in found.body

    @pytest.mark.parametrize(
        "path",
        ["/cpd/9", "/cpd/x", "/cpd/1/other", "/cpd/record/2001-12-01", "/cpd/record/x", "/cpd/²", "/cpd/1/paste/x"],
    )
    def test_there_is_nothing_at_other_addresses(self, path: str, begun: Desk) -> None:
        assert page.answer(begun, Asked(path)) is None


class TestRecord:
    """The year's record on paper, as Word and as text."""

    @pytest.fixture
    def full(self, begun: Desk) -> Desk:
        """A finished piece with peer reflection."""
        page.answer(begun, sent("/cpd/1", base="1", **FORM, **PEER))
        return afresh(begun)

    def test_it_prints(self, full: Desk) -> None:
        found = page.answer(full, Asked("/cpd/record/2025-12-01"))
        assert isinstance(found, Made)
        assert WORDS["impact"] in found.body and "One more finished piece" in found.body

    def test_word_has_headings_and_every_word(self, full: Desk) -> None:
        from docx import Document

        given = _given(page.answer(full, sent("/cpd/take-away", year="2025-12-01", form="word")))
        assert given.name == "cpd-record-2025-2026.docx"
        word = Document(io.BytesIO(given.content))
        styles = [paragraph.style.name for paragraph in word.paragraphs]
        assert styles[0] == "Heading 1" and "Heading 2" in styles and "Heading 3" in styles
        written = "\n".join(paragraph.text for paragraph in word.paragraphs)
        assert all(words in written for words in (*WORDS.values(), *PEER.values()))

    def test_text_holds_the_same(self, full: Desk) -> None:
        given = _given(page.answer(full, sent("/cpd/take-away", year="2025-12-01", form="text")))
        assert all(words in given.content.decode() for words in (*WORDS.values(), *PEER.values()))

    def test_it_is_asked_about_before_it_leaves(self, full: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        """Every word of every piece goes past the guard first."""
        seen: dict[str, str] = {}

        def ask(desk: Desk, asked: Asked, parts: dict[str, str]) -> Made:
            seen.update(parts)
            return Made("Before this leaves", "")

        monkeypatch.setattr(page.leaving, "ask", ask)
        assert isinstance(page.answer(full, sent("/cpd/take-away", year="2025-12-01", form="word")), Made)
        assert WORDS["learnt"] in seen["A map of ties"]


def _given(answer: Answer | None) -> Given:
    assert isinstance(answer, Given)
    return answer


class TestRules:
    """What the data says."""

    @pytest.fixture
    def rules(self, content: Content) -> Cpd:
        """The shipped rules."""
        return content.cpd

    def test_every_field_goes_to_a_question(self, rules: Cpd) -> None:
        questions = {question.id for question in rules.questions}
        assert {field.into for field in rules.fields} | {"title"} == questions

    def test_everything_asked_has_a_source_and_an_age(self, rules: Cpd) -> None:
        assert all(fact.url and fact.review_by and fact.note for fact in rules.asked)

    def test_what_nobody_has_read_would_say_so(self, rules: Cpd) -> None:
        recalled = rules.asked[0].model_copy(update={"confidence": "recalled"})
        assert "not yet checked" in recalled.words()
