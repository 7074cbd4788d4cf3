"""What a page needs that does not depend on whose it is, done before anybody asks: for a kernel kept ready."""

from __future__ import annotations

from importlib import import_module

from permanence_lib import exercises
from permanence_lib.content.library import current
from permanence_lib.workbook import taught

_NEEDED = (
    "permanence_lib.screen.widget", "permanence_lib.store.store", "permanence_lib.store.opening",
    "permanence_lib.store.sqlite", "permanence_lib.store.schema",
)  # fmt: skip


def warm() -> None:
    """Import what is heavy and read what is taught; a file changed later is read again."""
    for room in _NEEDED:
        import_module(room)
    content = current()
    for exercise in exercises.readable(content):
        taught.names(exercise, content)
    _ = content.weeks, content.case_law, content.evidence, content.terms
