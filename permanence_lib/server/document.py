"""A week's page as a document: the same for everybody and at every visit, so that browsers may keep it.

It is made of what the notebook gave when it was built, and nothing is run for it. An exercise is a place with its own name, which
the page fills when its kernel has come (running.py); how far the reader has come is left out, and told by the kernel too.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import nbformat

from permanence_lib.content import shipped
from permanence_lib.server.packed import Packed

EXERCISE, READERS_OWN = "exercise", "summary"
#: What a cell of a week can be for. A notebook with any other is no document.
_KNOWN = {EXERCISE, READERS_OWN, "figure", "sources", "parameters", "setup"}
_VIEW = "application/vnd.jupyter.widget-view+json"
_STATE = re.compile(r'(<span class="ap-state" data-ap-state="[^"]*">)[^<]*')
#: Makes the page of a notebook that is not to be run.
Render = Callable[[Any], Awaitable[str]]
Made = tuple[int, ...]


@dataclass(frozen=True)
class Document:
    """A page, and a mark by which a browser knows that its own is still the same."""

    html: str
    mark: str

    @cached_property
    def packed(self) -> Packed:
        """As it is sent."""
        return Packed.of("page.html", self.html)

    @classmethod
    def of(cls, html: str) -> Document:
        """The mark changes with any letter."""
        return cls(html, f'W/"{sha256(html.encode()).hexdigest()[:20]}"')


class Documents:
    """Those made so far; a notebook that has been built anew is looked at again."""

    def __init__(self) -> None:
        self._kept: dict[Path, tuple[Made, Document | None]] = {}

    async def of(self, file: Path, render: Render) -> Document | None:
        """The page of a notebook, or None for one that has to be run to be seen. AlteredNotebook unless it came with the workbook."""
        made = _made(file)
        if file not in self._kept or self._kept[file][0] != made:
            self._kept[file] = made, await _document(file, render)
        return self._kept[file][1]


def _made(file: Path) -> Made:
    """When the notebook, and the list it stands on, were last written."""
    found = [path.stat() for path in (file, file.with_name(shipped.LIST)) if path.exists()]
    return tuple(number for each in found for number in (each.st_mtime_ns, each.st_size, each.st_ino))


async def _document(file: Path, render: Render) -> Document | None:
    text = shipped.read(file.parent, file.stem)
    notebook = nbformat.reads(text, as_version=4)
    if not is_document(notebook) or not shipped.shows_what_it_gave(file.parent, file.stem, text):
        return None
    return Document.of(await render(_for_everybody(notebook)))


def is_document(notebook: Any) -> bool:
    """Whether it is shown by our own front end, and each of its cells is of a sort that is known."""
    own = notebook.metadata.get("permanence", {}).get("front") != "full"
    return own and all(tags(cell) & _KNOWN for cell in notebook.cells if cell.cell_type == "code")


def tags(cell: Any) -> set[str]:
    """What a cell is for."""
    return set(cell.metadata.get("tags", ()))


def _for_everybody(notebook: Any) -> Any:
    for cell in notebook.cells:
        if cell.cell_type == "code" and tags(cell) & {EXERCISE, READERS_OWN}:
            given = _place(cell) if EXERCISE in tags(cell) else _without_states(cell)
            cell.outputs = [nbformat.v4.new_output("display_data", data=given)]
    return notebook


def _place(cell: Any) -> dict[str, Any]:
    """Where the exercise will stand: under the name of its cell, which is that of its widget too."""
    return {_VIEW: {"model_id": cell.id, "version_major": 2, "version_minor": 0}}


def _without_states(cell: Any) -> dict[str, str]:
    html = "".join(each.get("data", {}).get("text/html", "") for each in cell.outputs)
    return {"text/html": f'<div data-ap-cell="{cell.id}">{_STATE.sub(lambda found: found[1], html)}</div>'}
