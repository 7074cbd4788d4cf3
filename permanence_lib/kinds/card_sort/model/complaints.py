"""What is wrong with a card sort that its schema cannot say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from permanence_lib.kind import Material
from permanence_lib.kinds.card_sort.model.definition import Definition


def complaints(definition: Definition, material: Material) -> Sequence[str]:
    """Everything wrong, in the author's words."""
    return [*_names_used_twice(definition), *_nothing_to_sort(definition), *_names_that_lead_nowhere(definition)]


def _names_used_twice(definition: Definition) -> Iterator[str]:
    lists = {
        "card": [x.id for x in definition.cards],
        "pile": [x.id for x in definition.piles],
        "version": [x.id for x in definition.versions],
        "closing question": [x.id for x in definition.closing],
        "reveal": [x.id for x in definition.reveals if x.id],
    }
    for sort, used in lists.items():
        for name in (name for name, times in Counter(used).items() if times > 1):
            yield f"two entries are called '{name}' as a {sort}; give one of them another id."


def _nothing_to_sort(definition: Definition) -> Iterator[str]:
    if len(definition.cards) < 2 and not definition.own:
        yield "cards: give two or more, or let the participant write them (own)."
    if definition.sources and not definition.own:
        yield "sources: what is brought in becomes a card of the participant's own; say so with own."
    if len(definition.versions) == 1:
        yield "versions: one version alone changes nothing; give two, or none."
    after = {x.after for x in definition.reveals}
    if after == {"second"}:
        yield "reveals: something is told after a second sort, and nothing after the first leads to one."
    if definition.hide_sources and "first" not in after:
        yield "hide_sources: the sources are shown once the first sort is kept; add a reveal after the first sort."


def _names_that_lead_nowhere(definition: Definition) -> Iterator[str]:
    cards, piles = {x.id for x in definition.cards}, {x.id for x in definition.piles}
    named = [("a reveal", x) for reveal in definition.reveals for x in reveal.cards]
    named += [("a thought in feedback", x.card) for x in definition.feedback]
    named += [(f"version '{version.id}'", x) for version in definition.versions for x in version.cards]
    for where, name in (x for x in named if x[1] not in cards):
        yield f"{where} speaks of card '{name}', and there is no such card."
    for name in (x.pile for x in definition.feedback if x.pile and x.pile not in piles):
        yield f"a thought in feedback speaks of pile '{name}', and there is no such pile."
