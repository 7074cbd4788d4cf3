"""A real browser, where one can be had."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from permanence_lib.errors import PermanenceError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MISSING = (
    "A real browser is measured with playwright, which is not installed here: "
    "pip install playwright, and Chromium (PERMANENCE_CHROMIUM names another place)."
)
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@contextmanager
def opened() -> Iterator[Browser]:
    """Chromium, closed afterwards. PermanenceError where there is none."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        raise PermanenceError(MISSING) from None
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path(), args=list(_FLAGS))
        except Error as trouble:
            raise PermanenceError(f"{MISSING} It was said: {trouble.message.splitlines()[0]}") from None
        try:
            yield browser
        finally:
            browser.close()


def path() -> str | None:
    """The one that is named, else the system's own; None for the one playwright brings."""
    named = os.environ.get("PERMANENCE_CHROMIUM")
    return named or next((found for name in _NAMES if (found := shutil.which(name))), None)
