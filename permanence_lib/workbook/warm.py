"""What a page needs that does not depend on whose it is, done before anybody asks: for a kernel kept ready."""

from __future__ import annotations

from importlib import import_module

from permanence_lib import exercises
from permanence_lib.content.library import current


def warm() -> None:
    """Import what is heavy and read what every week draws on; a week reads its own few exercises when it is opened."""
    for room in ("permanence_lib.screen.widget", "permanence_lib.store.store"):
        import_module(room)
    content = current()
    for name in exercises.kind_names():
        exercises.find_kind(name)
    _ = content.weeks, content.case_law, content.evidence, content.terms
