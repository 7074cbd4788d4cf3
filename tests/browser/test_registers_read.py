"""The laboratory's first page and the two registers in a browser: found by keyboard, without script, and from a week."""

from __future__ import annotations

import re
from collections.abc import Callable

import barriers
import pytest
from playwright.sync_api import Browser, Page, expect
from served import Served

NARROWED = ("/laboratory", "/law?q=contact&status=case_law", "/research?option=adoption&q=wait")
WHOLE = (*NARROWED, "/law", "/research")


@pytest.mark.parametrize(("paths", "options", "asked"), [
    (WHOLE, {}, barriers.EVERYTHING),
    (NARROWED, {"viewport": {"width": 320, "height": 640}}, barriers.NARROW),
    (NARROWED, {"color_scheme": "dark"}, barriers.INK),
])  # fmt: skip
def test_every_page_can_be_read_by_everybody(
    new_page: Callable[..., Page], server: Served, axe: Callable[..., list[str]],
    no_outside: Callable[[Page], None], options: dict[str, object], paths: tuple[str, ...], asked: tuple[str, ...],
) -> None:  # fmt: skip
    page = new_page(**options)
    for path in paths:
        page.goto(f"{server.base}{path}")
        expect(page.locator("h1")).to_be_visible()
        assert axe(page, asked=asked) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        no_outside(page)


def test_everything_opened_can_be_read_by_everybody(page: Page, server: Served, axe: Callable[..., list[str]]) -> None:
    """What is folded is not looked at otherwise."""
    page.goto(f"{server.base}/law?section=judgments")
    for fold in page.locator("details.ap-facts:not([open]) > summary").all():
        fold.click()
    expect(page.locator("details.ap-facts:not([open])")).to_have_count(0)
    expect(page.locator("article.ap-fact")).to_have_count(34)
    assert axe(page) == []


def test_the_register_is_narrowed_by_keyboard(page: Page, server: Served) -> None:
    page.goto(f"{server.base}/law")
    page.get_by_role("textbox", name="Words").focus()
    page.keyboard.type("sibling")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Case law (")
    page.get_by_role("textbox", name="Words").press("Enter")
    expect(page).to_have_url(re.compile(r"/law\?q=sibling&section=&status=case_law"))
    expect(page.locator("#found")).to_have_text(re.compile(r"^\d+ of 432 records fit\.$"))
    expect(page.get_by_role("heading", name="Re S (Placement Order: Contact)")).to_be_visible()
    expect(page.get_by_label("Status")).to_have_value("case_law")
    page.get_by_role("link", name="Show the whole register").click()
    expect(page.locator("#found")).to_have_count(0)


def test_it_is_narrowed_without_any_script(chromium: Browser, server: Served) -> None:
    context = chromium.new_context(java_script_enabled=False)
    context.request.get(server.url, max_redirects=0)
    page = context.new_page()
    page.goto(f"{server.base}/research")
    page.get_by_label("Option", exact=True).select_option("special-guardianship")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("#found")).to_have_text(re.compile(r"^\d+ of 78 records fit\.$"))
    page.goto(f"{server.base}/law")
    page.get_by_label(re.compile("Only what is not yet checked")).check()
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("#found")).to_have_text("56 of 432 records fit.")
    context.close()


def test_an_address_with_a_fact_opens_it_and_a_due_record_leads_there(page: Page, server: Served) -> None:
    page.goto(f"{server.base}/law#ca1989-s32-26-weeks")
    fact = page.locator("#ca1989-s32-26-weeks")
    expect(fact).to_be_visible()
    expect(fact).to_be_in_viewport()
    page.get_by_role("link", name="Offer of a family group decision-making meeting").click()
    expect(page.locator("article.ap-fact:target")).to_be_in_viewport()


def test_a_week_leads_to_its_law_and_back(page: Page, server: Served, open_week: Callable[..., Page]) -> None:
    page.goto(f"{server.base}/law?week=w13")
    link = page.locator(".ap-fact-uses a[href^='/week/w13#']").first
    exercise = (link.get_attribute("href") or "").partition("#")[2]
    link.click()
    expect(page.locator(f"#{exercise}")).to_be_attached(timeout=30_000)
    open_week(page, "w13")
    page.get_by_role("link", name="This week in the law register").click()
    expect(page).to_have_url(re.compile(r"/law\?week=w13$"))
    expect(page.locator("#found")).to_be_visible()


def test_what_is_folded_is_open_on_paper(page: Page, server: Served) -> None:
    page.goto(f"{server.base}/law")
    expect(page.locator("#ca1989-s32-26-weeks")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("#ca1989-s32-26-weeks")).to_be_visible()
    with page.expect_download() as kept:
        page.get_by_role("link", name="Save the whole register as a page to print").click()
    assert kept.value.suggested_filename == "law-register.html"
