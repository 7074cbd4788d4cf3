"""Servers begun as a person begins them, with nothing made ready (see nursery): what the other files take for granted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import served
from playwright.sync_api import Browser, Page, expect


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[served.Served]:
    """The workbook in a process of its own from the first import on."""
    running = served.study(tmp_path_factory.mktemp("answers") / "answers.sqlite", alone=True)
    yield running
    assert running.stop() == 0


def test_a_week_is_opened_written_in_and_kept(page: Page, open_week: Callable[..., Page]) -> None:
    """And its kernel was split off by a process that the server started."""
    open_week(page, "w02")
    page.locator("#exercise-w02a4 textarea:visible").first.fill("By itself.")
    expect(page.locator("#exercise-w02a4 .ap-saved")).to_have_attribute("data-state", "saved", timeout=40_000)


def test_a_workshop_is_opened_and_led(chromium: Browser, tmp_path: Path) -> None:
    """Its board stands, and the window where it was started can end it."""
    running = served.workshop(tmp_path / "room", places=1, alone=True)
    page = running.lead(chromium.new_page())
    page.locator("body[data-ap-ready]").wait_for(timeout=60_000)
    page.context.close()
    assert running.stop() == 0
