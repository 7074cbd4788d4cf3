"""The workshop day: a room of about twenty, its agenda, its live exercises, and what is shown of them to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from permanence_lib.screen.live import LiveWidget
    from permanence_lib.workbook.shown import Shown


def page(name: str) -> LiveWidget | Shown:
    """One of the room's pages (`place`, `board`, `screen`), as a notebook shows it; words where there is no room."""
    from permanence_lib.workshop.showing import show

    return show(name)
