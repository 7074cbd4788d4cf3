"""What a kernel does before anybody's page needs it: everything that is the same for all."""

from __future__ import annotations

import json
import os
from importlib import import_module

#: Set for the kernels of a room (`workshop.room.SETTING`), and not for those of a workbook.
_ROOM = "PERMANENCE_ROOM"
_NEEDED = (
    "permanence_lib.screen.widget", "permanence_lib.store.store", "permanence_lib.store.opening",
    "permanence_lib.workshop.showing",
)  # fmt: skip
_PAGES = ("place", "board", "screen")


def warm() -> None:
    """Import what is heavy and read what is taught. Nothing is opened, and nobody is known yet."""
    told = os.environ.get(_ROOM)
    if told:
        _room(json.loads(told)["week"])
    else:
        from permanence_lib.workbook import warm as workbook

        workbook()


def _room(week: str) -> None:
    """The pages of a room, and the exercises of its one week: a room started again in the middle of a day is soon there."""
    for name in (*_NEEDED, *(f"permanence_lib.workshop.views.{page}" for page in _PAGES)):
        import_module(name)
    from permanence_lib.screen import parts

    parts.kit()
    for page in _PAGES:
        parts.live(page)
    _exercises(week)


def _exercises(week: str) -> None:
    """What their first showing looks up, looked up: views, words, cases."""
    from permanence_lib import exercises
    from permanence_lib.content.library import current
    from permanence_lib.content.roles import resolve
    from permanence_lib.workbook import taught

    content = current()
    for exercise in exercises.readable(content, week):
        taught.names(exercise, content)
        resolve(exercise.definition.prompt, content)
        exercise.example()
    _ = content.weeks, content.cases, content.workshop_case, content.support
