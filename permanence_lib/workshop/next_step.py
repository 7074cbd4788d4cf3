"""The one next sensible thing, for a facilitator who looks up from the room for a second. Everything else stays possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from permanence_lib.exercises import LEAST_GROUP, Exercise
from permanence_lib.workshop.day import Stretch
from permanence_lib.workshop.state import Standing, State


@dataclass(frozen=True)
class Step:
    """An act with what is given to it, the words of its button, and why it comes next."""

    act: str
    label: str
    why: str = ""
    given: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Count:
    """How many are in the room, have answered, and have answered again since they were asked to."""

    people: int = 0
    answered: int = 0
    again: int = 0


def next_step(state: State, day: Sequence[Stretch], exercise: Exercise | None, count: Count) -> Step | None:
    """What to do next; None once the day has ended. `exercise` is the one the room is at."""
    if state.ended_at:
        return None
    if state.paused:
        return Step("go-on", "Go on", "The room is paused. The clock goes on with it.")
    if not state.stretch:
        return _onward(state, day, count)
    standing = state.standing(exercise.id) if exercise else Standing()
    if exercise is None or standing.phase == "closed":
        return _onward(state, day, count)
    return _of_exercise(exercise, standing, count)


def _onward(state: State, day: Sequence[Stretch], count: Count) -> Step:
    """The next part of the day; after the last one, its end."""
    names = [each.id for each in day]
    place = names.index(state.stretch) + 1 if state.stretch in names else 0
    if place == len(day):
        return Step("end", "End the day", "Everybody is asked to take their work away. You can still undo it.")
    follows = day[place]
    verb = "Next" if state.stretch else "Begin the day"
    why = f"Planned for {follows.times()}."
    return Step("onward", f"{verb}: {follows.title}", why if state.stretch else f"{_people(count.people)} {why}")


def _of_exercise(exercise: Exercise, standing: Standing, count: Count) -> Step:
    named = {"exercise": exercise.id}
    private = exercise.definition.sharing == "private"
    if standing.phase == "waiting":
        return Step("open", "Open the exercise", "It appears on everybody's own page.", named)
    if private:
        return Step("close", "Close the exercise", "It is private: nothing of it is ever shown here.", named)
    if standing.phase in ("open", "held"):
        return Step("reveal", "Reveal: show where the room stands", _enough(standing, count), named)
    if standing.phase == "again":
        return Step("reveal", "Show before and after", f"{_some(count.again)} answered a second time.", named)
    if standing.again_at:
        return Step("close", "Close the exercise", "Both answers are kept.", named)
    return Step("again", "Ask for a second answer", "Now that they have heard one another. The first is kept.", named)


def _enough(standing: Standing, count: Count) -> str:
    if count.answered < LEAST_GROUP and not standing.named:
        return f"{_some(count.answered)} answered. Nothing can be shown of fewer than {LEAST_GROUP}."
    if count.answered >= count.people:
        return "Everybody has answered."
    return f"{count.answered} of {count.people} have answered."


def _some(number: int) -> str:
    return "Nobody has" if number == 0 else "One person has" if number == 1 else f"{number} have"


def _people(number: int) -> str:
    return "Nobody is here yet." if number == 0 else "One person is here." if number == 1 else f"{number} are here."
