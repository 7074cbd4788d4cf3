"""What an author is told, and how much of an answer has something in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from permanence_lib.kind import Material, Progress
from permanence_lib.kinds.strain_tracker.model.definition import Definition
from permanence_lib.kinds.strain_tracker.model.response import Entry, Response


def check(definition: Definition, material: Material) -> Sequence[str]:
    """What is wrong with a tracker that its schema cannot say."""
    return [*_used_twice(definition), *_levels(definition), *_rules(definition)]


def _used_twice(definition: Definition) -> Iterator[str]:
    lists = {
        "sign": [x.id for x in definition.signs],
        "level": [x.id for x in definition.levels],
        "viewpoint": [x.id for x in definition.viewpoints],
        "agreement": [x.id for x in definition.agreed],
        "question": [x.id for x in (*definition.ask, *definition.closing)],
        "bulletin": [x.id for x in definition.bulletins],
    }
    for sort, names in lists.items():
        for name in (name for name, times in Counter(names).items() if times > 1):
            yield f"two {sort}s are called '{name}'; give one of them another id."


def _levels(definition: Definition) -> Iterator[str]:
    ids = [level.id for level in definition.levels]
    if ids[0] != "calm" or ids[-1] != "act" or "watch" not in ids:
        yield "levels: the first is called 'calm', the last 'act', and 'watch' is between them (their words are yours)."
    letters = [level.words[:1].upper() for level in definition.levels]
    if len(set(letters)) < len(letters):
        yield "levels: each begins with another letter, because the letter stands for the level in the chart."
    for sign in definition.signs:
        for name in (x for x in ids if not sign.looks_like(x)):
            place = name if name in ("calm", "watch", "act") else f"more: {name}"
            yield f"sign '{sign.id}' does not say what '{name}' looks like; write it under `{place}`."


def _rules(definition: Definition) -> Iterator[str]:
    signs, levels = {x.id for x in definition.signs}, {x.id for x in definition.levels}
    viewpoints = {"", *(x.id for x in definition.viewpoints)}
    for agreed in definition.agreed:
        if rule := agreed.rule:
            yield from (
                f"agreement '{agreed.id}' waits for '{x}', which is no sign." for x in rule.among if x not in signs
            )
            if rule.level not in levels:
                yield f"agreement '{agreed.id}' waits for '{rule.level}', which is no level."
            if rule.viewpoint not in viewpoints:
                yield f"agreement '{agreed.id}' waits for '{rule.viewpoint}', which is no viewpoint."
            if rule.signs > len(rule.among or signs):
                yield f"agreement '{agreed.id}' waits for more signs than there are."


def progress(definition: Definition, response: Response, material: Material) -> Progress:
    """Entries of one's own as far as they are asked for (each bulletin, where there are bulletins), and closing questions."""
    own = [entry for entry in response.entries if not entry.origin_id and is_rated(entry)]
    bulletins = {bulletin.id for bulletin in definition.bulletins}
    made = len({x.bulletin for x in own} & bulletins) if bulletins else len(own)
    asked = len(bulletins) or definition.wanted
    ended = sum(bool(response.closing.get(x.id, "").strip()) for x in definition.closing)
    return Progress(min(made, asked) + ended, asked + len(definition.closing))


def is_rated(entry: Entry) -> bool:
    """Whether anybody rated or said anything in an entry."""
    return any(
        seen.words.strip() or any(rating.level or rating.words.strip() for rating in seen.ratings.values())
        for seen in entry.views.values()
    )
