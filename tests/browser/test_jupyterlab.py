"""The same workbook in JupyterLab: no key pressed inside an exercise changes the notebook, and nothing is asked of other hosts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from ports import free_port
from served import REPOSITORY, Served, wait_until

#: JupyterLab's one-letter commands: add, cut, copy, paste, undo, change the cell, delete, restart.
KEYS = [
    "a",
    "b",
    "x",
    "c",
    "v",
    "z",
    "m",
    "y",
    "r",
    "1",
    "d",
    "d",
    "0",
    "0",
    "ArrowUp",
    "ArrowDown",
    "Shift+M",
    "Shift+J",
]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """JupyterLab as `permanence lab` starts it, in a home of its own."""
    home = tmp_path_factory.mktemp("lab")
    program = "import sys; from permanence_lib.server.lab import lab; lab(port=int(sys.argv[1]), open_browser=False)"
    surroundings = {
        name: str(home / name.lower())
        for name in ("XDG_DATA_HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")
    }
    running = Served(
        [sys.executable, "-c", program, str(free_port())], PERMANENCE_STORE=str(home / "answers.sqlite"), **surroundings
    )
    yield running
    running.kill()


@pytest.fixture(scope="module")
def notebook(chromium: Browser, lab: Served) -> Iterator[Page]:
    """Week 2 open in JupyterLab with its cells run, once for all that is tried in it."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.outside = []  # type: ignore[attr-defined]
    page.on("request", lambda asked: None if _is_ours(asked.url, lab) else page.outside.append(asked.url))  # type: ignore[attr-defined]
    page.goto(f"{lab.base}/lab/tree/w02.ipynb?{lab.url.split('?')[1]}")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    page.get_by_text("Python | Idle").wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.locator("#exercise-w02a4 textarea").first.wait_for()
    yield page
    context.close()


def _is_ours(url: str, lab: Served) -> bool:
    return url.startswith(
        (lab.base.split("/lab")[0], "data:", "blob:", lab.base.replace("http", "ws").split("/lab")[0])
    )


def cells(page: Page) -> list[str]:
    """Every cell by its kind, in order, as the notebook's model holds them."""
    return page.evaluate(
        "() => [...document.querySelectorAll('.jp-Notebook .jp-Cell')].map(c => c.className.replace(/jp-mod-\\S+|lm-mod-\\S+/g, '').trim())"
    )


def test_no_key_pressed_in_an_exercise_changes_the_notebook(notebook: Page) -> None:
    """A button, a tick box and a text box of an exercise keep the keys to themselves."""
    exercise = notebook.locator("#exercise-w02a4")
    before = cells(notebook)
    for control in (
        exercise.get_by_role("button", name="Print"),
        exercise.get_by_role("checkbox").last,
        exercise.locator("textarea").first,
    ):
        control.focus()
        for key in KEYS:
            notebook.keyboard.press(key)
        expect(control).to_be_focused()
        assert cells(notebook) == before


def test_an_answer_given_in_jupyterlab_is_saved(notebook: Page) -> None:
    """The same save protocol, the same words."""
    exercise = notebook.locator("#exercise-w02a4")
    exercise.locator("textarea").first.fill("Written in JupyterLab.")
    expect(exercise.locator(".ap-saved")).to_have_attribute("data-state", "saved", timeout=20_000)


def test_nothing_is_asked_of_another_host(notebook: Page) -> None:
    """No news, no update check, no font, no script."""
    notebook.wait_for_timeout(1500)
    assert notebook.outside == []  # type: ignore[attr-defined]


def test_no_answer_is_written_into_the_notebook(notebook: Page, lab: Served) -> None:
    """After saving the file, neither its outputs nor its widget state hold a word of it."""
    notebook.locator("#exercise-w02a4 textarea").first.fill("A secret nobody may read.")
    expect(notebook.locator("#exercise-w02a4 .ap-saved")).to_have_attribute("data-state", "saved", timeout=20_000)
    places = [Path(lab.environment["XDG_DATA_HOME"]), Path(lab.environment["PERMANENCE_STORE"]).parent]
    before = {path: path.stat().st_mtime_ns for place in places for path in place.rglob("w02.ipynb")}
    notebook.locator(".jp-MarkdownCell").last.click()
    notebook.keyboard.press("Control+s")
    assert before
    assert wait_until(lambda: any(path.stat().st_mtime_ns != then for path, then in before.items()), 15)
    assert all("A secret nobody may read" not in path.read_text("utf-8") for path in before)


def test_the_shipped_notebooks_were_not_touched(lab: Served) -> None:
    """JupyterLab works on a copy."""
    assert Path(lab.environment["PERMANENCE_STORE"]).parent not in (REPOSITORY / "notebooks").parents
