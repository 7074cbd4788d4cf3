"""T18: other accounts of the same computer hear nothing of a kernel and read no answer; in a room, and in JupyterLab."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import psutil
import pytest
import rooms
import served
from a_laboratory import Laboratory

pytestmark = pytest.mark.slow
AS_SOMEBODY_ELSE = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else"
)
#: What another account tries: each socket, and each file.
TRIES = (
    "import json, socket, sys\ngot = []\n"
    "for path in json.loads(sys.argv[1]):\n"
    "    try:\n        socket.socket(socket.AF_UNIX).connect(path); got.append(path)\n    except OSError: pass\n"
    "for path in json.loads(sys.argv[2]):\n"
    "    try:\n        open(path, 'rb').read(1); got.append(path)\n    except OSError: pass\n"
    "print(json.dumps(got))"
)


@pytest.fixture(scope="module")
def laboratory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laboratory]:
    """One for all."""
    made = Laboratory(tmp_path_factory.mktemp("lab"))
    yield made
    made.running.kill()


def sockets_of(kernels: Iterable[psutil.Process]) -> set[str]:
    """The files through which kernels are spoken to."""
    return {each.laddr for kernel in kernels for each in kernel.net_connections("unix") if "/ap-" in each.laddr}


def got(sockets: Iterable[str], files: Iterable[Path], **account: object) -> set[str]:
    """What an account can speak to or read."""
    given = [json.dumps(sorted(sockets)), json.dumps([str(file) for file in files])]
    found = subprocess.run(
        ["/usr/bin/env", "python3", "-I", "-c", TRIES, *given],
        capture_output=True,
        text=True,
        cwd="/",
        check=False,
        **account,
    )  # type: ignore[call-overload]
    if found.returncode != 0:
        pytest.skip(f"Python cannot be run by another account here: {found.stderr[-200:]}")
    return set(json.loads(found.stdout))


def is_closed_to_others(sockets: set[str], files: list[Path]) -> None:
    """Its owner reaches everything; somebody else, nothing."""
    assert sockets
    assert got(sockets, files) == sockets | {str(file) for file in files}
    assert got(sockets, files, user=65534, group=65534, extra_groups=[]) == set()


def listens(kernels: Iterable[psutil.Process]) -> list[object]:
    """The ports at which kernels can be reached."""
    return [each for kernel in kernels for each in kernel.net_connections("inet") if each.status == psutil.CONN_LISTEN]


def test_t18_kernels_listen_nowhere_another_account_can_reach(room: served.Workshop) -> None:
    """No port at all; sockets in a folder that is its owner's alone."""
    rooms.run(rooms.join(room, "Ports"))
    assert room.kernels
    assert not listens(room.kernels)
    folders = {Path(each).parent for each in sockets_of(room.kernels)}
    assert folders
    assert {folder.stat().st_mode & 0o077 for folder in folders} == {0}


@AS_SOMEBODY_ELSE
def test_t18_another_account_cannot_speak_to_a_kernel(room: served.Workshop) -> None:
    """Tried, as nobody, at every socket there is; and at the answers and the key."""
    rooms.run(rooms.join(room, "Account"))
    is_closed_to_others(sockets_of(room.kernels), [room.store, room.store.parent / "server-key"])


def test_t18_the_room_listens_to_this_computer_only_unless_asked(room: served.Workshop) -> None:
    """At its other addresses nobody answers."""
    port = int(room.base.rsplit(":", 1)[1])
    own = {
        each.laddr.ip
        for each in psutil.Process(room.process.pid).net_connections("inet")
        if each.status == psutil.CONN_LISTEN
    }
    assert own == {"127.0.0.1"}
    with socket.socket() as probe:
        probe.settimeout(1)
        assert probe.connect_ex(("127.0.0.2", port)) != 0


@pytest.mark.skipif(os.name != "posix", reason="elsewhere JupyterLab stays with ports")
def test_t18_jupyterlab_speaks_to_its_kernels_through_files(laboratory: Laboratory) -> None:
    """They run, they can be started again, and they listen at no port."""
    kernel = laboratory.ask("POST", "/api/kernels", {"name": "python3"})["id"]
    assert laboratory.says(kernel, "print(6 * 7)") == "42\n"
    laboratory.ask("POST", f"/api/kernels/{kernel}/restart")
    assert laboratory.says(kernel, "print(7 * 7)") == "49\n"
    assert laboratory.kernels
    assert not listens(laboratory.kernels)
    assert {Path(each).parent.stat().st_mode & 0o077 for each in sockets_of(laboratory.kernels)} == {0}


@AS_SOMEBODY_ELSE
def test_t18_another_account_cannot_speak_to_a_kernel_of_jupyterlab(laboratory: Laboratory) -> None:
    """Nor read the key with which it is spoken to, nor the answers."""
    kernel = laboratory.ask("POST", "/api/kernels", {"name": "python3"})["id"]
    keep = "from permanence_lib.store import open_store; open_store().close(); print('kept')"
    assert laboratory.says(kernel, keep) == "kept\n"
    sockets = sockets_of(laboratory.kernels)
    connections = sorted(Path(sorted(sockets)[0]).parent.glob("kernel-*.json"))
    assert connections
    is_closed_to_others(sockets, [*connections, Path(laboratory.running.environment["PERMANENCE_STORE"])])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has rights of another kind")
def test_t18_jupyterlab_leaves_nothing_behind(tmp_path: Path) -> None:
    """The folder of sockets goes with it."""
    made = Laboratory(tmp_path)
    made.ask("POST", "/api/kernels", {"name": "python3"})
    assert served.wait_until(lambda: bool(sockets_of(made.kernels)), 20)
    folder = Path(next(iter(sockets_of(made.kernels)))).parent
    made.running.process.terminate()
    made.running.process.wait(timeout=30)
    assert not folder.exists()
