"""Measurements as files, so that today's can be held against last month's."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from permanence_lib.bench.figures import Measurement
from permanence_lib.errors import PermanenceError, UnreadableFile


def folder() -> Path:
    """Where they lie if nothing else is said: beside this person's own data, and never among it."""
    import platformdirs

    return platformdirs.user_data_path("achieving-permanence", appauthor=False, roaming=False) / "measurements"


def keep(measurement: Measurement, to: Path | None = None) -> Path:
    """Write it; the file it is in. PermanenceError where that cannot be done."""
    path = to or folder() / f"{measurement.of}-{datetime.now():%Y%m%d-%H%M%S}.json"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(measurement.to_json(), indent=1, ensure_ascii=False) + "\n", "utf-8")
    except OSError as trouble:
        raise PermanenceError(
            f"The figures could not be kept in {path}: {trouble.strerror}. Name a file with --to."
        ) from None
    return path


def kept(path: Path) -> Measurement:
    """Read it again. UnreadableFile where it is something else."""
    try:
        return Measurement.from_json(json.loads(path.read_text("utf-8")))
    except OSError as trouble:
        raise UnreadableFile(f"{path} could not be read: {trouble.strerror}.") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UnreadableFile(
            f"{path} is not a file of figures. Name one that `permanence bench page` or one of its neighbours wrote."
        ) from None
