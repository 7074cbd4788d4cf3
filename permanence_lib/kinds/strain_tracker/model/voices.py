"""What was seen and done, as it was written, for a room to hear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.kind import Material, Voice, spoken
from permanence_lib.kinds.strain_tracker.model.definition import Definition
from permanence_lib.kinds.strain_tracker.model.response import Entry, Response

#: An identifier, what it is about, and the words.
Said = tuple[str, str, object]


def voices(definition: Definition, response: Response, material: Material) -> Sequence[Voice]:
    """The words of each entry by who saw it, what was done, signs and agreements of one's own, and the answers at the end."""
    entries = (
        said
        for number, entry in enumerate(response.entries, start=1)
        for said in _of_entry(definition, entry, _name(definition, entry, number))
    )
    return spoken([*entries, *_own(response), *_at_the_end(definition, response)])


def _name(definition: Definition, entry: Entry, number: int) -> str:
    """The news it answers, or its number."""
    news = next((bulletin.title for bulletin in definition.bulletins if bulletin.id == entry.bulletin), "")
    return news or f"Entry {number}"


def _of_entry(definition: Definition, entry: Entry, name: str) -> Iterator[Said]:
    for viewpoint in definition.viewpoints:
        seen = entry.views.get(viewpoint.id)
        if seen is None:
            continue
        for sign in definition.signs:
            rating = seen.ratings.get(sign.id)
            about = f"{name}, {viewpoint.name}: {sign.name}"
            yield f"{entry.id}.{viewpoint.id}.{sign.id}", about, rating.words if rating else ""
        yield f"{entry.id}.{viewpoint.id}", f"{name}, {viewpoint.name}", seen.words
    yield f"{entry.id}.did", f"{name}: {definition.words.did}", entry.did
    for ask in definition.ask:
        yield f"{entry.id}.ask.{ask.id}", f"{name}: {ask.question}", entry.answers.get(ask.id)


def _own(response: Response) -> Iterator[Said]:
    for sign in response.own_signs:
        yield f"sign.{sign.id}", "A sign of this home's own", sign.name
    for agreed in response.own_agreed:
        yield f"agreed.{agreed.id}", "An agreement of their own", agreed.what


def _at_the_end(definition: Definition, response: Response) -> Iterator[Said]:
    for closing in definition.closing:
        yield f"closing.{closing.id}", closing.question, response.closing.get(closing.id)
