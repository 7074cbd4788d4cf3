"""What a participant takes away from a workshop: their own answers, as a file their workbook brings in and to read on their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from permanence_lib.content.dates import say_date
from permanence_lib.document.blocks import Block, Heading, Paragraph
from permanence_lib.identity import Identity
from permanence_lib.portfolio import compiled
from permanence_lib.portfolio.archive import Excerpt, Made, make
from permanence_lib.portfolio.chosen import versions
from permanence_lib.portfolio.compiled import Chapter, Compiled
from permanence_lib.portfolio.compiled.chapters import sound
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress.agreed import ATTENDED
from permanence_lib.workbook import slots
from permanence_lib.workbook.card import words_in
from permanence_lib.workshop import attendance, own_answers
from permanence_lib.workshop.own_answers import Own
from permanence_lib.workshop.room import Room

_NOT_COUNTED = (
    "The last changes came after the exercise was closed: they are kept here, and were not counted in the room."
)
_ONE_ANSWER = "Your answer"
_FIRST, _LAST = "Your first answer, before the room saw where it stood", "Your last answer"
_RECEIPT = (
    "This file is for you alone: it holds your own answers of one workshop in every version. In your workbook choose "
    "“Take away”, then “Bring in a file”, and they are added to your work. Nothing there is overwritten."
)
_COVER = (
    "Only your own answers are in here: nobody else’s words, and no picture of the room. Where you changed an answer after "
    "the room had seen where it stood, both are here."
)


@contextmanager
def desk(room: Room, participant: str) -> Iterator[Desk]:
    """A desk on which only this participant's own work of the day lies: their answers, and that they were there.

    It is a store of its own in memory, so that nothing else can come with it; it is gone afterwards.
    """
    from permanence_lib.store import open_store

    attendance.keep(room, participant)
    mine = [each for each in room.store.everything(participant) if _goes_along(room, each.exercise)]
    store = open_store("sqlite://")
    try:
        store.restore(participant, mine)
        yield Desk(room.content, store, Identity(participant, own_machine=False))
    finally:
        store.close()


def _goes_along(room: Room, name: str) -> bool:
    return slots.exercise_of(name) in room.live or name == f"{ATTENDED}:{room.week.id}"


def is_at_home(room: Room, participant: str) -> bool:
    """Whether this store is the participant's own workbook: then it holds work of weeks that are no workshop."""
    kept = (slots.exercise_of(name) for name in room.store.latest_all(participant))
    weeks = room.content.weeks
    return any(name[:3] in weeks and name.isalnum() and weeks[name[:3]].workshop is None for name in kept)


def archive(room: Room, participant: str, at: datetime | None = None) -> Made:
    """The file that "Bring in a file" takes: every version of these answers, so that bringing a later file in goes on from it."""
    read = document(room, participant)
    readable = {"readable/contributions.docx": compiled.word(read), "readable/contributions.html": _html(read)}
    with desk(room, participant) as mine:
        return make(mine, "everything", at, Excerpt(read.title, _RECEIPT, readable))


def document(room: Room, participant: str) -> Compiled:
    """The same to read: each exercise with the first and the last answer, where there are two."""
    found = list(own_answers.own(room, participant))
    alias = room.members()[participant].alias
    begun = datetime.fromisoformat(room.state().started_at).astimezone().date()
    cover = (
        Paragraph(room.cohort, lead="Cohort"), Paragraph(say_date(begun), lead="Workshop opened on"),
        Paragraph(alias, lead="Alias"), Paragraph(_COVER),
    )  # fmt: skip
    return Compiled(
        f"My contributions: {room.week.title}", cover, tuple(map(_chapter, found)) or (_empty(),)
    )  # fmt: skip


def words(room: Room, participant: str) -> dict[str, str]:
    """What would leave, exercise by exercise: looked through for real names before it does. Every version is in the file."""
    with desk(room, participant) as mine:
        found = {
            room.live[name].definition.title: dict.fromkeys(
                words for record in mine.store.history(participant, name) for words in words_in(record.value)
            )
            for name in map(slots.exercise_of, mine.kept)
            if name in room.live
        }
    return {title: "\n".join(each) for title, each in found.items() if each}


def word(room: Room, participant: str) -> bytes:
    """A Word document."""
    return compiled.word(document(room, participant))


def page(room: Room, participant: str) -> bytes:
    """One web page that needs no network."""
    return _html(document(room, participant))


def _html(read: Compiled) -> bytes:
    return compiled.page(read).encode("utf-8", "replace")


def _empty() -> Chapter:
    return Chapter("nothing", "Nothing yet", (Paragraph("You have not written anything in this workshop."),))


def _chapter(mine: Own) -> Chapter:
    exercise = mine.exercise
    about = [Paragraph(_NOT_COUNTED)] if not mine.counted else []
    answers = (
        [*_answer(_FIRST, mine, first=True), *_answer(_LAST, mine)]
        if mine.first
        else list(_answer(_ONE_ANSWER, mine))
    )  # fmt: skip
    return Chapter(exercise.id, exercise.definition.title, tuple([*about, *answers]))


def _answer(heading: str, mine: Own, first: bool = False) -> Iterator[Block]:
    record = mine.first if first and mine.first else mine.last
    yield Heading(heading, 2)
    yield Paragraph(f"Saved on {versions.say_moment(record.saved_at)}.")
    yield from sound(own_answers.blocks(mine.exercise, record), under=2)
