"""The files of a cohort, read: how many were given, taken in and refused, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from permanence_lib.errors import PermanenceError, UnreadableFile
from permanence_lib.portfolio.before.share import newest
from permanence_lib.portfolio.evaluation import given
from permanence_lib.portfolio.evaluation.given import Given

#: So many files are read at once: ten cohorts.
MOST = 200


@dataclass(frozen=True)
class Collected:
    """The newest file of each person, and the account: files = people + older ones of the same people + refused."""

    people: tuple[Given, ...]
    files: int
    refused: tuple[str, ...] = ()

    @property
    def older(self) -> int:
        """Files whose maker also made a later one."""
        return self.files - len(self.refused) - len(self.people)

    def account(self) -> str:
        """What was read and what was not, for whoever collected the files; it is no part of the report."""
        lines = [f"{_many(self.files, 'file')} found: {_many(len(self.people), 'person', 'people')}."]
        if self.older:
            lines.append(f"{_many(self.older, 'file')} left aside, because the same person made a later one.")
        lines += [f"Not taken in: {why}" for why in self.refused]
        return "\n".join(lines)


def from_folder(folder: Path) -> Collected:
    """Every file of a folder whose name ends in .json. Raises UnreadableFile where there is no folder or no such file."""
    if not folder.is_dir():
        raise UnreadableFile(f"There is no folder {folder}. Name the folder that holds the files participants sent.")
    found = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix.lower() == ".json")
    if not found:
        raise UnreadableFile(f"There is no file in {folder} that ends in .json. Participants make theirs on the page “Evaluation of the programme”.")  # fmt: skip
    return collected((path.name, _bytes(path)) for path in found)


def collected(files: Iterable[tuple[str, bytes | str]]) -> Collected:
    """Files by name; words in place of a file say why it could not be read. Raises PermanenceError where there are too many."""
    found = list(files)
    if len(found) > MOST:
        raise PermanenceError(f"These are {len(found)} files. Bring in {MOST} or fewer, of one cohort.")
    read: list[Given] = []
    refused = []
    for name, content in found:
        try:
            read.append(_read(name, content))
        except UnreadableFile as trouble:
            refused.append(str(trouble))
    return Collected(tuple(newest(read)), len(found), tuple(refused))


def _read(name: str, content: bytes | str) -> Given:
    if isinstance(content, str):
        raise UnreadableFile(content)
    one = given.read(content, name)
    if one.is_empty:
        raise UnreadableFile(f"{name} tells nothing.")
    return one


def _bytes(path: Path) -> bytes | str:
    """No more of a file than a file of ours could have."""
    try:
        with path.open("rb") as file:
            return file.read(given.LARGEST + 1)
    except OSError as trouble:
        return f"{path.name} could not be read: {trouble.strerror}."


def _many(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
