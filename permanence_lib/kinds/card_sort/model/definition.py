"""What an author writes: the cards, the piles, what is revealed and when, and how it ends."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import Part

Name = Annotated[str, Field(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$")]
"""What an answer is kept under: small letters, figures, hyphens. Answers are lost to view when it changes."""
Lends = Literal["", "point", "question"]


class Card(Part):
    """One statement or piece of information; `source` says who says so."""

    id: Name
    text: str
    about: str = ""
    source: str = ""


class Pile(Part):
    """A place for cards, in words; with `asks` it has a question for each card laid on it."""

    id: Name
    name: str
    about: str = ""
    asks: str = ""


class Reveal(Part):
    """Something told after a sort. `cards` are those it bears on (none named: all); `asks` is a question about it.

    What comes after the first sort leads to a second one. What comes after the second is only read and answered.
    """

    id: Name | Literal[""] = ""
    after: Literal["first", "second"] = "first"
    title: str = ""
    text: str
    cards: tuple[Name, ...] = ()
    asks: str = ""
    hint: str = ""
    offers: Lends = ""


class Feedback(Part):
    """A thought on a card that lies in one pile, or in any when no pile is named."""

    card: Name
    pile: Name | Literal[""] = ""
    words: str


class Version(Part):
    """One of several tellings of the same cards: `cards` gives the text of those that differ."""

    id: Name
    name: str
    cards: dict[Name, str] = Field(default_factory=dict)


class OwnCards(Part):
    """Cards that the participant writes, beside those given or instead of them."""

    ask: str = "Cards of your own"
    hint: str = "One piece of information on each card, in a line or two. Use aliases."
    text: str = "What the card says"
    source: str = "Who says so, or where it stands"
    most: int = Field(default=20, ge=1, le=60)


class Closing(Part):
    """A question at the end; with `offers` its answer can be carried on by later work."""

    id: Name
    question: str
    hint: str = ""
    offers: Lends = ""


class Words(Part):
    """How the sort asks; an author may put it otherwise."""

    sort: str = "Where does this card go?"
    again: str = "Where would you put it now?"
    why_card: str = "Why here?"
    why: str = "In a few words, how did you decide?"
    moved_card: str = "What moved it?"
    why_again: str = "What moved, and what did not?"
    stance: str = "The question is what the detail did, and not what sort of person you are."
    version: str = "Which version are you working with?"


class Definition(kind.Definition):
    """The cards and piles; `why` asks for reasons for none, for the sort as one, or for each card.

    `hide_sources` keeps back who says so until the first sort is kept. `feedback_when` shows thoughts on a card at the
    end, or as soon as the card lies in a pile and they are asked for.
    """

    cards: tuple[Card, ...] = ()
    piles: tuple[Pile, ...] = Field(min_length=2, max_length=9)
    why: Literal["none", "one", "each"] = "none"
    own: OwnCards | None = None
    versions: tuple[Version, ...] = ()
    hide_sources: bool = False
    reveals: tuple[Reveal, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    feedback_when: Literal["end", "asked"] = "end"
    words: Words = Words()
    closing: tuple[Closing, ...] = ()

    def question_hash(self) -> str:
        """A thought on a card may be put right without setting answers aside."""
        return kind.Definition.question_hash(self.model_copy(update={"feedback": (), "words": Words()}))

    def sorts_again(self) -> bool:
        """Whether something told after the first sort leads to a second."""
        return any(reveal.after == "first" for reveal in self.reveals)

    def told_after(self, when: Literal["first", "second"]) -> tuple[tuple[str, Reveal], ...]:
        """What is told after a sort, each with the name its answer is kept under."""
        return tuple(
            (reveal.id or f"reveal-{n}", reveal) for n, reveal in enumerate(self.reveals, 1) if reveal.after == when
        )
