"""A page that is told how things stand and asks for things to be done: the board, the projector, a participant's place."""

from __future__ import annotations

from permanence_lib.screen import parts
from permanence_lib.screen.widget import Spoken


class LiveWidget(Spoken):
    """One live page. To it: {"kind": "seen", "seen": {...}}; from it {"kind": "hello"} and {"kind": "act", "id", "what",
    "given"}, answered by {"kind": "acted", "id", "why"?}.
    """


def shown_with(page: str) -> dict[str, str]:
    """The names of what a live page (`board`, `screen`, `place`, `figures`) is shown with."""
    return {"kit": parts.kit().name, "view": parts.live(page).name}
