"""One Firefox for a whole run: the one that is installed, driven by playwright over WebDriver BiDi."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import tempfile
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import firefox_line
import pytest
from one_browser import Shared, one_playwright
from playwright.sync_api import Browser

#: Nothing is fetched or shown that a test has not asked for.
PREFERENCES: dict[str, str | float | bool] = {
    "app.update.enabled": False, "browser.shell.checkDefaultBrowser": False, "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False,
    "browser.safebrowsing.malware.enabled": False, "browser.safebrowsing.phishing.enabled": False,
    "extensions.update.enabled": False, "services.settings.server": "data:,", "ui.prefersReducedMotion": 1,
}  # fmt: skip


def one_firefox() -> AbstractContextManager[Browser]:
    """The browser: started for the first who ask, closed after the last."""
    return _firefox.held()


def find_firefox() -> str:
    """Where Firefox is; without it the tests are skipped, except in CI, where they fail."""
    names = ("firefox-esr", "firefox")
    found = os.environ.get("PERMANENCE_FIREFOX") or next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        why = "Firefox was not found. Install it, or set PERMANENCE_FIREFOX to its path."
        pytest.fail(why) if os.environ.get("CI") == "true" else pytest.skip(why)
    return found


def _start(needs: ExitStack) -> Browser:
    path, playwright = find_firefox(), needs.enter_context(one_playwright())
    folder = Path(needs.enter_context(tempfile.TemporaryDirectory(prefix="firefox-")))
    browser = playwright.firefox.launch(
        channel="moz-firefox",
        executable_path=_starter(folder),
        firefox_user_prefs=PREFERENCES,
        env={**os.environ, firefox_line.FIREFOX: path, "HOME": str(folder)},
    )
    needs.callback(browser.close)
    return browser


def _starter(folder: Path) -> Path:
    """A program playwright can start: this Python with the line."""
    program = folder / "firefox"
    line = Path(firefox_line.__file__).resolve()
    program.write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(line))} "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    return program


_firefox = Shared(_start)
