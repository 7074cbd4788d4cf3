"""What the pages of the two registers share: the form that narrows them, counts, and links in running words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """A run of words in a citation; `italic` for the name of a case or a publication, `href` only for an official page."""

    words: str
    italic: bool = False
    href: str = ""


@dataclass(frozen=True)
class Place:
    """Where something is used; without `href` (in a workshop's room) it is named and not linked."""

    words: str
    href: str = ""


@dataclass(frozen=True)
class Pick:
    """One list in the form: (value, words, how many)."""

    name: str
    label: str
    options: tuple[tuple[str, str, int], ...]
    chosen: str = ""
    all: str = "All"


@dataclass(frozen=True)
class Narrow:
    """The form that narrows a register, as it was last sent; it needs no script."""

    action: str
    words: str
    picks: tuple[Pick, ...]
    unchecked: bool
    unchecked_label: str
    found: str = ""
    """How many of how many are shown, in words; '' when the register is whole."""
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Count:
    """A number of records with what they have in common, and where they are listed."""

    number: int
    words: str
    href: str = ""
