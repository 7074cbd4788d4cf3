"""Who was erased, as marks that no name can be read from: so that an older backup does not bring them back."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path

from permanence_lib.document import written
from permanence_lib.errors import StoreError

_FILE = "erased.json"


def mark(person: str) -> str:
    """The mark of one person."""
    return hashlib.sha256(f"erased:{person}".encode()).hexdigest()


def add(where: Path, person: str, now: datetime) -> None:
    """Keep that somebody was erased, beside the backups that may still hold them."""
    where.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(where, {**read(where), mark(person): now.isoformat()})


def read(where: Path) -> dict[str, str]:
    """When whom: marks with their moments. StoreError when the list cannot be read, for then nobody is safe from coming back."""
    path = where / _FILE
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {str(key): datetime.fromisoformat(value).isoformat() for key, value in found.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, TypeError) as trouble:
        raise StoreError(
            f"The list of erased people in {path} cannot be read, so a backup might bring somebody back who was "
            "erased. Nothing was changed. Put that file in order, or take it away if nobody was erased."
        ) from trouble


def since(where: Path, moment: datetime) -> set[str]:
    """The marks of those erased after a moment."""
    return {key for key, value in read(where).items() if datetime.fromisoformat(value) >= moment}


def forget(where: Path, before: datetime) -> int:
    """Let go of marks older than any backup; how many went."""
    found = read(where)
    stays = {key: value for key, value in found.items() if datetime.fromisoformat(value) >= before}
    if len(stays) < len(found):
        _write(where, stays)
    return len(found) - len(stays)


def _write(where: Path, marks: dict[str, str]) -> None:
    written.write(where / _FILE, json.dumps(marks, indent=1, sort_keys=True).encode())
