"""Small matters of wording."""

from __future__ import annotations


def plural(n: int, word: str, many: str = "") -> str:
    """3 weeks, 1 week, 2 entries."""
    return f"{n} {word if n == 1 else many or word + 's'}"


def capital(words: str) -> str:
    """A sentence begins with a capital letter."""
    return words[:1].upper() + words[1:]


#: How sure it is that whoever said it was there.
HAND_WORDS = {"first": "first-hand", "repeated": "repeated", "unclear": "not clear whether first-hand"}
