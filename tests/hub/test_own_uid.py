"""On one computer each person's server is a user of its own: proved by programs that try to look into one another."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from permanence_lib.hub.own_uid import OwnUidSpawner

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="Only root may start a program as somebody else.")


@pytest.fixture
def homes() -> Iterator[Path]:
    """A folder through which everybody may pass, as in /var/lib."""
    folder = Path(tempfile.mkdtemp(prefix="permanence-homes-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


def _spawner(homes: Path, number: int, script: str) -> OwnUidSpawner:
    """A server of person `number` that runs a script in place of the workbook."""
    made = OwnUidSpawner(homes=str(homes), cmd=["/bin/sh", "-c", script])
    made.user = SimpleNamespace(id=number, name=f"person{number}", url="/", settings={}, server=None)
    return made


def _run(spawner: OwnUidSpawner, environment: dict[str, str]) -> int:
    """The number of the process, started as the Hub would start it."""

    async def start() -> int:
        spawner.get_env = lambda: spawner.user_env({"PATH": "/usr/bin:/bin", **environment})  # type: ignore[method-assign]
        spawner.get_args = list  # type: ignore[method-assign]
        await spawner.start()
        return int(spawner.proc.pid)

    with ThreadPoolExecutor(
        1
    ) as apart:  # a browser's tests, run before in this process, leave a running loop in theirs
        return apart.submit(asyncio.run, start()).result(60)


def test_one_person_cannot_read_anothers_home_environment_or_memory(homes: Path) -> None:
    """What ann's server holds, her database login among it, is out of reach of bob's."""
    ann = _spawner(homes, 1, "umask; id -u > who; id -G >> who; echo words > note; exec sleep 60")
    pid = _run(ann, {"PERMANENCE_STORE": "postgresql://ap_ann:hunter2@db/x"})
    try:
        home = homes / "200001"
        _until(lambda: (home / "note").exists())
        tries = f"cat {home}/note; ls {home}; cat /proc/{pid}/environ; cat /proc/{pid}/mem; kill {pid}; echo mine > {home}/x"
        bob = _spawner(homes, 2, f"({tries}) > told 2> refused; id -u >> told")
        _run(bob, {})
        bob.proc.wait(20)
        assert (homes / "200002" / "told").read_text() == "200002\n"
        assert (homes / "200002" / "refused").read_text().count("denied") + (
            (homes / "200002" / "refused").read_text().count("not permitted")
        ) >= 5
        assert (home / "who").read_text().split() == ["200001", "200001"]
        assert (home / "note").stat().st_mode & 0o077 == 0
        assert ann.proc.poll() is None
    finally:
        ann.proc.kill()
        ann.proc.wait(10)


def test_a_server_can_use_no_more_memory_than_it_was_given(homes: Path) -> None:
    """A script that asks for more is refused it; others are not touched."""
    greedy = _spawner(homes, 3, "ulimit -d > limit; ulimit -c >> limit")
    greedy.mem_limit = "64M"
    _run(greedy, {})
    assert greedy.proc.wait(20) == 0
    assert (homes / "200003" / "limit").read_text().split() == ["65536", "0"]


def _until(what: object) -> None:
    import time

    until = time.monotonic() + 20
    while not what():  # type: ignore[operator]
        assert time.monotonic() < until
        time.sleep(0.02)
