"""What a path lends to later work, and how earlier events come onto it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.kind import Carried, DateParts, Material, Offer
from permanence_lib.kinds.legal_tracker.model.definition import Definition
from permanence_lib.kinds.legal_tracker.model.response import Event, Response
from permanence_lib.kinds.legal_tracker.model.tracker import Placed, Tracker


def offers(definition: Definition, response: Response, material: Material) -> Sequence[Offer]:
    """Steps with a date as events; what is still to come, or held up, as steps."""
    tracker = Tracker(definition, response, material)
    return [offer for path in definition.paths for step in tracker.path(path) for offer in _of(tracker, step)]


def _of(tracker: Tracker, step: Placed) -> Iterator[Offer]:
    answer = tracker.answer(step.id)
    if answer.happened.read():
        told = answer.tells.strip()
        yield Offer(
            id=f"event-{step.id}", sort="event", title=step.title, when=answer.happened,
            text=f"Told to the family: {told}" if told else "",
        )  # fmt: skip
    if answer.stands == "due" or (answer.blocker.strip() and not answer.happened.read()):
        found = tracker.reckoned.get(step.id, {"due": "typed"})
        expected = tracker.expected_words(step) if found["due"] else ""
        yield Offer(
            id=f"step-{step.id}", sort="step", title=step.title, text=_held(answer.blocker, answer.whose),
            when=None if answer.expected.is_empty() else answer.expected,
            said_when=f"Expected {expected}" if expected else "",
        )  # fmt: skip


def _held(blocker: str, whose: str) -> str:
    said = (("Held up by", blocker.strip()), ("Whose that is", whose.strip()))
    return "\n".join(f"{lead}: {words}" for lead, words in said if words)


def take(definition: Definition, response: Response, material: Material, carried: Sequence[Carried]) -> Response:
    """Events brought in stand in a list of their own until the participant places them on a step."""
    events = list(response.events)
    for one in (x for x in carried if x.offer.sort == "event"):
        event = _event(one)
        if not any((x.id, x.origin) == (event.id, event.origin) for x in events):
            events.append(event)
    return response.model_copy(update={"events": tuple(events)})


def _event(carried: Carried) -> Event:
    offer = carried.offer
    return Event(
        id=f"{carried.exercise}:{offer.id}", title=offer.title, text=offer.text, when=offer.when or DateParts(),
        said_when=offer.said_when, origin=carried.title,
    )  # fmt: skip
