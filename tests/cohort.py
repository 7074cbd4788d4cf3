"""An invented cohort for tests: what each of so many people gives to the evaluation, from a seed."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from permanence_lib.content.library import Content
from permanence_lib.portfolio.evaluation import form
from permanence_lib.portfolio.evaluation.given import Given
from permanence_lib.portfolio.evaluation.offered import counted

LEVELS = ("new", "follow", "support", "own", "others")
SAID = {
    "keep": ("The twelfth bulletin, and the silence after it.", "Following one child.", "The judgments, read aloud."),
    "change": ("Start with the spoons.", "Let two people share an enquiry.", "Less reading in December, not less reading."),
    "word": ("slower", "hands", "upright", "unfinished", "tired", "seen"),
    "missing": ("A father bringing up his children alone.", "Week 12 spoke of carers as if all had a spare room."),
    "child": ("One boy saw his brother.", "Nobody can say what those months were worth.", "Foster carers."),
}  # fmt: skip


def person(number: int, content: Content, chance: random.Random, **instead: Any) -> Given:
    """One person: three self-assessments that mostly rise, most exercises finished, a form, a few words."""
    start = {name: chance.choices(range(5), (2, 5, 8, 5, 1))[0] for name in content.statements}
    steps = (0, 1, 2)
    levels = {
        name: {x: LEVELS[min(4, max(0, at + chance.choice((-1, 0, 0, 1)) * bool(step) + step // 2))] for x, at in start.items()}
        for name, step in zip(content.evaluation.levels, steps, strict=True)
    }  # fmt: skip
    keen = chance.uniform(0.4, 1)
    done = [one.id for one in counted(content) if chance.random() < keen * (0.95 if one.definition.core else 0.6)]
    ticks = {
        one.id: tuple(name for name, _ in one.choices if chance.random() < 0.4)
        if one.several
        else (chance.choices([name for name, _ in one.choices], range(len(one.choices) + 2, 2, -1))[0],)
        for one in form.questions(content)
        if chance.random() < 0.95
    }
    comments = {pool: (chance.choice(said),) for pool, said in SAID.items() if chance.random() < 0.7}
    value = {
        "id": f"{number:016x}", "made_on": date(2026, 7, 1), "levels": levels, "finished": done,
        "ticks": {name: chosen for name, chosen in ticks.items() if chosen}, "comments": comments, **instead,
    }  # fmt: skip
    return Given.model_validate(value)


def people(count: int, content: Content, seed: int = 1) -> list[Given]:
    """So many people, some of whom leave a part out."""
    chance = random.Random(seed)
    found = [person(number, content, chance) for number in range(count)]
    return [
        one.model_copy(update={"finished": None} if place % 9 == 4 else {"ticks": {}} if place % 10 == 7 else {})
        for place, one in enumerate(found)
    ]
