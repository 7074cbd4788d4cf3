"""One participant's path: steps in their order, with dates and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from permanence_lib.content.dates import say_date
from permanence_lib.content.sources import LawFact
from permanence_lib.kind import DateParts, Material
from permanence_lib.kinds.legal_tracker.model.definition import Definition, Path, Step
from permanence_lib.kinds.legal_tracker.model.reckoning import beside_rule, read_day, reckon, say_due
from permanence_lib.kinds.legal_tracker.model.response import Event, OwnStep, Response, StepAnswer

NOT_FULL = "(not a full date yet)"


@dataclass(frozen=True)
class Placed:
    """A step where it stands on the path: the author's, or the participant's own (then `given` is None)."""

    id: str
    title: str
    given: Step | None


class Tracker:
    """A definition and an answer together."""

    def __init__(self, definition: Definition, response: Response, material: Material) -> None:
        self.definition, self.response, self.material = definition, response, material

    @property
    def child(self) -> str:
        """What the child is called: by alias when it is the child followed."""
        if self.response.whose.strip():
            return self.response.whose.strip()
        if self.material.case is None or self.material.followed is not None:
            return self.material.followed or "the child you follow"
        person = self.material.case.person(self.definition.child)
        return person.name.split()[0] if person else "the child"

    def law(self, step: Step | None) -> LawFact | None:
        """The fact a step's date stands on."""
        return next((fact for fact in self.material.law if step and fact.id == step.law), None)

    @cached_property
    def reckoned(self) -> dict[str, dict[str, str]]:
        """Every step of the author's with its dates, as the browser counts them."""
        facts = [fact.model_dump(mode="json", exclude_none=True) for fact in self.material.law]
        steps = self.response.model_dump(mode="json")["steps"]
        return {found["id"]: found for found in reckon(self.definition.model_dump(mode="json"), facts, steps)}

    def answer(self, step_id: str) -> StepAnswer:
        """What was said of a step."""
        return self.response.steps.get(step_id, StepAnswer())

    def path(self, path: Path) -> Iterator[Placed]:
        """The steps of a path in order, the participant's own where they put them."""
        own = [step for step in self.response.own if step.path == path.id]
        given = {step.id for step in path.steps}
        for step in path.steps:
            yield Placed(step.id, step.title, step)
            yield from (Placed(x.id, own_title(x), None) for x in own if x.after == step.id)
        yield from (Placed(x.id, own_title(x), None) for x in own if x.after not in given)

    def elsewhere(self) -> Iterator[Placed]:
        """Own steps of a path that is no longer there, and answers to steps that are gone."""
        placed = {step.id for path in self.definition.paths for step in self.path(path)}
        yield from (Placed(x.id, own_title(x), None) for x in self.response.own if x.id not in placed)
        owned = {x.id for x in self.response.own}
        yield from (Placed(x, x, None) for x in self.response.steps if x not in placed and x not in owned)

    def events(self, step_id: str) -> tuple[Event, ...]:
        """What was brought in and placed on a step."""
        return tuple(event for event in self.response.events if event.step == step_id)

    def unplaced(self) -> tuple[Event, ...]:
        """What was brought in and stands nowhere yet, or on a step that is gone."""
        ids = {step.id for path in self.definition.paths for step in self.path(path)} | {x.id for x in self.elsewhere()}
        return tuple(event for event in self.response.events if event.step not in ids)

    def expected_words(self, step: Placed) -> str:
        """When a step is expected and what says so, or why there is no date."""
        typed = self.answer(step.id).expected
        found = self.reckoned.get(step.id) if step.given else None
        if found is None:
            return said_date(typed)
        law = self.law(step.given)
        counted = bool(step.given and step.given.first_day_counts)
        said = say_due(found["due"], found["by"], law.limit_words() if law else "", counted)
        if found["by"] == "law" and not typed.is_empty():
            said += f"; you entered {said_date(typed)}"
        return said or said_date(typed) or found["why"][:1].upper() + found["why"][1:]

    def beside(self, step: Placed) -> str:
        """How far from its date, in words beside the rule."""
        answer, law = self.answer(step.id), self.law(step.given)
        found = self.reckoned.get(step.id) if step.given else None
        typed = read_day(answer.expected.model_dump())
        due, by = (found["due"], found["by"]) if found else (typed, "typed")
        happened, today = (x.read() for x in (answer.happened, self.response.today))
        if answer.stands != "due" and not happened:
            return ""
        iso = [x.isoformat() if x else "" for x in (happened, today)]
        return beside_rule(law.status if law else "", due, by, *iso)

    def follows(self, step_id: str) -> tuple[str, ...]:
        """What is counted from a step, with its date."""
        return tuple(
            f"{step.title}: expected {self.expected_words(Placed(step.id, step.title, step))}"
            for step in self.definition.steps()
            if step.starts == step_id and self.reckoned[step.id]["by"] == "law"
        )


def own_title(step: OwnStep) -> str:
    """What a participant's own step is called."""
    return step.title.strip() or "A step of my own"


def said_date(typed: DateParts) -> str:
    """A day in full, what was typed where it makes no day, or nothing."""
    day = typed.read()
    if day:
        return say_date(day)
    if typed.is_empty():
        return ""
    return "/".join(box.strip() or "?" for box in (typed.day, typed.month, typed.year)) + f" {NOT_FULL}"
