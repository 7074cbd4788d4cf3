"""Where the cards lie, which still wait, and what moved between the two sorts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from permanence_lib.kind import Material, Progress
from permanence_lib.kinds.card_sort.model.definition import Card, Definition
from permanence_lib.kinds.card_sort.model.response import Response

Json = Mapping[str, Any]
#: White space that both the browser and Python take away before deciding whether a box is empty.
_BLANK = " \t\r\n\u00a0"


def trim(text: object) -> str:
    """Words without the white space round them."""
    return str(text if text is not None else "").strip(_BLANK)


def cards_of(definition: Definition, response: Response) -> tuple[Card, ...]:
    """The cards on the table: those given, as the chosen version tells them, and those the participant wrote."""
    told = next((x.cards for x in definition.versions if x.id == response.version), {})
    given = [card.model_copy(update={"text": told.get(card.id, card.text)}) for card in definition.cards]
    own = [
        Card.model_construct(id=x.id, text=x.text, about="", source=x.source)
        for x in response.own
        if definition.own and trim(x.text)
    ]
    return (*given, *own)


def _pile(placed: Json, card: str) -> str:
    return str((placed.get(card) or {}).get("pile") or "")


def still_to_sort(cards: Sequence[str], piles: Sequence[str], placed: Json) -> list[str]:
    """The cards that lie in none of the piles there are."""
    return [card for card in cards if _pile(placed, card) not in piles]


def to_look_at_again(cards: Sequence[str], piles: Sequence[str], bears_on: Sequence[str], second: Json) -> list[str]:
    """The cards that a reveal bears on (none named: all) and that have no place in the second sort yet."""
    asked = [card for card in cards if card in bears_on] or cards
    return still_to_sort(asked, piles, second)


def what_moved(cards: Sequence[str], piles: Sequence[str], first: Json, second: Json) -> dict[str, list[str]]:
    """Which cards lie elsewhere in the second sort, which stayed, and which were not looked at again."""
    sorted_twice = [x for x in cards if _pile(first, x) in piles and _pile(second, x) in piles]
    moved = [x for x in sorted_twice if _pile(first, x) != _pile(second, x)]
    stayed = [x for x in sorted_twice if x not in moved]
    return {"moved": moved, "stayed": stayed, "open": [x for x in cards if x not in sorted_twice]}


def say_moves(moved: int, stayed: int, still_open: int) -> str:
    """The same in a sentence."""
    if not moved + stayed:
        return "No card has been looked at again yet."
    first = f"{moved or 'No'} {'card' if moved < 2 else 'cards'} moved; {stayed} stayed where {_it(stayed)}."
    rest = f" {still_open} {'was' if still_open == 1 else 'were'} not looked at again." if still_open else ""
    return first + rest


def _it(stayed: int) -> str:
    return "it was" if stayed == 1 else "they were"


def bears_on(definition: Definition) -> list[str]:
    """The cards named by what is told after the first sort; none when any of it is about them all."""
    told = [reveal for _, reveal in definition.told_after("first")]
    return [] if any(not x.cards for x in told) else [card for x in told for card in x.cards]


def progress(definition: Definition, response: Response, material: Material) -> Progress:
    """Each card once, again where something is told that bears on it; then each question."""
    cards, piles = [x.id for x in cards_of(definition, response)], [x.id for x in definition.piles]
    kept = response.model_dump(mode="json")
    waits = [len(still_to_sort(cards, piles, kept["first"]))] if cards else [1]
    parts = [len(cards) or 1]
    if definition.sorts_again():
        again = [x for x in cards if x in bears_on(definition)] or cards
        waits.append(len(still_to_sort(again, piles, kept["second"])) if again else 1)
        parts.append(len(again) or 1)
    asked = _questions(definition, response)
    return Progress(sum(parts) - sum(waits) + sum(map(bool, asked)), sum(parts) + len(asked))


def _questions(definition: Definition, response: Response) -> list[str]:
    found = [response.closing.get(x.id, "") for x in definition.closing]
    told = [*definition.told_after("first"), *definition.told_after("second")]
    found += [response.asked.get(name, "") for name, reveal in told if reveal.asks]
    if definition.why == "one":
        found += [response.why, response.why_again] if definition.sorts_again() else [response.why]
    return [trim(x) for x in found]
