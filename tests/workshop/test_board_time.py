"""Late or early, in words: what the browser makes of the plan, the clock and the hour."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import Any

import pytest

from permanence_lib.screen.modules import read

#: 10:30 to 11:00, begun three minutes late.
HERE, SINCE = {"start": 630, "end": 660}, "2026-11-18T10:33:00.000Z"


def clock(ends: str = "", left: float | None = None) -> dict[str, Any]:
    """A clock that ends at a time of the day, or stands still with so many seconds left."""
    return {"minutes": 30, "ends_at": f"2026-11-18T{ends}:00Z" if ends else "", "left": left}


#: The time it is, the clock, how many minutes late, and how what is said begins.
CASES: dict[str, tuple[str, dict[str, Any] | None, int, str]] = {
    "begun late": ("10:40", clock("11:03"), 3, "3 minutes late: this part would end at 11:03, planned for 11:00."),
    "a clock that stands still": ("10:50", clock(left=900), 5, "5 minutes late"),
    "standing still for longer": ("10:55", clock(left=900), 10, "10 minutes late"),
    "time taken off": ("10:40", clock("10:50"), -10, "10 minutes early"),
    "a minute over": ("10:40", clock("11:01"), 0, "On time: this part ends at 11:00."),
    "no clock yet": ("10:40", None, 0, "On time"),
    "no clock, and the plan has run out": ("11:10", None, 10, "10 minutes late"),
    "a rehearsal in the evening": ("19:40", clock("20:00"), 0, "The plan has this from 10:30 to 11:00. It is 19:40 now."),
}  # fmt: skip


@pytest.fixture(scope="module")
def said() -> dict[str, dict[str, Any]]:
    """What the board says in each case."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed here; the continuous checks have it")
    asked = {name: [{"since": SINCE, "clock": clock}, HERE, f"2026-11-18T{now}:00Z"] for name, (now, clock, _, _) in CASES.items()}  # fmt: skip
    script = (
        f"{read('live/board_time.js')}\nconst asked = {json.dumps(asked)};\n"
        "console.log(JSON.stringify(Object.fromEntries(Object.entries(asked)"
        ".map(([name, [state, here, now]]) => [name, howLate(state, here, Date.parse(now))]))));"
    )
    run = [node, "--input-type=module", "-e", script]
    done = subprocess.run(run, capture_output=True, text=True, env={**os.environ, "TZ": "UTC"})
    assert done.returncode == 0, done.stderr
    found: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", CASES)
def test_it_says_how_late_it_is_and_by_how_much_the_day_can_be_moved(
    name: str, said: dict[str, dict[str, Any]]
) -> None:
    """A minute either way is on time; at quite another hour only the plan is said."""
    _, _, minutes, words = CASES[name]
    assert said[name]["minutes"] == minutes
    assert said[name]["words"].startswith(words)
