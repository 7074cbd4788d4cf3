"""Needs, homes, how each fits each in words, what would close a gap, and what is still open."""

from permanence_lib.kinds.matching_grid.model.complaints import complaints
from permanence_lib.kinds.matching_grid.model.definition import Closing, Definition, Fit, Home, Need, Said
from permanence_lib.kinds.matching_grid.model.grid import (
    Grid,
    day_words,
    loose_ends,
    progress,
    trim,
)
from permanence_lib.kinds.matching_grid.model.lending import offers, take
from permanence_lib.kinds.matching_grid.model.response import Cell, OwnHome, OwnNeed, Response, Wishes

__all__ = [
    "Cell", "Closing", "Definition", "Fit", "Grid", "Home", "Need", "OwnHome", "OwnNeed", "Response", "Said", "Wishes",
    "complaints", "day_words", "loose_ends", "offers", "progress", "take", "trim",
]  # fmt: skip
