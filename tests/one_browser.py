"""One Chromium for a whole run, whichever folder's tests ask for it: a process takes playwright only once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Generic, TypeVar

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost",
]  # fmt: skip

#: What a test expects of a page may take so long, in milliseconds, as three tests share two processors; what has to be quicker says so.
expect.set_options(timeout=15_000)

Thing = TypeVar("Thing")


class Shared(Generic[Thing]):
    """Something started for the first who ask and let go of with the last; `start` says what it needs to be let go of."""

    def __init__(self, start: Callable[[ExitStack], Thing]) -> None:
        self._start, self._holders, self._needs = start, 0, ExitStack()

    @contextmanager
    def held(self) -> Iterator[Thing]:
        """The one."""
        if not self._holders:
            self._one = self._start(self._needs)
        self._holders += 1
        try:
            yield self._one
        finally:
            self._holders -= 1
            if not self._holders:
                self._needs.close()


@contextmanager
def one_playwright() -> Iterator[Playwright]:
    """What drives browsers, whichever they are."""
    with _playwright.held() as playwright:
        yield playwright


@contextmanager
def one_browser() -> Iterator[Browser]:
    """The browser: started for the first who ask, closed after the last."""
    with _chromium.held() as browser:
        yield browser


def _start_chromium(needs: ExitStack) -> Browser:
    path, playwright = find_chromium(), needs.enter_context(_playwright.held())
    browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
    needs.callback(browser.close)
    return browser


def _start_playwright(needs: ExitStack) -> Playwright:
    return needs.enter_context(sync_playwright())


_playwright, _chromium = Shared(_start_playwright), Shared(_start_chromium)


def find_chromium() -> str:
    """Where Chromium is; without it the tests are skipped, except in CI, where they fail.

    Best without windows: the same engine, and a page in a new context costs 0.2 CPU seconds, not 1.3 for a window's own buttons.
    """
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
    found = os.environ.get("PERMANENCE_CHROMIUM") or next(
        (path for name in names if (path := shutil.which(name))), None
    )
    if found is None:
        why = "Chromium was not found. Install it, or set PERMANENCE_CHROMIUM to its path."
        pytest.fail(why) if os.environ.get("CI") == "true" else pytest.skip(why)
    return found
