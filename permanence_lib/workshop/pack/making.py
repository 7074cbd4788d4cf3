"""Making the pack: its notebook is run for one room, and gives back the file it made."""

from __future__ import annotations

import tempfile
from pathlib import Path

from permanence_lib.content.library import Content
from permanence_lib.errors import PermanenceError
from permanence_lib.workbook import reporting

NOTEBOOK = Path("reports") / "workshop_pack.ipynb"
#: Seconds after which a cell is given up: a pack takes ten or so, and longer in a busy room.
_PATIENCE = 300


class PackNotMade(PermanenceError):
    """The notebook did not run to its end; in the facilitator's words. The room is as it was."""


def file(place: Path | str, content: Content, week: str | None, ending: str) -> bytes:
    """The pack of the room kept at `place`, a path or a space: `ending` is .docx, .html, or .ipynb for the notebook as it was run.

    It takes some seconds, in a process of its own, so that the room goes on meanwhile. Raises PackNotMade.
    """
    with tempfile.TemporaryDirectory(prefix="permanence-pack-") as folder:
        made = Path(folder) / f"pack{ending}"
        written = None if ending == ".ipynb" else made
        given = {"room": place.resolve() if isinstance(place, Path) else place, "to": written, "week": week}
        try:
            reporting.run(NOTEBOOK.stem, given, content, keep=made.with_suffix(".ipynb"), patience=_PATIENCE)
        except PermanenceError as trouble:
            raise PackNotMade(f"The pack could not be made. {trouble} Nothing of the room is lost.") from None
        return made.read_bytes()
