"""The person's own list: whose names must not appear, and the alias each goes by.

It is the one place where a name and an alias stand together, so it is kept apart from the answers: in a file of its own
that only its owner can read, never in the store and never in anything that is exported.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from permanence_lib.errors import StoreError

FILE = "names.json"
_ASIDE = "names.json.damaged-"
#: The most names on a list, and the longest name or alias in characters.
MOST, LONGEST = 300, 80


@dataclass(frozen=True)
class Name:
    """One person: the real name, and the alias used instead, if there is one."""

    name: str
    alias: str = ""


@dataclass(frozen=True)
class NameList:
    """The list as it stands. `revision` names this very state; `trouble` says what is wrong, in the reader's words."""

    names: tuple[Name, ...] = ()
    revision: str = ""
    trouble: str = ""

    def alias_of(self, found: str) -> str:
        """The alias of whoever is meant by words found in a text, or ''."""
        from permanence_lib.privacy.listed import fold, parts

        meant = " ".join(fold(found).replace("-", " ").split())
        for name in self.names:
            if name.alias and meant in {part.replace("-", " ") for part in parts(name.name)}:
                return name.alias
        return ""

    @property
    def words(self) -> tuple[str, ...]:
        """The names alone, as the guard takes them."""
        return tuple(name.name for name in self.names)


def read(folder: Path | None) -> NameList:
    """The list in this folder; an empty one where there is none. A damaged file is put aside, and that is said."""
    if folder is None:
        return NameList()
    try:
        content = (folder / FILE).read_bytes()
    except FileNotFoundError:
        return NameList(trouble=_said_of_damaged(folder))
    except OSError as error:
        return NameList(trouble=f"Your list of names could not be read ({error.strerror}). Nothing was changed.")
    try:
        return NameList(_understood(content), _revision(content), _said_of_damaged(folder))
    except (ValueError, TypeError, RecursionError):
        return _put_aside(folder)


def write(folder: Path | None, names: Sequence[Name], base: str | None = None) -> NameList:
    """Replace the list, all of it or nothing.

    `base` is the revision that was changed; StoreError when the list has changed since, or cannot be written.
    """
    if folder is None:
        raise StoreError("There is no folder to keep a list of names in, so it was not kept.")
    kept = tuple(name for name in names if name.name)
    if base is not None and base != read(folder).revision:
        raise StoreError("Your list was changed in another window meanwhile, so this was not kept.")
    rows = [{"name": name.name, "alias": name.alias} for name in kept]
    content = json.dumps({"version": 1, "names": rows}, ensure_ascii=False, indent=1).encode()
    try:
        _replace(folder / FILE, content)
    except OSError as error:
        raise StoreError(
            f"Your list of names could not be kept in '{folder}': {error.strerror}. The list as it was before is still there."
        ) from error
    return NameList(kept, _revision(content), _said_of_damaged(folder))


def erase(folder: Path | None) -> None:
    """Remove the list, and every damaged one that was put aside. StoreError names a file that could not be removed."""
    for file in files(folder):
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(
                f"'{file}' holds your list of names and could not be removed: {error.strerror}."
            ) from error


def files(folder: Path | None) -> list[Path]:
    """Every file that holds, or held, the list."""
    return sorted(folder.glob(f"{FILE}*")) if folder and folder.is_dir() else []


def _understood(content: bytes) -> tuple[Name, ...]:
    """The rows of a file; ValueError or TypeError when it is no list of names."""
    found: Any = json.loads(content)
    rows = found["names"] if isinstance(found, dict) and isinstance(found.get("names"), list) else None
    if rows is None or not all(isinstance(row, dict) and isinstance(row.get("name"), str) for row in rows):
        raise ValueError("no list of names")
    return tuple(Name(row["name"], str(row.get("alias", ""))) for row in rows)


def _put_aside(folder: Path) -> NameList:
    aside = folder / f"{_ASIDE}{time.strftime('%Y%m%dT%H%M%S')}"
    try:
        os.replace(folder / FILE, aside)
    except OSError:
        return NameList(trouble=f"Your list of names in '{folder / FILE}' is damaged and could not be read.")
    return NameList(trouble=_said_of_damaged(folder))


def _said_of_damaged(folder: Path) -> str:
    damaged = [str(file) for file in files(folder) if file.name.startswith(_ASIDE)]
    if not damaged:
        return ""
    return (
        "A list of names could not be read, so it was put aside and nothing in it was changed. It is still in "
        f"'{damaged[-1]}', and can be opened with a text editor. Erasing removes it too."
    )


def _replace(path: Path, content: bytes) -> None:
    """Write beside, make sure it is on the disk, put in place: never half a list."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f"{FILE}.{os.getpid()}.new")
    with suppress(FileNotFoundError):
        beside.unlink()
    try:
        with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _revision(content: bytes) -> str:
    return sha256(content).hexdigest()[:12]
