"""What an author writes: when in the programme, the levels in words, and how it ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from permanence_lib import kind
from permanence_lib.kind import Material, Part, Sort

Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""What an answer is kept under: small letters, figures and hyphens. Answers are lost to view when it changes."""


class Level(Part):
    """One level: a few words for the column, and `about` for what they mean."""

    id: Name
    words: str
    about: str = ""


class Ask(Part):
    """A question at the end; what is written can be carried on as the sort named in `offers`."""

    id: Name
    question: str
    hint: str = ""
    offers: Sort | Literal[""] = ""


class Stated(Part):
    """A statement to rate oneself on."""

    id: str = Field(min_length=1)
    text: str


class Group(Part):
    """Statements under one heading."""

    title: str
    statements: tuple[Stated, ...] = Field(min_length=1)


LEVELS = (
    Level(id="new", words="New to me", about="It has not come up in my work, or not for a long time."),
    Level(id="follow", words="I can follow it", about="I know what it asks and why; I have not done it myself."),
    Level(
        id="support",
        words="I do it with support",
        about="I talk it through with somebody before I do it, or they check it.",
    ),
    Level(id="own", words="I do it on my own", about="I do it in most cases, and I know when to ask."),
    Level(id="others", words="Others come to me", about="Colleagues ask me about it, and I can show them how."),
)
"""From the least practised to the most; words for what one does, so that nobody has to call themselves good or bad."""

NOTICE = (
    "The statements are those of the Knowledge and Skills Statement: Achieving Permanence (Department for Education, "
    "2016), in summary and in our own words; not a quotation of the statement."
)


class Definition(kind.Definition):
    """A look at oneself against the standard, or against `sections` of the author's own.

    `evidence_for` suggests how many lines of evidence to write (0: as many as one likes); `growth` false leaves the
    comparison with earlier profiles out; `picks` is how many statements to choose to work on.
    """

    when: Literal["start", "middle", "end"] = "start"
    levels: tuple[Level, ...] = Field(default=LEVELS, min_length=2, max_length=7)
    growth: bool = True
    evidence_for: int = Field(default=0, ge=0, le=89)
    evidence_words: str = "One line of evidence"
    evidence_hint: str = "Something you did, roughly when. No real names."
    picks: int = Field(default=3, ge=0, le=10)
    pick_why: str = "Why this one, and why now?"
    closing: tuple[Ask, ...] = ()
    sections: tuple[Group, ...] = ()
    notice: str = NOTICE

    @model_validator(mode="before")
    @classmethod
    def _notice_is_of_the_standard(cls, written: Any) -> Any:
        """Statements of the author's own need no word about the standard's."""
        own = isinstance(written, dict) and bool(written.get("sections"))
        return {"notice": "", **written} if own else written


def groups_of(definition: Definition, material: Material) -> tuple[Group, ...]:
    """The statements by section: the author's own, or the standard's."""
    if definition.sections:
        return definition.sections
    return tuple(
        Group(title=section.title, statements=tuple(Stated(id=x.id, text=x.text) for x in section.statements))
        for section in material.standard
    )


def complaints(definition: Definition, material: Material) -> Sequence[str]:
    """What is wrong with a self-assessment that its schema cannot say."""
    return [*_names_used_twice(definition), *_nothing_to_compare(definition)]


def _names_used_twice(definition: Definition) -> Iterator[str]:
    lists = {
        "level": [x.id for x in definition.levels],
        "closing question": [x.id for x in definition.closing],
        "statement": [x.id for section in definition.sections for x in section.statements],
    }
    for sort, used in lists.items():
        for name in (name for name, times in Counter(used).items() if times > 1):
            yield f"two entries are called '{name}' as a {sort}; give one of them another id."


def _nothing_to_compare(definition: Definition) -> Iterator[str]:
    profiles = any("profile" in x.sorts for x in definition.sources)
    if definition.when != "start" and definition.growth and not profiles:
        yield (
            f"`when: {definition.when}` shows what has moved, but no source brings an earlier profile in; "
            "add one to `sources` with sorts: [profile], or write growth: false."
        )
