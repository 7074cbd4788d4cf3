"""The pages on an authority's own return: choosing the files, while they are read, and the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from permanence_lib.screen.home import environment


@dataclass(frozen=True)
class ChoosePage:
    """The form for the files. `errors` is what is wrong, by box."""

    token: str
    day: tuple[str, str, str] = ("", "", "")
    errors: Mapping[str, str] = field(default_factory=dict)
    title: str = "Your authority’s own figures"


@dataclass(frozen=True)
class WorkingPage:
    """While files are read: what is being read, the stages that were reached, and for how long it has been at work."""

    title: str
    what: str
    stages: tuple[str, ...]
    seconds: int
    action: str
    token: str


@dataclass(frozen=True)
class FileRow:
    """What was read of one table in one file; with `trouble`, nothing was."""

    file: str
    table: str
    given: str
    read: str
    refused: str
    repeated: str
    trouble: str = ""


@dataclass(frozen=True)
class RowTold:
    """What there is to say of one row."""

    file: str
    line: str
    says: str
    do: str


@dataclass(frozen=True)
class Told:
    """Rows there is something to say of: how many, and the first of them."""

    count: int
    rows: tuple[RowTold, ...]


@dataclass(frozen=True)
class ReportPage:
    """The report, and before it what was read. `not_read` are files of which nothing was, and why. `shown` is ready HTML."""

    files: tuple[FileRow, ...]
    together: str
    not_read: tuple[tuple[str, str], ...]
    refused: Told
    doubted: Told
    shown: Markup
    seconds: int
    token: str
    invented: bool
    title: str = "Your authority’s own figures"


def render(page: ChoosePage | WorkingPage | ReportPage) -> str:
    """The page's main part as HTML; every word in it is escaped, but for the report, which was made as HTML."""
    names = {ChoosePage: "authority", WorkingPage: "laboratory_working", ReportPage: "authority_report"}
    return environment().get_template(f"{names[type(page)]}.html.j2").render(page=page)
