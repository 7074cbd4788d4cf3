"""One of the arrivals with a real browser, for what no count of messages tells: a page that can be used."""

from __future__ import annotations

import time

from permanence_lib.bench import browser
from permanence_lib.bench.own_room import Way

#: How long a page may take, in milliseconds.
_PATIENCE = 60_000


def seconds_to_use(way: Way, after: float) -> float:
    """Join in Chromium `after` seconds from now; from sending the form to a participant's page that is ready."""
    with browser.opened() as chromium:
        page = chromium.new_context(ignore_https_errors=True).new_page()
        page.goto(f"{way.base}/join#code={way.code}")
        time.sleep(after)
        page.locator("input[name=alias]").first.fill(f"Browser {int(time.time()) % 100000}")
        page.locator("input[name=code]").first.fill(way.code)
        began = time.perf_counter()
        page.locator("input[name=alias]").first.press("Enter")
        page.wait_for_url("**/joined", timeout=_PATIENCE)
        page.goto(f"{way.base}/place")
        page.locator("body[data-ap-ready]").wait_for(timeout=_PATIENCE)
        page.locator(".ap-live h2").first.wait_for(timeout=_PATIENCE)
        return time.perf_counter() - began
