"""The files that were chosen: a folder, single files, or their bytes by name. What lies in a zip file is looked at too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from permanence_lib.content.ssda903 import Reading
from permanence_lib.errors import UnreadableFile
from permanence_lib.laboratory.extract import zipped

Source: TypeAlias = "Path | str | Iterable[Path] | Mapping[str, bytes]"
#: What is looked at in a folder. Single files are read whatever they are called.
_ENDINGS = frozenset({".csv", ".txt", ".tsv", ".xml", ".zip"})
#: What may well hold the tables and is not read: it is told of, so that nobody misses it in the report.
_TOLD = frozenset({".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".accdb", ".mdb", ".7z", ".rar", ".gz"})
_OTHER_FORM = "It is a file of another program. Save each of its tables as CSV, and read those."
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Given:
    """One file: its bytes, or why they were not read."""

    name: str
    content: bytes = b""
    trouble: str = ""


def files(source: Source, limits: Reading) -> Iterator[Given]:
    """The files one after another, by name. Raises UnreadableFile where there is nothing to look at."""
    room = limits.all_megabytes * _MEGABYTE
    for name, place in _places(source, limits):
        size = len(place) if isinstance(place, bytes) else _size(place)
        for given in (
            _unpacked(_opened(name, place), limits) if not _too_large(size, limits) else [_large(name, limits)]
        ):
            if len(given.content) > room:
                given = Given(
                    given.name, trouble=f"Together the files are larger than {limits.all_megabytes} megabytes."
                )
            room -= len(given.content)
            yield given


def _too_large(size: int, limits: Reading) -> bool:
    return size > limits.file_megabytes * _MEGABYTE


def _large(name: str, limits: Reading) -> Given:
    return Given(name, trouble=f"It is larger than {limits.file_megabytes} megabytes. Export one year at a time.")


def _unpacked(given: Given, limits: Reading) -> Iterator[Given]:
    """The file itself, or the tables in it where it is a zip file."""
    if given.trouble or not zipped.is_zip(given.content):
        yield Given(given.name, trouble=_OTHER_FORM) if _is_other(given.name) and not given.trouble else given
        return
    try:
        members = zipped.members(given.content, _is_table, limits.files, limits.file_megabytes * _MEGABYTE)
    except UnreadableFile as trouble:
        yield Given(given.name, trouble=str(trouble))
        return
    for name, content in members:
        yield Given(f"{given.name}/{name}", content)


def _is_table(name: str) -> bool:
    """Whether a file inside a zip file may hold a table; hidden ones do not."""
    path = PurePosixPath(name)
    return path.suffix.lower() in _ENDINGS - {".zip"} and not any(part.startswith((".", "__")) for part in path.parts)


def _is_other(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in _TOLD


def _size(place: Path) -> int:
    try:
        return place.stat().st_size
    except OSError:
        return 0


def _opened(name: str, place: Path | bytes) -> Given:
    if isinstance(place, bytes):
        return Given(name, place)
    try:
        return Given(name, place.read_bytes())
    except OSError as trouble:
        return Given(name, trouble=f"It could not be opened: {trouble.strerror}.")


def _places(source: Source, limits: Reading) -> Iterable[tuple[str, Path | bytes]]:
    if isinstance(source, Mapping):
        return _few(sorted(source.items()), limits)
    if isinstance(source, str | Path):
        return _few(_found(Path(source)), limits)
    return _few([(Path(one).name, Path(one)) for one in source], limits)


def _found(place: Path) -> list[tuple[str, Path | bytes]]:
    """A file, or the files of a folder and of the folders in it; hidden ones are left alone."""
    if place.is_file():
        return [(place.name, place)]
    if not place.is_dir():
        raise UnreadableFile(f"There is no folder or file {place}. Name the folder that holds the tables.")
    looked_at = _ENDINGS | _TOLD
    inside = sorted(path for path in place.rglob("*") if path.suffix.lower() in looked_at and path.is_file())
    named = [(path.relative_to(place), path) for path in inside]
    return [(str(near), path) for near, path in named if not any(part.startswith((".", "~$")) for part in near.parts)]


def _few(found: list[tuple[str, Path | bytes]], limits: Reading) -> list[tuple[str, Path | bytes]]:
    if not found:
        raise UnreadableFile("There are no tables there. They are files ending in .csv, .txt, .tsv, .xml or .zip.")
    if len(found) > limits.files:
        raise UnreadableFile(f"There are {len(found)} files there. At most {limits.files} are read at once.")
    return found
