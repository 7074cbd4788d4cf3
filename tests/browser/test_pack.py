"""A pack in a real browser without a network: made, answered by keyboard, brought back; and what a reader is promised."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import looking
import pytest
import served
from leaving import taken
from playwright.sync_api import Browser, Download, Page

from permanence_lib.content.library import Content

Axe = Callable[[Page], list[str]]


@pytest.fixture(scope="module", autouse=True)
def filled(server: served.Served, content: Content) -> None:
    """The work of three weeks."""
    looking.fill(server, content, ["w01", "w06", "w07"])


def _save(download: Download, folder: Path) -> Path:
    path = folder / download.suggested_filename
    download.save_as(path)
    return path


def _make(page: Page, server: served.Served, folder: Path, occasion: str, *pieces: str) -> Path:
    """A file, through both steps of the page; if names are found in it, that is confirmed."""
    page.goto(f"{server.base}/sharing/{occasion}/make")
    for piece in pieces:
        box = page.locator(f"[value^='{piece}@']")
        if not box.is_visible():
            page.locator("details", has=box).locator("summary").click()
        box.check()
    if page.locator("#lines").count():
        page.locator("#lines").check()
    page.get_by_label("A few words to the reader").fill("Begin with the plan. <img src=x onerror=window.bad=1>")
    page.get_by_role("button", name="Look through it").click()
    page.get_by_role("heading", name="Check what leaves").wait_for()
    return _save(taken(page, "Make the file"), folder)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where files are saved."""
    return tmp_path_factory.mktemp("packs")


@pytest.fixture(scope="module")
def pack(chromium: Browser, server: served.Served, folder: Path, filled: None) -> Path:
    """The pack for week 7 with two pieces of work."""
    context = chromium.new_context(accept_downloads=True)
    context.request.get(server.url, max_redirects=0)
    made = _make(context.new_page(), server, folder, "w07", "w06a2", "w07a2")
    context.close()
    return made


