"""A PostgreSQL of one's own for tests: started from its programs, thrown away afterwards, never one that was there.

`admin_url` is the login of the authority's administrator: it may make roles and databases and is no superuser, as on
most services one can rent. `root_url` is the superuser, for what only the owner of the server does.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

import pytest
from ports import free_port

#: Where distributions keep the programs, beside what PATH finds.
_PLACES = ("/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt", "/usr/local/pgsql")
_TEMPLATE, _FIRST = "made_ready", "permanence"
_SETTINGS = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0777
max_connections = 400
shared_buffers = 32MB
fsync = {fsync}
log_destination = stderr
log_line_prefix = '%m [%p] %u@%d '
lc_messages = C
"""
#: The owner of a server says who may enter which database: people only the one they work in.
_CLOSED = "REVOKE CONNECT ON DATABASE postgres FROM PUBLIC; REVOKE CONNECT ON DATABASE template1 FROM PUBLIC;"


def programs() -> Path | None:
    """The folder with initdb and postgres, or None where there is none."""
    known = [shutil.which("initdb")] + [
        str(found) for place in _PLACES for found in sorted(Path(place).glob("**/bin/initdb"), reverse=True)
    ]
    return next((Path(found).parent for found in known if found), None)


@dataclass
class Cluster:
    """One server with its own folder, port and passwords."""

    folder: Path
    binaries: Path
    fsync: bool = True
    port: int = 0
    password: str = field(default_factory=lambda: secrets.token_hex(12), repr=False)
    _count: int = 0

    @property
    def log(self) -> Path:
        """What the server has written."""
        return self.folder / "server.log"

    @property
    def admin_url(self) -> str:
        """The administrator's way into a database that is made ready."""
        return self.url(_FIRST)

    @property
    def root_url(self) -> str:
        """The server's owner."""
        return self.url("postgres", "postgres")

    def url(self, database: str, role: str = "authority") -> str:
        """The administrator's or the owner's way into a database."""
        return f"postgresql+psycopg://{role}:{quote(self.password)}@127.0.0.1:{self.port}/{database}"

    def sql(self, statement: str, database: str = "postgres", role: str = "postgres") -> list[tuple[object, ...]]:
        """Run a statement as the owner, or another role with this cluster's password; what it gives."""
        import psycopg

        address = self.url(database, role).replace("+psycopg", "")
        with psycopg.connect(address, autocommit=True, connect_timeout=20) as connection:
            done = connection.execute(statement.encode())
            return done.fetchall() if done.description else []

    def empty(self) -> str:
        """A new database with nothing in it: the administrator's way in."""
        self._count += 1
        name = f"test_{self._count}"
        self.sql(f"CREATE DATABASE {name} OWNER authority")
        return self.url(name)

    def fresh(self) -> str:
        """A new database made ready for work, as a copy of one that was: the administrator's way in."""
        from permanence_lib.store import roles

        self._count += 1
        name = f"test_{self._count}"
        self.sql(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE} OWNER authority")
        roles.prepare(self.url(name))  # rights to a database itself are not copied with it
        return self.url(name)

    def make_ready(self) -> None:
        """The administrator's role, a database in use, and one to copy."""
        from permanence_lib.store import roles

        self.sql(f"CREATE ROLE authority LOGIN CREATEROLE CREATEDB PASSWORD '{self.password}'")
        for name in (_TEMPLATE, _FIRST):
            self.sql(f"CREATE DATABASE {name} OWNER authority")
        self.sql(_CLOSED)
        roles.prepare(self.url(_TEMPLATE))
        roles.prepare(self.admin_url)

    def start(self) -> None:
        """Start the server and wait until it answers; on the same port as before, as others know it."""
        if not self.port:
            self.port = free_port()
            self._write_settings()
        for _ in range(3):  # a port that was free may be taken by the time it is wanted
            if self._control("start", "-w", "-t", "60", "-l", str(self.log)):
                return
            self.port = free_port()
            self._write_settings()
        raise AssertionError(f"PostgreSQL did not start: {self.log.read_text(errors='replace')[-2000:]}")

    def stop(self, mode: str = "fast") -> None:
        """Stop it: 'smart', 'fast', or 'immediate', which is as good as a crash."""
        self._control("stop", "-m", mode, "-w", "-t", "60")

    def kill(self) -> None:
        """Kill the server and all that serve its clients, as when the machine dies."""
        chief = int((self.data / "postmaster.pid").read_text().split()[0])
        for process in [chief, *children(chief)]:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                continue
        until = time.monotonic() + 20
        while alive(chief) and time.monotonic() < until:
            time.sleep(0.02)
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        for lock in self.folder.glob(".s.PGSQL.*"):  # the dead one may not be buried yet, and would seem to hold it
            lock.unlink(missing_ok=True)

    def close(self) -> None:
        """Stop it and throw its files away."""
        self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Cluster:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def data(self) -> Path:
        """The server's own folder."""
        return self.folder / "data"

    def _write_settings(self) -> None:
        told = _SETTINGS.format(port=self.port, sockets=self.folder, fsync="on" if self.fsync else "off")
        (self.data / "postgresql.auto.conf").write_text(told)

    def _control(self, *wish: str) -> bool:
        return as_owner(str(self.binaries / "pg_ctl"), "-D", str(self.data), *wish).returncode == 0


