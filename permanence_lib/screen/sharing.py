"""The pages on which work is handed to a line manager, a peer or the cohort, and answers are brought in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from permanence_lib.screen.home import environment
from permanence_lib.screen.standard import Link

NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class OccasionRow:
    """One moment with the line manager, and where it stands in words."""

    id: str
    title: str
    when: str
    status: str
    state: str  # "new", "going" or "done", for its look only


@dataclass(frozen=True)
class SharingPage:
    """All three parts, and the box for what came back."""

    manager: tuple[OccasionRow, ...]
    peer: str  # "Two asked for, one came back."
    cohort: str
    token: str
    news: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    refused: tuple[str, ...] = ()  # why a file was not taken over, each way in which it differs
    here: bool = False  # whether work can be handed over without a file
    came: tuple[Link, ...] = ()  # answers that have come here and wait to be looked at
    to_read: str = ""  # how much others have sent to this person, in words


@dataclass(frozen=True)
class SaidRow:
    """One thing and what was said of it; '' where nothing has come back."""

    text: str
    said: str
    comment: str = ""
    who: str = ""


@dataclass(frozen=True)
class SentRow:
    """One file that was made: when, what was in it, what became of it."""

    made: str
    holds: tuple[str, ...]
    became: str
    reference: str


@dataclass(frozen=True)
class Feedback:
    """What a peer answered about one version of one piece."""

    title: str
    href: str
    about: str  # "By Ola, learning partner, on 3 March 2026, about version 2 saved on ..."
    moved_on: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OccasionPage:
    """One occasion: what is asked, where each thing stands, what was made and what came back."""

    id: str
    sort: str
    title: str
    when: str
    asked: str
    make: str  # words of the button
    items: tuple[SaidRow, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    head: str = ""  # "Team manager, AB, on 3 March 2026"
    own_account: Link | None = None
    feedback: tuple[Feedback, ...] = ()
    sent: tuple[SentRow, ...] = ()
    notes: tuple[str, ...] = ()
    news: str = ""
    sent_here: bool = False  # whether anything was handed over without a file


@dataclass(frozen=True)
class Piece:
    """A piece of work in the list to tick."""

    value: str
    title: str
    about: str
    private: bool


@dataclass(frozen=True)
class Group:
    """Pieces under one heading; `open` where they are shown without being asked for."""

    title: str
    pieces: tuple[Piece, ...]
    open: bool = False


@dataclass(frozen=True)
class MakePage:
    """The form in which a participant chooses what goes in."""

    id: str
    sort: str
    title: str
    asked: str
    groups: tuple[Group, ...]
    token: str
    made: int = 0  # how many files were made before: what is typed for the next one is kept by itself
    ticked: frozenset[str] = frozenset()
    lines: tuple[tuple[str, str], ...] = ()  # (thing, what was written beside it), where there is anything
    with_lines: bool = False
    still_open: int = 0
    only: bool = False
    named: bool = False
    sender: str = ""
    note: str = ""
    to: str | None = None  # who it is for, as they sign in; None where nothing can be handed over here
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Leaving:
    """One thing that would leave: its title and its words in full."""

    title: str
    about: str
    words: str
    private: bool = False


@dataclass(frozen=True)
class CheckPage:
    """Everything that would be in the file, before it is made; `again` sends the same choice."""

    id: str
    sort: str
    title: str
    sender: str
    parts: tuple[Leaving, ...]
    questions: tuple[str, ...]
    again: tuple[tuple[str, str], ...]
    token: str
    to: str = ""  # who gets it here; "" where a file is made


@dataclass(frozen=True)
class ReturnPage:
    """What a return says, before it is taken over."""

    title: str
    about: str
    items: tuple[SaidRow, ...]
    answers: tuple[tuple[str, str], ...]
    token: str
    text: str
    base: int
    standing: str  # "new", "same" or "other"
    notes: tuple[str, ...] = ()
    other_about: str = ""
    other_items: tuple[SaidRow, ...] = ()
    other_answers: tuple[tuple[str, str], ...] = ()
    given_by: str = ""  # whose sign-in it came from, where it came without a file
    errors: Mapping[str, str] = field(default_factory=dict)


Page = SharingPage | OccasionPage | MakePage | CheckPage | ReturnPage
_TEMPLATES = {
    SharingPage: "sharing", OccasionPage: "sharing_occasion", MakePage: "sharing_make", CheckPage: "sharing_check",
    ReturnPage: "sharing_return",
}  # fmt: skip


def render(page: Page) -> str:
    """The page's main part as HTML; every word in it is escaped."""
    return environment().get_template(f"{_TEMPLATES[type(page)]}.html.j2").render(page=page)
