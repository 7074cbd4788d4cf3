"""Where one room is kept: a folder of its own with its answers, its key and what it is called, for its owner only."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from permanence_lib.errors import PermanenceError
from permanence_lib.store import place

_ROOMS, _CARD, _LOCK, ANSWERS = "rooms", "room.json", "in-use", "answers.sqlite"
#: A line in the answers longer than this is overwritten before the file goes, in bytes at a time.
_PIECE = 1 << 20


@dataclass(frozen=True)
class Card:
    """What is written on a room's door: which workshop of whom, where it was last reached, and whether it stays when it has ended."""

    week: str
    cohort: str
    port: int = 0
    keep: bool = False


class Folder:
    """One room's folder. Only one server at a time may hold it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._held: int | None = None

    @property
    def answers(self) -> Path:
        """The store's file."""
        return self.path / ANSWERS

    @property
    def card(self) -> Card | None:
        """What is written on its door; None for one that has never been open, or whose card cannot be read."""
        try:
            found = json.loads((self.path / _CARD).read_text(encoding="utf-8"))
            return Card(str(found["week"]), str(found["cohort"]), int(found["port"]), bool(found["keep"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def open(self, card: Card) -> Card:
        """Make it if need be, hold it, and write its card. What was on it before about port and keeping stays where nothing is asked.

        PermanenceError when it is another room's, already open, or no place for answers.
        """
        place.check(self.answers)
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path.chmod(0o700)
        except OSError as trouble:
            raise PermanenceError(f"The room cannot be kept in '{self.path}': {trouble.strerror}.") from trouble
        self._hold()
        before = self.card
        if before and (before.week, before.cohort) != (card.week, card.cohort):
            self.leave()
            raise PermanenceError(
                f"'{self.path}' is the room of “{before.cohort}” for another workshop ({before.week}). Nothing was changed."
            )
        written = replace(
            card, port=card.port or (before.port if before else 0), keep=card.keep or bool(before and before.keep)
        )
        self.write(written)
        return written

    def write(self, card: Card) -> None:
        """Put a new card on the door, whole or not at all."""
        new = self.path / f"{_CARD}.new"
        new.write_text(json.dumps(card.__dict__, ensure_ascii=False), encoding="utf-8")
        os.replace(new, self.path / _CARD)

    def leave(self) -> None:
        """Let go of it."""
        if self._held is not None:
            os.close(self._held)  # which unlocks it
            self._held = None

    def erase(self) -> None:
        """Everything in it, overwritten first as far as the disk allows. PermanenceError when something is still there."""
        self._hold()
        for file in [each for each in self.path.rglob("*") if each.is_file() and not each.is_symlink()]:
            if file.name != _LOCK:
                with suppress(OSError):
                    _overwrite(file)
        self.leave()
        shutil.rmtree(self.path, ignore_errors=True)
        if self.path.exists() and any(self.path.iterdir()):
            raise PermanenceError(
                f"Something of the room could not be erased. Close what has it open and delete '{self.path}'."
            )

    def _hold(self) -> None:
        if self._held is not None:
            return
        file = os.open(self.path / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(file)
        except OSError as taken:
            os.close(file)
            raise PermanenceError("This room is open already, in another window. Nothing was changed.") from taken
        self._held = file


def of(week: str, cohort: str) -> Folder:
    """The folder of a cohort's workshop, in this person's own data folder."""
    return Folder(rooms() / f"{week}-{_slug(cohort)}")


def all_of_them() -> Iterator[Folder]:
    """Every room that is kept here."""
    if rooms().is_dir():
        yield from (Folder(each) for each in sorted(rooms().iterdir()) if each.is_dir() and not each.is_symlink())


def rooms() -> Path:
    """Where the rooms are."""
    return place.default().parent / _ROOMS


def _slug(cohort: str) -> str:
    """A file name for a cohort: its letters and figures, and a mark that tells 'A b' from 'a-b'."""
    plain = unicodedata.normalize("NFKD", cohort).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:30]
    return f"{words or 'cohort'}-{sha256(cohort.encode(errors='replace')).hexdigest()[:6]}"


def _overwrite(file: Path) -> None:
    with file.open("r+b") as out:
        left = file.stat().st_size
        while left > 0:
            left -= out.write(bytes(min(left, _PIECE)))
        out.flush()
        os.fsync(out.fileno())


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        """Hold the file, or raise OSError."""
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: int) -> None:
        """Hold the file, or raise OSError."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
