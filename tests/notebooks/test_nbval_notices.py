"""nbval is green on what is shipped, and red when a law figure, an exercise's text or a chart's data changes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CHANGES = {
    "a law figure": ("data/law/timetable.yaml", r"(id: ca1989-s32-26-weeks\n(?:.*\n)*? +amount: )26", r"\g<1>25", "w02"),
    "an exercise's question": ("exercises/w16a3.yaml", r"^title: .*$", "title: Something else", "w16"),
    "the data behind a chart": ("data/cases/rowan.yaml", r"date: '?2025-08-26'?", "date: '2025-08-27'", "w02"),
}  # fmt: skip


def nbval(notebook: Path, root: Path) -> subprocess.CompletedProcess[str]:
    """Run one notebook against the content under a root."""
    surroundings = {**os.environ, "PERMANENCE_ROOT": str(root), "PERMANENCE_STORE": "sqlite://"}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--disable-plugin-autoload",
        "-p",
        "permanence_lib.postponed",
        "-p",
        "nbval",
        "--nbval",
        "-q",
        "-p",
        "no:cacheprovider",
        "-c",
        os.devnull,
        str(notebook),
    ]
    return subprocess.run(command, capture_output=True, text=True, env=surroundings, cwd=root, timeout=300)


@pytest.mark.slow
@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_noticed(what: str, tmp_path: Path) -> None:
    """The same notebook, against a copy of the content in which one thing is different."""
    file, old, new, week = CHANGES[what]
    for folder in ("data", "exercises", "notebooks"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    text = (tmp_path / file).read_text("utf-8")
    changed = re.sub(old, new, text, count=1, flags=re.M)
    assert changed != text
    (tmp_path / file).write_text(changed, "utf-8")

    found = nbval(tmp_path / "notebooks" / f"{week}.ipynb", tmp_path)

    assert found.returncode == 1, found.stdout
    assert re.search(r"^E?.*mismatch|Cell execution|failed", found.stdout, flags=re.M)
