"""The standard by what a participant has done: gaps, ties to versions, what narrows the map, and the map on paper."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import docx
import participant
import pytest

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.errors import Conflict
from permanence_lib.portfolio import entries, pages
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.standard import evidence, gaps
from permanence_lib.portfolio.standard.evidence import Line
from permanence_lib.screen.asked import Asked, Given, Made, Went
from permanence_lib.store import open_store


@pytest.fixture(scope="module")
def halfway(content: Content) -> Iterator[Desk]:
    """Somebody who began on 12 January 2026, has done weeks 1 to 19 and is in week 20."""
    store = open_store("sqlite://")
    studied = participant.study(store, content, weeks=[f"w{number:02}" for number in range(1, 20)])
    studied.keep("start", {"start": "2026-01-12"})
    yield replace(studied, today=lambda: date(2026, 5, 27))
    store.close()


@pytest.fixture
def beginner(empty_desk: Desk) -> Desk:
    """Nothing begun, and no start given."""
    return empty_desk


def afresh(desk: Desk) -> Desk:
    """The same desk as the next request sees it."""
    return replace(desk)


def line(desk: Desk, name: str) -> Line:
    found = evidence.line_of(afresh(desk), name)
    assert found
    return found


def said(desk: Desk, name: str, now: int) -> str:
    return gaps.sentence(line(desk, name), now, desk)


def go(desk: Desk, path: str, **query: str) -> str:
    """The page at an address."""
    made = pages.answer(afresh(desk), Asked(path, query, token="t"))
    assert isinstance(made, Made)
    return made.body


def send(desk: Desk, path: str, **fields: str) -> object:
    """What a sent form is answered with."""
    typed = {name: (value,) for name, value in fields.items()}
    return pages.answer(afresh(desk), Asked(path, fields=typed, token="t", sent=True))


def write_on(desk: Desk, slot: str) -> None:
    """The answer gets another version."""
    participant.answer(desk.store, desk.person.participant, exercises.find(slot[:5], desk.content), slot)


def test_every_statement_of_the_standard_is_on_the_map(beginner: Desk, content: Content) -> None:
    parts = evidence.evidence_map(beginner)
    names = [found.id for part in parts for found in part.lines]
    assert names == list(content.statements)
    assert len(names) == 89
    assert {found.standing for part in parts for found in part.lines} == {"nothing"}


def test_a_gap_says_where_the_next_places_are(beginner: Desk) -> None:
    """From the week the participant is in; only weeks that are passed when there are no others."""
    assert said(beginner, "4.4b", 1) == "Nothing yet for 4.4b: week 22 has two places for it, week 25 one."
    assert said(beginner, "4.4b", 23) == "Nothing yet for 4.4b: week 25 has one place for it."
    assert said(beginner, "1.3f", 20) == (
        "Nothing yet for 1.3f: week 19 has two places for it. That week is behind you and stays open."
    )
    assert "Those weeks are behind you" in said(beginner, "4.4b", 29)


def test_a_gap_names_only_places_still_open(halfway: Desk) -> None:
    """5.1c is first worked on after week 19; 1.3f has been written and waits to be used."""
    found = line(halfway, "5.1c")
    assert [place.work for place in found.places] == [None] * len(found.places)
    assert gaps.sentence(found, 20, halfway).startswith("Nothing yet for 5.1c: week 2")
    assert said(halfway, "1.3f", 20) == "Nothing chosen yet for 1.3f: two pieces you have written could show it."


@pytest.mark.parametrize(("day", "week"), [((2026, 1, 1), 1), ((2026, 1, 12), 1), ((2026, 1, 19), 2), ((2026, 7, 26), 28), ((2026, 9, 1), 29)])  # fmt: skip
def test_the_week_is_counted_from_the_start(day: tuple[int, int, int], week: int, halfway: Desk) -> None:
    assert gaps.week_now(replace(halfway, today=lambda: date(*day))) == week


def test_without_a_start_the_week_last_touched_counts(beginner: Desk, content: Content) -> None:
    assert gaps.week_now(beginner) == 1
    write_on(beginner, "w06a2")
    beginner.keep("portfolio:w22a1", {"chosen": True})
    assert gaps.week_now(afresh(beginner)) == 6


def test_an_answer_without_a_word_in_it_is_no_evidence(beginner: Desk, content: Content) -> None:
    exercise = exercises.find("w22a1", content)
    participant.answer(beginner.store, beginner.person.participant, exercise, "w22a1", value={"opened": True})
    assert line(beginner, "4.4b").standing == "nothing"


def test_choosing_a_piece_counts_for_the_statements_its_author_names(halfway: Desk) -> None:
    assert line(halfway, "1.2e").standing == "written"
    slot = line(halfway, "1.2e").written[0].slot
    entries.choose(afresh(halfway), slot, 1, "")
    assert line(halfway, "1.2e").standing == "chosen"
    entries.choose(afresh(halfway), slot, 1, "", chosen=False)
    assert line(halfway, "1.2e").standing == "written"


def test_any_piece_can_be_tied_to_any_statement(halfway: Desk) -> None:
    """Also one whose author did not name it."""
    assert "5.1f" not in exercises.find("w09a1", halfway.content).definition.statements
    evidence.tie(afresh(halfway), "5.1f", "w09a1", 1, "I saw it on the third visit.", "part")
    found = line(halfway, "5.1f")
    assert found.standing == "tied"
    assert (found.ties[0].work.slot, found.ties[0].status_words) == ("w09a1", "It shows part of it")
    assert evidence.modules_of(found, halfway)["M2"][0] == found.ties[0]


def test_a_tie_on_an_older_version_says_so(halfway: Desk) -> None:
    evidence.tie(afresh(halfway), "1.1a", "w02a2:followed", 1, "The date is named.", "stand-by")
    write_on(halfway, "w02a2:followed")
    tie = line(halfway, "1.1a").ties[0]
    assert (tie.revision, tie.newest, tie.has_gone_on) == (1, 2, True)
    assert "You have changed the piece since: it is now at version 2." in go(halfway, "/evidence/1.1a")
    base = evidence.kept_at(afresh(halfway), "1.1a", "w02a2:followed")
    answer = send(halfway, "/evidence/1.1a/w02a2:followed", do="newest", newest="2", base=str(base))
    assert answer == Went("/evidence/1.1a/w02a2:followed?saved=yes")
    assert not line(halfway, "1.1a").ties[0].has_gone_on


def test_untying_keeps_the_words_in_the_history(halfway: Desk) -> None:
    evidence.tie(afresh(halfway), "1.2b", "w16a1", 1, "First words", "part")
    assert send(halfway, "/evidence/1.2b/w16a1", do="remove", base="1") == Went("/evidence/1.2b#tied")
    assert line(halfway, "1.2b").ties == ()
    assert [record.value["words"] for record in evidence.history(halfway, "1.2b", "w16a1")] == ["First words"] * 2
    assert "First words" in go(halfway, "/evidence/1.2b/w16a1")
    assert "First words" not in go(halfway, "/evidence/1.2b")


def test_the_manager_has_seen_it_only_where_a_return_was_accepted(halfway: Desk) -> None:
    """A pack that was only sent says nothing; another version than the one sent says nothing."""
    evidence.tie(afresh(halfway), "2.1a", "w16a1", 1, "The order is named.", "stand-by")
    sent = {"sent": {"sort": "manager", "pieces": [{"slot": "w16a1", "revision": 1}, {"slot": "w16a2", "revision": 7}]}}
    afresh(halfway).keep("pack:p1", sent)
    assert line(halfway, "2.1a").ties[0].seen == ""
    afresh(halfway).keep("return:p1", {"pack": "p1", "on": "2026-05-01", "items": []})
    assert line(halfway, "2.1a").ties[0].status_words.endswith("My manager has seen it")
    evidence.tie(afresh(halfway), "2.1b", "w16a2", 1, "Here too.", "part")
    assert line(halfway, "2.1b").ties[0].seen == ""


def test_a_form_that_is_wrong_comes_back_with_what_was_typed(halfway: Desk) -> None:
    for fields, complaint in (
        ({"words": "Half a thought"}, "Choose how far it shows it"),
        ({"status": "part", "words": " "}, "Write what in this piece shows 1.4a"),
        ({"status": "excellent", "words": "Half a thought"}, "Choose how far it shows it"),
    ):
        made = send(halfway, "/evidence/1.4a/w06a2", revision="1", base="0", **fields)
        assert isinstance(made, Made)
        assert complaint in made.body and made.title.startswith("Error: ")
        assert fields["words"].strip() in made.body
    assert line(halfway, "1.4a").ties == ()


def test_two_windows_meet_and_both_are_shown(halfway: Desk) -> None:
    first = {"words": "From the first window", "status": "part", "revision": "1", "base": "0"}
    assert isinstance(send(halfway, "/evidence/1.4b/w06a2", **first), Went)
    made = send(halfway, "/evidence/1.4b/w06a2", **{**first, "words": "From the second <window>"})
    assert isinstance(made, Made)
    assert "From the first window" in made.body
    assert "From the second &lt;window&gt;" in made.body
    assert 'name="base" value="1"' in made.body
    with pytest.raises(Conflict):
        evidence.tie(afresh(halfway), "1.4b", "w06a2", 1, "Third", "part", base=0)
    assert line(halfway, "1.4b").ties[0].words == "From the first window"


def test_words_too_long_to_keep_stay_in_the_form(halfway: Desk) -> None:
    made = send(halfway, "/evidence/1.4c/w06a2", words="ä" * 700_000, status="part", revision="1", base="0")
    assert isinstance(made, Made)
    assert made.body.count("ä") >= 700_000
    assert line(halfway, "1.4c").ties == ()


def test_the_map_is_narrowed_by_plain_addresses(halfway: Desk) -> None:
    section = go(halfway, "/evidence", section="4")
    assert 'id="s4.4b"' in section and 'id="s1.1a"' not in section
    assert "narrowed to section of the standard: 4 Support children and families in transition" in section
    module = go(halfway, "/evidence", module="M4", status="nothing")
    assert 'id="s5.1c"' in module and 'id="s1.3f"' not in module
    assert 'href="/evidence?module=M4"' in module
    assert "No statement is left" in go(halfway, "/evidence", section="5", module="M3", status="tied")
    assert go(halfway, "/evidence", section="77", status="<b>") == go(halfway, "/evidence")


def test_the_overview_stands_beside_the_programmes_table(halfway: Desk) -> None:
    body = go(halfway, "/evidence/by-module", section="4")
    assert body.count("<tr>") == 1 + len(halfway.content.standard.sections[3].statements)
    assert "Places in weeks 22 and 25" in body
    assert "Not in the programme&#39;s table" in body
    assert "Modules 2 and 4" in body


def test_pages_that_are_not_there(halfway: Desk) -> None:
    for path in ("/evidence/9.9z", "/evidence/1.1a/w99a1", "/evidence/1.1a/w27a1", "/evidence/1.1a/w06a2/more"):
        assert pages.answer(afresh(halfway), Asked(path, token="t")) is None


def test_a_statement_leads_to_any_piece(halfway: Desk) -> None:
    path = "/evidence/3.3c"
    answer = pages.answer(afresh(halfway), Asked(path, {"piece": "w12a1"}, token="t"))
    assert answer == Went("/evidence/3.3c/w12a1")
    assert "Choose the piece of work you want to tie" in go(halfway, path, piece="")
    assert "You have not written anything yet" not in go(halfway, path)


def test_the_map_goes_on_paper_with_every_statement(halfway: Desk) -> None:
    """The document is read back: a heading and a table for each section, and the words of a tie in its row."""
    evidence.tie(afresh(halfway), "3.1e", "w06a2", 1, "The letter says it in plain words.", "stand-by")
    given = send(halfway, "/evidence/document")
    assert isinstance(given, Given)
    paper = docx.Document(io.BytesIO(given.content))
    assert [len(table.rows) - 1 for table in paper.tables] == [
        len(section.statements) for section in halfway.content.standard.sections
    ]
    row = next(row for row in paper.tables[2].rows if row.cells[0].text.startswith("3.1e"))
    assert "The letter says it in plain words." in row.cells[2].text
    assert "It shows it well enough for me to stand by" in row.cells[2].text


def test_what_leaves_on_paper_is_asked_about(halfway: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The participant's words and the alias are what is looked through."""
    from permanence_lib.portfolio import leaving

    asked_about: dict[str, str] = {}
    evidence.tie(afresh(halfway), "3.1b", "w06a2", 1, "Words about a real name.", "part")

    def ask(_desk: Desk, _asked: Asked, parts: dict[str, str]) -> Made:
        asked_about.update(parts)
        return Made("Are you sure?", "")

    monkeypatch.setattr(leaving, "ask", ask)
    assert send(halfway, "/evidence/document") == Made("Are you sure?", "")
    assert "Words about a real name." in asked_about.values()
    assert afresh(halfway).alias in asked_about.values()


def test_the_address_of_the_document_without_its_form_is_the_map(halfway: Desk) -> None:
    assert "Every statement" in go(halfway, "/evidence/document")


def test_an_annotation_whose_work_is_gone_is_left_out(beginner: Desk, content: Content) -> None:
    beginner.keep("evidence:1.1a:w02a2", {"words": "x", "status": "part", "revision": 3})
    beginner.keep("evidence:nonsense", {"words": "x", "status": "part", "revision": 1})
    assert evidence.ties(afresh(beginner)) == ()
