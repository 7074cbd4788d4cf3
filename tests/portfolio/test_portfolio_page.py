"""The portfolio's pages: ten sections, one piece, choosing, taking the newer version, taking out."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import participant
import pytest

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.document import html
from permanence_lib.portfolio import entries, pages, work
from permanence_lib.portfolio.chosen import sections
from permanence_lib.portfolio.chosen.printed import printed
from permanence_lib.portfolio.desk import Desk
from permanence_lib.screen.asked import Asked, Made, Went
from permanence_lib.store import open_store


@pytest.fixture(scope="module")
def studied(content: Content) -> Iterator[Desk]:
    """All 28 weeks done, on both children where there is a choice."""
    store = open_store("sqlite://")
    yield participant.study(store, content)
    store.close()


def afresh(desk: Desk) -> Desk:
    """The same desk as the next request sees it."""
    return replace(desk)


def go(desk: Desk, path: str, **query: str) -> str:
    """The page at an address."""
    made = pages.answer(afresh(desk), Asked(path, query, token="t"))
    assert isinstance(made, Made)
    return made.body


def send(desk: Desk, path: str, **fields: str | tuple[str, ...]) -> object:
    """What a sent form is answered with."""
    typed = {name: (value,) if isinstance(value, str) else value for name, value in fields.items()}
    return pages.answer(afresh(desk), Asked(path, fields=typed, token="t", sent=True))


def write_on(desk: Desk, slot: str) -> None:
    """The answer gets another version."""
    participant.answer(desk.store, desk.person.participant, exercises.find(slot[:5], desk.content), slot)


def test_every_answer_belongs_in_one_of_ten_sections(studied: Desk) -> None:
    filled = sections.sections(afresh(studied))
    assert [one.section.number for one in filled] == list(range(1, 11))
    slots = [place.slot for one in filled for place in (*one.could, *one.not_yet)]
    slots += [entry.work.slot for one in filled for entry in one.entries]
    assert len(slots) == len(set(slots))
    assert {name.split(":")[0] for name in slots} == set(exercises.files(studied.content))
    assert "w22a1" in slots and "w22a1:followed" in slots


def test_an_empty_portfolio_says_what_belongs_there_and_where_to_write_it(empty_desk: Desk) -> None:
    body = go(empty_desk, "/portfolio")
    for section in empty_desk.content.programme.portfolio.sections:
        assert section.title.replace("&", "&amp;") in body
    for rule in empty_desk.content.programme.portfolio.rules:
        assert rule in body
    assert 'href="/week/w22#exercise-w22a1"' in body
    assert "Nothing is written here yet" in go(empty_desk, "/portfolio/w22a1:followed")


def test_choosing_a_version_with_its_line(studied: Desk) -> None:
    answer = send(studied, "/portfolio/w15a2", why="It names what I did <not> see.", revision="1", base="0")
    assert answer == Went("/portfolio/w15a2?done=in")
    body = go(studied, "/portfolio")
    assert "It names what I did &lt;not&gt; see." in body
    assert "Version 1 of 1, saved on" in body
    assert "Version 1 is in your portfolio." in go(studied, "/portfolio/w15a2")


def test_the_newer_version_is_taken_with_one_button(studied: Desk) -> None:
    send(studied, "/portfolio/w06a2", why="The line stays.", revision="1", base="0")
    write_on(studied, "w06a2")
    assert "You have changed it since: version 2 was saved on" in go(studied, "/portfolio")
    assert "Version 1 of 2" in go(studied, "/portfolio/w06a2")
    assert "Put version 2 into my portfolio" in go(studied, "/portfolio/w06a2", version="2")
    assert send(studied, "/portfolio/w06a2", do="newest", revision="2", base="1") == Went("/portfolio/w06a2?done=in")
    entry = entries.entry_of(afresh(studied), "w06a2")
    assert entry and (entry.revision, entry.why) == (2, "The line stays.")
    assert "in place of the one before" in go(studied, "/portfolio/w06a2")


def test_taking_out_leaves_its_history_and_its_line(studied: Desk) -> None:
    send(studied, "/portfolio/w08a1", why="A map I was proud of.", revision="1", base="0")
    assert send(studied, "/portfolio/w08a1", do="out", revision="1", base="1") == Went("/portfolio/w08a1?done=out")
    body = go(studied, "/portfolio/w08a1", done="out")
    assert "Not in your portfolio." in body and "taken out." in body
    assert body.count("A map I was proud of.") == 2  # in the form, and in the history
    assert entries.entry_of(afresh(studied), "w08a1") is None


def test_two_windows_meet_and_both_lines_are_shown(studied: Desk) -> None:
    send(studied, "/portfolio/w09a1", why="First window", revision="1", base="0")
    made = send(studied, "/portfolio/w09a1", why="Second window", revision="1", base="0")
    assert isinstance(made, Made) and made.title.startswith("Error: ")
    assert "First window" in made.body and "Second window" in made.body
    assert 'name="base" value="1"' in made.body
    taken = send(studied, "/portfolio/w09a1", do="out", revision="1", base="0")
    assert isinstance(taken, Made) and "Compare the two" in taken.body
    entry = entries.entry_of(afresh(studied), "w09a1")
    assert entry and entry.why == "First window"


def test_several_are_put_in_at_once(studied: Desk) -> None:
    """In the version the page showed; what is in already stays as it is; nothing ticked is told."""
    send(studied, "/portfolio/w22a1", why="Mine", revision="1", base="0")
    write_on(studied, "w22a1")
    ticked = ("w22a1@2", "w22a1:followed@1", "w22a2@1", "w99a1@1", "w22a3", "w22a3@88")
    assert send(studied, "/portfolio", section="7", **{"add-7": ticked}) == Went("/portfolio?added=2#section-7")
    chosen = {entry.work.slot: entry for entry in entries.entries(afresh(studied))}
    assert chosen["w22a1"].revision == 1 and chosen["w22a1"].why == "Mine"
    assert {"w22a1:followed", "w22a2"} <= set(chosen)
    assert "w22a3" not in chosen
    made = send(studied, "/portfolio", section="7")
    assert isinstance(made, Made) and "Tick what you want to put into the portfolio" in made.body
    assert 'href="#add-7"' in made.body and 'id="add-7"' in made.body


def test_a_private_piece_says_when_it_leaves(studied: Desk) -> None:
    private = next(e for e in exercises.readable(studied.content) if e.definition.sharing == "private")
    shared = next(e for e in exercises.readable(studied.content) if e.definition.sharing != "private")
    assert "This piece is private" in go(studied, f"/portfolio/{private.id}")
    assert "This piece is private" not in go(studied, f"/portfolio/{shared.id}")


def test_every_version_can_be_opened(studied: Desk) -> None:
    for _ in range(3):
        write_on(studied, "w12a2")
    body = go(studied, "/portfolio/w12a2", version="3")
    assert "Version 3 of 4" in body
    for number in (1, 2, 3, 4):
        assert f'href="/portfolio/w12a2?version={number}"' in body
    assert "Version 4 of 4" in go(studied, "/portfolio/w12a2", version="99")
    assert "Version 4 of 4" in go(studied, "/portfolio/w12a2", version="x")


def test_a_piece_leads_to_the_statements(studied: Desk) -> None:
    body = go(studied, "/portfolio/w22a1")
    assert 'href="/evidence/4.4b/w22a1"' in body
    answer = pages.answer(afresh(studied), Asked("/portfolio/w22a1", {"statement": "1.1a"}, token="t"))
    assert answer == Went("/evidence/1.1a/w22a1")


@pytest.mark.parametrize(
    "path", ["/portfolio/w99a1", "/portfolio/w01a1:followed", "/portfolio/a/b", "/portfolio/start"]
)
def test_what_is_no_piece_is_no_page(path: str, studied: Desk) -> None:
    assert pages.answer(afresh(studied), Asked(path, token="t")) is None


def test_no_printed_piece_leaves_out_a_level_of_headings(studied: Desk) -> None:
    """Below the page's own third level, every step down is one step; and no word is lost on the way."""
    for piece in work.all_work(afresh(studied)):
        body = str(printed(piece))
        levels = [3, *map(int, re.findall(r"<h(\d)>", body))]
        assert all(deeper <= level + 1 for level, deeper in pairwise(levels)), piece.slot
        assert re.sub(r"</?h\d>", "", body) == re.sub(r"</?h\d>", "", html.render(piece.blocks()))


def test_the_list_is_quick_with_everything_written_and_a_hundred_chosen(studied: Desk) -> None:
    """No printed form is made for it. Generous, for machines that do other things too."""
    for filled in sections.sections(afresh(studied)):
        for place in filled.could[:14]:
            entries.choose(afresh(studied), place.slot, 1, "A line.")
    assert len(list(entries.entries(afresh(studied)))) >= 95
    started = time.perf_counter()
    go(studied, "/portfolio")
    go(studied, "/evidence")
    assert time.perf_counter() - started < 3.0
