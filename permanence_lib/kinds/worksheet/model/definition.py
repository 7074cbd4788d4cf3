"""What an author asks: sections of questions and rows, with the facts and texts that stand beside them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import Part, Sort

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
"""What an answer is kept under: small letters, figures and underscores. Answers are lost to view when it changes."""
#: The types of question that words can be carried into.
WORDED = ("line", "text")


class Beside(Part):
    """What stands next to a question: ids of facts the exercise lists, of its passages, or of events in its case."""

    law: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    """What the law says of an option, as option.aspect: 'adoption.support'."""
    events: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()


class Passage(Part):
    """A text to work on."""

    id: Name
    title: str
    text: str
    source: str = ""


class Choice(Part):
    """One of the answers offered."""

    id: Name
    words: str
    hint: str = ""


class Question(Part):
    """One thing asked: `line` and `text` take words, `choice` one of several, `ticks` any of several, `date` a day.

    `prompts` help someone who is stuck; `think_again` asks one question back, when it is wanted. What is written where
    `offers` names a sort can be carried into later exercises.
    """

    id: Name
    label: str
    type: Literal["line", "text", "choice", "ticks", "date"] = "text"
    hint: str = ""
    prompts: tuple[str, ...] = ()
    think_again: str = ""
    choices: tuple[Choice, ...] = ()
    lines: int = Field(default=3, ge=2, le=20)
    column: str = ""
    optional: bool = False
    offers: Sort | None = Field(default=None, exclude=True)
    beside: Beside = Beside()


class GivenRow(Part):
    """A row the author starts with; its title is not the participant's to write."""

    id: Name
    title: str
    about: str = ""
    beside: Beside = Beside()


class Rows(Part):
    """A list the participant makes longer or shorter: each row asks the same questions.

    `suggested` rows wait to be filled and nobody is held to them. `folded` shows one row open at a time. Where `offers`
    names a sort, each row can be carried into later exercises.
    """

    one: str
    many: str
    questions: tuple[Question, ...] = Field(min_length=1)
    given: tuple[GivenRow, ...] = ()
    suggested: int = Field(default=1, ge=0, le=20)
    folded: bool = False
    offers: Sort | None = Field(default=None, exclude=True)


class Section(Part):
    """A part of the worksheet under one heading; with `columns` its questions stand side by side."""

    id: Name
    title: str
    about: str = ""
    columns: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    rows: Rows | None = None
    beside: Beside = Beside()


class Definition(kind.Definition):
    """The sections in order; `one_at_a_time` shows a list of them and opens one."""

    sections: tuple[Section, ...] = Field(min_length=1)
    passages: tuple[Passage, ...] = ()
    one_at_a_time: bool = False

    def question_hash(self) -> str:
        """Facts may be put right or added without setting answers aside; the texts that are worked on may not."""
        sections = tuple(_only_asked(section) for section in self.sections)
        bare = {"law": (), "evidence": (), "options": (), "terms": (), "sections": sections}
        return kind.Definition.question_hash(self.model_copy(update=bare))


def _texts_only(beside: Beside) -> Beside:
    return Beside(events=beside.events, passages=beside.passages)


def _only_asked(section: Section) -> Section:
    """A section without the facts beside it, its questions and its rows."""
    rows = section.rows and section.rows.model_copy(
        update={"questions": _bare(section.rows.questions), "given": _bare(section.rows.given)}
    )
    asked = {"questions": _bare(section.questions), "rows": rows, "beside": _texts_only(section.beside)}
    return section.model_copy(update=asked)


def _bare(things: tuple[Question, ...] | tuple[GivenRow, ...]) -> tuple[Question | GivenRow, ...]:
    return tuple(thing.model_copy(update={"beside": _texts_only(thing.beside)}) for thing in things)
