"""A store of its own for every test, on both databases where a test is about both."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from postgres import Cluster, Postgres

from permanence_lib.store import Store, open_store, roles

sys.path.insert(0, str(Path(__file__).parent))  # `programs` must be importable in the programs it starts

from attacker import ROOM, SECRET, Attacker
from programs import add

FILE, SERVER = "sqlite", "postgresql"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for a store gets either; one that asks for the file too is about the file."""
    if "engine" in metafunc.fixturenames:
        about_the_file = "path" in metafunc.fixturenames
        metafunc.parametrize("engine", [FILE] if about_the_file else [FILE, SERVER])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A place for a file that is not there yet; its folder has a space and a per cent sign, as folders do."""
    return tmp_path / "my answers 100%" / "answers.sqlite"


@pytest.fixture
def where(engine: str, request: pytest.FixtureRequest) -> str:
    """What PERMANENCE_STORE would say: a new file, or a new database of many as its administrator sees it."""
    if engine == FILE:
        return str(request.getfixturevalue("path"))
    database: Postgres = request.getfixturevalue("emptied")
    return database.admin_url


@pytest.fixture(scope="session")
def kept_database(postgres_cluster: Cluster) -> Postgres:
    """One database for all tests of the store that need no roles of their own."""
    return Postgres(postgres_cluster, postgres_cluster.fresh())


@pytest.fixture
def emptied(kept_database: Postgres) -> Postgres:
    """The same with nothing in it: ten times quicker than a new one."""
    name = kept_database.admin_url.rpartition("/")[2]
    kept_database.cluster.sql("TRUNCATE record, person, access, lead, login, turn RESTART IDENTITY", name)
    return kept_database


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    """A store that is new."""
    opened = open_store(where)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def database(postgres_cluster: Cluster) -> Postgres:
    """Ana has written in study and fay leads a room in which m_1 has; ben has a login and a shell."""
    made = Postgres(postgres_cluster, postgres_cluster.fresh())
    admin = open_store(made.admin_url)
    add(admin, {"text": SECRET}, participant="ana")
    admin.note("opened", whose="ana", detail="home", who="ana")
    admin.close()
    with_room = open_store(made.service_url(), space=ROOM)
    add(with_room, {"text": SECRET}, participant="m_1")
    with_room.close()
    roles.lead(made.admin_url, ROOM, "fay")
    return made


@pytest.fixture(scope="module")
def ben(database: Postgres) -> Attacker:
    return Attacker(database.person_url("ben"))


@pytest.fixture(scope="module")
def admin(database: Postgres) -> Iterator[Store]:
    """The store as the administrator sees it."""
    opened = open_store(database.admin_url)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def own(ben: Attacker) -> Iterator[Store]:
    """Ben's store as the workbook opens it."""
    opened = open_store(ben.url)
    yield opened
    opened.close()
