"""What of a sort may be carried into later work, and earlier work that becomes cards here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from permanence_lib.kind import Carried, Material, Offer
from permanence_lib.kinds.card_sort.model.definition import Card, Definition
from permanence_lib.kinds.card_sort.model.response import OwnCard, Placed, Response
from permanence_lib.kinds.card_sort.model.sorting import cards_of, trim, what_moved

LONGEST_TITLE = 80


def offers(definition: Definition, response: Response, material: Material) -> Sequence[Offer]:
    """Cards that moved, with the reason (in a single sort: cards with a reason); answers that the author lends on."""
    return [*_cards(definition, response), *_answers(definition, response)]


def _cards(definition: Definition, response: Response) -> Iterator[Offer]:
    cards = cards_of(definition, response)
    kept, piles = response.model_dump(mode="json"), [x.id for x in definition.piles]
    moved = what_moved([x.id for x in cards], piles, kept["first"], kept["second"])["moved"]
    for card in cards:
        first, second = response.first.get(card.id, Placed()), response.second.get(card.id, Placed())
        if definition.sorts_again():
            if card.id in moved:
                way = f"{_name(definition, first)}, then {_name(definition, second)}"
                yield _point(card, way, trim(second.why) or trim(first.why) or trim(response.why_again))
        elif trim(first.why):
            yield _point(card, _name(definition, first), trim(first.why))


def _point(card: Card, way: str, why: str) -> Offer:
    title = card.text if len(card.text) <= LONGEST_TITLE else card.text[: LONGEST_TITLE - 1].rstrip() + "…"
    return Offer(id=f"card-{card.id}", sort="point", title=f"{title} ({way})", text=why)


def _name(definition: Definition, placed: Placed) -> str:
    return next((x.name for x in definition.piles if x.id == placed.pile), "not sorted")


def _answers(definition: Definition, response: Response) -> Iterator[Offer]:
    when: tuple[Literal["first", "second"], ...] = ("first", "second")
    for name, reveal in (x for after in when for x in definition.told_after(after)):
        if reveal.offers and trim(response.asked.get(name)):
            yield Offer(id=f"asked-{name}", sort=reveal.offers, title=reveal.asks, text=trim(response.asked[name]))
    for closing in definition.closing:
        if closing.offers and trim(response.closing.get(closing.id)):
            words = trim(response.closing[closing.id])
            yield Offer(id=f"closing-{closing.id}", sort=closing.offers, title=closing.question, text=words)


def take(definition: Definition, response: Response, material: Material, carried: Sequence[Carried]) -> Response:
    """Each thing brought in becomes a card of the participant's own; where it came from is kept as its source."""
    if definition.own is None:
        return response
    there = {x.id for x in response.own}
    new: dict[str, OwnCard] = {}
    for item in carried:
        name = f"{item.exercise}-{item.offer.id}"
        if name not in there:
            new[name] = OwnCard(id=name, text=_words(item.offer), came_from=item.title)
    return response.model_copy(update={"own": (*response.own, *new.values())})


def _words(offer: Offer) -> str:
    title, text = trim(offer.title), trim(offer.text)
    return title if not text or text == title else f"{title}: {text}" if title else text
