"""What an author writes: questions, templates for questions made of the participant's own gaps, and the self-check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import Material, Part, Sort

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
"""What an answer is kept under. Answers are lost to view when it changes."""
#: Where a question can hold what the participant's own work says, and the child's name.
GAP, CHILD = "{gap}", "{child}"


class CourtQuestion(Part):
    """One question, as it is put. `aims_at` and `good` are shown after a first answer.

    `only` keeps a question that would make no sense elsewhere to the fictional case, or to the followed child.
    """

    id: Name
    text: str
    about: str = ""
    aims_at: str = ""
    good: tuple[str, ...] = ()
    only: Literal["", "case", "followed"] = ""


class GapQuestion(Part):
    """A question made from the participant's own earlier work: `{gap}` stands for its words."""

    sort: Sort
    text: str
    aims_at: str = ""
    good: tuple[str, ...] = ()


class Check(Part):
    """What a witness asks of an answer afterwards."""

    id: Name
    words: str


class Ask(Part):
    """A question at the end."""

    id: Name
    question: str
    hint: str = ""


CHECKS = (
    Check(id="answered", words="Did I answer the question that was put?"),
    Check(id="sure", words="Did I say how sure I am, and why?"),
    Check(id="conceded", words="Did I concede what is right in it?"),
    Check(id="fair", words="Was I fair to the parent?"),
)
CHECKED = {"yes": "Yes", "part": "In part", "no": "No", "not-asked": "It did not arise"}
GAP_QUESTIONS = (
    GapQuestion(sort="gap", text="“{gap}” Those are your own words. What did you do to find out, and when?"),
    GapQuestion(
        sort="option", text="You list “{gap}” among the options. What had you not yet tried when you set it aside?"
    ),
    GapQuestion(sort="question", text="“{gap}” You ask that yourself. What is the answer?"),
    GapQuestion(sort="point", text="You rely on this: “{gap}” Who saw it, and who says otherwise?"),
)
ANYTHING = GapQuestion(sort="point", text="You have written: “{gap}” What should the court make of that?")


class Definition(kind.Definition):
    """The questions, how long most people take, and what is asked of each answer.

    `seconds` is only said beside the clock: nothing happens when it has passed. `child` is what {child} in a question
    stands for in the fictional case. `again` says how many questions to take a second time; 0 leaves it open.
    """

    questions: tuple[CourtQuestion, ...] = ()
    examiner: str = "Counsel for the parents"
    child: str = ""
    seconds: int = Field(default=90, ge=10, le=900)
    again: int = Field(default=0, ge=0, le=50)
    from_gaps: bool = True
    gap_questions: tuple[GapQuestion, ...] = ()
    checks: tuple[Check, ...] = CHECKS
    closing: tuple[Ask, ...] = ()

    def question_hash(self) -> str:
        """Only what is asked counts: what a question aims at, and the clock, may be put right meanwhile."""
        bare = {"aims_at": "", "good": ()}
        quiet = tuple(x.model_copy(update=bare) for x in self.questions)
        made = tuple(x.model_copy(update=bare) for x in self.gap_questions)
        left_out = {"questions": quiet, "gap_questions": made, "law": (), "evidence": (), "terms": (), "seconds": 90}
        return kind.Definition.question_hash(self.model_copy(update=left_out))


def complaints(definition: Definition, material: Material) -> Sequence[str]:
    """What is wrong with a drill that its schema cannot say."""
    return [*_names_used_twice(definition), *_questions(definition, material)]


def _names_used_twice(definition: Definition) -> Iterator[str]:
    lists = {
        "question": [x.id for x in definition.questions],
        "check": [x.id for x in definition.checks],
        "closing question": [x.id for x in definition.closing],
    }
    for sort, used in lists.items():
        for name in (name for name, times in Counter(used).items() if times > 1):
            yield f"two entries are called '{name}' as a {sort}; give one of them another id."


def _questions(definition: Definition, material: Material) -> Iterator[str]:
    if not definition.questions and not definition.sources:
        yield "there is nothing to ask; write questions, or name the earlier exercises in sources that they are made from."
    if definition.sources and not definition.from_gaps:
        yield "sources are named but from_gaps is false, so nothing that is brought in would be asked."
    for question in definition.questions:
        if question.only and not definition.case:
            yield f"question '{question.id}' is kept to one child, but the exercise has no case to choose from."
        if CHILD in question.text + question.about and definition.case and not definition.child:
            yield f"question '{question.id}' says {CHILD}; give the child's name in the case as child."
    for made in (x for x in definition.gap_questions if GAP not in x.text):
        yield f"the question made from a {made.sort} has no {GAP} in it: “{made.text}”"
