"""A portfolio over thinned versions, and the lines of the log that the workbook itself writes."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from permanence_lib.content.library import Content
from permanence_lib.content.retention import Drafts
from permanence_lib.identity import Identity
from permanence_lib.operations import thinning
from permanence_lib.portfolio import archive, erasing, taking_away, work
from permanence_lib.portfolio.archive import bringing, saved
from permanence_lib.portfolio.chosen import versions
from permanence_lib.portfolio.desk import Desk
from permanence_lib.screen.asked import Asked, Given
from permanence_lib.store import Record, Store, open_store
from permanence_lib.store.noted import ERASED

MORNING = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


def desk_of(store: Store, content: Content) -> Desk:
    """A desk with five versions of one answer, saved within ten minutes, then one an hour later."""
    me = store.me().id
    store.restore(me, [
        Record(me, "w01a1", n, {"text": f"words {n}"}, False, "f00d", None, MORNING + timedelta(minutes=n if n < 6 else 60), "")
        for n in range(1, 7)
    ])  # fmt: skip
    return Desk(content, store, Identity(me))


@pytest.fixture
def paths(tmp_path: Path) -> tuple[str, str]:
    """Two computers' files."""
    return str(tmp_path / "one.sqlite"), str(tmp_path / "two.sqlite")


def thin(desk: Desk) -> int:
    """Thin as the shipped rules say, a year on."""
    return thinning.thin(desk.store, Drafts(after=30, minutes=10), MORNING + timedelta(days=365))


def test_thinned_versions_are_not_offered_and_not_found(content: Content, paths: tuple[str, str]) -> None:
    with closing(open_store(paths[0])) as store:
        desk = desk_of(store, content)
        assert thin(desk) == 4
        assert [one.number for one in versions.versions("w01a1", desk)] == [6, 5]
        assert work.find("w01a1", desk, 3) is None
        found = work.find("w01a1", desk, 5)
        assert found is not None and found.record.value == {"text": "words 5"}


def test_a_whole_workbook_goes_to_another_computer_and_back_across_a_thinning(
    content: Content, paths: tuple[str, str]
) -> None:
    """What was thinned in one place and not in the other is still the same history."""
    with closing(open_store(paths[0])) as one, closing(open_store(paths[1])) as two:
        here = desk_of(one, content)
        before = archive.make(here, "everything").content
        there = Desk(content, two, Identity(two.me().id))
        assert bringing.bring_in(archive.read(before, "everything"), there) == 6
        thin(here)
        one.save(here.person.participant, "w01a1", {"text": "words 7"}, base=6, request_id="7", definition_hash="f00d")
        after = archive.read(archive.make(Desk(content, one, here.person), "everything").content, "everything")
        assert [line.sort for line in archive.plan(after, there).lines] == ["ahead"]
        assert bringing.bring_in(after, there) == 1 and len(two.history(there.person.participant, "w01a1")) == 7
        assert two.noted()[-1].what == "brought-in" and two.noted()[-1].detail == "1 versions"


def test_a_thinned_version_is_the_same_by_its_moment_alone() -> None:
    full = Record("a", "w01a1", 1, {"text": "x"}, False, "h", None, MORNING, "")
    bare = Record("b", "w01a1", 1, {}, False, "thinned", None, MORNING, "")
    other = Record("b", "w01a1", 1, {}, False, "thinned", None, MORNING + timedelta(seconds=1), "")
    assert saved.same(saved.of(full), saved.of(bare)) and not saved.same(saved.of(full), saved.of(other))


def test_taking_away_and_erasing_leave_a_line(content: Content, paths: tuple[str, str]) -> None:
    """Who, what and whose; not a word of the work, and after erasing not who it was."""
    with closing(open_store(paths[0])) as store:
        desk = desk_of(store, content)
        made = taking_away.file(
            "everything", desk, Asked(path="/take-away/everything", token="t", fields={"sure": ("yes",)})
        )
        assert isinstance(made, Given)
        me, line = desk.person.participant, store.noted()[-1]
        assert (line.what, line.who, line.whose, line.detail) == ("exported", me, me, "everything")
        erasing.erase(store, me, None)
        assert [(one.what, one.whose) for one in store.noted()] == [("exported", ERASED), ("erased", ERASED)]


def test_a_workbook_that_can_only_be_read_is_taken_away_all_the_same(content: Content, paths: tuple[str, str]) -> None:
    with closing(open_store(paths[0])) as store:
        me = desk_of(store, content).person
    with closing(open_store(paths[0], read_only=True)) as store:
        asked = Asked(path="/take-away/everything", token="t", fields={"sure": ("yes",)})
        assert isinstance(taking_away.file("everything", Desk(content, store, me), asked), Given)
        assert store.noted() == []
