"""The list of notebooks that come with the workbook: those that are built, and the reports' that are written by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from permanence_lib.content import shipped
from permanence_lib.content.library import Content


def path(content: Content) -> Path:
    """Where the list lies."""
    return content.root / "notebooks" / shipped.LIST


def text(built: Mapping[Path, str], content: Content) -> str:
    """The list as it should be when `built` (file -> text) has been written."""
    folder = content.root / "notebooks"
    by_hand = [file for file in folder.glob("reports/*.ipynb") if file not in built]
    texts = dict(built) | {file: file.read_text(encoding="utf-8") for file in by_hand}
    return shipped.list_of({file.relative_to(folder).with_suffix("").as_posix(): said for file, said in texts.items()})
