"""The page of a participant's data: what is kept, where, how long; the list of names; everything as a file; erasing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from permanence_lib.screen.home import environment


@dataclass(frozen=True)
class Place:
    """Something that is kept: what, where, and who can read it."""

    what: str
    where: str
    who: str


@dataclass(frozen=True)
class Row:
    """One line of the list of names, as typed."""

    name: str = ""
    alias: str = ""
    remove: bool = False


@dataclass(frozen=True)
class NamesForm:
    """The list of names as a form. `newer` are the rows that another window kept meanwhile."""

    rows: tuple[Row, ...]
    base: str
    trouble: str = ""
    kept: str = ""
    newer: tuple[Row, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class YourDataPage:
    """The whole page. `files` are what lies on the disk now: name and size."""

    places: tuple[Place, ...]
    files: tuple[tuple[str, str], ...]
    answers: int
    names: NamesForm
    token: str
    on_a_server: bool = False
    title: str = "Your data"


@dataclass(frozen=True)
class ErasePage:
    """Asks for a typed confirmation, and says what will go."""

    answers: int
    names: int
    files: tuple[tuple[str, str], ...]
    token: str
    typed: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    title: str = "Erase everything"


@dataclass(frozen=True)
class ErasedPage:
    """Afterwards. `is_empty` is False when nothing was erased after all."""

    is_empty: bool
    folder: str
    title: str = "Everything was erased"


def render(page: YourDataPage | ErasePage | ErasedPage) -> str:
    """The page's main part as HTML; every word in it is escaped."""
    template = {YourDataPage: "your_data", ErasePage: "your_data_erase", ErasedPage: "your_data_erased"}[type(page)]
    return environment().get_template(f"{template}.html.j2").render(page=page)
