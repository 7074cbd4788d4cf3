"""What an author writes: the signs and what each level looks like, who rates, and what was agreed beforehand."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import Part

Name = Annotated[str, Field(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$")]
"""What an answer is kept under. Answers are lost to view when it changes."""
#: How often ratings are made.
Rhythm = Literal["week", "fortnight", "month"]


class Level(Part):
    """One level in words; the first letter stands for it in the chart."""

    id: Name
    words: str


class Sign(Part):
    """One sign, and what each level looks like in this home. `more` holds the words for any further levels, by id."""

    id: Name
    name: str
    calm: str = ""
    watch: str = ""
    act: str = ""
    more: dict[str, str] = Field(default_factory=dict)
    about: str = ""

    def looks_like(self, level: str) -> str:
        """What a level looks like, in words."""
        return {"calm": self.calm, "watch": self.watch, "act": self.act, **self.more}.get(level, "")


class Viewpoint(Part):
    """Somebody whose rating is asked for; `about` says how."""

    id: Name
    name: str
    about: str = ""


class Rule(Part):
    """When an agreement is reached: so many signs (of `among`, or of any) at a level or beyond, so many entries running.

    Each viewpoint is read by itself, or one alone where `viewpoint` names it.
    """

    signs: int = Field(default=1, ge=1, le=40)
    level: Name = "watch"
    entries: int = Field(default=1, ge=1, le=12)
    among: tuple[Name, ...] = ()
    viewpoint: str = ""


class Agreed(Part):
    """A response agreed beforehand. With a `rule` the tracker says when it is reached; without, people judge."""

    id: Name
    when: str
    what: str
    rule: Rule | None = None


class Ask(Part):
    """A question, for each entry or at the end; `offers: question` lets later work take up what is written."""

    id: Name
    question: str
    hint: str = ""
    offers: Literal["", "question"] = ""


class Bulletin(Part):
    """News that arrives one piece at a time, to be rated before the next is opened."""

    id: Name
    title: str
    text: str


class Words(Part):
    """How an entry is asked about; an author may put it otherwise."""

    seen: str = "What was seen or said"
    done: str = "Which of what was agreed has been done since the last entry?"
    did: str = "What was done, and by whom"
    did_hint: str = "If nothing was done, say what stood in the way."


LEVELS = (Level(id="calm", words="Calm"), Level(id="watch", words="Watch"), Level(id="act", words="Act now"))
VIEWPOINTS = (
    Viewpoint(id="carer", name="The carer", about="In the carer's own words, and with the carer there."),
    Viewpoint(
        id="child", name="The child", about="What the child says or shows. If you have not asked, leave it empty."
    ),
    Viewpoint(id="worker", name="The worker", about="What you have seen yourself, and when."),
)


class Definition(kind.Definition):
    """The signs, the levels, who rates, and what follows."""

    signs: Annotated[tuple[Sign, ...], Field(min_length=1)]
    levels: Annotated[tuple[Level, ...], Field(min_length=3, max_length=5)] = LEVELS
    """From calm to act: those two, and watch, are always among them."""
    viewpoints: Annotated[tuple[Viewpoint, ...], Field(min_length=1)] = VIEWPOINTS
    agreed: tuple[Agreed, ...] = ()
    own_agreed: bool = True
    own_signs: bool = True
    ask: tuple[Ask, ...] = ()
    closing: tuple[Ask, ...] = ()
    rhythm: Rhythm = "week"
    wanted: int = Field(default=1, ge=1, le=52)
    """How many entries of their own this exercise asks people for; they may make more."""
    bulletins: tuple[Bulletin, ...] = ()
    words: Words = Words()
    child: str = ""
    """Whose home it is: one of the people of the case, or a name."""
