"""What a participant gave: needs and homes of their own, and what stands where each meets each."""

from __future__ import annotations

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import DateParts, Part


class OwnNeed(Part):
    """A need the participant added, or brought in from earlier work."""

    id: str
    name: str = ""
    about: str = ""
    came_from: str = ""


class OwnHome(Part):
    """A home or carer the participant added, under an alias."""

    id: str
    name: str = ""
    about: str = ""


class Wishes(Part):
    """What the child wants, in the child's words; who heard it, how and when. Or how the child will be asked."""

    words: str = ""
    heard: str = ""
    ask: str = ""


class Cell(Part):
    """How one home fits one need, what that rests on, and what is to happen where it does not fit or is not known."""

    fit: str = ""
    evidence: str = ""
    find_out: str = ""
    support: str = ""
    who: str = ""
    starts: DateParts = DateParts()
    ends: DateParts = DateParts()
    said_when: str = ""
    otherwise: str = ""


class Response(kind.Response):
    """`cells` go by need and home, as need/home; `strengths` are what the participant sees in a home."""

    wishes: Wishes = Wishes()
    needs: tuple[OwnNeed, ...] = ()
    homes: tuple[OwnHome, ...] = ()
    strengths: dict[str, str] = Field(default_factory=dict)
    cells: dict[str, Cell] = Field(default_factory=dict)
    absent: str = ""
    closing: dict[str, str] = Field(default_factory=dict)
