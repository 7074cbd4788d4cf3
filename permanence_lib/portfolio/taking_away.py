"""The portfolio and the workbook as files to take away, each asked about before it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from permanence_lib.portfolio import entries, leaving
from permanence_lib.portfolio.archive.layout import Scope
from permanence_lib.portfolio.desk import Desk
from permanence_lib.screen import take_away as screen
from permanence_lib.screen.asked import Answer, Asked, Given, Made
from permanence_lib.screen.choice import Choice

TITLE = "Take your work away, or bring it in"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FAILED = (
    "{title} could not be made. Nothing of your work is lost: it is saved. "
    "Take the portfolio file or the whole workbook instead; the data in them is always complete."
)


@dataclass(frozen=True)
class File:
    """One file: what it is for, what it is called, what of the workbook it holds."""

    title: str
    about: str
    button: str
    scope: Scope
    name: str
    media_type: str


FILES: Mapping[str, File] = {
    "word": File(
        "Your portfolio as a Word document",
        "To read, print, edit or hand in. It holds what you chose, the evidence table and a receipt.",
        "Make the Word document", "portfolio", "portfolio-{day}.docx", _WORD,
    ),
    "html": File(
        "Your portfolio as one web page",
        "The same, to open in any browser without a network. It works with screen readers and prints well.",
        "Make the web page", "portfolio", "portfolio-{day}.html", "text/html; charset=utf-8",
    ),
    "portfolio": File(
        "The portfolio file",
        "For the programme: what you chose as data, with your annotations, what your line manager returned, both readable "
        "copies and a receipt. Everything you did not choose stays out.",
        "Make the portfolio file", "portfolio", "portfolio-{day}.zip", "application/zip",
    ),
    "everything": File(
        "The whole workbook",
        "For you alone: every answer in every version, private ones too. Keep it somewhere safe, or bring it into the "
        "workbook on another computer to go on there.",
        "Make the whole-workbook file", "everything", "whole-workbook-{day}.zip", "application/zip",
    ),
}  # fmt: skip


def page(desk: Desk, asked: Asked, *, trouble: str = "", errors: Mapping[str, str] | None = None) -> Made:
    """The page itself, with what came of the last thing done."""
    choices = tuple(Choice(name, one.title, one.about, one.button) for name, one in FILES.items())
    shown = screen.TakeAwayPage(
        asked.token, choices, sum(1 for _ in entries.entries(desk)), _news(asked), trouble, errors or {}
    )
    return Made(f"Error: {TITLE}" if errors else TITLE, screen.render(shown))


def _news(asked: Asked) -> str:
    """What was brought in just now, if a number says so."""
    added = asked.query.get("added", "")
    if not (added.isascii() and added.isdigit()) or len(added) > 7:
        return ""
    count = int(added)
    if not count:
        return "Nothing had to be added: this workbook has it all."
    return f"{'1 saved version was' if count == 1 else f'{count} saved versions were'} brought in. They are saved."


def file(name: str, desk: Desk, asked: Asked) -> Answer:
    """One file, or what must be asked or told first."""
    from permanence_lib.portfolio.archive import words

    wanted = FILES[name]
    question = leaving.ask(desk, asked, words.leaving(desk, wanted.scope))
    if question is not None:
        return question
    content, troubles = made(name, desk)
    if not content:
        return page(desk, asked, trouble=_FAILED.format(title=wanted.title))
    if troubles and asked.one("even-so") != "yes":
        shown = screen.PartlyPage(asked.token, f"/take-away/{name}", wanted.title, troubles)
        return Made(wanted.title, screen.render_partly(shown))
    desk.note("exported", name)
    return Given(wanted.name.format(day=desk.today().isoformat()), wanted.media_type, content)


def made(name: str, desk: Desk) -> tuple[bytes, tuple[str, ...]]:
    """One of FILES: its bytes (none if it could not be made at all), and what of it could not be made."""
    from permanence_lib.portfolio import archive, compiled

    scope = FILES[name].scope
    if name in ("portfolio", "everything"):
        zipped = archive.make(desk, scope)
        return zipped.content, zipped.troubles
    troubles = compiled.Troubles()

    def document() -> bytes:
        whole = compiled.compiled(desk, troubles)
        return compiled.word(whole) if name == "word" else compiled.page(whole).encode("utf-8", "replace")

    return troubles.attempt(document, b"", f"{FILES[name].title} could not be made."), tuple(troubles.told)


def found(name: str, desk: Desk) -> list[str]:
    """What in one of FILES looks like a real person or place, a line each: for where there is no page to ask on."""
    from permanence_lib.portfolio.archive import words
    from permanence_lib.privacy import guard, names

    listed = names.read(desk.folder).words
    return [
        f"{title}: {one.label}, “{' '.join(one.found.split())[:80]}”"
        for title, text in words.leaving(desk, FILES[name].scope).items()
        for one in guard.find(text, listed)
    ]
