"""The page of national figures as a social worker uses it, alone and in front of a room."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import served
from looking import problems_in_every_form
from playwright.sync_api import Browser, Page, expect

from permanence_lib import national
from permanence_lib.content.library import Content
from permanence_lib.national import Choice

WALL = {"width": 1280, "height": 720}


@pytest.fixture
def explore(page: Page, server: served.Served) -> Callable[[str], Page]:
    """Opens the page at a view and waits for its figures: `explore('#time-to-home')`."""

    def go(view: str = "") -> Page:
        page.goto("about:blank")
        page.goto(f"{server.base}/figures{view}")
        page.locator(".ap-fig-panel :is(figure, .ap-error), .ap-fig-index").first.wait_for(timeout=30_000)
        return page

    return go


def sentence(content: Content, question: str, choice: Choice = Choice()) -> str:  # noqa: B008 (it cannot change)
    """What a view says."""
    return national.view(content, question, choice).sentence


def test_every_question_is_listed_and_leads_to_its_figures(
    explore: Callable[..., Page], content: Content, no_outside: Callable[[Page], None]
) -> None:
    page = explore()
    questions = national.questions(content)
    expect(page.locator(".ap-fig-index li a")).to_have_text([one.title for one in questions.values()])
    expect(page.locator(".ap-fig-index li p")).to_have_text([one.about for one in questions.values()])
    page.get_by_role("link", name=questions["stability"].title).click()
    heading = page.get_by_role("heading", level=2, name=questions["stability"].title)
    expect(heading).to_be_focused()
    expect(page.locator(".ap-chart-sentence")).to_have_text(sentence(content, "stability"))
    page.go_back()
    expect(page.get_by_role("heading", level=2, name="Questions to ask")).to_be_focused()
    no_outside(page)
    assert page.complaints == []  # type: ignore[attr-defined]


def test_what_is_chosen_is_shown_said_and_kept_in_the_address(
    explore: Callable[..., Page], content: Content, axe: Callable[..., list[str]]
) -> None:
    """By keyboard alone: form, group, time; the picture, the sentence and the table are of the same choice."""
    page = explore("#time-to-home?form=groups")
    page.get_by_role("radio", name="Over the years").focus()
    page.keyboard.press("Space")
    expect(page.locator(".ap-lined:visible")).to_be_visible()
    for name in ("All ages", "Aged 1", "Aged 2", "Aged 3", "Aged 4", "Aged 5", "Aged 6", "Aged 7 or over"):
        page.get_by_role("checkbox", name=name, exact=True).focus()
        page.keyboard.press("Space")
    page.get_by_label("From", exact=True).select_option("2023")
    chosen = Choice("years", ("under-1",), "2023", "2025")
    words = sentence(content, "time-to-home", chosen)
    expect(page.locator(".ap-chart-sentence")).to_have_text(words)
    expect(page.locator(".ap-live > [role=status]")).to_have_text(words)
    expect(page).to_have_url(re.compile(r"#time-to-home\?form=years&from=2023&group=under-1$"))
    page.locator("summary", has_text="The same as a table").click()
    rows = national.view(content, "time-to-home", chosen).chart.table.rows
    expect(page.locator(".ap-fig-shown tbody tr")).to_have_count(len(rows))
    for place, row in enumerate(rows):
        expect(page.locator(".ap-fig-shown tbody tr").nth(place).locator("th, td")).to_have_text(list(row))
    assert axe(page) == []
    page.reload()
    expect(page.locator(".ap-chart-sentence")).to_have_text(words, timeout=30_000)


def test_the_last_group_stays_and_what_cannot_be_is_said(explore: Callable[..., Page], content: Content) -> None:
    page = explore("#time-to-home?form=groups&group=under-1")
    box = page.get_by_role("checkbox", name="Under 1", exact=True)
    box.click()
    expect(page.get_by_role("alert").filter(has_text="At least one group")).to_be_visible()
    expect(box).to_be_checked()
    page = explore("#time-to-home?in=1066&form=groups~nonsense")
    expect(page.get_by_role("alert").filter(has_text="1066")).to_be_visible()
    page.get_by_role("button", name="Show the question as it opens").click()
    expect(page.locator(".ap-chart-sentence")).to_have_text(sentence(content, "time-to-home"))
    page = explore("#no-such-question")
    expect(page.get_by_role("alert").filter(has_text="no-such-question")).to_be_visible()
    expect(page.locator(".ap-fig-index li")).to_have_count(len(national.questions(content)))


def test_the_data_is_handed_over_and_the_link_copied(
    explore: Callable[..., Page], content: Content, tmp_path: Path
) -> None:
    """The file holds what is shown, with source, licence and definition; the link leads back to it."""
    page = explore("#stability?form=years&from=2024")
    with page.expect_download() as handed:
        page.get_by_role("button", name="Download the data (CSV)").click()
    file = tmp_path / "data.csv"
    handed.value.save_as(file)
    view = national.view(content, "stability", Choice("years", start="2024"))
    assert handed.value.suggested_filename == "stability.csv"
    assert file.read_bytes() == view.csv()
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))
    assert [float(row["value"]) for row in rows if row["value"]] == [
        one.value for one in view.shown if one.value is not None
    ]
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy a link to this view").click()
    expect(page.get_by_text("The link is copied.").first).to_be_visible()
    assert page.evaluate("() => navigator.clipboard.readText()") == page.url


def test_a_link_can_be_copied_by_hand_where_the_browser_refuses(explore: Callable[..., Page]) -> None:
    page = explore("#stability")
    page.evaluate("() => Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.get_by_role("button", name="Copy a link to this view").click()
    box = page.get_by_label("Link to this view, to copy")
    expect(box).to_have_value(page.url)
    assert box.evaluate("(box) => box.selectionEnd - box.selectionStart") == len(page.url)


def test_two_views_stand_beside_each_other(explore: Callable[..., Page], content: Content) -> None:
    """The same question at another time, then another question; and the second can be taken away again."""
    page = explore("#time-to-home?form=groups")
    page.get_by_role("button", name="Compare with another view").click()
    second = page.locator(".ap-fig-panel").nth(1)
    second.locator("summary", has_text="Change what is shown").click()
    second.get_by_label("When").select_option("2021")
    expect(second.locator(".ap-chart-sentence")).to_have_text(
        sentence(content, "time-to-home", Choice("groups", period="2021"))
    )
    expect(page.locator(".ap-chart-sentence").first).to_have_text(sentence(content, "time-to-home", Choice("groups")))
    second.get_by_label("Question").select_option("stability")
    expect(second.locator(".ap-chart-sentence")).to_have_text(sentence(content, "stability"))
    left, right = (page.locator(".ap-fig-panel").nth(n).bounding_box() for n in (0, 1))
    assert left
    assert right
    assert abs(left["y"] - right["y"]) < 2
    assert right["x"] > left["x"] + left["width"]
    second.get_by_role("button", name="Take this view away").click()
    expect(page.locator(".ap-fig-panel")).to_have_count(1)


def test_it_is_accessible_in_every_form(explore: Callable[..., Page], no_outside: Callable[[Page], None]) -> None:
    """The list, and two views: wide, narrow, zoomed, dark, on a wall and on paper."""
    for view in ("", "#leaving-care~length-of-proceedings"):
        page = explore(view)
        assert problems_in_every_form(page, may_be_wide=()) == {}, view
        no_outside(page)


@pytest.mark.parametrize("question", ["stability", "length-of-proceedings", "time-to-home"])
def test_on_a_wall_sentence_and_picture_fill_what_is_seen(question: str, explore: Callable[..., Page]) -> None:
    """At the size most projectors throw: all of it on the first screen, nothing over the edge, letters for the back row."""
    page = explore(f"?projector=1#{question}")
    page.set_viewport_size(WALL)  # type: ignore[arg-type]
    wall = page.locator(".ap-fig-wall")
    expect(wall.locator(".ap-chart-sentence")).to_be_visible()
    expect(page.get_by_role("heading", level=2)).to_be_in_viewport(ratio=1)
    picture = wall.locator("[role=img]")
    expect(picture).to_be_in_viewport(ratio=1)
    assert not wall.locator(".ap-wall-body").evaluate("(box) => box.scrollHeight > box.clientHeight + 1")
    drawn, letters = (
        picture.bounding_box(),
        wall.locator(".ap-chart-sentence").evaluate("(p) => parseFloat(getComputedStyle(p).fontSize)"),
    )
    assert drawn
    assert drawn["width"] > 0.85 * WALL["width"]
    assert drawn["height"] > 0.4 * WALL["height"]
    assert letters >= 17


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[served.Workshop]:
    """A workshop that has just begun."""
    running = served.workshop(tmp_path_factory.mktemp("workshop"), places=1)
    yield running
    running.stop()


def test_the_facilitator_opens_them_in_the_room_and_nobody_else(
    room: served.Workshop, chromium: Browser, content: Content, axe: Callable[..., list[str]]
) -> None:
    leading = room.lead(chromium.new_context(viewport={"width": 1280, "height": 900}).new_page())
    leading.get_by_role("link", name="Figures", exact=True).click()
    leading.locator(".ap-fig-index").wait_for(timeout=30_000)
    expect(leading.get_by_role("link", name="Figures", exact=True)).to_have_attribute("aria-current", "page")
    leading.get_by_role("link", name=national.questions(content)["stability"].title).click()
    expect(leading.locator(".ap-chart-sentence")).to_have_text(sentence(content, "stability"))
    assert leading.locator("main a[href^='/week'], main a[href='/authority']").count() == 0
    assert axe(leading) == []
    guest = chromium.new_context().new_page()
    guest.goto(f"{room.base}/join")
    guest.get_by_label("Join code").fill(room.join_code)
    guest.get_by_label("Your name for the day").fill("Ash")
    guest.get_by_role("button", name="Join", exact=True).click()
    guest.wait_for_url(lambda url: not url.endswith("/join"))
    answer = guest.goto(f"{room.base}/figures")
    assert answer
    assert answer.status == 403
    assert "for the facilitator" in guest.inner_text("main")
    for one in (leading, guest):
        one.context.close()


def test_a_week_leads_to_its_figure(page: Page, server: served.Served, content: Content) -> None:
    """The address that is right beside a notebook is right under our own server too."""
    page.goto(f"{server.base}/week/figures.ipynb#stability")
    expect(page).to_have_url(f"{server.base}/figures#stability")
    expect(page.locator(".ap-chart-sentence")).to_have_text(sentence(content, "stability"), timeout=30_000)
