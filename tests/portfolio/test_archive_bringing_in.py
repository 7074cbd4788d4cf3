"""A whole workbook brought in beside what is here: equal on an empty one, never overwritten, all of it or none."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import forty
import pytest
import sqlalchemy as sa
import zips
from test_archive_reading import OLD

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.errors import AnswerRefused, Conflict
from permanence_lib.portfolio import archive, entries
from permanence_lib.portfolio.archive import Archive
from permanence_lib.portfolio.desk import Desk


@pytest.fixture
def desk(content: Content) -> Iterator[Desk]:
    """The first two weeks on one computer."""
    made = forty.chosen(content, pieces=3, weeks=("w01", "w02"))
    yield made
    made.store.close()


@pytest.fixture
def other(desk: Desk) -> Iterator[Desk]:
    """Another computer, with nothing on it."""
    made = forty.empty(desk)
    yield made
    made.store.close()


def taken(desk: Desk) -> Archive:
    """The workbook as a file, read."""
    return archive.read(archive.everything(replace(desk)), "everything")


def writes(desk: Desk, words: str, slot: str = "w01a4") -> None:
    """Another version of one answer."""
    exercise = exercises.find(slot, desk.content)
    value = {"answers": {"why": words}}
    before = desk.store.latest(desk.person.participant, slot)
    desk.store.save(
        desk.person.participant, slot, value, base=before.revision if before else 0,
        request_id=f"{words}-{slot}-{desk.person.participant}", definition_hash=exercise.definition.question_hash(),
    )  # fmt: skip


def sorts(file: Archive, desk: Desk) -> dict[str, str]:
    """How each record stands, where it is not the same."""
    return {line.name: line.sort for line in archive.plan(file, desk).lines if line.sort != "same"}


def test_a_whole_programme_is_equal_on_another_computer(content: Content, record_property: Any) -> None:
    """All 28 weeks with forty pieces chosen: record by record, and the same portfolio is compiled from it."""
    desk = forty.chosen(content)
    begun = time.process_time()
    file = archive.everything(desk)
    record_property("seconds_made", round(time.process_time() - begun, 2))
    other, begun = forty.empty(desk), time.process_time()
    found = archive.read(file, "everything")
    assert archive.bring_in(found, other) == len(found.records)
    record_property("seconds_brought_in", round(time.process_time() - begun, 2))
    assert forty.told(other.store) == forty.told(desk.store)
    chosen = [(entry.work.slot, entry.revision, entry.why) for entry in entries.entries(replace(other))]
    assert chosen == [(entry.work.slot, entry.revision, entry.why) for entry in entries.entries(desk)]
    assert len(chosen) == forty.PIECES
    at = datetime.now(UTC)
    assert zips.parts(archive.chosen(replace(other), at)) == zips.parts(archive.chosen(replace(desk), at))
    for one in (desk, other):
        one.store.close()


def test_a_second_time_there_is_nothing_to_do(desk: Desk, other: Desk) -> None:
    file = taken(desk)
    archive.bring_in(file, other)
    before = forty.told(other.store)
    assert archive.bring_in(file, other) == 0
    assert sorts(file, other) == {}
    assert forty.told(other.store) == before


def test_the_file_that_is_ahead_adds_its_later_versions(desk: Desk, other: Desk) -> None:
    archive.bring_in(taken(desk), other)
    writes(desk, "Later.")
    writes(desk, "Later still.")
    assert sorts(taken(desk), other) == {"w01a4": "ahead"}
    assert archive.bring_in(taken(desk), other) == 2
    assert forty.told(other.store) == forty.told(desk.store)


def test_a_workbook_that_is_ahead_is_left_as_it_is(desk: Desk, other: Desk) -> None:
    file = taken(desk)
    archive.bring_in(file, other)
    writes(other, "Here, later.")
    before = forty.told(other.store)
    assert sorts(file, other) == {"w01a4": "behind"}
    assert archive.bring_in(file, other) == 0
    assert forty.told(other.store) == before


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (0, 1, 0), (1, 0, 1, 1)])
def test_two_files_of_different_moments_end_the_same_in_any_order(
    order: tuple[int, ...], desk: Desk, other: Desk
) -> None:
    files = [taken(desk)]
    writes(desk, "Later.")
    entries.choose(desk, "w02a2", 2, "Another line.")
    files.append(taken(desk))
    for which in order:
        archive.bring_in(files[which], other)
    assert forty.told(other.store) == forty.told(desk.store)


def test_what_went_apart_is_never_overwritten(desk: Desk, other: Desk) -> None:
    """Both are shown; nothing happens by itself; what is taken goes on top and the rest stays in the history."""
    archive.bring_in(taken(desk), other)
    writes(desk, "On the laptop.")
    writes(other, "At the office.")
    file = taken(desk)
    (line,) = archive.plan(file, other).of("apart")
    assert (line.name, line.common) == ("w01a4", 1)
    assert (line.file[-1].value["answers"]["why"], line.here[-1].value["answers"]["why"]) == (
        "On the laptop.", "At the office.",
    )  # fmt: skip
    assert archive.bring_in(file, other) == 0
    assert archive.bring_in(file, other, take=["w01a4", "w02a2", "nonsense"]) == 1
    history = other.store.history(other.person.participant, "w01a4")
    assert [one.value["answers"]["why"] for one in history[1:]] == ["At the office.", "On the laptop."]
    assert sorts(file, other) == {"w01a4": "taken"}
    assert archive.bring_in(file, other, take=["w01a4"]) == 0


def test_an_entry_that_speaks_of_words_only_the_file_has_stays_out(desk: Desk, other: Desk) -> None:
    """Its number would mean other words here."""
    archive.bring_in(taken(desk), other)
    writes(desk, "On the laptop.")
    writes(other, "At the office.")
    entries.choose(desk, "w01a4", 2, "The version of the laptop.")
    entries.choose(desk, "w02a2", 2, "This one is the same in both places.")
    found = sorts(taken(desk), other)
    assert found["portfolio:w01a4"] == "held"
    assert found["portfolio:w02a2"] in ("new", "ahead")
    archive.bring_in(taken(desk), other)
    record = other.store.latest(other.person.participant, "portfolio:w01a4")
    assert record is None or record.value["revision"] != 2


def test_nothing_is_half_loaded(desk: Desk, other: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in the middle of the adding leaves the workbook as it was."""
    writes(other, "Mine.", "w01a2")
    before, count = forty.told(other.store), 0
    real = sa.Connection.execute

    def failing(self: sa.Connection, statement: Any, *rest: Any, **more: Any) -> Any:
        nonlocal count
        done = real(self, statement, *rest, **more)
        if isinstance(statement, sa.Insert):
            count += 1
            raise RuntimeError("the power went")  # after the rows were added, before they were committed
        return done

    monkeypatch.setattr(sa.Connection, "execute", failing)
    with pytest.raises(RuntimeError):
        archive.bring_in(taken(desk), other)
    monkeypatch.undo()
    assert count == 1
    assert forty.told(other.store) == before
    assert archive.bring_in(taken(desk), other) > 6


