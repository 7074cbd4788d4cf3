"""A disk so small that it can be filled: a real one where this process may mount one, otherwise none."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SIZE = "1m"


@contextmanager
def mounted(place: Path, *options: str) -> Iterator[Path]:
    """A disk of one megabyte at `place`; the test is skipped where none may be mounted, for RLIMIT_FSIZE tries the same."""
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("Only root may mount a small disk.")
    mount = ["mount", "-t", "tmpfs", "-o", ",".join([f"size={SIZE}", *options]), "tmpfs", str(place)]
    done = subprocess.run(mount, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"This computer lets nobody mount a small disk: {done.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(place: Path) -> Path:
    """Fill it to the last byte; gives the file to remove for room."""
    filler, size = place / "filler", 1 << 16
    with filler.open("ab", buffering=0) as file:
        while size:
            try:
                file.write(b"x" * size)
            except OSError:
                size //= 2
    return filler


def set_read_only(place: Path, read_only: bool) -> None:
    """As a disk turns read-only when it is about to die, or a stick with its little switch."""
    subprocess.run(["mount", "-o", f"remount,{'ro' if read_only else 'rw'}", str(place)], check=True)
