"""What the store says when it cannot do what was asked: what happened, what of your words, what to do."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import exc

from permanence_lib.errors import StoreBusy, StoreError, StoreNewer, StoreReadOnly

_SAFE = "What was saved before is safe, and new words stay on your screen until they are saved."


def busy() -> StoreBusy:
    """Somebody else is writing and has not finished in time."""
    return StoreBusy(
        f"Another window or program is writing to the answers and did not finish in time. {_SAFE} "
        "Wait a moment and try again. If this goes on, close the other windows of the workbook."
    )


def read_only(path: Path | None) -> StoreReadOnly:
    """The file, its folder or its disk takes no change."""
    return StoreReadOnly(
        f"Your answers can be read but not added to: {_file(path)} or its folder does not allow changes. "
        "What was saved before is safe; new words stay on your screen but are not kept. "
        "Copy new words somewhere safe, allow changes to the file and its folder, then open the workbook again."
    )


def for_looking() -> StoreReadOnly:
    """Somebody opened the store only to look at it."""
    return StoreReadOnly(
        "These answers were opened for looking at only, so nothing can be added to them here. Nothing was changed. "
        "To go on working, open the workbook in the usual way."
    )


def newer(path: Path | None) -> StoreNewer:
    """The answers were made by a later version of the workbook."""
    return StoreNewer(
        "Your answers can be read but not added to: a later version of the workbook has worked on "
        f"{_file(path)}, and this version might spoil them. Nothing was changed; new words stay on your screen "
        "but are not kept. Copy new words somewhere safe, update the workbook, then open it again."
    )


def newer_unread(path: Path | None) -> StoreNewer:
    """A later version arranged the answers in a way that this one cannot even read."""
    return StoreNewer(
        f"Your answers cannot be shown: a later version of the workbook has worked on {_file(path)} and this version "
        "cannot read it. Nothing was changed and your answers are safe. Update the workbook, then open it again."
    )


def older(path: Path | None) -> StoreError:
    """The answers were made by an earlier version, and nobody may bring them up to date just now."""
    return StoreError(
        f"An earlier version of the workbook made {_file(path)}, and it has to be brought up to date before it can be "
        "read. Nothing was changed and the answers are safe. Open the workbook once in the usual way, from a place "
        "where the file may be changed."
    )


def full(path: Path | None) -> StoreError:
    """There is no room left."""
    return StoreError(
        f"The disk that holds {_file(path)} is full, or takes no more of yours, so nothing more can be saved. {_SAFE} "
        "Make some room on that disk (empty the bin, move large files away), then save again."
    )


def full_at_opening(path: Path | None) -> StoreReadOnly:
    """There is not even room for the log that goes with saving: what is there can be shown."""
    return StoreReadOnly(
        f"Your answers can be read but not added to: the disk that holds {_file(path)} is full. "
        "What was saved before is safe; new words stay on your screen but are not kept. Copy new words somewhere safe, "
        "make some room on that disk (empty the bin, move large files away), then open the workbook again."
    )


def damaged(path: Path | None) -> StoreError:
    """The file is not what it should be."""
    return StoreError(
        f"The answers cannot be read: {_file(path)} is damaged or is another sort of file. Nothing in it was changed. "
        "Do not delete it. Close the workbook, move the file to a safe place and put a backup copy where it was. "
        "Without a copy, ask for help with rescuing the file; with no file there, the workbook starts a new one."
    )


def not_ours(path: Path | None) -> StoreError:
    """A sound database that some other program made."""
    return StoreError(
        f"Answers cannot be kept here: {_file(path)} belongs to another program and holds no workbook answers. "
        "Nothing in it was changed. Name another file in PERMANENCE_STORE, or remove that setting to use the "
        "workbook's own file."
    )


def missing(path: Path | None) -> StoreError:
    """There is no file to look at."""
    return StoreError(
        f"There are no answers yet in {_file(path)}. Nothing was lost and nothing was made. "
        "If there should be answers, check PERMANENCE_STORE; otherwise open the workbook and save something."
    )


def unreachable(path: Path | None) -> StoreError:
    """The file is there, or should be, and the disk does not give it."""
    return StoreError(
        f"The disk does not let the workbook reach {_file(path)}. New words stay on your screen and are not kept yet; "
        "what was saved before was not changed. Check that the disk is connected and that you may open the folder, "
        "then try again."
    )


def not_upgraded(path: Path | None, copy: Path | None) -> StoreError:
    """Bringing an older file up to date failed half way, and was undone."""
    kept = f" A copy from before is in the file '{copy}'." if copy else ""
    return StoreError(
        f"The answers could not be brought up to date for this version of the workbook. Nothing in {_file(path)} was "
        f"changed.{kept} Go back to the version you used before, which can still read them, and report this."
    )


def not_wiped(path: Path | None) -> StoreError:
    """The answers are erased but their traces may be found."""
    return StoreError(
        f"The answers were erased and can no longer be opened. But traces of them are still in {_file(path)}, or in "
        "a copy beside it. "
        "Close every window of the workbook, open it again and erase once more."
    )


def from_code(code: int, path: Path | None) -> StoreError:
    """The refusal for one of SQLite's result codes (sqlite.org/rescode.html)."""
    primary = code & 0xFF
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return busy()
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return read_only(path)
    if primary == sqlite3.SQLITE_CANTOPEN and path is not None and os.access(path, os.R_OK):
        return read_only(path)  # what it says when it may not put its log beside the file
    if code == sqlite3.SQLITE_IOERR_SHMSIZE:
        return full_at_opening(path)
    if primary == sqlite3.SQLITE_FULL or code == sqlite3.SQLITE_IOERR_WRITE:  # the second where a quota is used up
        return full(path)
    if primary in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return damaged(path)
    return unreachable(path)


@contextmanager
def in_plain_words(path: Path | None) -> Iterator[None]:
    """Turn what the database complains of into what a person can use; a clash of two writers passes through."""
    try:
        yield
    except exc.IntegrityError:
        raise
    except exc.TimeoutError as error:  # every connection of this program is in use
        raise busy() from error
    except exc.DBAPIError as error:
        raise from_code(getattr(error.orig, "sqlite_errorcode", 0), path) from error
    except sqlite3.Error as error:
        raise from_code(getattr(error, "sqlite_errorcode", 0), path) from error


def _file(path: Path | None) -> str:
    return f"the file '{path}'" if path else "the store in memory"