@pytest.fixture
def offline(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a file in a browser that has no network; whatever it asks for is noted and refused."""
    contexts = []

    def open_file(path: Path, **options: Any) -> Page:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        context.set_offline(True)
        page = context.new_page()
        page.outside, page.complaints = [], []  # type: ignore[attr-defined]
        context.route(
            lambda url: not url.startswith(("file:", "blob:")),
            lambda route: (page.outside.append(route.request.url), route.abort()),  # type: ignore[attr-defined]
        )
        page.on("pageerror", lambda error: page.complaints.append(str(error)))  # type: ignore[attr-defined]
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)  # type: ignore[attr-defined]
        page.goto(path.as_uri())
        page.locator("body[data-ready]").wait_for()
        return page

    yield open_file
    for context in contexts:
        context.close()


def _focused(page: Page) -> str:
    return str(page.evaluate("() => document.activeElement.id || document.activeElement.className"))


def _tab_to(page: Page, id: str) -> None:
    for _ in range(60):
        if _focused(page) == id:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{id} cannot be reached by Tab; the last was {_focused(page)}")


def _answer_by_keyboard(page: Page, not_yet: str) -> None:
    for name in [part.get_attribute("data-item") for part in page.locator("[data-item]").all()]:
        _tab_to(page, f"said-{name}")
        page.keyboard.press("Space")
        if name == not_yet:
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Tab")
        page.keyboard.type("Seen on the ninth.")
    _tab_to(page, "answer-seen")
    page.keyboard.type("She went back to tell the child.")
    _tab_to(page, "role")
    page.keyboard.type("Team manager")
    _tab_to(page, "pack-go")
    page.keyboard.press("Enter")


def _answer(page: Page) -> None:
    """The same in a moment, where the keyboard is not what is asked about."""
    page.evaluate(
        """() => {
          for (const part of document.querySelectorAll('[data-item]')) {
            part.querySelector('input').checked = true;
            part.querySelector('textarea').value = 'Seen on the ninth.';
          }
        }"""
    )
    page.locator("[value='not-yet']").first.check()
    page.locator("#role").fill("Team manager")
    page.locator(".pack-go").first.click()


def test_a_pack_goes_out_and_comes_back(
    page: Page, server: served.Served, pack: Path, folder: Path, offline: Any, axe: Axe
) -> None:
    """Answered with the keyboard alone and no network; the return is brought in and shown item by item."""
    reader = offline(pack)
    _answer_by_keyboard(reader, not_yet="direct")
    assert _focused(reader) == "pack-check-title"
    assert reader.get_by_text("Not yet. Seen on the ninth.").count() == 1
    assert axe(reader) == []
    _tab_to(reader, "pack-save")
    with reader.expect_download() as waiting:
        reader.keyboard.press("Enter")
    answer = _save(waiting.value, folder)
    assert reader.get_by_text("nothing has been sent yet").is_visible() and axe(reader) == []
    assert reader.outside == [] and reader.complaints == [] and reader.evaluate("window.bad") is None
    page.goto(f"{server.base}/sharing")
    page.locator("#file").set_input_files(answer)
    page.get_by_role("button", name="Look at it").click()
    assert "The file agrees with what you sent" in page.inner_text("main") and axe(page) == []
    page.get_by_role("button", name="Take it over").click()
    assert "The answer was taken over." in page.inner_text("main")
    page.goto(f"{server.base}/sharing/w07")
    rows = {row.locator("th").inner_text(): row.inner_text() for row in page.locator("tbody tr").all()}
    assert sum("Confirmed" in row and "Seen on the ninth." in row for row in rows.values()) == 8
    assert sum("Not yet" in row and "Team manager" in row for row in rows.values()) == 1
    assert axe(page) == []


def test_an_altered_return_is_refused_on_the_page(page: Page, server: served.Served, pack: Path, folder: Path, offline: Any, axe: Axe) -> None:  # fmt: skip
    """One verdict changed in an editor."""
    reader = offline(pack)
    _answer(reader)
    with reader.expect_download() as waiting:
        reader.locator("#pack-save").click()
    value = json.loads(_save(waiting.value, folder).read_text("utf-8"))
    next(one for one in value["items"] if one["said"] == "not-yet")["said"] = "verified"
    spoilt = folder / "spoilt.json"
    spoilt.write_text(json.dumps(value), "utf-8")
    page.goto(f"{server.base}/sharing")
    page.locator("#file").set_input_files(spoilt)
    page.get_by_role("button", name="Look at it").click()
    assert "The seal is not right" in page.inner_text("main")
    assert page.title().startswith("Error: ") and axe(page) == []


def test_nothing_leaves_the_file_even_if_it_tried(pack: Path, offline: Any) -> None:
    """Its policy stops requests, other scripts and other styles, whatever is put into it."""
    reader = offline(pack)
    tried = reader.evaluate(
        """async () => {
          const refused = [];
          document.addEventListener('securitypolicyviolation', event => refused.push(event.effectiveDirective));
          await fetch('https://example.org/').catch(() => 0);
          const image = new Image(); image.src = 'https://example.org/x.png';
          const script = document.createElement('script'); script.textContent = 'window.bad = 1'; document.body.append(script);
          const frame = document.createElement('iframe'); frame.src = 'https://example.org/'; document.body.append(frame);
          await new Promise(done => setTimeout(done, 300));
          return [refused, window.bad ?? null];
        }"""
    )
    assert set(tried[0]) == {"connect-src", "img-src", "script-src-elem", "frame-src"} and tried[1] is None
    assert reader.outside == []


def test_what_is_typed_is_kept_and_can_be_cleared(pack: Path, offline: Any) -> None:
    """Key by key, in this browser; cleared, nothing is left."""
    reader = offline(pack)
    reader.locator("#comment-time").press_sequentially("Four of seven")
    reader.locator("#said-time").check()
    reader.reload()
    assert (
        reader.locator("#comment-time").input_value() == "Four of seven" and reader.locator("#said-time").is_checked()
    )
    assert "Here is what you typed before" in reader.inner_text("#pack-kept")
    reader.get_by_role("button", name="Clear what I typed").click()
    assert reader.locator("#comment-time").input_value() == "" and "Cleared" in reader.inner_text("#pack-kept")
    assert reader.evaluate("() => localStorage.length") == 0


def test_a_browser_that_keeps_nothing_is_said_plainly(pack: Path, offline: Any, chromium: Browser) -> None:
    """Where storage is refused, the page says to finish before closing; it works all the same."""
    context = chromium.new_context()
    page = context.new_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no'); }})")
    page.goto(pack.as_uri())
    assert "does not keep what you type" in page.inner_text("#pack-kept")
    _answer(page)
    with page.expect_download() as waiting:
        page.locator("#pack-save").click()
    assert waiting.value.suggested_filename.startswith("return-w07-")
    context.close()


def test_a_file_that_was_edited_says_so_to_its_reader(pack: Path, folder: Path, offline: Any, axe: Axe) -> None:
    """Before ten minutes are spent on it."""
    edited = folder / "edited.html"
    edited.write_text(
        pack.read_text("utf-8").replace("protected has been given", "protected has been taken", 1), "utf-8"
    )
    reader = offline(edited)
    assert "not the words it was made with" in reader.inner_text("#pack-changed") and axe(reader) == []
    assert offline(pack).locator("#pack-changed").is_hidden()


def test_what_is_missing_is_listed_and_leads_to_its_box(pack: Path, offline: Any, axe: Axe) -> None:
    """The summary has the focus, each line leads to a box, and nothing that was typed is lost."""
    reader = offline(pack)
    reader.locator("#comment-time").fill("Four of seven")
    reader.locator("#on-year").fill("2099")
    reader.get_by_role("button", name="Check your answers").click()
    assert _focused(reader) == "pack-errors" and reader.title().startswith("Error: ")
    assert reader.locator("#pack-errors li").count() == 11
    assert "The date must not be in the future" in reader.inner_text("#pack-errors")
    assert axe(reader) == []
    reader.locator("#pack-errors a").first.press("Enter")
    assert _focused(reader) == "said-time" and reader.locator("#comment-time").input_value() == "Four of seven"


@pytest.mark.parametrize("form", [{"viewport": {"width": 320, "height": 800}}, {"color_scheme": "dark"}, {"forced_colors": "active"}])  # fmt: skip
def test_every_form_of_a_pack_is_without_barriers(pack: Path, offline: Any, axe: Axe, form: dict[str, Any]) -> None:
    """Empty and filled; narrow without scrolling sideways."""
    reader = offline(pack, **form)
    assert axe(reader) == [] and not looking.sideways(reader) and looking.unnamed(reader) == []
    _answer(reader)
    reader.locator("#pack-change").click()
    assert axe(reader) == [] and not looking.sideways(reader)


def test_paper_has_room_to_write_and_shows_all_that_was_typed(pack: Path, folder: Path, offline: Any, axe: Axe) -> None:
    """Empty it is a form for a pen, without a date; filled, no line is cut off."""
    reader = offline(pack)
    reader.emulate_media(media="print")
    assert axe(reader) == []
    room = reader.evaluate(
        "() => [...document.querySelectorAll('.pack-typed')].map(box => box.getBoundingClientRect().height)"
    )
    assert len(room) == 13 and min(room) > 35
    assert reader.locator("#on-day").input_value() == "" and not reader.locator("button").first.is_visible()
    reader.emulate_media(media="null")
    reader.locator("#answer-seen").fill("\n".join(f"Line {n}." for n in range(30)))
    text = _text_of(reader.pdf(prefer_css_page_size=True), folder)
    assert "Line 0." in text and "Line 29." in text and "Signature, if this is done on paper" in text
    assert "Check your answers" not in text and "Plan repair" in text


def _text_of(pdf: bytes, folder: Path) -> str:
    """The words of a PDF, if this computer has pdftotext."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed here")
    (folder / "pack.pdf").write_bytes(pdf)
    return subprocess.run(["pdftotext", folder / "pack.pdf", "-"], capture_output=True, text=True, check=True).stdout


