"""What ratings lend to later work, and how earlier entries come in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ValidationError

from permanence_lib.kind import Carried, Material, Offer
from permanence_lib.kinds.strain_tracker.model.definition import Definition
from permanence_lib.kinds.strain_tracker.model.response import Entry, OwnSign, Response
from permanence_lib.kinds.strain_tracker.model.tracker import Tracker


def offers(definition: Definition, response: Response, material: Material) -> Sequence[Offer]:
    """Every entry as a profile; signs at the last level; questions that people or their differences ask."""
    tracker = Tracker(definition, response, material)
    return [*_entries(tracker), *_signs(tracker), *_differing(tracker), *_asked(tracker)]


def _entries(tracker: Tracker) -> Iterator[Offer]:
    names = {sign.id: sign.name for sign in tracker.signs}
    for entry in tracker.entries:
        own = [x.model_dump(mode="json") for x in tracker.response.own_signs if _mentions(entry, x.id)]
        yield Offer(
            id=f"entry-{entry.id}", sort="profile", title=tracker.title(entry), text=_said(tracker, entry),
            when=None if entry.when.is_empty() else entry.when,
            data={"entry": entry.model_dump(mode="json"), "signs": names, "levels": tracker.level_words,
                  "viewpoints": tracker.viewpoints, "own_signs": own},
        )  # fmt: skip


def _mentions(entry: Entry, sign: str) -> bool:
    return any(sign in seen.ratings for seen in entry.views.values())


def _said(tracker: Tracker, entry: Entry) -> str:
    """One line for each viewpoint that rated."""
    lines = []
    for viewpoint, name in tracker.viewpoints.items():
        rated = [(sign.name, tracker.rating(entry, viewpoint, sign.id).level) for sign in tracker.signs]
        said = "; ".join(f"{sign} {tracker.level_words[level]}" for sign, level in rated if level in tracker.levels)
        if said:
            lines.append(f"{name}: {said}")
    return "\n".join(lines)


def _signs(tracker: Tracker) -> Iterator[Offer]:
    """A sign that somebody put at the last level: the most recent time it was."""
    act = tracker.levels[-1]
    for sign in tracker.signs:
        for entry in reversed(tracker.entries):
            said = [(name, tracker.rating(entry, v, sign.id)) for v, name in tracker.viewpoints.items()]
            there = [(name, rating.words.strip()) for name, rating in said if rating.level == act]
            if there:
                text = "\n".join(f"{name}: {words or tracker.level_words[act]}" for name, words in there)
                when = None if entry.when.is_empty() else entry.when
                yield Offer(id=f"sign-{sign.id}", sort="sign", title=f"{sign.name}: {tracker.level_words[act]}", text=text, when=when, said_when=tracker.title(entry))  # fmt: skip
                break


def _differing(tracker: Tracker) -> Iterator[Offer]:
    for entry in tracker.entries:
        for found in (x for x in tracker.differences(entry) if x["apart"] > 1):
            said = "; ".join(
                f"{tracker.viewpoints[who]} says {tracker.level_words[level]}" for who, level in found["said"]
            )
            yield Offer(
                id=f"differ-{entry.id}-{found['sign']}", sort="question", title=f"{tracker.sign_name(found['sign'])}: {said}",
                text="What does each of them see that the other does not?", said_when=tracker.title(entry),
            )  # fmt: skip


def _asked(tracker: Tracker) -> Iterator[Offer]:
    for ask in (x for x in tracker.definition.ask if x.offers):
        for entry in tracker.entries:
            if words := entry.answers.get(ask.id, "").strip():
                yield Offer(
                    id=f"asked-{ask.id}-{entry.id}", sort="question", title=words, said_when=tracker.title(entry)
                )
    for ask in (x for x in tracker.definition.closing if x.offers):
        if words := tracker.response.closing.get(ask.id, "").strip():
            yield Offer(id=f"asked-{ask.id}", sort="question", title=words)


def take(definition: Definition, response: Response, material: Material, carried: Sequence[Carried]) -> Response:
    """Earlier entries are added with where they came from; one that is here already is not added again."""
    for one in (x for x in carried if x.offer.sort == "profile"):
        response = _with_entry(definition, response, one)
    return response


def _with_entry(definition: Definition, response: Response, carried: Carried) -> Response:
    origin_id = f"{carried.exercise}:{carried.offer.id}"
    if any((x.origin, x.origin_id) == (carried.title, origin_id) for x in response.entries):
        return response
    try:
        entry = Entry.model_validate(carried.offer.data.get("entry"))
        own = tuple(OwnSign.model_validate(x) for x in carried.offer.data.get("own_signs", ()))
    except ValidationError:
        return response
    renamed = {x.id: f"{carried.exercise}-{x.id}" for x in own}
    known = {sign.id for sign in definition.signs} | set(renamed.values())
    views = {who: {**seen.model_dump(), "ratings": {renamed.get(k, k): v for k, v in seen.model_dump()["ratings"].items()}} for who, seen in entry.views.items()}  # fmt: skip
    kept = {who: {**seen, "ratings": {k: v for k, v in seen["ratings"].items() if k in known}} for who, seen in views.items() if who in {v.id for v in definition.viewpoints}}  # fmt: skip
    added = Entry.model_validate({
        **entry.model_dump(), "id": _free_id(response, f"{carried.exercise}-{entry.id}"), "views": kept, "bulletin": "",
        "done": (), "origin": carried.title, "origin_id": origin_id, "also": _other_ratings(definition, views, known, carried.offer.data),
    })  # fmt: skip
    have = {x.id for x in response.own_signs}
    signs = tuple(x.model_copy(update={"id": renamed[x.id]}) for x in own if renamed[x.id] not in have)
    return response.model_copy(
        update={"entries": (*response.entries, added), "own_signs": (*response.own_signs, *signs)}
    )


def _free_id(response: Response, wanted: str) -> str:
    taken, n, name = {x.id for x in response.entries}, 2, wanted
    while name in taken:
        name, n = f"{wanted}-{n}", n + 1
    return name


def _other_ratings(definition: Definition, views: dict[str, Any], known: set[str], data: dict[str, Any]) -> str:
    """What cannot be placed among the signs and viewpoints of this exercise is kept as words."""
    people = {v.id for v in definition.viewpoints}
    lines = []
    for who, seen in views.items():
        for sign, rating in seen["ratings"].items():
            if who not in people or sign not in known:
                level = data.get("levels", {}).get(rating["level"], rating["level"])
                said = ". ".join(filter(None, (level, rating["words"].strip())))
                lines.append(
                    f"{data.get('viewpoints', {}).get(who, who)}, {data.get('signs', {}).get(sign, sign)}: {said}"
                )
        if who not in people and seen["words"].strip():
            lines.append(f"{data.get('viewpoints', {}).get(who, who)}: {seen['words'].strip()}")
    return "\n".join(lines)
