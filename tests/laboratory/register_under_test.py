"""The registers as a participant is given them on one day, for the tests of both."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

from permanence_lib.content.library import Content
from permanence_lib.laboratory import pages
from permanence_lib.laboratory.registers import law
from permanence_lib.screen.asked import Answer, Asked, Made

TODAY = date(2026, 11, 22)
CONTENT = Content.load()
EVERY = law.entries(CONTENT)


def asked(path: str, on: date = TODAY, **query: str) -> Answer | None:
    return pages.answer(pages.Reader(CONTENT, "p_1", lambda: on), Asked(path, query))


def body(path: str, on: date = TODAY, **query: str) -> str:
    found = asked(path, on, **query)
    assert isinstance(found, Made)
    return found.body


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
