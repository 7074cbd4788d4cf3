"""Fast enough to be glad of: as a ratio to a run in the same minute. What a key costs is in test_repaint."""

from __future__ import annotations

import contextlib
import statistics
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page
from ports import free_port
from served import REPOSITORY, Served

pytestmark = pytest.mark.alone
ROUNDS = 3


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The same notebook under Voila's own template and front end."""
    port = free_port()
    program = (
        "import sys; print(f'http://127.0.0.1:{sys.argv[1]}/?token=none', flush=True); "
        "from voila.app import main; sys.argv[1:] = [sys.argv[2], '--port', sys.argv[1], '--no-browser', '--template=lab']; main()"
    )
    notebook = tmp_path_factory.mktemp("stock") / "w02.ipynb"
    notebook.write_text(
        (REPOSITORY / "notebooks" / "w02.ipynb")
        .read_text("utf-8")
        .replace('"template": "permanence"', '"template": "lab"')
    )
    running = Served(
        [sys.executable, "-c", program, str(port), str(notebook)], PERMANENCE_STORE=str(notebook.with_name("a.sqlite"))
    )
    yield running
    running.kill()


def seconds_to_an_answered_click(page: Page, address: str) -> float:
    """From asking for the page to a click that the kernel has answered."""
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    tick = page.locator("#exercise-w02a4").get_by_role("checkbox", name="I have finished this exercise")
    tick.wait_for(timeout=90_000)
    tick.click()
    page.locator("#exercise-w02a4 .ap-saved[data-state=saved]").wait_for(timeout=30_000)
    return time.perf_counter() - start


def wait_for_voila(page: Page, stock: Served) -> None:
    """Voila gives no sign when it listens."""
    for _ in range(60):
        with contextlib.suppress(Exception):
            page.goto(f"{stock.base}/voila/static/voila.js", timeout=2000)
            return
        time.sleep(0.5)


@pytest.mark.slow
def test_an_answered_click_takes_at_most_half_of_voilas_time(
    new_page: Callable[..., Page], server: Served, stock: Served
) -> None:
    """The same notebook, alternated in the same minute, medians of three."""
    ours, theirs = new_page(), new_page()
    wait_for_voila(theirs, stock)
    times: dict[str, list[float]] = {"ours": [], "theirs": []}
    for _ in range(ROUNDS):
        times["theirs"].append(seconds_to_an_answered_click(theirs, f"{stock.base}/"))
        times["ours"].append(seconds_to_an_answered_click(ours, f"{server.base}/week/w02"))
    assert statistics.median(times["ours"]) <= statistics.median(times["theirs"]) / 2, times