def test_one_answer_that_cannot_be_kept_leaves_everything_out(desk: Desk, other: Desk) -> None:
    file = taken(desk)
    last = file.records[-1].model_copy(update={"value": {"text": "x" * 700_000}})
    with pytest.raises(AnswerRefused):
        archive.bring_in(replace(file, records=(*file.records[:-1], last)), other)
    assert forty.told(other.store) == []


def test_a_plan_that_is_no_longer_true_is_not_carried_out(desk: Desk, other: Desk) -> None:
    """Somebody saved in another window between looking and saying yes."""
    file = taken(desk)
    shown = archive.plan(file, other)
    writes(other, "In between.")
    before = forty.told(other.store)
    with pytest.raises(Conflict):
        archive.bring_in(file, other, mark=shown.mark)
    assert forty.told(other.store) == before
    assert archive.bring_in(file, other, mark=archive.plan(file, other).mark) > 0


def test_answers_to_unknown_exercises_are_kept(desk: Desk, other: Desk) -> None:
    """A workbook with more weeks than this one made the file."""
    desk.keep("w99a1", {"text": "From a week that is not here."})
    archive.bring_in(taken(desk), other)
    kept = other.store.latest(other.person.participant, "w99a1")
    assert kept is not None and kept.value["text"] == "From a week that is not here."


def test_an_earlier_versions_file_is_brought_in(other: Desk) -> None:
    file = archive.read(OLD.read_bytes(), "everything")
    assert archive.bring_in(file, other) == 4
    assert replace(other).alias == "Denny"
    assert archive.bring_in(file, other) == 0


def test_saving_goes_on_after_bringing_in(desk: Desk, other: Desk) -> None:
    """The next version follows on, and a request a page sends twice is still one version."""
    archive.bring_in(taken(desk), other)
    writes(other, "Going on.")
    writes(other, "Going on.", "w01a2")
    newest = other.store.latest(other.person.participant, "w01a4")
    assert newest is not None and newest.revision == 2


def test_many_versions_are_brought_in(content: Content, record_property: Any) -> None:
    """As somebody leaves them who types for weeks: a thousand versions in one transaction."""
    desk = forty.studied(content, ("w01",))
    start = datetime(2026, 1, 12, tzinfo=UTC)
    found = [
        replace(one, revision=n, value={"text": f"{'words ' * 200}{n}"}, saved_at=start + timedelta(minutes=n))
        for one in list(desk.kept.values())[:5]
        for n in range(1, 201)
    ]
    full = forty.empty(desk)
    full.store.restore(full.person.participant, found)
    file, other, begun = archive.everything(full), forty.empty(desk), time.process_time()
    read = archive.read(file, "everything")
    assert archive.bring_in(read, other) == 1000
    record_property("seconds", round(time.process_time() - begun, 2))
    assert forty.told(other.store) == forty.told(full.store)
    for one in (desk, full, other):
        one.store.close()
