"""Where and when a measurement was made: the computer, how busy it was, and the versions of what it measured."""

from __future__ import annotations

import os
import platform
import subprocess
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

_TOLD = (
    "permanence", "voila", "ipykernel", "ipywidgets", "anywidget", "jupyter-client", "pandas", "sqlalchemy", "python-docx",
    "openpyxl", "playwright",
)  # fmt: skip


def here() -> dict[str, Any]:
    """As it is at this moment."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"), "processors": os.cpu_count(), "load": load(),
        "system": platform.platform(terse=True), "python": platform.python_version(), "commit": commit(),
        "versions": {name: found for name in _TOLD if (found := _version(name))},
    }  # fmt: skip


def load() -> float | None:
    """How many processes wanted a processor in the last minute, on average; None where that is not told."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def commit() -> str | None:
    """The version of a clone, with a + where something has been changed since; None elsewhere."""
    root = Path(__file__).resolve().parents[2]
    if not (root / ".git").exists():
        return None
    head = _git(root, "rev-parse", "--short", "HEAD")
    changed = _git(root, "status", "--porcelain", "--untracked-files=no")
    return f"{head}+" if head and changed else head


def _git(root: Path, *asked: str) -> str | None:
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(
            ["git", "--no-optional-locks", "-C", str(root), *asked],
            capture_output=True,
            text=True,
            timeout=20,
            check=True,
        )
        return done.stdout.strip()
    return None


def _version(name: str) -> str | None:
    with suppress(PackageNotFoundError):
        return version(name)
    return None
