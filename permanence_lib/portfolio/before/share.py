"""What one participant tells the facilitator before a workshop: counts, questions and levels that they chose, and no name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from permanence_lib.content.library import Content
from permanence_lib.content.programme import Week
from permanence_lib.errors import UnreadableFile
from permanence_lib.exercises import Exercise
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress.completion import core_of
from permanence_lib.portfolio.progress.growth import profiles
from permanence_lib.portfolio.work import of_exercise
from permanence_lib.workbook.progress import State, state

#: The same is kept in the participant's own store under before:<week>, for a workshop that is run from that store.
KEPT_UNDER = "before"
FORMAT: Literal["achieving-permanence-before-a-workshop"] = "achieving-permanence-before-a-workshop"
#: Limits of a file, so that nobody's takes over the page: bytes, words in characters, questions.
LARGEST, LONGEST, MOST_QUESTIONS = 100_000, 600, 20
Words = Annotated[str, Field(max_length=LONGEST)]
Short = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,40}$")]
_NOT_ONE = (
    "{name} is not a file that was made for a workshop on the page “Before the workshop”. Nothing of it was taken in."
)


class Share(BaseModel):
    """The file. `id` is the same for one participant and workshop, so that a second file takes the place of the first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["achieving-permanence-before-a-workshop"] = FORMAT
    version: Literal[1] = 1
    id: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    week: Short
    made_on: date
    weeks: Annotated[dict[Short, State], Field(max_length=40)] = Field(default_factory=dict)
    questions: Annotated[tuple[Words, ...], Field(max_length=MOST_QUESTIONS)] = ()
    ratings: Annotated[dict[Short, dict[Short, Short]], Field(max_length=8)] = Field(default_factory=dict)
    """By self-assessment and statement, the level that was chosen; never the line written beside it."""
    needs: Words = ""

    def file(self) -> bytes:
        """As it leaves: JSON that a person can read."""
        return (json.dumps(self.model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n").encode()

    @property
    def name(self) -> str:
        """The file's name, which says nothing of anybody."""
        return f"before-{self.week}-{self.id[:6]}.json"


@dataclass(frozen=True)
class Question:
    """A question of the participant's own that was written for the group."""

    id: str
    words: str
    title: str


@dataclass(frozen=True)
class Offered:
    """What there is to tell: how the weeks since the last workshop stand, questions, and the newest self-assessment."""

    weeks: Mapping[str, State]
    questions: tuple[Question, ...] = ()
    rated_in: str = ""
    rated_title: str = ""
    ratings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Wanted:
    """What the participant chose to tell."""

    weeks: bool = False
    questions: tuple[str, ...] = ()
    ratings: bool = False
    needs: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be told."""
        return not (self.weeks or self.questions or self.ratings or self.needs)


def offered(desk: Desk, workshop: Week) -> Offered:
    """What this participant could tell before a workshop, as their work stands now."""
    standing = {week.id: _standing(desk, week) for week in weeks_before(desk.content, workshop)}
    rated = [each for each in profiles(desk) if each.ratings and each.week < workshop.number]
    questions = tuple(_questions(desk, workshop))[:MOST_QUESTIONS]
    if not rated:
        return Offered(standing, questions)
    newest = rated[-1]
    asked = set(desk.content.standard.modules.get(f"M{workshop.module}", ()))
    levels = {name: level for name, (level, _) in newest.ratings.items() if level and name in asked}
    return Offered(standing, questions, newest.exercise.id if levels else "", newest.exercise.definition.title, levels)


def weeks_before(content: Content, workshop: Week) -> list[Week]:
    """The study and reading weeks between the last workshop and this one."""
    last = max((x.number for x in content.weeks.values() if x.workshop and x.number < workshop.number), default=0)
    return [x for x in content.weeks.values() if last < x.number < workshop.number]


def made(desk: Desk, workshop: Week, wanted: Wanted) -> Share:
    """The share for what was chosen. Nothing is kept yet."""
    found = offered(desk, workshop)
    return Share(
        id=hashlib.sha256(f"{desk.person.participant} before {workshop.id}".encode()).hexdigest()[:16],
        week=workshop.id,
        made_on=desk.today(),
        weeks=dict(found.weeks) if wanted.weeks else {},
        questions=tuple(each.words[:LONGEST] for each in found.questions if each.id in wanted.questions),
        ratings={found.rated_in: dict(found.ratings)} if wanted.ratings and found.rated_in else {},
        needs=wanted.needs[:LONGEST],
    )


def keep(desk: Desk, share: Share) -> None:
    """Write down what was told; a workshop run from the same store finds it there."""
    desk.keep(f"{KEPT_UNDER}:{share.week}", share.model_dump(mode="json"))


def read(content: bytes, name: str, week: str) -> Share:
    """A share from a file made for the workshop of `week`. Raises UnreadableFile, in words for the facilitator."""
    try:
        if len(content) > LARGEST:
            raise ValueError
        share = Share.model_validate_json(content)
    except ValueError:
        raise UnreadableFile(_NOT_ONE.format(name=name or "This")) from None
    if share.week != week:
        raise UnreadableFile(f"{name} was made for another workshop ({share.week}). Nothing of it was taken in.")
    return share


def kept(values: Iterable[Mapping[str, Any]]) -> Iterator[Share]:
    """Shares from records; one that cannot be read is left out."""
    for value in values:
        try:
            yield Share.model_validate(value)
        except ValidationError:
            continue


class Told(Protocol):
    """Anything a participant tells in a file: the same id for the same participant, and the day it was made."""

    @property
    def id(self) -> str: ...
    @property
    def made_on(self) -> date: ...


One = TypeVar("One", bound=Told)


def newest(shares: Iterable[One]) -> tuple[One, ...]:
    """One file of each participant, the one made last; of two made on one day, the one that comes later here."""
    by_id: dict[str, One] = {}
    for each in shares:
        if each.id not in by_id or by_id[each.id].made_on <= each.made_on:
            by_id[each.id] = each
    return tuple(by_id[name] for name in sorted(by_id))


def _standing(desk: Desk, week: Week) -> State:
    states = [state(one.id, desk.kept) for one in core_of(desk, week)]
    if states and all(each == "finished" for each in states):
        return "finished"
    return "not started" if all(each == "not started" for each in states) else "in progress"


def _questions(desk: Desk, workshop: Week) -> Iterator[Question]:
    """Questions from the newest answers of the week before that were written to be shown to the group."""
    before = [x for x in desk.written.values() if desk.content.weeks[x.week_id].number == workshop.number - 1]
    for exercise in (x for x in before if x.definition.sharing != "private"):
        yield from _asked_in(exercise, desk)


def _asked_in(exercise: Exercise, desk: Desk) -> Iterator[Question]:
    found = next(of_exercise(exercise, desk), None)
    if found is None:
        return
    try:
        answer = exercise.kind.response.model_validate(found.record.value)
    except ValidationError:
        return
    for offer in exercise.kind.offers(exercise.definition, answer, exercise.material):
        if offer.sort == "question" and offer.title.strip():
            yield Question(f"{exercise.id}:{offer.id}", offer.title.strip(), exercise.definition.title)
