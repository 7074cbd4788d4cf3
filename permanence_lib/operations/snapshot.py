"""A snapshot: every record of a database as lines of JSON in one zip, with what it holds counted and summed.

One layout for both databases, so that what was kept in a file can be put back into a server and the other way round.
It is read with any zip program and any text editor, also when nobody has this workbook any more.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Literal

import sqlalchemy as sa
from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from permanence_lib import __version__
from permanence_lib.errors import UnreadableFile
from permanence_lib.operations import counters
from permanence_lib.operations.whole import Row

#: The tables that hold what people wrote and did, and the order of their rows. Logins are made anew, never carried.
ORDER = {"person": ("id",), "record": ("seq",), "access": ("seq",), "lead": ("space", "person")}
_MANIFEST = "manifest.json"
_MANY = 500
_LONGEST_LINE = 20_000_000


class Part(BaseModel):
    """One table: its columns, how many rows, and the SHA-256 of its lines."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: tuple[str, ...]
    rows: int
    sha256: str


class Manifest(BaseModel):
    """What a snapshot says of itself. `counters` are the last numbers given out, used or not: they never go back."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["permanence-backup"] = "permanence-backup"
    version: Literal[1] = 1
    made_at: AwareDatetime
    workbook: str
    engine: str
    stamped: str
    tables: dict[str, Part]
    counters: dict[str, int]

    @property
    def records(self) -> int:
        """How many saved versions are in it."""
        return self.tables["record"].rows


def take(connection: sa.Connection, stamped: str, out: IO[bytes], now: datetime) -> Manifest:
    """Write everything the connection sees, as of its one moment."""
    parts: dict[str, Part] = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, columns in found(connection).items():
            with packed.open(f"{name}.jsonl", "w", force_zip64=True) as part:
                parts[name] = summed(columns, _copied(lines(connection, name, columns), part))
        manifest = Manifest(
            made_at=now, workbook=__version__, engine=connection.dialect.name, stamped=stamped, tables=parts,
            counters=counters.last(connection, parts),
        )  # fmt: skip
        packed.writestr(_MANIFEST, manifest.model_dump_json(indent=1))
    return manifest


def _copied(found: Iterator[bytes], to: IO[bytes]) -> Iterator[bytes]:
    for line in found:
        to.write(line)
        yield line


def found(connection: sa.Connection) -> dict[str, tuple[str, ...]]:
    """The tables of ours that are there, with their columns: an earlier version had fewer."""
    look = sa.inspect(connection)
    there = set(look.get_table_names())
    return {name: tuple(sorted(each["name"] for each in look.get_columns(name))) for name in ORDER if name in there}


def lines(connection: sa.Connection, name: str, columns: tuple[str, ...], first: int | None = None) -> Iterator[bytes]:
    """The rows of one table as JSON, a line each and always in the same order; with `first`, only so many."""
    wanted = _plain(connection, name, columns).limit(first)
    rows = connection.execution_options(yield_per=_MANY).execute(wanted)
    for row in rows.mappings():
        yield json.dumps(dict(row), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _plain(connection: sa.Connection, name: str, columns: tuple[str, ...]) -> sa.Select[Any]:
    types = {each["name"]: each["type"] for each in sa.inspect(connection).get_columns(name)}
    table = sa.table(name, *[sa.column(each, types[each]) for each in columns])
    return sa.select(table).order_by(*[_bytewise(connection, table.c[each]) for each in ORDER[name]])


def _bytewise(connection: sa.Connection, column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """Text in the order of its bytes: a server's language may sort it otherwise than a file does."""
    is_text = connection.dialect.name == "postgresql" and isinstance(column.type, sa.String)
    return sa.collate(column, "C") if is_text else column


def summed(columns: tuple[str, ...], found: Iterator[bytes]) -> Part:
    """What there is of these lines: the count and the sum."""
    sums, rows = hashlib.sha256(), 0
    for line in found:
        sums.update(line)
        rows += 1
    return Part(columns=columns, rows=rows, sha256=sums.hexdigest())


def manifest(path: Path) -> Manifest:
    """What a file says of itself. UnreadableFile when it is no snapshot, or one that a later version made."""
    try:
        with zipfile.ZipFile(path) as packed:
            return Manifest.model_validate_json(packed.read(_MANIFEST))
    except OSError as trouble:
        raise UnreadableFile(f"{path} could not be read: {trouble.strerror}.") from trouble
    except (zipfile.BadZipFile, KeyError, ValidationError, RuntimeError) as wrong:
        raise UnreadableFile(
            f"{path} is no backup of the workbook, is damaged, or was made by a later version. Nothing was changed. "
            "Choose a file that `permanence backup` wrote."
        ) from wrong


def checked(path: Path) -> Manifest:
    """The same, having read every line: all that is counted is there, and every byte as it was written."""
    told = manifest(path)
    for name, part in told.tables.items():
        if summed(part.columns, raw(path, name)) != part:
            raise damaged(path, name)
    return told


def raw(path: Path, name: str) -> Iterator[bytes]:
    """The lines of one table in a file."""
    try:
        with zipfile.ZipFile(path) as packed, packed.open(f"{name}.jsonl") as part:
            while line := part.readline(_LONGEST_LINE):
                yield line
    except (OSError, KeyError, zipfile.BadZipFile, zipfile.zlib.error, EOFError) as wrong:  # type: ignore[attr-defined]
        raise damaged(path, name) from wrong


def rows(path: Path, name: str) -> Iterator[Row]:
    """The rows of one table in a file."""
    for line in raw(path, name):
        try:
            yield json.loads(line)
        except ValueError as wrong:
            raise damaged(path, name) from wrong


def damaged(path: Path, name: str) -> UnreadableFile:
    """A file whose lines are not those that were counted."""
    return UnreadableFile(
        f"{path} is damaged: its part “{name}” is not what was written. Nothing was changed. Use another backup, and "
        "keep this one: what can be read of it may still help."
    )
