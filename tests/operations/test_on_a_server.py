"""The same on PostgreSQL: by the administrator, while people work, and from a file to a server and back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from keeping import add, fill, told
from postgres import Postgres

from permanence_lib.errors import StoreError
from permanence_lib.operations import backups, migrating, putting_back, snapshot, whole
from permanence_lib.operations.carrying import carry
from permanence_lib.store import Store, open_store


@pytest.fixture
def server(postgres: Postgres) -> Iterator[Store]:
    """A filled database, as its administrator."""
    with closing(open_store(postgres.admin_url)) as opened:
        fill(opened)
        yield opened


@pytest.fixture
def empty(postgres: Postgres) -> str:
    """Another database of the same server, ready and with nothing in it."""
    return postgres.cluster.fresh()


def test_from_a_server_to_a_server_and_to_a_file(server: Store, empty: str, folder: Path, tmp_path: Path) -> None:
    """Every version, number, moment and line; and the numbers go on."""
    made, _ = backups.make(server, folder)
    for url in (empty, str(tmp_path / "new.sqlite")):
        with whole.opened(url) as new:
            back = putting_back.put_back(made.path, new)
            assert all(proof.holds for proof in back.proofs) and back.manifest.records == 39
            assert [told(new, who) for who in ("ann", "ben", "cat")] == [
                told(server, who) for who in ("ann", "ben", "cat")
            ]
            before = new.newest("ann", "ben", "cat")
            assert before == server.newest("ann", "ben", "cat")
            add(new, "ann", "w05a1")
            assert new.newest("ann") == before + 1


def test_from_a_file_to_a_server(store: Store, empty: str, folder: Path) -> None:
    made, _ = backups.make(store, folder)
    with whole.opened(empty) as new:
        back = putting_back.put_back(made.path, new)
        assert all(proof.holds for proof in back.proofs)
        assert told(new, "ben") == told(store, "ben") and len(new.shared_with("may")) == 3
        assert [one.what for one in new.noted()][:3] == ["submitted"] * 3


def test_a_backup_of_a_server_is_one_moment_while_people_write(server: Store, postgres: Postgres, folder: Path) -> None:
    """Each person writes under their own login; no version is missing below a later one, and no save is lost."""
    stop, saved = threading.Event(), {who: 0 for who in ("dan", "eve")}

    def write(who: str, url: str) -> None:
        with closing(open_store(url)) as mine:
            while not stop.is_set():
                saved[who] = add(mine, who, "w01a1", saved[who]).revision

    writers = [threading.Thread(target=write, args=(who, postgres.person_url(who))) for who in saved]
    for one in writers:
        one.start()
    try:
        made = [backups.make(server, folder)[0] for _ in range(4)]
    finally:
        stop.set()
        for one in writers:
            one.join()
    for each in made:
        for who in saved:
            found = [row["revision"] for row in snapshot.rows(each.path, "record") if row["participant"] == who]
            assert found == list(range(1, len(found) + 1))
    assert made[-1].manifest.records > 39
    assert {who: len(server.history(who, "w01a1")) for who in saved} == saved


def test_a_persons_login_gets_no_backup_that_would_pass_for_the_whole(server: Store, postgres: Postgres) -> None:
    with pytest.raises(StoreError, match="administrator's login"), whole.opened(postgres.person_url("ann")):
        pass
    with pytest.raises(StoreError, match="administrator's login"), whole.opened(postgres.service_url()):
        pass


def test_an_empty_server_is_made_ready_once(postgres: Postgres, folder: Path) -> None:
    url = postgres.cluster.empty()
    with pytest.raises(StoreError, match="permanence migrate"):
        open_store(url)
    done = migrating.migrate(folder, url)
    assert (done.before, done.after, done.backup, done.is_new) == ("", "0002", None, True)
    assert migrating.migrate(folder, url).before == "0002"
    with closing(open_store(url)) as store:
        assert [one.what for one in store.noted()] == ["migrated"]


def test_a_laptop_moves_into_a_server_and_its_person_finds_everything(postgres: Postgres, tmp_path: Path) -> None:
    """Under their own login, which sees their own records and no other; what they save next follows on."""
    with closing(open_store(str(tmp_path / "laptop.sqlite"))) as old, closing(open_store(postgres.admin_url)) as new:
        fill(old, (old.me().id,))
        (one,) = carry(old, new, "ann")
        before = [{**each, "participant": "ann"} for each in told(old, old.me().id)]
        assert one.records == 13 and sum(each.added for each in carry(old, new, "ann")) == 0
    with closing(open_store(postgres.person_url("ann"))) as ann:
        assert told(ann, "ann") == before
        assert add(ann, "ann", "w01a1", 4).revision == 5
