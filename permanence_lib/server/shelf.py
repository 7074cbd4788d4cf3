"""The notebooks that are served: those lying in the notebooks folder when the server starts, by name, and no others."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,40}")
#: Home has a page of its own, made without a kernel; the figures have an address of their own; the others are a workshop's.
_NOT_PAGES = {"home", "figures", "place", "board", "screen"}


@dataclass(frozen=True)
class Shelf:
    """The served notebooks: name -> title."""

    folder: Path
    titles: dict[str, str]

    @classmethod
    def of(cls, folder: Path) -> Shelf:
        """Everything fit to be served in `folder`."""
        files = [
            file for file in sorted(folder.glob("*.ipynb")) if _NAME.fullmatch(file.stem) and not file.is_symlink()
        ]
        return cls(folder, {file.stem: _title(file) for file in files if file.stem not in _NOT_PAGES})

    def file(self, name: str) -> Path | None:
        """The notebook of that name, or None."""
        return self.folder / f"{name}.ipynb" if name in self.titles else None

    def weeks(self) -> dict[str, str]:
        """The titles of the weeks that exist, without their 'Week 2: '."""
        return {name: title for name, title in self.titles.items() if re.fullmatch(r"w\d\d", name)}


def _title(file: Path) -> str:
    metadata: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")).get("metadata", {})
    return re.sub(r"^Week \d+: ", "", str(metadata.get("title", file.stem)))
