"""The registers as pages: narrowed, linked to the weeks, on paper and in the room; and what is never shown."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from register_under_test import CONTENT, EVERY, TODAY, asked, body, words_of

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.laboratory.registers import law_page, narrowing, research, research_page
from permanence_lib.laboratory.registers.law_page import View
from permanence_lib.screen.asked import Asked, Given, Made
from permanence_lib.store import open_store
from permanence_lib.workbook import sources
from permanence_lib.workshop import pages as room_pages
from permanence_lib.workshop.pages import Visit
from permanence_lib.workshop.room import Room

# ---- where used


@pytest.mark.parametrize("week", ["w02", "w13", "w16", "w26"])
def test_a_week_finds_in_the_registers_what_it_names_as_its_sources(week: str) -> None:
    """Against what the week's own list of sources is made from."""
    named, studies = sources.cited(week, exercises.readable(CONTENT, week), CONTENT)
    way = law_page.choices(CONTENT)[-1]
    found = [x.id for x in EVERY if x.section in ("timetable", "judgments") and way.takes(x, week)]
    assert sorted(found) == sorted(x.id for x in named)
    used = [x.record.id for x in research.studies(CONTENT) if any(use.week == week for use in x.uses)]
    assert sorted(used) == sorted(x.id for x in studies)


def test_every_place_of_use_is_there() -> None:
    for href in set(re.findall(r'href="(/week/[^"]+)"', body("/law") + body("/research"))):
        week, _, exercise = href.removeprefix("/week/").partition("#exercise-")
        page = (CONTENT.data / "weeks" / f"{week}.md").read_text("utf-8")
        assert not exercise or f"{{exercise}} {exercise}" in page or CONTENT.weeks[week].workshop, href


def test_a_weeks_sources_lead_to_the_registers() -> None:
    shown = sources.shown("w13", exercises.readable(CONTENT, "w13"), CONTENT).html
    assert '<p class="ap-register-link" hidden><a href="/law?week=w13">' in shown
    assert "/law" in body("/laboratory")


# ---- narrowing


def test_words_status_option_and_what_is_not_checked_narrow_together() -> None:
    page = words_of(body("/law", q="contact", status="case_law"))
    assert re.search(r"(\d+) of 432 records fit\.", page)
    assert "Re S (Placement Order: Contact)" in page
    unchecked = [entry for entry in EVERY if not entry.checked]
    ways = law_page.choices(CONTENT)
    found = narrowing.narrowed(EVERY, narrowing.read({"unchecked": "yes", "option": "sgo"}, ways), ways)
    assert found == [entry for entry in unchecked if "sgo" in entry.options]


def test_what_does_not_exist_is_named_and_left_out() -> None:
    page = body("/law", status="<b>gone</b>", week="w99")
    assert "There is nothing called “&lt;b&gt;gone&lt;/b&gt;” under “Status”, so it was left out." in page
    assert "There is nothing called “w99” under “Used in”" in page
    assert "records fit" not in page


def test_words_that_fit_nothing_say_so() -> None:
    assert "Nothing in the register fits all of that" in body("/law", q='zebra" <script>')
    assert "<script>" not in body("/law", q='zebra" <script>')
    assert "Nothing in the register fits all of that" in body("/research", q="zebra")


@settings(max_examples=12, deadline=None)
@given(st.dictionaries(st.sampled_from(["q", "section", "status", "option", "week", "unchecked", "x"]), st.text()))
def test_no_address_breaks_a_register(query: dict[str, str]) -> None:
    for path in ("/law", "/research"):
        assert isinstance(asked(path, **query), Made)


def test_what_was_recalled_is_marked_and_says_where_to_look() -> None:
    page = body("/law")
    record = words_of(page.partition('id="pd12a-further-case-management-hearing-day-25"')[2].partition("</article>")[0])
    assert "From general knowledge, not yet checked." in record
    assert "Where to look: " in record
    assert "not yet checked" in words_of(page.partition('id="lr-2006"')[2].partition("</article>")[0])


