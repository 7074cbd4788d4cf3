"""Files that are written whole or not at all, for their owner alone."""

from __future__ import annotations

import os
from pathlib import Path

from permanence_lib.errors import PermanenceError


def write(path: Path, content: bytes) -> None:
    """Write a file; a half-written one never stands under its name. Raises PermanenceError where it cannot be."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
        beside.replace(path)
    except OSError as trouble:
        beside.unlink(missing_ok=True)
        raise PermanenceError(f"{path} could not be written: {trouble.strerror}.") from None
