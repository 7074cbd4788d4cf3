"""A file that was shown and waits for a yes: kept for an hour, where only its owner can open it, under a random name."""

from __future__ import annotations

import os
import re
import secrets
import time
from contextlib import suppress
from pathlib import Path

from permanence_lib.errors import StoreError

_FOLDER = "waiting"
_NAME = re.compile(r"[0-9a-f]{32}")
#: Seconds a file waits.
PATIENCE = 3600


def keep(folder: Path | None, content: bytes) -> str:
    """The name it waits under; '' where there is no place for it, and then it must be chosen again."""
    if folder is None:
        return ""
    clear(folder)
    name = secrets.token_hex(16)
    try:
        waiting = folder / _FOLDER
        waiting.mkdir(mode=0o700, exist_ok=True)
        with os.fdopen(os.open(waiting / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
    except OSError:
        return ""
    return name


def find(folder: Path | None, name: str) -> bytes | None:
    """The file that waits under a name, or None: it never did, or an hour has gone by."""
    if folder is None or not _NAME.fullmatch(name):
        return None
    clear(folder)
    with suppress(OSError):
        return (folder / _FOLDER / name).read_bytes()
    return None


def forget(folder: Path | None, name: str) -> None:
    """It waits no longer."""
    if folder is not None and _NAME.fullmatch(name):
        with suppress(OSError):
            (folder / _FOLDER / name).unlink()


def files(folder: Path | None) -> list[Path]:
    """Everything that waits."""
    if folder is None or not (folder / _FOLDER).is_dir():
        return []
    return sorted(file for file in (folder / _FOLDER).iterdir() if _NAME.fullmatch(file.name))


def erase(folder: Path | None) -> None:
    """Nothing waits any longer; StoreError when something could not be removed."""
    if folder is None:
        return
    clear(folder, 0)
    if files(folder):
        raise StoreError(
            f"A file that was shown before bringing it in could not be removed from {folder / _FOLDER}. "
            "Close other programs that may have it open and erase again, or delete that folder."
        )


def clear(folder: Path, patience: float = PATIENCE) -> None:
    """Remove what has waited too long; with no patience, everything."""
    with suppress(OSError):
        for file in (folder / _FOLDER).iterdir():
            if _NAME.fullmatch(file.name) and file.stat().st_mtime <= time.time() - patience:
                file.unlink()
