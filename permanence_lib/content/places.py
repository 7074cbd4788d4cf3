"""Where the content lies: where PERMANENCE_ROOT says, else the clone, else the copy in the installed package."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def root() -> Path:
    """The folder holding data/, exercises/ and notebooks/."""
    if named := os.environ.get("PERMANENCE_ROOT"):
        return Path(named)
    clone = PACKAGE.parent
    return clone if (clone / "data" / "programme.yaml").is_file() else PACKAGE / "shipped"
