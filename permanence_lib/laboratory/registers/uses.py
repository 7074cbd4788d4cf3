"""Where the programme uses a fact, a study, an option, a checklist or a word: week by week, in the text or in an exercise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from permanence_lib import exercises
from permanence_lib.content import roles
from permanence_lib.content.library import Content
from permanence_lib.exercises import Exercise

#: Sort and id of what is used: ('law', 're-b-s-2013'), ('option', 'adoption.approval').
Named = tuple[str, str]


@dataclass(frozen=True)
class Use:
    """One place in the programme; `exercise` is '' where the week's own text says it."""

    week: str
    number: int
    title: str
    exercise: str = ""

    @property
    def words(self) -> str:
        """'Week 13: Working out the dates', or 'Week 13, in the text'."""
        return f"Week {self.number}: {self.title}" if self.exercise else f"Week {self.number}, in the text"

    @property
    def href(self) -> str:
        """Where it stands."""
        return f"/week/{self.week}#exercise-{self.exercise}" if self.exercise else f"/week/{self.week}"


Uses = Mapping[Named, tuple[Use, ...]]


@lru_cache(maxsize=2)
def uses(content: Content) -> Uses:
    """Everything that is used, with its places in the order of the weeks; what is used nowhere is not in it."""
    found: dict[Named, dict[Use, None]] = defaultdict(dict)
    for use, named in sorted(_all(content), key=lambda pair: (pair[0].number, pair[0].exercise)):
        found[named][use] = None
    return {named: tuple(places) for named, places in found.items()}


def _all(content: Content) -> Iterator[tuple[Use, Named]]:
    for week in content.weeks.values():
        page = content.data / "weeks" / f"{week.id}.md"
        if page.is_file():
            for cited in roles.cited(page.read_text(encoding="utf-8")):
                yield Use(week.id, week.number, week.title), (cited.role, cited.id)
    for exercise in exercises.readable(content):
        week = content.weeks[exercise.week_id]
        place = Use(week.id, week.number, exercise.definition.title, exercise.id)
        yield from ((place, named) for named in _of_exercise(exercise))


def _of_exercise(exercise: Exercise) -> Iterator[Named]:
    """What an exercise names, and what its words cite; an option named whole stands for each of its aspects."""
    definition = exercise.definition
    yield from (("law", name) for name in definition.law)
    yield from (("evidence", name) for name in definition.evidence)
    yield from (("term", name) for name in definition.terms)
    yield from (("checklist", name) for name in definition.checklists)
    for option in exercise.material.options:
        yield from (("option", f"{option.id}.{aspect}") for aspect in option.aspects)
    for text in _strings(definition.model_dump(mode="json", exclude={"facilitator_notes", "worked_example"})):
        yield from ((cited.role, cited.id) for cited in roles.cited(text))


def _strings(value: object) -> Iterator[str]:
    """Every string in a definition, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in _strings(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in _strings(each))
