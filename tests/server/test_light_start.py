"""What a server and a page's kernel do without until somebody asks for it: seconds of processor time, and memory for good."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "pandas",
    "matplotlib",
    "openpyxl",
    "docx",
    "scipy",
    "IPython.core.pylabtools.matplotlib",
    "rfc3987_syntax.syntax_helpers",
)


@pytest.mark.parametrize(
    ("what", "also"),
    [
        ("permanence_lib.server.app", ("sqlalchemy", "ipywidgets", "numpy")),
        ("permanence_lib.screen.widget", ("sqlalchemy",)),
    ],
)
def test_what_is_heavy_is_left_for_later(what: str, also: tuple[str, ...]) -> None:
    """Tables, charts, documents; for the front process, widgets and the database too."""
    asked = f"import sys, {what}; print([name for name in {(*HEAVY, *also)!r} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=120).stdout
    assert told.strip() == "[]"
