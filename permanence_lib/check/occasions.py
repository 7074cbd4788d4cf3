"""Does every occasion find its items, and has every item the question that makes a reader look?"""

from __future__ import annotations

from collections.abc import Iterator

from permanence_lib import exercises
from permanence_lib.check.pointers import Way, complaint, each
from permanence_lib.content.complaints import did_you_mean
from permanence_lib.content.library import Content
from permanence_lib.content.occasions import Occasion
from permanence_lib.errors import ContentError
from permanence_lib.portfolio.packs.items import items


def occasion_problems(content: Content) -> Iterator[ContentError]:
    """Exercises that are not there, items without a question, and questions for items that are gone."""
    made = exercises.files(content)
    for place, occasion in enumerate(content.occasions.values()):
        way: Way = ("occasions", place)
        named = (*occasion.look_at, *((occasion.exercise,) if occasion.exercise else ()))
        lost = [pointer.problem() for pointer in each(content.data / "occasions.yaml", way, named, made, "exercise")]
        yield from filter(None, lost)
        if occasion.exercise in made:
            yield from _items(content, occasion, way)


def _items(content: Content, occasion: Occasion, way: Way) -> Iterator[ContentError]:
    file, known = content.data / "occasions.yaml", [item.id for item in items(occasion, content)]
    if not known:
        instead = "Name a sign-off, or a worksheet with the section whose rows are given."
        yield complaint(file, (*way, "exercise"), f"{occasion.exercise} has nothing to confirm.", instead)
        return
    for name in (name for name in occasion.looks if name not in known):
        yield complaint(file, (*way, "looks", name), f"there is no item '{name}'.", did_you_mean(name, known))
    for name in (name for name in known if name not in occasion.looks):
        instead = "Write the question that makes a reader look before answering."
        yield complaint(file, (*way, "looks"), f"nothing is said for the item '{name}'.", instead)
