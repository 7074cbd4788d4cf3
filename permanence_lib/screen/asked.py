"""Pages without a kernel: what a browser asks of one, and what it may be given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True)
class Upload:
    """A file somebody chose."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Asked:
    """One request: where (`/portfolio/w02a2`), and what was typed, ticked or chosen if a form was sent."""

    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)
    token: str = ""
    """What a form must carry in `_xsrf`."""
    sent: bool = False
    """Whether a form was sent, rather than a page asked for."""

    def one(self, name: str) -> str:
        """What was typed in one box, without white space round it; '' when there was none."""
        return self.fields.get(name, ("",))[-1].replace("\r\n", "\n").strip()

    def all(self, name: str) -> tuple[str, ...]:
        """Everything ticked under one name."""
        return self.fields.get(name, ())

    @property
    def rest(self) -> tuple[str, ...]:
        """The address after its first part: ('w02a2',) of /portfolio/w02a2."""
        return tuple(self.path.strip("/").split("/")[1:])


@dataclass(frozen=True)
class Made:
    """A page: its title, its main part as ready HTML, and where the browser goes on to by itself once it is shown."""

    title: str
    body: str
    then: str = ""


@dataclass(frozen=True)
class Went:
    """Go to another page: after a form has been taken."""

    to: str


@dataclass(frozen=True)
class Given:
    """A file to keep."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Whole:
    """A page of its own, outside the workbook's frame, with a policy that lets run what stands in it and nothing else."""

    html: str
    policy: str


Answer: TypeAlias = Made | Went | Given | Whole
