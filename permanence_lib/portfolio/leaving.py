"""Before anything leaves: what looks like a real person is shown, and the participant decides."""

from __future__ import annotations

from collections.abc import Mapping

from permanence_lib.portfolio.desk import Desk
from permanence_lib.screen.asked import Asked, Made


def ask(desk: Desk, asked: Asked, parts: Mapping[str, str]) -> Made | None:
    """A page that shows what was found in `parts` (title -> words) and asks; None when there is nothing to ask.

    The page sends the same form again with `sure=yes`, and then the answer is None.
    """
    return None
