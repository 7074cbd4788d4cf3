"""Backups: snapshots in a folder of their own, for their owner only, so many and no more."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from permanence_lib.errors import PermanenceError, UnreadableFile
from permanence_lib.operations import snapshot, whole
from permanence_lib.operations.snapshot import Manifest
from permanence_lib.store import place

if TYPE_CHECKING:
    import sqlalchemy as sa

    from permanence_lib.store import Store

#: Names the folder where backups lie, if not beside the workbook's own data.
SETTING = "PERMANENCE_BACKUPS"
#: How many are kept when nobody says.
KEPT = 7
_NAME = re.compile(r"permanence-([0-9a-f]{8})-(\d{8}T\d{6})Z-[0-9a-f]{4}\.zip")


@dataclass(frozen=True)
class Backup:
    """One backup: the file, and what it says of itself."""

    path: Path
    manifest: Manifest

    def until(self, days: int) -> datetime:
        """When it goes at the latest, if backups are kept so many days."""
        return self.manifest.made_at + timedelta(days=days)


def folder(chosen: Path | None = None) -> Path:
    """Where backups lie: as asked, else as PERMANENCE_BACKUPS says, else beside the workbook's own data."""
    named = os.environ.get(SETTING)
    return chosen or (Path(named).expanduser() if named else place.default().parent / "backups")


def make(
    store: Store, to: Path, *, marked: str = "", keep: int = KEPT, now: datetime | None = None
) -> tuple[Backup, list[Path]]:
    """Take a backup while others go on writing, read it back, and let the oldest beyond `keep` go; gives it and those gone.

    Raises PermanenceError when it cannot be written whole; then no older one is touched.
    """
    with whole.reading(store) as connection:
        made = written(connection, stamp(connection), to, marked or mark(), now)
    gone = thin(to, marked or mark(), keep)
    return made, gone


def written(connection: sa.Connection, stamped: str, to: Path, marked: str, now: datetime | None = None) -> Backup:
    """One backup of what the connection sees: whole, on the disk, and read back, or not there at all."""
    now = now or datetime.now(UTC)
    path = to / f"permanence-{marked}-{now:%Y%m%dT%H%M%S}Z-{secrets.token_hex(2)}.zip"
    part = path.with_suffix(".part")
    try:
        to.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            snapshot.take(connection, stamped, out, now)
            out.flush()
            os.fsync(out.fileno())
        manifest = snapshot.checked(part)
        part.replace(path)
    except (OSError, UnreadableFile) as trouble:
        why = getattr(trouble, "strerror", "") or "what was written could not be read back"
        raise PermanenceError(
            f"The backup could not be made in {to}: {why}. The answers were not touched and older backups are still "
            "there. Make room on that disk, or choose another folder with --to."
        ) from trouble
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Backup(path, manifest)


def stamp(connection: sa.Connection) -> str:
    """The migration the database is stamped with."""
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "")


def mark(url: str | None = None) -> str:
    """A short name for a place of records, so that two databases may share a folder of backups; no login is in it."""
    if server := place.server(url):
        from permanence_lib.store.postgres import address

        at = address(server)
        told = f"{at.host or at.query.get('host', '')}:{at.port or ''}:{at.database or ''}"
    else:
        told = str(place.find(url) or "in memory")
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def kept(where: Path, marked: str = "") -> Iterator[Backup]:
    """The backups in a folder, the newest first; of one database, or all. A file that cannot be read is passed over."""
    for path in files(where, marked):
        try:
            yield Backup(path, snapshot.manifest(path))
        except UnreadableFile:
            continue


def files(where: Path, marked: str = "") -> list[Path]:
    """Every file that is named as a backup, the newest first."""
    named = [(found[2], path) for path in _in(where) if (found := _NAME.fullmatch(path.name)) and found[1].startswith(marked)]  # fmt: skip
    return [path for _, path in sorted(named, reverse=True)]


def _in(where: Path) -> list[Path]:
    return [path for path in where.iterdir() if path.is_file()] if where.is_dir() else []


def thin(where: Path, marked: str, keep: int) -> list[Path]:
    """Let all but the newest `keep` backups of one database go; gives those gone."""
    gone = files(where, marked)[max(keep, 1) :]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone
