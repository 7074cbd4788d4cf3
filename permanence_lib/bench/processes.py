"""What a server and its kernels hold in memory, from Linux's own account of it; elsewhere nothing is known."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_PROC = Path("/proc")


def family(pid: int) -> list[int]:
    """A process and everything it has started, and what that has started."""
    children: dict[int, list[int]] = {}
    for one, parent in _parents():
        children.setdefault(parent, []).append(one)
    found = [pid]
    for one in found:
        found.extend(children.get(one, ()))
    return found


def kernels(pid: int) -> list[int]:
    """The kernels among them: those started by themselves, and those split off from another process that the server started."""
    started = [one for one in family(pid)[1:] if _parent(one) == pid]
    alone = [one for one in started if b"ipykernel" in _command(one)]
    return alone + [child for one in started if one not in alone for child in family(one)[1:]]


def pss(pids: list[int]) -> float | None:
    """Proportional memory of processes together, in MB (10^6 bytes); None where it cannot be read."""
    sizes = [size for pid in pids if (size := _pss(pid)) is not None]
    return sum(sizes) / 1000 if sizes else None


def seconds(pids: list[int]) -> float:
    """Processor time they have used so far, in seconds."""
    return sum(map(_used, pids))


def _used(pid: int) -> float:
    try:
        told = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return 0.0


def own(pid: int) -> float | None:
    """Memory in MB that a process shares with no other, and has written to; None where it cannot be read."""
    size = _account(pid, "Private_Dirty:")
    return None if size is None else size / 1000


def _pss(pid: int) -> float | None:
    return _account(pid, "Pss:")


def _account(pid: int, name: str) -> float | None:
    """One line of it, in thousands of bytes."""
    try:
        for line in (_PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1]) * 1.024
    except OSError:  # it has ended meanwhile, or there is no such account
        return None
    return None


def _parents() -> Iterator[tuple[int, int]]:
    for folder in _PROC.glob("[0-9]*"):
        parent = _parent(int(folder.name))
        if parent is not None:
            yield int(folder.name), parent


def _parent(pid: int) -> int | None:
    try:
        return int((_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, ValueError, IndexError):
        return None


def _command(pid: int) -> bytes:
    try:
        return (_PROC / str(pid) / "cmdline").read_bytes()
    except OSError:
        return b""
