"""Everything that can go wrong, in the words of the person who meets it.

PermanenceError
├── ContentError     an author's file says something it should not: file, line, what is wrong, what to write
├── StoreError       answers cannot be read or written: for whoever runs the workbook
│   ├── StoreBusy        somebody else is writing; trying again will do
│   ├── StoreAway        the database of many gives no answer, or takes nobody more; trying again later will do
│   ├── StoreReadOnly    the file or disk will not take a change
│   └── StoreNewer       the file was made by a later version of the workbook
├── AnswerRefused    an answer cannot be kept as it stands: for the participant
├── Conflict         another window saved first; carries the newer record
├── UnreadableFile   a file that somebody chose cannot be read
├── AlteredNotebook  a notebook that is not as it came with the workbook
└── UnknownParameter a parameter the notebook does not take
"""

from __future__ import annotations

from pathlib import Path
from typing import Any


class PermanenceError(Exception):
    """The root: its message can be shown to a person as it stands."""


class ContentError(PermanenceError):
    """An author's file is wrong: where, what, and what to write instead."""

    def __init__(self, file: Path | str, line: int | None, problem: str, instead: str = "") -> None:
        self.file, self.line, self.problem, self.instead = Path(file), line, problem, instead
        place = f"{file}, line {line}" if line else f"{file}"
        super().__init__(f"{place}: {problem}" + (f" {instead}" if instead else ""))


class StoreError(PermanenceError):
    """Answers cannot be read or written."""


class StoreBusy(StoreError):
    """Somebody else is writing and has not finished in time."""


class StoreAway(StoreError):
    """The database of many cannot be reached just now, or takes nobody more."""


class StoreReadOnly(StoreError):
    """The answers can be read but not added to."""


class StoreNewer(StoreReadOnly):
    """The answers were made by a later version of the workbook."""


class AnswerRefused(PermanenceError):
    """An answer cannot be kept as it stands; the words stay on the person's screen."""


class Conflict(PermanenceError):
    """Another window saved first."""

    def __init__(self, newest: Any) -> None:
        self.newest = newest
        super().__init__("This exercise was also changed in another window.")


class UnreadableFile(PermanenceError):
    """A file that somebody chose cannot be read: why, and what to do instead."""


class AlteredNotebook(PermanenceError):
    """A notebook is not as it came with the workbook, and is not run."""


class UnknownParameter(PermanenceError):
    """A notebook was given a parameter that it does not take."""
