"""What a participant gave: a level and a line for each statement, what to work on, and what came from earlier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import Material, Part, Progress
from permanence_lib.kinds.self_assessment.model.definition import Definition, groups_of

#: White space that both the browser and Python take away before deciding whether a box is empty.
_BLANK = " \t\r\n\u00a0"


class Rating(Part):
    """A level by its id, empty while it is left for later, and a line of evidence."""

    level: str = ""
    evidence: str = ""


class Pick(Part):
    """A statement chosen to work on, and why."""

    statement: str
    why: str = ""


class Earlier(Part):
    """A profile from earlier in the programme, as it was when it was brought in, with the words of its levels."""

    exercise: str
    title: str
    when: str = ""
    words: dict[str, str] = Field(default_factory=dict)
    ratings: dict[str, Rating] = Field(default_factory=dict)


class Aim(Part):
    """Something one wanted to work on, from earlier, and where it was said."""

    id: str
    exercise: str
    title: str
    words: str
    why: str = ""


class Response(kind.Response):
    """Ratings by statement; picks in the order chosen; closing words by question; what was brought in, oldest first."""

    ratings: dict[str, Rating] = Field(default_factory=dict)
    picks: tuple[Pick, ...] = ()
    closing: dict[str, str] = Field(default_factory=dict)
    earlier: tuple[Earlier, ...] = ()
    aims: tuple[Aim, ...] = ()


def trim(text: object) -> str:
    """Words without the white space round them."""
    return str(text if text is not None else "").strip(_BLANK)


def rated_in(statements: Sequence[str], ratings: Mapping[str, Any]) -> int:
    """How many of the statements have a level."""
    return sum(bool((ratings.get(name) or {}).get("level")) for name in statements)


def progress(definition: Definition, response: Response, material: Material) -> Progress:
    """Statements with a level, something chosen to work on, closing words. What is left for later holds nobody up."""
    names = [x.id for group in groups_of(definition, material) for x in group.statements]
    filled = rated_in(names, response.model_dump(mode="json")["ratings"])
    ended = sum(bool(trim(response.closing.get(x.id))) for x in definition.closing)
    chosen = bool(definition.picks and response.picks)
    return Progress(filled + chosen + ended, len(names) + bool(definition.picks) + len(definition.closing))
