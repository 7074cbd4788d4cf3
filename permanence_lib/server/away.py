"""What a page says while the answers cannot be reached: 503, in the store's own words, and the way on."""

from __future__ import annotations

import logging
from typing import Any

from permanence_lib.errors import StoreError
from permanence_lib.server import words

#: When programs that ask may ask again, in seconds.
AGAIN = 10
TITLE = "This page cannot be shown just now"
_SENT = "If you had just sent a form, go back to it and look whether what you sent was kept; if not, send it again."

log = logging.getLogger("permanence")


def trouble(given: dict[str, Any]) -> StoreError | None:
    """The store's complaint that a page could not be made for, if that was it."""
    error = (given.get("exc_info") or (None, None))[1]
    return error if isinstance(error, StoreError) else None


def say(page: Any, error: StoreError) -> None:
    """Finish the page with what the store said."""
    asked = page.request.method in ("GET", "HEAD")
    page.set_status(503)
    page.set_header("Retry-After", str(AGAIN))
    link = (page.request.path, "Try again") if asked else ("/", "Go to the first page")
    page.send_plain(words.Plain(TITLE, (str(error), *(() if asked else (_SENT,))), link))


def note(page: Any, error: StoreError) -> None:
    """A line for whoever runs the workbook: it is the database that wants looking at, not this program."""
    log.warning("%s %s could not be answered: %s", page.request.method, page.request.path, error)
