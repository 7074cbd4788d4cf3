"""What one participant gives to the evaluation: levels, which exercises were finished, ticks and chosen comments; no name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from permanence_lib.errors import UnreadableFile
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.evaluation.offered import Offered

#: What was given last is kept in the participant's own store under this, so that the page can say so.
KEPT_UNDER = "evaluation:given"
FORMAT: Literal["achieving-permanence-evaluation"] = "achieving-permanence-evaluation"
#: Limits of a file, so that nobody's takes over the report: bytes, a comment in characters, comments of one list.
LARGEST, LONGEST, MOST = 400_000, 2_000, 12
Words = Annotated[str, Field(min_length=1, max_length=LONGEST)]
Short = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,60}$")]
_NOT_ONE = "{name} is not a file that was made on the page “Evaluation of the programme”. Nothing of it was taken in."


class Given(BaseModel):
    """The file. `id` is the same for one participant, so that a second file takes the place of the first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["achieving-permanence-evaluation"] = FORMAT
    version: Literal[1] = 1
    id: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    made_on: date
    levels: Annotated[dict[Short, Annotated[dict[Short, Short], Field(max_length=200)]], Field(max_length=8)] = Field(
        default_factory=dict
    )
    """By self-assessment and statement, the level that was chosen; never the line written beside it."""
    finished: Annotated[tuple[Short, ...], Field(max_length=400)] | None = None
    """The exercises marked as finished; None where this is not told."""
    ticks: Annotated[dict[Short, Annotated[tuple[Short, ...], Field(max_length=20)]], Field(max_length=100)] = Field(
        default_factory=dict
    )
    """By question of the evaluation form, what was chosen or ticked; the row of a list before its question: study.useful."""
    comments: Annotated[dict[Short, Annotated[tuple[Words, ...], Field(max_length=MOST)]], Field(max_length=20)] = (
        Field(default_factory=dict)
    )
    """By list of the report, the participant's words that were ticked one by one."""

    def file(self) -> bytes:
        """As it leaves: JSON that a person can read."""
        return (json.dumps(self.model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n").encode()

    @property
    def name(self) -> str:
        """The file's name, which says nothing of anybody."""
        return f"evaluation-{self.id[:6]}.json"

    @property
    def is_empty(self) -> bool:
        """Whether it tells nothing."""
        return not (self.levels or self.finished is not None or self.ticks or self.comments)


def made(desk: Desk, found: Offered, parts: Iterable[str], chosen: Iterable[str]) -> Given:
    """The file of what was chosen: of `parts` levels, used and form, and comments by id. Nothing is kept yet."""
    wanted, ticked = set(parts), set(chosen)
    comments: dict[str, tuple[str, ...]] = {}
    for one in found.comments:
        if one.id in ticked:
            comments[one.pool] = (*comments.get(one.pool, ()), one.words[:LONGEST])
    return Given(
        id=hashlib.sha256(f"{desk.person.participant} evaluation".encode()).hexdigest()[:16],
        made_on=desk.today(),
        levels={each.exercise.id: dict(each.levels) for each in found.levels} if "levels" in wanted else {},
        finished=tuple(each.id for each in found.finished) if "used" in wanted else None,
        ticks=dict(found.ticks) if "form" in wanted else {},
        comments=comments,
    )


def keep(desk: Desk, given: Given) -> None:
    """Write down what was given, in the participant's own store."""
    desk.keep(KEPT_UNDER, given.model_dump(mode="json"))


def last(desk: Desk) -> Given | None:
    """What was given last, if anything that can be read."""
    record = desk.kept.get(KEPT_UNDER)
    try:
        return Given.model_validate(record.value) if record else None
    except ValidationError:
        return None


def read(content: bytes, name: str) -> Given:
    """What a file gives. Raises UnreadableFile, in words for whoever collects the files."""
    try:
        if len(content) > LARGEST:
            raise ValueError
        return Given.model_validate_json(content)
    except ValueError:
        raise UnreadableFile(_NOT_ONE.format(name=name or "This")) from None
