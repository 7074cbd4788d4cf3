"""The access log: who did what with whose work; no word of the work, and no name of somebody erased."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from programs import add

from permanence_lib.errors import StoreReadOnly
from permanence_lib.store import Store, noted, open_store


def test_lines_are_read_back_in_order(store: Store) -> None:
    """With moment, who, what, whose and detail."""
    store.note("opened", whose="ana", who="ana")
    store.note("exported", whose="ana", detail="archive, 12 records", who="ben")
    first, second = store.noted()
    assert (first.who, first.what, first.whose, first.detail) == ("ana", "opened", "ana", "")
    assert (second.who, second.what, second.whose, second.detail) == ("ben", "exported", "ana", "archive, 12 records")
    assert first.at <= second.at and abs(datetime.now(UTC) - second.at) < timedelta(minutes=1)


def test_lines_of_a_time_and_of_a_person(store: Store) -> None:
    """A person's are those they did and those done to them."""
    store.note("opened", whose="ana", who="ana")
    store.note("shared", whose="ana", who="ben")
    store.note("opened", whose="cal", who="cal")
    assert [line.what for line in store.noted(whose="ana")] == ["opened", "shared"]
    assert [line.what for line in store.noted(whose="ben")] == ["shared"]
    moment = store.noted()[1].at
    assert len(store.noted(since=moment)) == 2 and len(store.noted(until=moment)) == 1


def test_only_the_words_of_the_log_can_be_noted(store: Store) -> None:
    for what in noted.WHATS:
        store.note(what)
    with pytest.raises(ValueError, match="not a word of the access log"):
        store.note("she told me everything")
    assert [line.what for line in store.noted()] == list(noted.WHATS)


def test_what_is_too_long_is_cut_and_odd_characters_are_kept_out(store: Store) -> None:
    store.note("opened", whose="x" * 500, detail="\0half \ud83d" + "y" * 500, who="née")
    (line,) = store.noted()
    assert len(line.whose) == 100 and len(line.detail) == 200 and line.detail.startswith("\ufffdhalf \ufffd")


def test_an_erased_person_is_in_no_line(store: Store) -> None:
    """That something was done is kept; who it was done to is not, neither in a detail."""
    add(store)
    store.note("opened", whose="ana", who="ana")
    store.note("backed-up", detail="of ana", who="admin")
    store.note("opened", whose="ben", detail="home", who="ben")
    store.erase("ana")
    assert [(line.who, line.what, line.whose, line.detail) for line in store.noted()] == [
        (noted.ERASED, "opened", noted.ERASED, ""), ("admin", "backed-up", "", ""), ("ben", "opened", "ben", "home"),
    ]  # fmt: skip


def test_a_store_for_looking_notes_nothing(path: Path, store: Store) -> None:
    looking = open_store(str(path), read_only=True)
    with pytest.raises(StoreReadOnly):
        looking.note("opened")
    looking.close()
