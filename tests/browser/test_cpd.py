"""The pages of CPD and certificate in a browser: empty, full, wrong, at every width, and by keyboard."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from barriers import NARROW
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from looking import fill, problems_in_every_form, sideways
from playwright.sync_api import Page, expect
from served import Served

from permanence_lib.content.library import Content
from permanence_lib.identity import Identity
from permanence_lib.portfolio import entries
from permanence_lib.portfolio.certificate import badge, did, proof
from permanence_lib.portfolio.certificate.key import IssuingKey
from permanence_lib.portfolio.desk import Desk
from permanence_lib.store import open_store

Axe = Callable[..., list[str]]
WHY = "It changed how I open a visit: the child chooses where we sit."


@pytest.fixture(scope="module")
def chosen(server: Served, content: Content) -> None:
    """A piece of work in the portfolio of whoever is served."""
    fill(server, content, ["w05"])
    store = open_store(server.environment["PERMANENCE_STORE"])
    entries.choose(Desk(content, store, Identity(store.me().id)), "w05a3", 1, WHY)
    store.close()


@pytest.fixture
def certificate(content: Content, tmp_path: Path) -> Path:
    """A whole certificate by a key that no workbook knows."""
    private = Ed25519PrivateKey.generate()
    key = IssuingKey(did.did_of(private.public_key().public_bytes_raw()), private)
    award = badge.Award(
        "Sam Adeyemi", ("Four workshops attended",), date(2026, 1, 5), "0" * 64, datetime(2026, 1, 6, tzinfo=UTC)
    )
    path = tmp_path / "certificate.json"
    path.write_text(
        json.dumps(proof.signed(badge.unsigned(award, content.programme, key.did, "A programme"), key, award.issued))
    )
    return path


def wide_and_narrow(page: Page, axe: Axe) -> list[str]:
    """What is wrong with a page whose like is looked at in every form elsewhere."""
    page.wait_for_load_state()
    found = axe(page)
    page.set_viewport_size({"width": 320, "height": 800})
    found += [*axe(page, asked=NARROW), *(["scrolls sideways"] if sideways(page) else [])]
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


@pytest.mark.parametrize("address", ["/cpd", "/certificate"])
def test_an_empty_page_is_accessible_in_every_form(
    address: str, page: Page, server: Served, no_outside: Callable[[Page], None]
) -> None:
    """Before anything is chosen or done."""
    page.goto(f"{server.base}{address}")
    assert problems_in_every_form(page) == {}
    no_outside(page)


def test_a_piece_from_chosen_work_to_the_regulators_form(
    page: Page, server: Served, axe: Axe, chosen: None, no_outside: Callable[[Page], None]
) -> None:
    """By keyboard: chosen, drafted, a wrong date that loses nothing, saved, ready to paste, in the record of its year."""
    page.goto(f"{server.base}/cpd/new")
    assert wide_and_narrow(page, axe) == []
    page.get_by_label("Week 5").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What I did")).to_have_value(
        f"In week 5 of Achieving Permanence I worked on “{_title(page)}”.\n\n{WHY}"
    )
    assert axe(page) == []

    page.get_by_label("How it has helped").fill("I ask earlier.\n\nAnd I say why.")
    page.get_by_label("What I learnt from doing it").fill("Two uncles nobody had asked.")
    for box, words in (("Day", "31"), ("Month", "2"), ("Year", "2026")):
        page.get_by_label(box).fill(words)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("The date must be a real date")
    expect(page.get_by_label("How it has helped")).to_have_value("I ask earlier.\n\nAnd I say why.")
    assert problems_in_every_form(page) == {}

    page.get_by_label("Day").fill("3")
    page.get_by_label("With whom I discussed it").fill("My line manager")
    page.get_by_label("What we discussed").fill("The map")
    page.get_by_label("What I learnt from discussing it").fill("The school was missing.")
    page.get_by_role("button", name="ready to paste").click()
    expect(page.get_by_label("learnt from discussing this CPD activity with a peer")).to_have_value(
        "I discussed this with: My line manager\n\nThe map\n\nThe school was missing."
    )
    assert wide_and_narrow(page, axe) == []
    page.goto(f"{server.base}/cpd")
    expect(page.get_by_role("cell", name="Finished, with peer reflection")).to_be_visible()
    assert wide_and_narrow(page, axe) == []
    no_outside(page)


def _title(page: Page) -> str:
    return page.get_by_label("Title").input_value()


def test_typed_words_survive_leaving_the_page(page: Page, server: Served, chosen: None) -> None:
    """They come back from this browser, and saved words are never covered by older ones."""
    page.goto(f"{server.base}/cpd/new")
    page.get_by_role("button", name="Begin").click()
    address = page.url
    page.get_by_label("What I did").fill("Half a thought")
    page.goto(f"{server.base}/cpd")
    page.goto(address)
    expect(page.get_by_label("What I did")).to_have_value("Half a thought")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto(address)
    expect(page.get_by_label("What I did")).to_have_value("Half a thought")
    expect(page.get_by_text("not saved yet")).to_have_count(0)


def test_two_windows_show_each_other_in_a_browser(
    new_page: Callable[..., Page], server: Served, axe: Axe, chosen: None
) -> None:
    """The later one sees what the earlier one saved, under its own words."""
    one, other = new_page(), new_page()
    one.goto(f"{server.base}/cpd/new")
    one.get_by_role("button", name="Begin").click()
    other.goto(one.url)
    one.get_by_label("What I did").fill("From the first window")
    one.get_by_role("button", name="Save", exact=True).click()
    other.get_by_label("What I did").fill("From the second window")
    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.get_by_text("From the first window")).to_be_visible()
    expect(other.get_by_label("What I did")).to_have_value("From the second window")
    assert axe(other) == []


def test_the_record_of_a_year_is_read_and_taken_away(
    page: Page, server: Served, axe: Axe, chosen: None, tmp_path: Path
) -> None:
    """On paper without its buttons; as Word it opens."""
    from docx import Document

    page.goto(f"{server.base}/cpd")
    page.get_by_role("link", name="Print this year").first.click()
    page.wait_for_url(f"{server.base}/cpd/record/**")
    assert wide_and_narrow(page, axe) == []
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Word").is_visible()
    page.emulate_media(media="screen")
    with page.expect_download() as given:
        page.get_by_role("button", name="Word").click()
    given.value.save_as(tmp_path / "record.docx")
    assert Document(str(tmp_path / "record.docx")).paragraphs[0].text.startswith("CPD record, 1 December")


def test_a_certificate_is_checked(page: Page, server: Served, axe: Axe, certificate: Path, tmp_path: Path) -> None:
    """Whole, altered, and no certificate at all: each in words, each accessible, each beside the form to try again."""
    page.goto(f"{server.base}/certificate")
    page.get_by_label("Certificate file").set_input_files(certificate)
    page.get_by_label("Whose is it?").fill("Sam Adeyemi")
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_role("heading", name="by a key this workbook does not know")).to_be_visible()
    assert wide_and_narrow(page, axe) == []
    altered = tmp_path / "altered.json"
    altered.write_text(certificate.read_text().replace("no academic credit", "60 credits"))
    page.get_by_label("Certificate file").set_input_files(altered)
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_role("heading", name="it has been altered")).to_be_visible()
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose the certificate file")
    assert axe(page) == []
