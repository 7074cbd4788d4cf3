"""What others have sent to this person: the list, one pack with its questions, and the answer before it goes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from permanence_lib.screen.home import environment
from permanence_lib.screen.pack import VERDICTS, Piece, Question, Thing


@dataclass(frozen=True)
class SubmittedRow:
    """One pack in the list."""

    href: str
    title: str
    sender: str  # "Sam (signs in as ann)"
    sent: str  # "3 March 2026"
    status: str
    state: str  # "new" or "done", for its look only


@dataclass(frozen=True)
class SubmittedPage:
    """Everything that was sent to this person."""

    rows: tuple[SubmittedRow, ...]
    news: str = ""
    title: str = "Sent to you"


@dataclass(frozen=True)
class OpenPage:
    """One pack with the form to answer it in; `values` and `errors` by the name of a box."""

    mark: str
    title: str
    facts: str
    asked: str
    takes: str
    note: str
    things: tuple[Thing, ...]
    pieces: tuple[Piece, ...]
    questions: tuple[Question, ...]
    values: Mapping[str, str]
    token: str
    base: int = 0
    answered: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    verdicts: tuple[tuple[str, str], ...] = VERDICTS


@dataclass(frozen=True)
class AnswerPage:
    """The answer as it would go back: questions with what was said, and everything again for the form."""

    mark: str
    title: str
    sender: str
    said: tuple[tuple[str, str], ...]
    again: tuple[tuple[str, str], ...]
    token: str


Page = SubmittedPage | OpenPage | AnswerPage
_TEMPLATES = {SubmittedPage: "submitted", OpenPage: "submitted_open", AnswerPage: "submitted_answer"}


def render(page: Page) -> str:
    """The page's main part as HTML; every word in it is escaped, and the work is what this workbook rendered itself."""
    return environment().get_template(f"{_TEMPLATES[type(page)]}.html.j2").render(page=page)
