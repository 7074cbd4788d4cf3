"""The notebooks that JupyterLab opens: a copy in the person's own folder, kept up to date without losing their changes."""

from __future__ import annotations

import json
import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path

#: What each copy was when it was made, so that an unedited one can be told from an edited one.
_LEDGER = ".shipped.json"


def refresh(shipped: Path, folder: Path, today: date) -> list[str]:
    """Bring the copy in `folder` up to date with `shipped`; what was done, in words worth telling the person."""
    folder.mkdir(parents=True, exist_ok=True)
    before = _read_ledger(folder)
    told = []
    now = {}
    for source in sorted(shipped.glob("*.ipynb")):
        now[source.name] = _mark(source)
        aside = _refresh_one(source, folder / source.name, before.get(source.name), today)
        if aside:
            told.append(
                f"{source.name} has changed since you edited it. Your copy is kept as '{aside.name}'; {source.name} is the new one."
            )
    (folder / _LEDGER).write_text(json.dumps(now, indent=2) + "\n", encoding="utf-8")
    return told


def _refresh_one(source: Path, copy: Path, was: str | None, today: date) -> Path | None:
    """Copy one notebook if it is new or has changed; where an edited copy was set aside, if so."""
    if not copy.exists():
        shutil.copyfile(source, copy)
        return None
    is_edited = _mark(copy) not in (was, _mark(source))
    has_changed = _mark(source) != was
    if not has_changed:
        return None
    aside = _set_aside(copy, today) if is_edited else None
    shutil.copyfile(source, copy)
    return aside


def _set_aside(copy: Path, today: date) -> Path:
    """Give an edited copy a name of its own that nothing else has."""
    name = f"{copy.stem} (your copy, {today.day} {today:%B %Y}"
    number = 1
    aside = copy.with_name(f"{name}).ipynb")
    while aside.exists():
        number += 1
        aside = copy.with_name(f"{name}, {number}).ipynb")
    return copy.rename(aside)


def _read_ledger(folder: Path) -> dict[str, str]:
    try:
        marks: dict[str, str] = json.loads((folder / _LEDGER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return marks


def _mark(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()
