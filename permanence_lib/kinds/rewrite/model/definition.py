"""What an author writes: passages, the people they are to be written for, and what is asked of the result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import Material, Part
from permanence_lib.kinds.rewrite.model.measures import flat

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
"""What an answer is kept under. Answers are lost to view when it changes."""


class Mark(Part):
    """Words in a passage that a reader may not follow, or be hurt by, and why: shown once the participant has looked."""

    words: str
    why: str


class Passage(Part):
    """A text to write again; `readers` and `events` name whom it is for and what of the case's record stands behind it."""

    id: Name
    title: str
    text: str
    about: str = ""
    source: str = ""
    marks: tuple[Mark, ...] = ()
    readers: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


class Reader(Part):
    """Somebody who will read it. `reading_age` says in words how this person reads or listens; it is never a number."""

    id: Name
    name: str
    age: int | str = ""
    about: str = ""
    reading_age: int | str = ""

    def line(self) -> str:
        """Who this is, in a line."""
        age = f"Aged {self.age}." if isinstance(self.age, int) or self.age.isdigit() else _ended(self.age)
        reads = f"Reading: {_ended(str(self.reading_age))}" if self.reading_age else ""
        return " ".join(x for x in (age, _ended(self.about), reads) if x)


def _ended(words: str) -> str:
    """Words that end like a sentence."""
    return words if not words or words[-1] in ".!?" else f"{words}."


class Ask(Part):
    """A question at the end."""

    id: Name
    question: str
    hint: str = ""


class Check(Part):
    """Something the writer asks of the finished text; answered in words, never counted as right or wrong."""

    id: Name
    words: str


CHECKS = (
    Check(id="honest", words="Is everything in it true, including what nobody knows yet?"),
    Check(id="warm", words="Would this person feel that somebody who likes them wrote it?"),
    Check(id="clear", words="Would they know what happens next, and when?"),
)


class Definition(kind.Definition):
    """Passages and readers.

    `own_passage` invites a text of the participant's own, under that label. `mark` and `write` can be set to false
    where only the one or the other is wanted. `hard_words` are listed wherever they stand, before and after.
    """

    passages: tuple[Passage, ...] = ()
    own_passage: str = ""
    readers: tuple[Reader, ...] = Field(min_length=1)
    hard_words: tuple[str, ...] = ()
    mark: bool = True
    mark_words: str = "Which words would this reader not follow, or be hurt by?"
    write: bool = True
    checks: tuple[Check, ...] = CHECKS
    ask: tuple[Ask, ...] = ()

    def question_hash(self) -> str:
        """Only what is asked counts: marks, word lists and what stands beside may be put right meanwhile."""
        quiet = tuple(x.model_copy(update={"marks": (), "events": (), "source": ""}) for x in self.passages)
        bare = {"hard_words": (), "law": (), "evidence": (), "terms": ()}
        return kind.Definition.question_hash(self.model_copy(update={"passages": quiet, **bare}))

    def readers_of(self, wanted: Sequence[str]) -> tuple[Reader, ...]:
        """The readers of one passage: those it names, or all."""
        return tuple(x for x in self.readers if not wanted or x.id in wanted)


def complaints(definition: Definition, material: Material) -> Sequence[str]:
    """What is wrong with a rewrite that its schema cannot say."""
    return [*_names_used_twice(definition), *_passages(definition, material), *_readers(definition)]


def _names_used_twice(definition: Definition) -> Iterator[str]:
    lists = {
        "passage": [x.id for x in definition.passages],
        "reader": [x.id for x in definition.readers],
        "check": [x.id for x in definition.checks],
        "question": [x.id for x in definition.ask],
    }
    for sort, used in lists.items():
        for name in (name for name, times in Counter(used).items() if times > 1):
            yield f"two entries are called '{name}' as a {sort}; give one of them another id."


def _passages(definition: Definition, material: Material) -> Iterator[str]:
    if not definition.passages and not definition.own_passage:
        yield "there is nothing to rewrite; give a passage, or say with own_passage what the participant brings."
    if not definition.mark and not definition.write:
        yield "neither mark nor write is wanted; leave one of them true."
    events = {x.id for x in material.case.events} if material.case else set()
    known = {x.id for x in definition.readers}
    for passage in definition.passages:
        for mark in (x for x in passage.marks if flat(x.words) not in flat(passage.text)):
            yield f"passage '{passage.id}' is marked at “{mark.words}”, which does not stand in it word for word."
        for name in (x for x in passage.readers if x not in known):
            yield f"passage '{passage.id}' is for '{name}', who is none of the readers."
        for name in (x for x in passage.events if x not in events):
            yield f"passage '{passage.id}' names event '{name}', which is not in the exercise's case."


def _readers(definition: Definition) -> Iterator[str]:
    for reader in definition.readers:
        if str(reader.reading_age).strip().replace(".", "").isdigit():
            yield f"reader '{reader.id}': say in words how this person reads; a reading age is not a fact about a person."
