"""What a page needs that does not depend on whose it is, done before anybody asks: for a kernel kept ready."""

from __future__ import annotations

from collections import deque
from importlib import import_module

from permanence_lib import exercises
from permanence_lib.content.library import current


def warm() -> None:
    """Import what is heavy and read what is taught; a file changed later is read again."""
    for room in ("permanence_lib.screen.widget", "permanence_lib.store.store"):
        import_module(room)
    content = current()
    deque(exercises.readable(content), maxlen=0)
    _ = content.weeks, content.case_law, content.evidence, content.terms
