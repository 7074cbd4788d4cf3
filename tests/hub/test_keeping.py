"""Rooms are kept running, one that falls over holds nobody up, and none knows what is not its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from permanence_lib.hub.keeping import KEPT, Kept, read


def test_a_room_that_falls_over_is_tried_again_later_and_later(tmp_path: Path) -> None:
    """Each pause twice as long as the one before; one that ran well begins again with the short one."""
    room = Kept("a", [sys.executable, "-c", "raise SystemExit(3)"], str(tmp_path), {})
    now, pauses = 1000.0, []
    for _ in range(4):
        room.look({}, now)
        assert room.process is not None
        room.process.wait(20)
        assert "ended with 3" in room.look({}, now)
        pauses.append(room.pause)
        assert room.look({}, now + 0.1) == ""
        assert room.process is None  # not yet
        now += room.pause
    assert pauses == [4, 8, 16, 32]
    room.look({}, now)
    assert room.process is not None
    room.process.wait(20)
    room.look({}, now + 1000)
    assert room.pause == 2


def test_no_room_learns_the_keepers_token_or_of_other_rooms() -> None:
    """What is shared is where the Hub is, and the rooms' database."""
    kept = [{"name": "a", "command": ["x"], "home": "/x", "environment": {"JUPYTERHUB_API_TOKEN": "a's"}}]
    given = {
        KEPT: json.dumps(kept),
        "JUPYTERHUB_API_TOKEN": "keeper",
        "JPY_API_TOKEN": "keeper",
        "JUPYTERHUB_API_URL": "u",
    }
    rooms, shared = read(given)
    assert [room.environment for room in rooms] == [{"JUPYTERHUB_API_TOKEN": "a's"}]
    assert shared == {"JUPYTERHUB_API_URL": "u"}


def test_rooms_end_with_their_keeper_however_it_ends(tmp_path: Path) -> None:
    """Asked to stop, and killed."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        mark = tmp_path / how.name
        script = f"import os, pathlib, time; pathlib.Path({str(mark)!r}).write_text(str(os.getpid())); time.sleep(60)"
        kept = [{"name": "a", "command": [sys.executable, "-c", script], "home": str(tmp_path), "environment": {}}]
        keeper = subprocess.Popen(
            [sys.executable, "-m", "permanence_lib.hub.keeping"], env=os.environ | {KEPT: json.dumps(kept)}
        )
        _until(lambda mark=mark: mark.exists() and mark.read_text())  # type: ignore[misc]
        room = int(mark.read_text())
        keeper.send_signal(how)
        keeper.wait(20)
        _until(lambda room=room: not _alive(room))  # type: ignore[misc]


def _alive(process: int) -> bool:
    import psutil

    return psutil.pid_exists(process) and psutil.Process(process).status() != psutil.STATUS_ZOMBIE


def _until(what: object) -> None:
    until = time.monotonic() + 20
    while not what():  # type: ignore[operator]
        assert time.monotonic() < until
        time.sleep(0.02)
