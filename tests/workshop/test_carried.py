"""Questions left by one workshop to the next of the same cohort."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from permanence_lib.content.library import Content
from permanence_lib.store import open_store
from permanence_lib.workshop import carried, rehearsal
from permanence_lib.workshop.acts import RoomRefused
from permanence_lib.workshop.room import Room

Opened = Callable[..., Room]


@pytest.fixture
def opened(tmp_path: Path, content: Content) -> Iterator[Opened]:
    """Opens a room of a cohort in a folder of its own, as `permanence workshop` does."""
    made: list[Room] = []

    def room(week: str, cohort: str = "Autumn") -> Room:
        folder = tmp_path / f"{week}-{len(made)}"
        folder.mkdir()
        made.append(Room(open_store(str(folder / "answers.sqlite")), content, week, cohort))
        return made[-1]

    yield room
    for each in made:
        each.store.close()


def kept(room: Room, *questions: str) -> list[str]:
    """Keep questions; their ids."""
    for words in questions:
        room.act("question-keep", {"words": words})
    return [each.id for each in room.state().questions]


def words(room: Room) -> list[tuple[str, bool]]:
    """The questions of a room, and whether each was carried."""
    return [(each.words, each.carried) for each in room.state().questions]


def test_what_was_left_is_on_the_next_board(opened: Opened) -> None:
    """Only what was chosen, marked as from an earlier workshop."""
    before = opened("w11")
    first, _, third = kept(before, "One?", "Two?", "Three?")
    assert carried.keep(before, [first, third]) == 2 and carried.by(before) == ("One?", "Three?")
    after = opened("w18")
    assert carried.into(after) == 2
    assert words(after) == [("One?", True), ("Three?", True)]


def test_opening_the_room_again_brings_nothing_twice(opened: Opened) -> None:
    """Nor does a question come back that the facilitator let go."""
    before = opened("w11")
    carried.keep(before, kept(before, "One?", "Two?"))
    after = opened("w18")
    carried.into(after)
    after.act("question-drop", {"id": after.state().questions[0].id})
    assert carried.into(after) == 0
    assert words(after) == [("Two?", True)]


def test_the_newest_workshop_alone_speaks_for_the_cohort(opened: Opened) -> None:
    """What w18 answered does not turn up in w25, though w11 once left it."""
    before = opened("w11")
    carried.keep(before, kept(before, "One?", "Two?"))
    between = opened("w18")
    carried.into(between)
    carried.keep(between, [between.state().questions[1].id])
    after = opened("w25")
    carried.into(after)
    assert words(after) == [("Two?", True)]


def test_leaving_none_takes_the_file_away(opened: Opened) -> None:
    """Nothing stays that nobody wants."""
    before = opened("w11")
    carried.keep(before, kept(before, "One?"))
    path = carried.place(before)
    assert path is not None and stat.S_IMODE(path.stat().st_mode) == 0o600
    assert carried.keep(before, []) == 0 and not path.exists()
    assert carried.into(opened("w18")) == 0


def test_another_cohort_and_the_same_or_an_earlier_workshop_get_nothing(opened: Opened) -> None:
    """Also where two names come to the same letters."""
    before = opened("w18")
    carried.keep(before, kept(before, "One?"))
    assert [carried.into(opened(week)) for week in ("w04", "w11", "w18")] == [0, 0, 0]
    assert [carried.into(opened("w25", cohort)) for cohort in ("Autumn!", "Spring", rehearsal.cohort("Autumn"))] == [0, 0, 0]  # fmt: skip
    assert carried.into(opened("w25")) == 1


def test_a_rehearsal_and_a_room_in_memory_leave_nothing(opened: Opened, room: Room, tmp_path: Path) -> None:
    """And say why."""
    rehearsed = opened("w11", rehearsal.cohort("Autumn"))
    with pytest.raises(RoomRefused, match="rehearsal"):
        carried.keep(rehearsed, kept(rehearsed, "One?"))
    with pytest.raises(RoomRefused, match="kept nowhere"):
        carried.keep(room, kept(room, "One?"))
    assert list(tmp_path.glob("*.json")) == []


@pytest.mark.parametrize(
    "content_of_the_file",
    [b"", b"{", b"[]", b'{"week": "w11", "questions": [""]}', b'{"week": "w11", "questions": [{"x": 1}]}', b"\xff"],
)
def test_a_damaged_file_never_stops_a_day(opened: Opened, content_of_the_file: bytes) -> None:
    """The room opens without the questions."""
    room = opened("w18")
    path = carried.place(room)
    assert path is not None
    path.write_bytes(content_of_the_file)
    assert carried.into(room) == 0 and words(room) == []


def test_a_folder_that_takes_no_file_is_told(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """The questions are still in the room."""
    room = opened("w11")
    ids = kept(room, "One?")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(carried, "_write", full)
    with pytest.raises(RoomRefused, match=r"No space left.*still in the room"):
        carried.keep(room, ids)