def test_feedback_goes_out_to_a_peer_and_comes_back(page: Page, server: served.Served, folder: Path, offline: Any, axe: Axe) -> None:  # fmt: skip
    """The work comes first in the file; one answered question is enough."""
    asked = _make(page, server, folder, "peer", "w06a2")
    reader = offline(asked)
    assert axe(reader) == []
    reader.get_by_role("button", name="Check your answers").click()
    assert "at least one question" in reader.inner_text("#pack-errors") and axe(reader) == []
    reader.locator("#answer-strong").fill('"He chooses the paint."')
    reader.locator("#role").fill("Learning partner")
    reader.get_by_role("button", name="Check your answers").click()
    with reader.expect_download() as waiting:
        reader.locator("#pack-save").click()
    page.goto(f"{server.base}/sharing")
    page.locator("#file").set_input_files(_save(waiting.value, folder))
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("button", name="Take it over").click()
    page.goto(f"{server.base}/sharing/peer")
    assert "He chooses the paint." in page.inner_text("main") and "version 1" in page.inner_text("main")
    assert axe(page) == []


def test_the_pages_of_sharing_have_no_barriers_in_any_form(page: Page, server: served.Served, axe: Axe, no_outside: Any) -> None:  # fmt: skip
    """All pages narrow and wide; the front one in every form."""
    for address in (
        "/sharing/w07",
        "/sharing/w07/make",
        "/sharing/peer/make",
        "/sharing/cohort",
        "/sharing/cohort/make",
    ):
        page.set_viewport_size({"width": 320, "height": 800})
        page.goto(server.base + address)
        assert axe(page) == [] and not looking.sideways(page) and looking.unnamed(page) == [], address
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{server.base}/sharing")
    assert looking.problems_in_every_form(page, may_be_wide=("print",)) == {}
    no_outside(page)
