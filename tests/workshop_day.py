"""A whole workshop day as it might be run, for what is made of it afterwards."""

from __future__ import annotations

from random import Random

from permanence_lib.workshop import day, voices
from permanence_lib.workshop.members import Member
from permanence_lib.workshop.room import Room
from permanence_lib.workshop.variety import varied

THEMES = ("What we heard", "Hard to say")
QUESTIONS = ("Who tells the carers first?", "How is a changed mind recorded?", "Is the judgment still right?")


def held(room: Room, people: int = 20, *, end: bool = True) -> Room:
    """Every part begun; every exercise opened, answered, shown and closed, the first of them answered twice."""
    for theme in THEMES:
        room.act("theme-new", {"words": theme})
    for number, stretch in enumerate(each for each in day.stretches(room.agenda)):
        room.act("go", {"stretch": stretch.id})
        if stretch.exercise:
            exercise(room, stretch.exercise, people, again=number == 1)
    for words in QUESTIONS:
        room.act("question-keep", {"words": words})
    room.act("question-done", {"id": room.state().questions[1].id})
    if end:
        room.act("end", {})
    return room


def exercise(room: Room, name: str, people: int, *, again: bool = False) -> None:
    """One exercise, with the first words of each theme approved."""
    room.act("open", {"exercise": name})
    if people:
        people_who_answer(room, name, people)
    room.act("reveal", {"exercise": name})
    if again:
        room.act("again", {"exercise": name})
        people_who_answer(room, name, people, seed=2)
        room.act("reveal", {"exercise": name})
    for theme, said in zip(("", *THEMES), voices.said(room, name), strict=False):
        room.act("approve", {"key": said.key, "theme": theme})
    room.act("close", {"exercise": name})


def people_who_answer(room: Room, exercise: str, number: int, seed: int = 1) -> list[str]:
    """So many people join (where they have not yet) and answer once more, each in their own way; gives their ids."""
    chance, found, here = Random(seed), room.live[exercise], room.members()
    names = [f"p_{n:012x}" for n in range(1, number + 1)]
    for n, name in enumerate(names, start=1):
        if name not in here:
            room.put(Member(name, f"Person {n}", f"2026-11-18T09:{n:02}:00.000+00:00"))
        answer, before = varied(found, chance), room.store.latest(name, exercise)
        assert answer is not None
        room.store.save(
            name, exercise, answer.model_dump(mode="json"), base=before.revision if before else 0,
            request_id=f"day-{name}-{exercise}-{seed}", definition_hash=found.definition.question_hash(),
        )  # fmt: skip
    return names
