"""Taking work away and bringing it in, by a real browser."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from leaving import taken
from looking import fill, problems_in_every_form
from playwright.sync_api import Page, expect
from served import Served

from permanence_lib.content.library import Content
from permanence_lib.store import Store, open_store


@pytest.fixture
def store(server: Served) -> Iterator[Store]:
    """The answers of whoever is at this browser."""
    opened = open_store(server.environment["PERMANENCE_STORE"])
    yield opened
    opened.close()


def save(store: Store, name: str, value: dict[str, object]) -> None:
    """Another version of a record."""
    me = store.me().id
    before = store.latest(me, name)
    base = before.revision if before else 0
    store.save(me, name, value, base=base, request_id=f"browser-{name}-{base}", definition_hash="desk")


def take(page: Page, button: str) -> Path:
    """Press a button, say yes if names are asked about, and get the file."""
    return Path(taken(page, button).path())


def bring(page: Page, server: Served, path: Path) -> None:
    """Choose a file on the page."""
    page.goto(f"{server.base}/take-away")
    page.get_by_label("The file with your whole workbook").set_input_files(path)
    page.get_by_role("button", name="Show me what is in it").click()


def test_the_page_is_accessible_empty_full_and_with_an_error(
    page: Page, server: Served, axe: Callable[..., list[str]], no_outside: Callable[[Page], None], tmp_path: Path
) -> None:
    page.goto(f"{server.base}/take-away")
    assert problems_in_every_form(page) == {}
    wrong = tmp_path / "holiday.zip"
    wrong.write_bytes(b"sun")
    bring(page, server, wrong)
    expect(page.get_by_role("alert")).to_contain_text("not a zip")
    assert axe(page) == []
    no_outside(page)


def test_a_workbook_goes_out_and_comes_back(
    page: Page, server: Served, store: Store, content: Content,
    no_outside: Callable[[Page], None], tmp_path: Path,
) -> None:  # fmt: skip
    """Downloaded, erased, brought in: shown first, then all there. Then worked on in both places, both shown."""
    fill(server, content, ["w01", "w02"])
    save(store, "portfolio:w02a2", {"chosen": True, "revision": 1, "why": "Where I stopped hurrying."})
    page.goto(f"{server.base}/take-away")
    file = tmp_path / "whole-workbook.zip"
    file.write_bytes(take(page, "Make the whole-workbook file").read_bytes())
    before = [(one.exercise, one.revision, one.value) for one in store.everything(store.me().id)]
    store.erase(store.me().id)
    bring(page, server, file)
    expect(page.get_by_role("heading", level=1)).to_have_text("What this file would do")
    assert problems_in_every_form(page) == {}
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("status")).to_contain_text(f"{len(before)} saved versions were brought in")
    assert [(one.exercise, one.revision, one.value) for one in store.everything(store.me().id)] == before
    save(store, "start", {"start": "2026-01-12"})
    page.goto(f"{server.base}/take-away")
    later = tmp_path / "later.zip"
    later.write_bytes(take(page, "Make the whole-workbook file").read_bytes())
    store.erase(store.me().id)
    fill(server, content, ["w01"])
    save(store, "start", {"start": "2026-02-02"})
    bring(page, server, later)
    expect(page.get_by_text("2026-01-12")).to_be_visible()
    assert problems_in_every_form(page) == {}
    page.get_by_label("Take the file’s version of The date the programme starts").check()
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("status")).to_contain_text("brought in")
    newest = store.latest(store.me().id, "start")
    assert newest is not None and (newest.revision, newest.value["start"]) == (2, "2026-01-12")
    no_outside(page)


def test_the_web_page_is_accessible_by_itself_and_asks_for_nothing(
    page: Page, new_page: Callable[..., Page], server: Served, store: Store, content: Content,
    axe: Callable[..., list[str]], tmp_path: Path,
) -> None:  # fmt: skip
    """The one-file portfolio and the receipt of its zip: wide, narrow and dark, printed."""
    fill(server, content, ["w02", "w16"])
    for slot in ("w02a2", "w02a3", "w16a2"):
        save(store, f"portfolio:{slot}", {"chosen": True, "revision": 1, "why": "It matters."})
    page.goto(f"{server.base}/take-away")
    with zipfile.ZipFile(io.BytesIO(take(page, "Make the portfolio file").read_bytes())) as zipped:
        for name in ("readable/portfolio.html", "receipt.html"):
            (tmp_path / Path(name).name).write_bytes(zipped.read(name))
    alone, asked = new_page(), list[str]()
    alone.on("request", lambda request: asked.append(request.url))
    for name in ("portfolio.html", "receipt.html"):
        alone.goto((tmp_path / name).as_uri())
        assert axe(alone) == []
        alone.emulate_media(color_scheme="dark")
        alone.set_viewport_size({"width": 320, "height": 800})
        assert axe(alone) == []
        assert not alone.evaluate("() => document.documentElement.scrollWidth > 320")
        alone.set_viewport_size({"width": 1280, "height": 900})
        alone.emulate_media(color_scheme="light", media="print")
        assert axe(alone) == []
        alone.emulate_media(media="screen")
    assert [url for url in asked if not url.startswith("file:")] == []
