"""What an author writes: the child's needs and wishes, the homes, and the words in which a home fits a need."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import Part

Name = Annotated[str, Field(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$")]
"""What an answer is kept under: small letters, figures, hyphens. Answers are lost to view when it changes."""
WISHES = "wishes"
"""The row that is always there is kept under this name."""


class Need(Part):
    """One thing the child needs. `general` needs make sense for any child, and are asked of a followed child too."""

    id: Name
    name: str
    about: str = ""
    general: bool = False


class Home(Part):
    """A home or carer, present or possible, and what is known to be strong about it."""

    id: Name
    name: str
    about: str = ""
    strengths: tuple[str, ...] = ()


class Fit(Part):
    """How a home stands to a need, in words. `follow` is what is asked next: support for a gap, or how to find out."""

    id: Name
    words: str
    hint: str = ""
    follow: Literal["", "support", "find-out"] = ""


class Said(Part):
    """Something the child said or showed, as it was recorded."""

    words: str
    by: str = ""


class Closing(Part):
    """A question at the end."""

    id: Name
    question: str
    hint: str = ""
    offers: Literal["", "gap", "need", "strength", "action", "question", "point"] = ""


FITS = (
    Fit(id="met", words="Met"),
    Fit(id="supported", words="Met with support", follow="support"),
    Fit(id="gap", words="A gap", follow="support"),
    Fit(id="unknown", words="Not known", follow="find-out"),
)
CLOSING = (
    Closing(
        id="gaps",
        question="Which gaps matter most to the child, and why?",
        hint="Say it as you would to the people who have to close them.",
    ),
    Closing(
        id="told",
        question="What should the carers be told before they say yes, and who will tell them?",
        hint="Include what is hard, what is not known, and what has been promised.",
    ),
)


class Definition(kind.Definition):
    """The grid. The participant may add needs and homes; `child` is the name the case gives, `said` the child's words."""

    child: str = ""
    needs: tuple[Need, ...] = ()
    homes: tuple[Home, ...] = ()
    said: tuple[Said, ...] = ()
    fits: tuple[Fit, ...] = Field(default=FITS, min_length=2, max_length=6)
    closing: tuple[Closing, ...] = CLOSING
