"""The words that leave with a pack, part by part: what is looked through for real people before a file is made."""

from __future__ import annotations

from pathlib import Path

from permanence_lib.document import text
from permanence_lib.workshop.pack import document, heard
from permanence_lib.workshop.room import Room


def words(room: Room) -> dict[str, str]:
    """Everything in the pack that somebody typed, by the heading it stands under."""
    themes = {theme: "\n".join(each.text for each in these) for theme, these in heard.by_theme(room).items()}
    others = {
        "Questions": "\n".join(each.words for each in room.state().questions),
        document.EVALUATION: text.render(list(heard.evaluation(room))),
    }
    return {title: typed for title, typed in {**themes, **others}.items() if typed}


def found(room: Room, folder: Path | None = None) -> list[str]:
    """What looks like a real person or place, a line each: for where there is no page to ask on."""
    from permanence_lib.privacy import guard, names

    listed = names.read(folder).words
    return [
        f"{title}: {one.label}, “{' '.join(one.found.split())[:80]}”"
        for title, typed in words(room).items()
        for one in guard.find(typed, listed)
    ]
