"""What an author writes: whose chronology, what is asked of each entry and of the whole; and what may be wrong in it."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import Material, Part
from permanence_lib.kinds.chronology.model.reads import Reads
from permanence_lib.kinds.chronology.model.rules import RULES


class Question(Part):
    """Something the author asks: of every entry, or of the whole chronology at the end."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    question: str
    hint: str = ""


class Definition(kind.Definition):
    """Whose chronology, and what is asked of each entry and of the whole. `{child}` in words stands for the name."""

    child: str | None = None
    """The person of the case whose life this is; ages are counted from their birth."""
    called: str = ""
    """The name used in questions, e.g. Kacper."""
    first_step: str = ""
    """What to do first, shown while there are no entries."""
    what_question: str = "What happened?"
    what_hint: str = "Who, what and where, in your own words. Facts first; opinions belong to whoever held them."
    meaning_question: str = "What did this mean for {child}?"
    meaning_hint: str = "What {child} saw, felt, lost or gained. “Not known” is an honest answer."
    fields: tuple[Question, ...] = ()
    """Asked of each entry besides: what was expected, say, or what was done in response."""
    significance: tuple[str, ...] = ("High", "Some", "Background")
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    ask_if_missing: dict[str, str] = Field(default_factory=dict)
    """A question for each category while no entry stands under it: silence may be a finding, or an oversight."""
    gap_weeks: int = Field(default=6, ge=1, le=520)
    """A stretch longer than this with no entry is shown as a gap, until the participant chooses another length."""
    gap_question: str = "What was life like for {child} in this time, and who would know?"
    closing: tuple[Question, ...] = ()
    analysis_question: str = "What do you make of it?"
    analysis_hint: str = "Your own thinking, kept apart from what happened."
    reads: Reads = Reads()
    """How the whole is read back."""

    def question_hash(self) -> str:
        """As for every exercise, but without the reading back: another cue asks nothing new."""
        return kind.Definition.question_hash(self.model_copy(update={"reads": Reads()}))


def check(definition: Definition, material: Material) -> Sequence[str]:
    """An id that is not in the case, a name used twice, a question about a category nobody can choose."""
    child, case = definition.child, material.case
    wrong: list[str] = []
    if child and case is None:
        wrong.append("child: names a person of a case, but no case is given; add `case:` or use `called:`.")
    if child and case and case.person(child) is None:
        people = ", ".join(person.id for person in case.people)
        wrong.append(f"child: there is nobody called {child!r} in the case; it has {people}.")
    for name in ("significance", "categories", "tags"):
        wrong.extend(f"{name}: {value!r} is listed twice." for value in _repeated(getattr(definition, name)))
    for name in ("closing", "fields"):
        ids = [question.id for question in getattr(definition, name)]
        wrong.extend(f"{name}: the id {value!r} is used twice." for value in _repeated(ids))
    unknown = (name for name in definition.ask_if_missing if name not in definition.categories)
    wrong.extend(f"ask_if_missing: {name!r} is not one of the categories." for name in unknown)
    return [*wrong, *_wrong_reads(definition, material)]


def _wrong_reads(definition: Definition, material: Material) -> list[str]:
    reads, marks = definition.reads, {*definition.categories, *definition.tags}
    limits = {fact.id for fact in material.law if fact.amount and fact.unit}
    stood = [(sign, name) for sign, names in reads.stands_for.items() for name in names]
    return [
        *(f"reads.stands_for.{sign}: {name!r} is not one of the categories or tags." for sign, name in stood if name not in marks),
        *(f"reads.clocks: {x.law!r} is not a law fact with a limit; name it in `law:`." for x in reads.clocks if x.law not in limits),
        *(f"reads.without: there is no rule {name!r}." for name in reads.without if name not in reads.rules),
        *(f"reads.rules: {name!r} is missing; change its words, or name it in `without`." for name in RULES if name not in reads.rules),
    ]  # fmt: skip


def _repeated(names: Sequence[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if names.count(name) > 1]
