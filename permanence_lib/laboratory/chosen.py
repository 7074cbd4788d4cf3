"""Files that somebody chose on a page, by name; the reader of the return looks into zip files, and says what it cannot read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from permanence_lib.screen.asked import Upload


def named(uploads: Iterable[Upload]) -> dict[str, bytes]:
    """Each file's bytes under its name, without folders; two files of one name are both kept."""
    files: dict[str, bytes] = {}
    for upload in uploads:
        name = PurePosixPath(upload.name.replace("\\", "/")).name or "a file without a name"
        files[next(new for new in _numbered(name) if new not in files)] = upload.content
    return files


def _numbered(name: str) -> Iterator[str]:
    """header.csv, header (2).csv and so on: the ending stays, since it says what a file is."""
    yield name
    place = PurePosixPath(name)
    for number in range(2, 10_000):
        yield f"{place.stem} ({number}){place.suffix}"
