"""A file that leaves the workbook: what looks like a person in it is asked about first."""

from __future__ import annotations

from playwright.sync_api import Download, Page

_SURE = "form:has(input[name=sure]) button[type=submit]"
#: How long making a file may take, in milliseconds, and how often it is looked for.
_PATIENCE, _STEP = 120_000, 50


def taken(page: Page, button: str) -> Download:
    """The file that a button gives; if names are found in it, that is confirmed."""
    given: list[Download] = []
    page.once("download", lambda download: given.append(download))
    page.get_by_role("button", name=button).click(no_wait_after=True)  # a file is no navigation
    confirmed = False
    for _ in range(_PATIENCE // _STEP):
        if given:
            return given[0]
        if not confirmed and page.locator(_SURE).count():
            page.locator(_SURE).click(no_wait_after=True)
            confirmed = True
        page.wait_for_timeout(_STEP)
    raise AssertionError(f"“{button}” gave no file.")
