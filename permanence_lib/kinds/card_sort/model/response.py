"""What a participant gave: two sorts of the same cards, the reasons, and the answers at the end."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import Part


class Placed(Part):
    """Where a card was laid, and why."""

    pile: str = ""
    why: str = ""


class OwnCard(Part):
    """A card the participant wrote, or brought in from earlier work."""

    id: str
    text: str = ""
    source: str = ""
    came_from: str = ""


class Response(kind.Response):
    """`kept` says which sort was kept: what follows it is shown only then."""

    version: str = ""
    own: tuple[OwnCard, ...] = ()
    first: dict[str, Placed] = Field(default_factory=dict)
    second: dict[str, Placed] = Field(default_factory=dict)
    why: str = ""
    why_again: str = ""
    kept: Literal["", "first", "second"] = ""
    asked: dict[str, str] = Field(default_factory=dict)
    closing: dict[str, str] = Field(default_factory=dict)
