"""What the room answered: counts and pictures of each exercise, first and last, without anybody's words or names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.document.blocks import Block, Paragraph
from permanence_lib.exercises import LEAST_GROUP, Exercise
from permanence_lib.workshop import attendance, pictures
from permanence_lib.workshop.given import Given
from permanence_lib.workshop.pack import counting, run
from permanence_lib.workshop.pack.run import Event, History
from permanence_lib.workshop.room import Room

_PRIVATE = "This exercise is private: what people wrote in it is theirs, and nothing of it is in this pack."
_TOO_FEW = "Fewer than five people answered, so nothing of their answers is shown here."


def exercises_done(room: Room, history: History) -> Iterator[tuple[Exercise, tuple[Block, ...]]]:
    """Every exercise of the day that was opened, or that five people answered in their own time, with its blocks."""
    for exercise in room.live.values():
        told = run.steps(history, exercise.id)
        if told or len(last(room, exercise)) >= LEAST_GROUP:
            yield exercise, tuple(_blocks(room, exercise, told))


def last(room: Room, exercise: Exercise) -> dict[str, Given]:
    """Everybody's answer as it counts in the end, by member."""
    return dict(pictures.answers(room, exercise.id, "last"))


def _blocks(room: Room, exercise: Exercise, told: Sequence[Event]) -> Iterator[Block]:
    """The story of the exercise, then how many answered, then their picture; of a private one only the story."""
    if told:
        yield Paragraph(_story(told))
    if exercise.definition.sharing == "private":
        yield Paragraph(_PRIVATE)
        return
    now = last(room, exercise)
    yield Paragraph(f"{counting.begin(counting.of_people(len(now), attendance.count(room)))} answered.")
    if len(now) < LEAST_GROUP:
        yield Paragraph(_TOO_FEW)
        return
    again = any(each.what == run.AGAIN for each in told) and len(pictures.answers(room, exercise.id, "first"))
    yield from pictures.picture(room, exercise.id, "both" if again and again >= LEAST_GROUP else "last")


def _story(told: Sequence[Event]) -> str:
    """'Opened at 09:41, shown at 10:02, closed at 10:20.'"""
    words = ", ".join(f"{each.what} at {run.clock(each.at)}" for each in told)
    return f"{counting.begin(words)}."
