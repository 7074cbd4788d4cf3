"""No library that the workbook rests on has a known weakness, as far as the public database says today."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

CONSTRAINTS = Path(__file__).resolve().parent.parent / "constraints.txt"
#: How long the database is waited for, in seconds.
PATIENCE = 120
#: Known, looked at, and found not to concern the workbook: the weakness and why.
ACCEPTED: dict[str, str] = {}


@pytest.mark.slow
def test_no_library_has_a_known_weakness() -> None:
    """Of the very set that all other tests run on. Skipped, with the reason, where the database cannot be asked."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(CONSTRAINTS), "--no-deps", "--disable-pip"]
    quiet = ["--format", "json", "--progress-spinner", "off", "--timeout", "15"]
    try:
        done = subprocess.run([*command, *quiet], capture_output=True, text=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip(f"the database of known weaknesses did not answer within {PATIENCE} seconds")
    if not done.stdout.lstrip().startswith("{"):
        why = (done.stderr.strip() or "it said nothing").splitlines()[-1]
        pytest.skip(f"the database of known weaknesses cannot be asked from here: {why[-200:]}")
    found = json.loads(done.stdout)["dependencies"]
    looked_up = [each for each in found if "skip_reason" not in each]
    if not looked_up:
        pytest.skip("the package index that is reached from here knows no weaknesses of any of these libraries")
    assert len(looked_up) > len(found) / 2, "most libraries could not be looked up"
    weak = [
        f"{each['name']} {each['version']}: {one['id']}, mended in {', '.join(one['fix_versions']) or 'no version yet'}"
        for each in looked_up
        for one in each["vulns"]
        if one["id"] not in ACCEPTED
    ]
    assert weak == []
