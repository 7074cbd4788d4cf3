"""Cards, piles, two sorts of the same cards, and what moved between them."""

from permanence_lib.kinds.card_sort.model.complaints import complaints
from permanence_lib.kinds.card_sort.model.definition import (
    Card,
    Closing,
    Definition,
    Feedback,
    OwnCards,
    Pile,
    Reveal,
    Version,
    Words,
)
from permanence_lib.kinds.card_sort.model.lending import offers, take
from permanence_lib.kinds.card_sort.model.response import OwnCard, Placed, Response
from permanence_lib.kinds.card_sort.model.sorting import (
    bears_on,
    cards_of,
    progress,
    say_moves,
    still_to_sort,
    to_look_at_again,
    trim,
    what_moved,
)

__all__ = [
    "Card", "Closing", "Definition", "Feedback", "OwnCard", "OwnCards", "Pile", "Placed", "Response", "Reveal", "Version",
    "Words", "bears_on", "cards_of", "complaints", "offers", "progress", "say_moves", "still_to_sort", "take",
    "to_look_at_again", "trim", "what_moved",
]  # fmt: skip