def children(process: int) -> list[int]:
    """The processes a process has started."""
    import psutil

    try:
        return [child.pid for child in psutil.Process(process).children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def alive(process: int) -> bool:
    """Whether a process is still there and no zombie."""
    import psutil

    try:
        return bool(psutil.Process(process).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def as_owner(*command: str) -> subprocess.CompletedProcess[bytes]:
    """Run one of PostgreSQL's programs: it refuses root, so root does it as the user `postgres`."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command)
    # Its output goes nowhere: the server inherits it, and a pipe would stay open as long as the server lives.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}
    return subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, timeout=180, cwd="/",
        env=environment,
    )  # fmt: skip


def cluster(folder: Path | None = None, *, fsync: bool = True) -> Cluster:
    """A running server of one's own, made ready; `with cluster() as running:` throws it away afterwards.

    Without `folder` its files lie where its user can reach them: a test's own folder is closed to the user `postgres`.
    Skips the test where PostgreSQL is not installed; where CI says so it must be, and the test fails.
    """
    binaries = programs()
    if binaries is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL's programs (initdb, postgres) are not installed, and CI must have them")
        pytest.skip("PostgreSQL's programs (initdb, postgres) are not installed here")
    made = Cluster(Path(tempfile.mkdtemp(prefix="ap-pg-", dir=_reachable(folder))), binaries, fsync)
    try:
        _lay_out(made)
        made.start()
        made.make_ready()
    except BaseException:
        made.close()
        raise
    return made


def _reachable(folder: Path | None) -> Path | None:
    """The folder, if everybody may pass through to it; else None, for the system's own."""
    open_to_all = folder is not None and all(place.stat().st_mode & 0o001 for place in (folder, *folder.parents))
    return folder if open_to_all else None


def _lay_out(made: Cluster) -> None:
    """The server's files, with a password for everybody who enters."""
    word = made.folder / "password"
    word.write_text(made.password)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        for each in (made.folder, word):
            shutil.chown(each, "postgres", "postgres")
    done = as_owner(
        str(made.binaries / "initdb"), "-D", str(made.data), "--no-sync", "-U", "postgres", "-E", "UTF8", "--locale=C",
        "--auth=scram-sha-256", f"--pwfile={word}",
    )  # fmt: skip
    assert done.returncode == 0, "initdb did not make a server"
    word.unlink()


@dataclass(frozen=True)
class Postgres:
    """A database of one test: the administrator's way in, and everybody else's."""

    cluster: Cluster
    admin_url: str

    @property
    def log(self) -> Path:
        """What the server has written."""
        return self.cluster.log

    def person_url(self, person: str) -> str:
        """A person's way in."""
        from permanence_lib.store import roles

        return roles.person_url(self.admin_url, person)

    def service_url(self) -> str:
        """The rooms' way in."""
        from permanence_lib.store import roles

        return roles.service_url(self.admin_url)
