"""The pages about the workbook itself: there, readable, true to what the code does, and filled in by whoever runs it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from permanence_lib.content import organisation, trust
from permanence_lib.content.guide import Guide
from permanence_lib.content.library import Content
from permanence_lib.errors import ContentError
from permanence_lib.portfolio import pages, trusting
from permanence_lib.portfolio.archive import held
from permanence_lib.portfolio.desk import Desk
from permanence_lib.screen import about
from permanence_lib.screen.asked import Answer, Asked, Given, Made
from permanence_lib.server.room.door import LASTS
from permanence_lib.server.site import Site
from permanence_lib.store import place
from permanence_lib.store.tables import metadata

NAMES = (*trust.FOR_EVERYBODY, *trust.FOR_THE_OPERATOR)
_FILLED = """
organisation: Somewhere Council
contact: learning@somewhere.example
answer_days: 5
data_protection_officer: the officer, dpo@somewhere.example
hosting: our own hall
statement_reviewed: 1 March 2027
"""


def _body(found: Answer | None) -> str:
    assert isinstance(found, Made)
    return found.body


def _words(page: Guide) -> str:
    return "\n".join(part.text for part in page.sections)


def test_every_page_is_listed_shown_and_saved(empty_desk: Desk) -> None:
    listed = _body(pages.answer(empty_desk, Asked("/about")))
    for name in NAMES:
        assert f'href="/about/{name}"' in listed
        shown = pages.answer(empty_desk, Asked(f"/about/{name}"))
        assert isinstance(shown, Made) and "<h1>" in shown.body
        file = pages.answer(empty_desk, Asked(f"/about/{name}/print"))
        assert isinstance(file, Given) and file.name == f"{name}.html" and b"<h1>" in file.content
    assert pages.answer(empty_desk, Asked("/about/nothing")) is None


def test_what_is_not_filled_in_is_shown_in_brackets_and_what_is_stands_there(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No page pretends to know who runs it."""
    empty = _body(trusting.answer(content, Asked("/about/privacy")))
    assert "[the organisation that runs this workbook: to be filled in]" in empty and "[[" not in empty
    mine = tmp_path / "who.yaml"
    mine.write_text(_FILLED, "utf-8")
    monkeypatch.setenv(organisation.SETTING, str(mine))
    for name in NAMES:
        page = _body(trusting.answer(content, Asked(f"/about/{name}")))
        assert "to be filled in" not in page and "[[" not in page
    assert "Somewhere Council" in _body(trusting.answer(content, Asked("/about/accessibility")))
    mine.write_text("organisaton: Somewhere\n", "utf-8")
    with pytest.raises(ContentError, match="organisaton"):
        trust.pages(content)


def test_every_word_to_fill_in_is_one_of_the_file(content: Content) -> None:
    """A mark in a page that nobody can fill in would stay for ever."""
    asked = {
        mark
        for file in (content.data / trust.FOLDER).glob("*.md")
        for mark in re.findall(r"\[\[(.*?)\]\]", file.read_text("utf-8"))
    }
    known = organisation.words(organisation.Organisation(), content.retention)
    assert asked == set(known) and set(organisation.MISSING) == set(organisation.Organisation.model_fields)


def test_a_page_that_no_list_names_is_told(content: Content, tmp_path: Path) -> None:
    folder = tmp_path / "data" / trust.FOLDER
    folder.mkdir(parents=True)
    for file in (content.data / trust.FOLDER).iterdir():
        (folder / file.name).write_text(file.read_text("utf-8"), "utf-8")
    (folder / "cookies.md").write_text("---\ntitle: T\nabout: A\n---\n\n## One\n\nText.\n", "utf-8")
    with pytest.raises(ContentError, match="no list names this page"):
        trust.pages(Content.load(tmp_path))


def test_a_table_has_a_name_headed_rows_and_labelled_cells() -> None:
    made = about.with_cards("<table><thead><tr><th>A</th><th>B &amp; C</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>", "D & E")  # fmt: skip
    assert '<caption class="ap-vh">D &amp; E</caption>' in made and '<th scope="row">1</th>' in made
    assert '<td data-label="B &amp; C">2</td>' in made and made.count('scope="col"') == 2


def test_the_data_map_names_what_the_code_keeps(content: Content) -> None:
    """A table, a file or a time that changes has to change there too."""
    text = _words(trust.pages(content)["data-map"])
    assert {"record", "person", "access"} <= set(metadata.tables)
    for table in ("record", "access", "login"):
        assert f"`{table}`" in text
    assert f"`{place.default().name}`" in text
    assert f"{content.retention.log.days} days" in text and f"{content.retention.backups.days} days" in text
    assert held.PATIENCE == 3600 and "After one hour" in text
    assert LASTS == 16 * 3600 and "After sixteen hours" in text


@pytest.mark.parametrize("name", NAMES)
def test_commands_that_are_named_exist(content: Content, name: str) -> None:
    """Nobody is sent to a command that is not there."""
    from permanence_lib.cli import app

    known = _commands(app)
    text = _words(trust.pages(content)[name])
    named = set(re.findall(r"`permanence ([a-z-]+)", text))
    assert named <= known, f"{name}: {sorted(named - known)}"


def test_the_statement_has_the_sections_and_the_words_that_are_required(content: Content) -> None:
    page = trust.pages(content)["accessibility"]
    titles = {part.title for part in page.sections}
    assert {
        "Feedback and contact information", "Enforcement procedure", "Technical information about its accessibility",
        "Non-accessible content", "What has not been tested", "Preparation of this accessibility statement",
    } <= titles  # fmt: skip
    assert "is committed to making its website accessible, in accordance with the Public Sector Bodies" in _words(page)
    assert "### Compliance status" in _words(page) and "### Disproportionate burden" in _words(page)
    assert "partially compliant" in _words(page) and "fully compliant" not in _words(page)


def test_the_foot_of_every_page_leads_there_for_few_bytes() -> None:
    link = '<a href="/about">About, privacy and accessibility</a>'
    for site in (Site({}), Site({}, room="Workshop three"), Site({}, authority=True)):
        assert site.page("Title", "").count(link) == 1
    assert "on this computer" not in Site({}, authority=True).page("Title", "")
    assert len(link) < 100


def _commands(app: object) -> set[str]:
    import typer

    return set(typer.main.get_command(app).commands)  # type: ignore[arg-type, attr-defined]
