"""The pages of single records for practice: a list of stories, one record, and one's own extract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from permanence_lib.screen.home import environment


@dataclass(frozen=True)
class StoryRow:
    """One invented child: what happened, in a title and a sentence."""

    title: str
    sentence: str
    href: str


@dataclass(frozen=True)
class RecordsPage:
    """The list of invented children, and the way to one's own."""

    stories: tuple[StoryRow, ...]
    title: str = "Records for practice"


@dataclass(frozen=True)
class RecordPage:
    """One record. `table` is ready HTML. `alias` is empty while one's own record has none; then nothing can be opened."""

    title: str
    notice: str
    sentence: str
    look: str
    table: Markup
    openings: tuple[tuple[str, str, str, str], ...]
    """What the link says, where it leads, where the answer file is, and the exercise with its week."""
    back: tuple[str, str]
    token: str
    action: str = ""
    alias: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class OwnPage:
    """The form for one's own episodes."""

    token: str
    errors: Mapping[str, str] = field(default_factory=dict)
    title: str = "A record of your own"


@dataclass(frozen=True)
class ChildRow:
    """One child of one's own extract, told by its episodes alone."""

    title: str
    sentence: str
    href: str


@dataclass(frozen=True)
class Filter:
    """One box to narrow the list by: name, question, (value, words) to choose from, and what is chosen."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True)
class ChildrenPage:
    """The children of one's own extract, narrowed down."""

    said: str
    filters: tuple[Filter, ...]
    children: tuple[ChildRow, ...]
    more: str
    token: str
    title: str = "Choose a record by what happened"


def render(page: RecordsPage | RecordPage | OwnPage | ChildrenPage) -> str:
    """The page's main part as HTML; every word in it is escaped, but for the table, which was made as HTML."""
    names = {RecordsPage: "records", RecordPage: "record", OwnPage: "records_own", ChildrenPage: "records_children"}
    return environment().get_template(f"{names[type(page)]}.html.j2").render(page=page)
