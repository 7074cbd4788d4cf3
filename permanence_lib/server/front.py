"""Which front end shows a page: our own, or Voila's, where its address or whoever runs the workbook asks for that.

Nobody need choose: a page that our own cannot show goes over to Voila's by itself. It is for finding out where a fault lies.
"""

from __future__ import annotations

import os

from tornado.web import RequestHandler

#: What whoever runs the workbook sets to `full`; in an address it is `?front=full`.
SETTING = "PERMANENCE_FRONT"
FULL = "full"


def wanted(page: RequestHandler) -> str | None:
    """`full`, or None for our own."""
    asked = page.get_query_argument("front", "") or os.environ.get(SETTING, "")
    return FULL if asked == FULL else None
