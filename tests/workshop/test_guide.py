"""The facilitator's guide: it can be read in the room and at one's desk, and what it names is there."""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from permanence_lib.cli.app import app
from permanence_lib.content.guide import guide
from permanence_lib.content.library import Content
from permanence_lib.errors import ContentError
from permanence_lib.identity import Identity
from permanence_lib.portfolio import pages as own_pages
from permanence_lib.portfolio.desk import Desk
from permanence_lib.screen.asked import Asked, Given, Made
from permanence_lib.workshop import pages
from permanence_lib.workshop.pages import Visit
from permanence_lib.workshop.room import Room


@pytest.fixture
def visit(room: Room, tmp_path: Path) -> Visit:
    return Visit(room, "facilitator", "facilitator", b"key", tmp_path, "")


def test_every_section_is_on_the_page_and_in_its_contents(visit: Visit) -> None:
    page = pages.answer(visit, Asked("/guide"))
    assert isinstance(page, Made)
    for section in guide(visit.room.content).sections:
        assert f'href="#{section.id}"' in page.body
        assert f'<h2 id="{section.id}">' in page.body


def test_it_can_be_kept_as_a_file(visit: Visit) -> None:
    found = pages.answer(visit, Asked("/guide/print"))
    assert isinstance(found, Given)
    assert b"When something fails" in found.content
    assert b"http" not in found.content.replace(b"http-equiv", b""), "It asks nothing of any network."


def test_it_is_at_ones_own_desk_too(room: Room) -> None:
    desk = Desk(room.content, room.store, Identity(room.store.me().id))
    assert isinstance(own_pages.answer(desk, Asked("/guide")), Made)
    assert isinstance(own_pages.answer(desk, Asked("/guide/print")), Given)


def test_participants_of_a_room_have_no_such_page(room: Room, tmp_path: Path) -> None:
    assert pages.answer(Visit(room, "p_1", "participant", b"", tmp_path, ""), Asked("/guide")) is None


def test_every_command_it_names_exists_with_its_options(content: Content) -> None:
    words = "\n".join(each.text for each in guide(content).sections)
    named = set(re.findall(r"permanence ([a-z-]+)((?: [^`\n]+)?)", words))
    assert {name for name, _ in named} >= {"workshop", "cohort", "workshop-paper"}
    for name, rest in named:
        command = [name, *takewhile(re.compile(r"[a-z]+").fullmatch, rest.split())]
        shown = CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": "200"})
        assert shown.exit_code == 0, name
        for option in re.findall(r"--[a-z-]+", rest):
            assert option in shown.output, (name, option)


def test_it_says_what_to_do_when_each_thing_fails(content: Content) -> None:
    (fails,) = [each for each in guide(content).sections if each.id == "when-something-fails"]
    assert fails.text.count("\n|") >= 11


def test_a_guide_without_a_title_says_where(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "guide.md").write_text("## One\n\nWords\n")
    with pytest.raises(ContentError, match=r"guide\.md, line 1"):
        guide(Content(tmp_path))
