"""What the store says when a PostgreSQL says no: never with its host, a login's name or a password."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy import exc

from permanence_lib.errors import StoreAway, StoreError, StoreNewer, StoreReadOnly
from permanence_lib.store import refusals

_SAFE = "What was saved before is safe, and new words stay on your screen until they are saved."
#: Codes of PostgreSQL (its manual, appendix A) that mean: another writer is in the way, try again.
_BUSY = ("55P03", "57014", "40001", "40P01", "55006")
#: The database is going down, coming up, or was cut off.
_GOING = ("57P01", "57P02", "57P03", "57P05", "25P03")


def unreachable() -> StoreAway:
    """Nothing answers, or not in time."""
    return StoreAway(
        f"The workbook cannot reach the database that keeps the answers just now. {_SAFE} "
        "It tries again by itself. If this goes on for more than a few minutes, tell whoever runs the workbook."
    )


def crowded() -> StoreAway:
    """The database takes no further client."""
    return StoreAway(
        f"The database that keeps the answers has more people at it than it was set up for. {_SAFE} "
        "Wait a moment and try again. If this goes on, tell whoever runs the workbook."
    )


def shut_out() -> StoreError:
    """The login is not known any more, or its password was renewed."""
    return StoreError(
        "The database that keeps the answers does not let this sitting in: it has ended, or begun again elsewhere. "
        f"{_SAFE} Stop your workbook and start it again from the first page; if that does not help, tell whoever runs it."
    )


def forbidden() -> StoreError:
    """Rights are missing."""
    return StoreError(
        "The database that keeps the answers does not allow this from here, and has made a note of it. Nothing was "
        f"changed. {_SAFE} If this was your own work, tell whoever runs the workbook."
    )


def erased_elsewhere() -> StoreError:
    """A person's own login adds and never takes away: erasing is the administrator's, who can prove it."""
    return StoreError(
        "Your work is kept in your authority's database, and erasing there is done by those who run it: they can also "
        "tell you which backup copies still hold it and until when. Nothing was erased. Ask them to erase your work."
    )


def full() -> StoreError:
    """There is no room left."""
    return StoreError(
        f"The disk of the database that keeps the answers is full, so nothing more can be saved. {_SAFE} "
        "Tell whoever runs the workbook; once there is room, save again."
    )


def damaged() -> StoreError:
    """The database found something broken in itself."""
    return StoreError(
        "The database that keeps the answers has found damage in itself. Nothing was changed, and new words stay on "
        "your screen. Tell whoever runs the workbook: a backup copy may be needed."
    )


def read_only() -> StoreReadOnly:
    """It takes no change just now."""
    return StoreReadOnly(
        "Your answers can be read but not added to: the database that keeps them takes no changes just now. "
        "What was saved before is safe; new words stay on your screen but are not kept. "
        "Copy new words somewhere safe and tell whoever runs the workbook."
    )


def newer() -> StoreNewer:
    """A later version has worked on it."""
    return StoreNewer(
        "Your answers can be read but not added to: the database that keeps them belongs to a later version of the "
        "workbook, and this version might spoil them. Nothing was changed; new words stay on your screen but are not "
        "kept. Copy new words somewhere safe and ask whoever runs the workbook to update it."
    )


def newer_unread() -> StoreNewer:
    """A later version arranged it in a way this one cannot read."""
    return StoreNewer(
        "Your answers cannot be shown: the database that keeps them belongs to a later version of the workbook. "
        "Nothing was changed and your answers are safe. Ask whoever runs the workbook to update it."
    )


def not_made(older: bool) -> StoreError:
    """Nothing is there yet, or it is an earlier version's; opening never changes a database of many."""
    what = "was made by an earlier version of the workbook" if older else "has not been made ready yet"
    return StoreError(
        f"The database that is to keep the answers {what}. Nothing was changed and nothing was lost. "
        "Whoever runs the workbook makes it ready once, with: permanence migrate"
    )


def not_ours() -> StoreError:
    """Another program's database."""
    return StoreError(
        "Answers cannot be kept here: the database that is named belongs to another program. Nothing in it was "
        "changed. Name another database in PERMANENCE_STORE."
    )


def not_upgraded() -> StoreError:
    """A step of the migration failed, and all was undone."""
    return StoreError(
        "The database could not be brought up to date for this version of the workbook. Nothing in it was changed. "
        "Go back to the version you used before, which can still work with it, and report this."
    )


def not_an_address() -> StoreError:
    """What PERMANENCE_STORE says cannot be understood."""
    return StoreError(
        "The address of the database in PERMANENCE_STORE cannot be understood. Nothing was written. "
        "It has the form postgresql://login:password@host:5432/name; signs other than letters and digits in the "
        "password are written as in a web address."
    )


def not_installed() -> StoreError:
    """The driver is missing."""
    return StoreError(
        "Answers are to be kept in a PostgreSQL database, and the part of the workbook for that is not installed. "
        "Nothing was written. Whoever runs the workbook adds it with: pip install 'permanence[postgresql]'"
    )


def from_code(code: str) -> StoreError:
    """The refusal for one of PostgreSQL's codes; '' where it did not even answer."""
    if code in _BUSY:
        return refusals.busy()
    if code in ("53300", "53400"):
        return crowded()
    if code == "53100":
        return full()
    if code == "25006":
        return read_only()
    if code == "42501":
        return forbidden()
    if code == "3D000":
        return not_made(older=False)
    if code[:2] == "28":
        return shut_out()
    if code[:2] == "XX":
        return damaged()
    return unreachable()


@contextmanager
def plain() -> Iterator[None]:
    """Turn what the database complains of into what a person can use; a clash of two writers passes through."""
    try:
        yield
    except exc.IntegrityError:
        raise
    except exc.TimeoutError as error:  # every connection of this program is in use
        raise refusals.busy() from error
    except exc.DBAPIError as error:
        raise _of(error) from error


def _of(error: sa.exc.DBAPIError) -> StoreError:
    code = getattr(error.orig, "sqlstate", None) or ""
    if error.connection_invalidated or code in _GOING:
        return unreachable()
    if not code and "password authentication failed" in str(error.orig):  # at connecting the driver knows no code
        return shut_out()
    for words, told in _AT_CONNECTING:
        if not code and words in str(error.orig):
            return from_code(told)
    return from_code(code)


#: What the server says before there is a connection to carry a code, with the code it stands for.
_AT_CONNECTING = (
    ("too many connections", "53300"),
    ("too many clients", "53300"),
    ("remaining connection slots", "53300"),
    ("is not permitted to log in", "28000"),
    ("permission denied for database", "28000"),
    ("no pg_hba.conf entry", "28000"),
    ("does not exist", "3D000"),
)