# ---- what is never shown


def test_what_nobody_saw_is_named_and_what_it_finds_is_nowhere() -> None:
    hidden = [record for record in CONTENT.evidence.values() if not record.settled]
    kept = asked("/research/print")
    assert hidden
    assert isinstance(kept, Given)
    everywhere = words_of(body("/research") + body("/research", unchecked="yes") + kept.content.decode())
    for record in hidden:
        assert f"{record.id} {record.topic}" in everywhere
        for said in (record.finding, record.limits):
            assert " ".join(said.split()) not in everywhere, record.id
        first = " ".join(record.finding.split()[:8])
        found = narrowing.narrowed(
            research.studies(CONTENT), narrowing.read({"q": first}, ()), research_page.choices(CONTENT)
        )
        assert record.id not in [study.record.id for study in found]


def test_only_official_pages_are_linked() -> None:
    register = CONTENT.upkeep.register
    graded = {x.record.url for x in EVERY if x.record.grade == "official"}
    for href in set(re.findall(r'href="(https?://[^"]+)"', body("/law"))):
        assert unescape(href) in graded or register.is_official(unescape(href)), href
    for href in set(re.findall(r'href="(https?://[^"]+)"', body("/research"))):
        assert register.is_official(unescape(href)), href


# ---- on paper, in the room, and how heavy it is


@pytest.mark.parametrize("path", ["/law", "/research"])
def test_a_register_can_be_kept_as_one_page_that_asks_nothing_of_any_network(path: str) -> None:
    kept = asked(f"{path}/print")
    assert isinstance(kept, Given)
    page = kept.content.decode()
    assert "As it stood on 22 November 2026." in page
    assert "<script" not in page
    assert "<details" not in page
    assert not re.search(r'(?:src|href)="/', page), "A file leads nowhere in the workbook."
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'id="([^"]+)"', page))
    few = asked(f"{path}/print", option="adoption")
    assert isinstance(few, Given)
    assert len(few.content) < len(kept.content)


@pytest.fixture
def room(content: Content) -> Iterator[Room]:
    """Nobody has come yet."""
    store = open_store("sqlite://")
    yield Room(store, content, "w18", "Autumn cohort")
    store.close()


@pytest.mark.parametrize("role", ["facilitator", "participant"])
@pytest.mark.parametrize("path", ["/law", "/research", "/law/print", "/research/print"])
def test_everybody_in_a_room_can_read_them_and_weeks_are_named_not_linked(
    room: Room, tmp_path: Path, role: str, path: str
) -> None:
    found = room_pages.answer(Visit(room, "p_1", role, b"", tmp_path, ""), Asked(path))
    page = found.body if isinstance(found, Made) else found.content.decode() if isinstance(found, Given) else ""
    assert "Week 13" in page
    assert "/week/" not in page
    assert "/laboratory" not in page


def test_there_is_nothing_behind_other_addresses() -> None:
    assert [asked(path) for path in ("/law/x", "/research/A02", "/laboratory/x", "/registers")] == [None] * 4


def test_the_pages_stay_light_enough_for_a_phone_in_a_full_room() -> None:
    """Compressed, as they travel."""
    assert len(gzip.compress(body("/law").encode())) < 80_000
    assert len(gzip.compress(body("/research").encode())) < 40_000


def test_the_first_page_says_how_the_registers_stand() -> None:
    assert "432 records: none overdue, 19 due within 90 days." in body("/laboratory")
    assert "19 overdue to be looked at again" in body("/laboratory", on=date(2027, 2, 1))


def test_a_narrower_view_keeps_its_file_narrow() -> None:
    page = law_page.page(View(CONTENT, TODAY), {"q": "a b", "option": "sgo", "week": "nowhere"})
    assert page.to_print == "/law/print?q=a+b&option=sgo"
