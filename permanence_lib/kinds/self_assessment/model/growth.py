"""How two profiles compare, statement by statement: a move in words, never a number for a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Move = str
#: In the order in which they are told. `apart`: rated both times, but the words for the levels were other ones.
MOVES: dict[Move, str] = {
    "up": "Moved up",
    "same": "Stayed",
    "down": "Moved down",
    "new": "Not rated then",
    "later": "Not rated now",
    "apart": "Rated in other words then",
}


def move(levels: Sequence[str], then: str, now: str) -> Move:
    """How one statement moved between two levels; empty where it was rated neither time."""
    if not then or not now:
        return "new" if now else "later" if then else ""
    if then not in levels or now not in levels:
        return "apart"
    before, after = levels.index(then), levels.index(now)
    return "up" if after > before else "down" if after < before else "same"


def growth(
    levels: Sequence[str], statements: Sequence[str], then: Mapping[str, str], now: Mapping[str, str]
) -> dict[Move, list[str]]:
    """Which of the statements moved how, in their own order; a statement rated neither time is in no list."""
    found: dict[Move, list[str]] = {name: [] for name in MOVES}
    for name in statements:
        way = move(levels, then.get(name, ""), now.get(name, ""))
        if way:
            found[way].append(name)
    return found
