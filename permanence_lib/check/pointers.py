"""A place in one file that names something in another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from permanence_lib.content import loading
from permanence_lib.content.complaints import did_you_mean, shown
from permanence_lib.errors import ContentError

Way = tuple[int | str, ...]


@dataclass(frozen=True)
class Pointer:
    """An id, the way to it in its file, and what it must be one of."""

    file: Path
    way: Way
    id: str
    known: Collection[str]
    what: str

    def problem(self) -> ContentError | None:
        """A complaint when it leads nowhere."""
        if self.id in self.known:
            return None
        near = did_you_mean(self.id, self.known) or "Correct the id, or add what it names."
        return complaint(self.file, self.way, f"there is no {self.what} '{self.id}'.", near)


def each(file: Path, way: Way, ids: Iterable[str], known: Collection[str], what: str) -> Iterator[Pointer]:
    """A pointer for every id of a list."""
    for place, name in enumerate(ids):
        yield Pointer(file, (*way, place), name, known, what)


def complaint(file: Path, way: Way, problem: str, instead: str) -> ContentError:
    """A complaint about one piece of a file, with its line."""
    return ContentError(shown(file), loading.line(file, way), problem, instead)
