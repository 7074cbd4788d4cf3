"""What a kernel does before anybody's page needs it: everything that is the same for all."""

from __future__ import annotations

import json
import os
from functools import cache
from importlib import import_module

from permanence_lib.store import place
from permanence_lib.store.rehearsing import rehearse

#: Set for the kernels of a room (`workshop.room.SETTING`), and not for those of a workbook.
_ROOM = "PERMANENCE_ROOM"
_NEEDED = (
    "permanence_lib.screen.widget", "permanence_lib.store.store", "permanence_lib.store.opening",
    "permanence_lib.workshop.showing", "permanence_lib.screen.live", "encodings.utf_16_le",
)  # fmt: skip
_PAGES = ("place", "board", "screen")


@cache
def warm() -> None:
    """Import what is heavy, read what is taught and rehearse a save. Nothing is opened, and nobody is known yet.

    Once in the life of a process, and of those split off from it: what has changed since is read when it is shown.
    """
    told = os.environ.get(_ROOM)
    if told:
        _room(json.loads(told)["week"])
    else:
        _workbook()
    if not place.server():
        rehearse()


def _workbook() -> None:
    """All weeks, and the national figures that stand in some of them."""
    from permanence_lib.content.library import current
    from permanence_lib.workbook import warm as workbook

    workbook()
    import_module("permanence_lib.workbook.figures")
    _ = current().questions, current().statistics.by_series


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
