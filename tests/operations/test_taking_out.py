"""Erasing one person everywhere, and the search for what is left."""

from __future__ import annotations

from pathlib import Path

import pytest
from keeping import add, somebody_writing, told

from permanence_lib.operations import backups, erased, taking_out, whole
from permanence_lib.operations.taking_out import Left
from permanence_lib.store import Store


def test_nothing_names_them_any_more_and_others_keep_every_word(store: Store, folder: Path, path: Path) -> None:
    before = told(store, "ben")
    gone = taking_out.erase(store, "ann", folder)
    assert (gone.records, gone.left, gone.backups) == (13, (), ()) and gone.searched > 26
    assert store.everything("ann") == [] and told(store, "ben") == before
    first = store.noted()[0]
    assert (first.who, first.whose) == ("(erased)", "(erased)")
    assert store.noted()[-1].what == "erased" and "13 records" in store.noted()[-1].detail
    assert erased.read(folder).keys() == {erased.mark("ann")}
    store.close()
    for file in path.parent.iterdir():
        assert b"ann on w0" not in file.read_bytes()


def test_whom_something_was_sent_to_can_go_too(store: Store, folder: Path) -> None:
    """The work stays its author's, without the address; the log does not say any more to whom it went."""
    gone = taking_out.erase(store, "may", folder)
    assert gone.left == () and len(store.everything("ann")) == 13 and store.shared_with("may") == []
    assert {one.detail for one in store.noted() if one.what == "submitted"} == {""}


def test_a_name_inside_other_words_is_not_taken_for_the_person(store: Store, folder: Path) -> None:
    """`ann` is in `planning` and in `ann-marie`; a child in a text may be called so; neither is their id."""
    add(store, "ann-marie", "w01a1", words="ann wrote of planning")
    store.note("shared", whose="ann-marie", detail="three pieces")
    gone = taking_out.erase(store, "ann", folder)
    assert gone.left == () and len(store.everything("ann-marie")) == 1
    assert store.noted(whose="ann-marie")[0].detail == "three pieces"


def test_what_still_names_them_is_told(store: Store, folder: Path) -> None:
    """An answer that a manager gave names whom it was given to: it is the manager's, so it stays and is told."""
    store.save("may", "answer:w07", {"to": "ann"}, base=0, request_id="r", definition_hash="h")
    assert taking_out.erase(store, "ann", folder).left == (Left("record", "value", 1),)


def test_backups_that_hold_them_are_named_with_their_last_day(store: Store, folder: Path) -> None:
    one, _ = backups.make(store, folder)
    taking_out.erase(store, "cat", folder)
    two, _ = backups.make(store, folder)
    gone = taking_out.erase(store, "ben", folder)
    assert {each.path for each in gone.backups} == {one.path, two.path}
    assert [each.path for each in taking_out.holding(folder, "cat")] == [one.path]
    assert (gone.backups[0].until(30) - gone.backups[0].manifest.made_at).days == 30


def test_it_is_done_while_others_write(store: Store, folder: Path, path: Path) -> None:
    with somebody_writing(path, "dan") as saved:
        gone = taking_out.erase(store, "ann", folder)
    assert gone.left == () and len(store.history("dan", "w01a1")) == len(saved) > 0


@pytest.mark.parametrize("who", ["nobody", "o'brien", "100%_a"])
def test_who_was_never_there_is_no_trouble(store: Store, folder: Path, who: str) -> None:
    gone = taking_out.erase(store, who, folder)
    assert (gone.records, gone.left) == (0, ())
    with whole.reading(store) as connection:
        assert taking_out.search(connection, "ann")[1] != ()
