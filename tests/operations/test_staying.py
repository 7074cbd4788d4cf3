"""What has stayed its time: shown, then let go; and what never goes."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from keeping import add
from postgres import Postgres

from permanence_lib.content.library import Content
from permanence_lib.content.retention import Retention
from permanence_lib.operations import backups, erased, staying, whole
from permanence_lib.operations.staying import Place, Room
from permanence_lib.store import Store, open_store
from permanence_lib.store.tables import access

SPACE = "room:w04-autumn-abcdef"


@pytest.fixture
def rules(content: Content) -> Retention:
    """What ships."""
    return content.retention


def later(days: float) -> datetime:
    """A day to come, as if it were today."""
    return datetime.now(UTC) + timedelta(days=days)


def test_on_the_day_itself_nothing_is_due(store: Store, folder: Path, rules: Retention) -> None:
    backups.make(store, folder)
    found = staying.due(Place(store, folder, backups.mark()), rules, later(0))
    assert found == staying.Due(0, (), 0, (), 0)


def test_showing_changes_nothing_and_letting_go_does_what_was_shown(
    store: Store, folder: Path, rules: Retention
) -> None:
    place, now = Place(store, folder, backups.mark()), later(500)
    old, _ = backups.make(store, folder)
    new, _ = backups.make(store, folder, now=later(490))
    erased.add(folder, "zoe", later(0))
    shown = staying.due(place, rules, now)
    assert staying.due(place, rules, now) == shown and old.path.exists()
    assert (shown.lines, shown.backups, shown.marks) == (3, (old.path,), 1) and shown.drafts > 0
    assert staying.let_go(place, rules, now) == shown
    assert not old.path.exists() and new.path.exists() and erased.read(folder) == {}
    assert [one.what for one in store.noted()] == ["retention"]
    again = staying.due(place, rules, now)
    assert (again.drafts, again.backups, again.marks) == (0, (), 0)
    assert len(store.everything("ann")) == 13, "versions stay, without their words"
    assert all(one.value for one in store.latest_all("ann").values()), "the newest never loses a word"
    assert len(store.shared_with("may")) == 3


def test_the_only_backup_never_goes(store: Store, folder: Path, rules: Retention) -> None:
    made, _ = backups.make(store, folder)
    staying.let_go(Place(store, folder, backups.mark()), rules, later(5000))
    assert made.path.exists()


def test_a_mark_stays_as_long_as_a_backup_may_hold_the_person(store: Store, folder: Path, rules: Retention) -> None:
    """The only backup is old, and older than the erasure: putting it back must still leave them out."""
    backups.make(store, folder)
    erased.add(folder, "ann", later(1))
    staying.let_go(Place(store, folder, backups.mark()), rules, later(5000))
    assert erased.read(folder).keys() == {erased.mark("ann")}


def test_a_room_goes_when_nothing_was_saved_in_it_for_so_long(
    store: Store, path: Path, folder: Path, rules: Retention
) -> None:
    """One in a folder by its own way of going, one in the database with all its records; study stays."""
    with closing(open_store(str(path), space=SPACE)) as room:
        add(room, "m_1", "w04s1a")
    gone: list[str] = []
    rooms = [Room("old", later(0), lambda: gone.append("old")), Room("new", later(25), lambda: gone.append("new"))]
    place = Place(store, folder, backups.mark(), rooms)
    assert staying.due(place, rules, later(29)).rooms == ()
    assert staying.let_go(place, rules, later(31)).rooms == ("old", SPACE)
    assert gone == ["old"] and len(store.everything("ann")) == 13 and staying.spaces(store) == []
    assert [one.detail for one in store.noted() if one.what == "room-erased"] == [
        "old: its time was over", f"{SPACE}: its time was over",
    ]  # fmt: skip


def test_on_a_server_while_people_write(postgres: Postgres, folder: Path, rules: Retention) -> None:
    """A person writes on under their own login; the room, who led it, and old lines go."""
    from permanence_lib.store import roles

    with closing(open_store(postgres.service_url(), space=SPACE)) as room:
        add(room, "m_1", "w04s1a")
    roles.lead(postgres.admin_url, SPACE, "fay")
    with whole.opened(postgres.admin_url) as admin, closing(open_store(postgres.person_url("uma"))) as uma:
        for base in range(5):
            add(uma, "uma", "w01a1", base)
        gone = staying.let_go(Place(admin, folder, "none"), rules, later(450))
        assert gone.rooms == (SPACE,) and 3 <= gone.drafts <= 4
        assert add(uma, "uma", "w01a1", 5).revision == 6
        kept = uma.history("uma", "w01a1")
        assert [one.revision for one in kept] == [1, 2, 3, 4, 5, 6] and kept[4].value and not kept[0].value
        with whole.reading(admin) as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM lead").scalar() == 0
            assert (
                connection.execute(sa.select(access.c.what).order_by(access.c.seq)).scalars().all()[-1] == "retention"
            )
