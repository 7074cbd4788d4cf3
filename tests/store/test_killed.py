"""A laptop that runs out of battery, a kernel that is killed: what was acknowledged is there."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import programs

from permanence_lib.store import open_store

#: How often the saving program is killed; set PERMANENCE_KILLS for a longer trial.
KILLS = int(os.environ.get("PERMANENCE_KILLS", "25"))


def killed_after(path: Path, exercise: str, acknowledged: int) -> int:
    """Let a program save, kill it once it has had so many acknowledgements, and say how many it had in the end."""
    started = programs.context()
    line, other_end = started.Pipe(duplex=False)
    program = started.Process(target=programs.save_for_ever, args=(str(path), exercise, other_end), daemon=True)
    program.start()
    other_end.close()
    newest = 0
    for _ in range(acknowledged):
        assert line.poll(60)
        newest = line.recv()
    program.kill()
    try:
        while True:  # what it still said before it died counts
            newest = line.recv()
    except EOFError:
        program.join(30)
    return newest


def test_nothing_acknowledged_is_missing_after_a_kill(path: Path) -> None:
    """Killed in the middle of saving, again and again: each acknowledged revision is there, whole, and none is torn."""
    open_store(str(path)).close()
    for kill in range(KILLS):
        exercise = f"w{kill % 3:02}a1"
        acknowledged = killed_after(path, exercise, 1 + kill % 7)
        store = open_store(str(path))
        history = store.history("ana", exercise)
        store.close()
        assert [one.revision for one in history] == list(range(1, len(history) + 1))
        assert acknowledged <= len(history) <= acknowledged + 1, "at most the save it was killed in is there unasked"
        assert all(one.value == {"text": programs.LONG, "n": one.revision} for one in history)
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("pragma integrity_check").fetchone() == ("ok",)
