"""The reasons for a sort and what was answered round it, for a room to hear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from permanence_lib.kind import Material, Voice, spoken
from permanence_lib.kinds.card_sort.model.definition import Card, Definition
from permanence_lib.kinds.card_sort.model.response import Placed, Response
from permanence_lib.kinds.card_sort.model.sorting import cards_of

#: An identifier, what it is about, and the words.
Said = tuple[str, str, object]


def voices(definition: Definition, response: Response, material: Material) -> Sequence[Voice]:
    """Why each card lies where it does, in either sort; why as a whole; and the answers to what was told and at the end."""
    return spoken([*_of_cards(definition, response), *_of_the_whole(definition, response)])


def _of_cards(definition: Definition, response: Response) -> Iterator[Said]:
    piles = {pile.id: pile.name for pile in definition.piles}
    for card in cards_of(definition, response):
        yield _why("first", card, response.first, piles)
        yield _why("second", card, response.second, piles)


def _why(when: str, card: Card, placed: Mapping[str, Placed], piles: Mapping[str, str]) -> Said:
    laid = placed.get(card.id, Placed())
    where = piles.get(laid.pile, "not sorted")
    again = " now" if when == "second" else ""
    return f"{when}.{card.id}", f"{card.text} ({where}{again})", laid.why


def _of_the_whole(definition: Definition, response: Response) -> Iterator[Said]:
    yield "why", definition.words.why, response.why
    yield "why-again", definition.words.why_again, response.why_again
    for name, reveal in (*definition.told_after("first"), *definition.told_after("second")):
        yield f"asked.{name}", reveal.asks or reveal.title, response.asked.get(name)
    for closing in definition.closing:
        yield f"closing.{closing.id}", closing.question, response.closing.get(closing.id)
