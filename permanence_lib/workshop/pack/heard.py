"""What the room heard: words the facilitator approved, by theme, and what people said of the day. No names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from permanence_lib.document.blocks import Block, Heading, Items, Paragraph, Quote
from permanence_lib.exercises import LEAST_GROUP, Exercise
from permanence_lib.workshop import voices
from permanence_lib.workshop.pack import answered
from permanence_lib.workshop.room import Room

NO_THEME = "Without a theme"


@dataclass(frozen=True)
class Heard:
    """Approved words: the text, what was asked, in which exercise. Whose they are is not known here."""

    text: str
    about: str
    title: str


def by_theme(room: Room) -> dict[str, list[Heard]]:
    """Approved words under the facilitator's themes, in her order; those without a theme come last."""
    found: dict[str, list[Heard]] = {theme: [] for theme in room.state().themes}
    without: list[Heard] = []
    for exercise in room.live.values():
        for each, theme in _approved(room, exercise):
            found.setdefault(theme, []).append(each) if theme else without.append(each)
    return {theme: these for theme, these in [*found.items(), (NO_THEME, without)] if these}


def _approved(room: Room, exercise: Exercise) -> Iterator[tuple[Heard, str]]:
    """Only where five have answered, whatever the room itself agreed about names; in no order that tells who wrote first."""
    if exercise.definition.sharing == "private" or len(answered.last(room, exercise)) < LEAST_GROUP:
        return
    for each in sorted(voices.approved(room, exercise.id), key=lambda each: each["text"].casefold()):
        yield Heard(each["text"], each["about"], exercise.definition.title), each["theme"]


def blocks(these: Sequence[Heard]) -> Iterator[Block]:
    """One theme's words, each with what it answers."""
    for each in these:
        asked = f"{each.title}: {each.about}" if each.about else each.title
        yield Quote(each.text, by=asked)


def evaluation(room: Room) -> Iterator[Block]:
    """What people said of the day, question by question. The order is the alphabet's: nothing ties one answer to another."""
    for about, texts in _said_of_the_day(room).items():
        yield Heading(about, 3)
        counted = Counter(texts)
        yield Items(tuple(_times(words, counted[words]) for words in sorted(counted, key=str.casefold)))


def _times(words: str, count: int) -> str:
    """The same words of several people stand once."""
    return words if count == 1 else f"{words} ({count} times)"


def _said_of_the_day(room: Room) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for place in room.agenda.evaluation:
        name, _, question = place.partition("/")
        exercise = room.live.get(name)
        answers = answered.last(room, exercise) if exercise else {}
        if exercise is None or len(answers) < LEAST_GROUP:
            continue
        for each in (voice for one in answers.values() for voice in one.voices):
            if each.id == question:
                found.setdefault(each.about, []).append(each.text.strip())
    return found


def no_evaluation(room: Room) -> Paragraph:
    """What stands there when too few have said anything."""
    return Paragraph("Fewer than five people filled in the evaluation, so nothing of it is shown here.")
