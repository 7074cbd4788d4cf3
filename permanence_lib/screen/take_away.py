"""The page on which work is taken away as files and brought in from one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from permanence_lib.screen.choice import Choice
from permanence_lib.screen.home import environment


@dataclass(frozen=True)
class TakeAwayPage:
    """The first page."""

    token: str
    choices: tuple[Choice, ...]
    chosen: int
    news: str = ""
    trouble: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """One record in a file, and what would happen with it."""

    title: str
    words: str


@dataclass(frozen=True)
class Apart:
    """One record that went apart: both newest versions, and the name under which the file's is taken."""

    name: str
    title: str
    about: str
    here: str
    here_words: str
    file: str
    file_words: str
    taken: bool = False


@dataclass(frozen=True)
class PreviewPage:
    """What bringing a file in would do, before anything is done."""

    token: str
    held: str
    mark: str
    made: str
    adding: int
    changes: tuple[Told, ...]
    apart: tuple[Apart, ...]
    left: tuple[Told, ...]
    same: tuple[Told, ...]
    notice: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PartlyPage:
    """A file of which a part could not be made, offered all the same."""

    token: str
    action: str
    title: str
    troubles: tuple[str, ...]


def render(page: TakeAwayPage) -> str:
    """The page's main part as HTML; every word in it is escaped."""
    return environment().get_template("take_away.html.j2").render(page=page)


def render_preview(page: PreviewPage) -> str:
    """The preview's main part as HTML."""
    return environment().get_template("take_away_preview.html.j2").render(page=page)


def render_partly(page: PartlyPage) -> str:
    """The offer's main part as HTML."""
    return environment().get_template("take_away_partly.html.j2").render(page=page)
