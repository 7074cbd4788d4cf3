"""The frame round every page: reachable by keyboard, readable in every guise, and asking nothing of other hosts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from barriers import EVERYTHING, INK, NARROW
from playwright.sync_api import Page, expect
from served import Served

GUISES = {
    "light": ({}, "", EVERYTHING),
    "dark": ({"color_scheme": "dark"}, "", INK),
    "narrow": ({"viewport": {"width": 320, "height": 640}}, "", NARROW),
    "projector": ({"viewport": {"width": 1280, "height": 720}}, "?projector=1", EVERYTHING),
    "projector-dark": ({"viewport": {"width": 1280, "height": 720}}, "?projector=1&theme=dark", INK),
    "forced-colours": ({"forced_colors": "active"}, "", INK),
}


@pytest.fixture(scope="module")
def server(made_up_site: Served) -> Iterator[Served]:
    """These tests use the made-up notebooks."""
    return made_up_site


@pytest.mark.parametrize("guise", GUISES)
class TestEveryGuise:
    """Light, dark, narrow, on a projector, in forced colours."""

    def test_nothing_for_axe_to_find_and_no_sideways_scrolling(
        self, guise: str, new_page: Callable[..., Page], server: Served, open_week: Callable[..., Page],
        axe: Callable[..., list[str]], no_outside: Callable[[Page], None],
    ) -> None:  # fmt: skip
        """WCAG 2.2 AA as far as axe sees it, on a week and at home; text reflows; nothing from outside."""
        options, query, asked = GUISES[guise]
        page = new_page(**options)
        for go in (lambda: page.goto(f"{server.base}/{query}"), lambda: open_week(page, "w02", query)):
            go()
            assert axe(page, asked=asked) == []
            assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
            no_outside(page)


class TestWeekPage:
    """What stands round a week."""

    def test_language_title_and_landmarks(self, page: Page, open_week: Callable[..., Page]) -> None:
        """en-GB, a title that says which week, one main, named navigation."""
        open_week(page, "w02")
        assert page.locator("html").get_attribute("lang") == "en-GB"
        expect(page).to_have_title("Week 2: Time and the child - Achieving Permanence")
        expect(page.get_by_role("main")).to_have_count(1)
        expect(page.get_by_role("banner").get_by_role("link", name="Achieving Permanence")).to_have_attribute(
            "href", "/"
        )
        expect(page.get_by_role("navigation", name="On this page")).to_be_visible()
        expect(page.get_by_text("Week 2 of 28, module 1")).to_be_visible()
        expect(page.get_by_role("contentinfo")).to_contain_text("not legal advice")

    def test_the_skip_link_comes_first_and_leads_to_the_text(self, page: Page, open_week: Callable[..., Page]) -> None:
        """Tab, Enter: past the header."""
        open_week(page, "w02")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#ap-main")).to_be_focused()

    def test_only_weeks_that_exist_are_linked(self, page: Page, open_week: Callable[..., Page]) -> None:
        """There is no week 1 here; week 3 has its title."""
        open_week(page, "w02")
        weeks = page.get_by_role("navigation", name="Weeks")
        expect(weeks.get_by_role("link")).to_have_count(1)
        weeks.get_by_role("link", name="Next Week 3: Reading on delay").click()
        expect(page).to_have_title("Week 3: Reading on delay - Achieving Permanence")

    def test_the_list_of_contents_leads_to_headings_and_exercises(
        self, page: Page, open_week: Callable[..., Page]
    ) -> None:
        """In reading order, by plain anchors."""
        open_week(page, "w02")
        links = page.get_by_role("navigation", name="On this page").get_by_role("link")
        assert links.all_text_contents() == ["What you will do", "Exercise A", "The law", "Exercise B"]
        links.nth(3).click()
        expect(page.locator(".slim-mount").nth(1)).to_be_in_viewport()

    def test_what_is_for_jupyterlab_is_not_shown(self, page: Page, open_week: Callable[..., Page]) -> None:
        """Its class hides it here."""
        open_week(page, "w02")
        expect(page.get_by_text("Only for JupyterLab")).to_be_hidden()

    def test_a_failing_part_says_so_without_a_traceback(self, page: Page, open_week: Callable[..., Page]) -> None:
        """The rest of the page still comes."""
        open_week(page, "broken")
        expect(page.get_by_text("This part of the page could not be shown.")).to_be_visible()
        expect(page.get_by_role("heading", name="After")).to_be_visible()
        expect(page.locator(".small")).to_be_visible()
        assert "ZeroDivisionError" not in page.content()

    def test_display_choices_are_kept_from_page_to_page(
        self, page: Page, server: Served, open_week: Callable[..., Page]
    ) -> None:
        """Dark and projector are switched by buttons that say their state, and last for the tab."""
        page.goto(server.base + "/")
        page.get_by_role("button", name="Dark").click()
        page.get_by_role("button", name="Projector").click()
        open_week(page, "w03")
        for name in ("Dark", "Projector"):
            expect(page.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
        assert page.evaluate("() => getComputedStyle(document.documentElement).fontSize") == "28px"

    def test_on_paper_all_is_there_and_nothing_to_press(self, page: Page, open_week: Callable[..., Page]) -> None:
        """Buttons and navigation stay behind; folded parts open for printing and fold again."""
        open_week(page, "w02")
        page.emulate_media(media="print")
        folded = page.get_by_text("Any delay is likely to prejudice the child.")
        expect(folded).to_be_hidden()
        page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        expect(folded).to_be_visible()
        page.evaluate("() => dispatchEvent(new Event('afterprint'))")
        expect(folded).to_be_hidden()
        expect(page.get_by_role("button", name="Dark")).to_be_hidden()
        expect(page.get_by_role("navigation", name="On this page")).to_be_hidden()
        expect(page.get_by_role("heading", name="The law")).to_be_visible()


class TestHome:
    """The list of weeks."""

    def test_it_reads_without_scripts(self, chromium: object, server: Served) -> None:
        """Plain HTML: weeks, statuses and the form are there with JavaScript switched off."""
        context = chromium.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(server.url)
        expect(page.get_by_role("link", name="Week 2: What permanence means to a child")).to_be_visible()
        expect(page.get_by_text("In progress: 2 of 4 core activities done")).to_be_visible()
        page.get_by_label("Day").fill("31")
        page.get_by_label("Month").fill("2")
        page.get_by_label("Year").fill("2026")
        page.get_by_role("button", name="Save the date").click()
        expect(page).to_have_title("Error: Achieving Permanence")
        expect(page.get_by_label("Day")).to_have_value("31")
        context.close()

    @pytest.fixture
    def page(self, page: Page, server: Served) -> Page:
        """At the list of weeks."""
        page.goto(server.base + "/")
        return page

    def test_weeks_without_a_page_are_not_links(self, page: Page) -> None:
        """They say what they will be about."""
        expect(page.get_by_role("link", name="Week 1:")).to_have_count(0)
        expect(page.get_by_text("Week 1: What permanence means to a child")).to_be_visible()
        expect(page.get_by_text("Being written").first).to_be_visible()

    def test_a_wrong_date_is_explained_where_it_stands(self, page: Page, axe: Callable[..., list[str]]) -> None:
        """A summary on top, linked to the box; what was typed stays."""
        page.get_by_label("Day").fill("12")
        page.get_by_label("Year").fill("2026")
        page.get_by_role("button", name="Save the date").click()
        summary = page.get_by_role("alert").filter(has_text="There is a problem")
        summary.get_by_role("link", name="The start date must include a month").click()
        expect(page.get_by_label("Month")).to_be_focused()
        expect(page.get_by_label("Month")).to_have_attribute("aria-invalid", "true")
        assert axe(page) == []

    def test_a_right_date_is_kept(self, page: Page) -> None:
        """And shown as people write dates."""
        for label, text in {"Day": "12", "Month": "January", "Year": "2026"}.items():
            page.get_by_label(label).fill(text)
        page.get_by_role("button", name="Save the date").click()
        expect(page.get_by_text("Your programme starts on 12 January 2026.")).to_be_visible()


class TestOtherPages:
    """Errors and refusals, in the same frame."""

    def test_an_address_that_does_not_exist(self, page: Page, server: Served, axe: Callable[..., list[str]]) -> None:
        """Plain words and a way back, with the right status."""
        answer = page.goto(server.base + "/week/w99")
        assert answer is not None
        assert answer.status == 404
        expect(page.get_by_role("heading", name="There is no such page")).to_be_visible()
        assert axe(page) == []

    def test_without_the_address_nobody_comes_in(
        self, chromium: object, server: Served, axe: Callable[..., list[str]]
    ) -> None:
        """Every address says how to come in, and nothing else."""
        context = chromium.new_context()  # type: ignore[attr-defined]
        page = context.new_page()
        for path in ("/", "/week/w02", "/api/kernels/x", "/voila/static/voila.js"):
            answer = page.goto(server.base + path)
            assert answer.status == 403
            expect(page.get_by_role("heading", name="You are not signed in here")).to_be_visible()
        assert axe(page) == []
        context.close()
