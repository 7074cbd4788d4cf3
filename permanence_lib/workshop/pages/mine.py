"""/mine: a participant's own answers of the day as files, and the code with which they come back."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from permanence_lib.errors import PermanenceError
from permanence_lib.identity import Identity
from permanence_lib.portfolio import leaving
from permanence_lib.portfolio.desk import Desk
from permanence_lib.screen import room_mine as screen
from permanence_lib.screen.asked import Answer, Asked, Given, Made, Went
from permanence_lib.screen.choice import Choice
from permanence_lib.workshop import contributions, own_answers
from permanence_lib.workshop.members import Member, resume_code
from permanence_lib.workshop.own_answers import Own
from permanence_lib.workshop.pages import Visit
from permanence_lib.workshop.room import Room

ROLES = {"participant"}
_TITLE = "Take my work with me"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FAILED = "{title} could not be made. Nothing is lost: your answers are saved. Try another of the three, or tell the facilitator."
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class File:
    """One file: what it is for, what it is called, and how it is made."""

    title: str
    about: str
    button: str
    name: str
    media_type: str
    make: Callable[[Room, str], bytes]


FILES: Mapping[str, File] = {
    "workbook": File(
        "For my workbook", "One file. In your workbook choose “Take away”, then “Bring in a file”: your answers are added to "
        "your work and stand where the portfolio asks for them.",
        "Make the file for my workbook", "workshop-{week}-for-my-workbook.zip", "application/zip",
        lambda room, pid: contributions.archive(room, pid).content,
    ),
    "word": File(
        "To read and to print", "A Word document with your first and your last answer to each exercise.",
        "Make the Word document", "workshop-{week}.docx", _WORD, contributions.word,
    ),
    "page": File(
        "To read on a telephone", "The same as one web page, which needs no network.",
        "Make the web page", "workshop-{week}.html", "text/html; charset=utf-8", contributions.page,
    ),
}  # fmt: skip


def answer(visit: Visit, asked: Asked) -> Answer | None:
    """The page, a file, the code to come back, or None; nothing for somebody who was taken out."""
    member = visit.room.members().get(visit.pid)
    if member is None or member.gone:
        return None
    match asked.rest:
        case ():
            return _page(visit, asked, member)
        case ("code",) if not asked.sent:
            code = {"code": _way_back(visit)}
            return Given("code.json", "application/json", json.dumps(code).encode())
        case (name,) if name in FILES:
            return _file(FILES[name], visit, asked, member) if asked.sent else Went("/mine")
    return None


def _page(visit: Visit, asked: Asked, member: Member, trouble: str = "") -> Made:
    room = visit.room
    page = screen.MinePage(
        asked.token, member.alias, _way_back(visit),
        tuple(Choice(name, one.title, one.about, one.button) for name, one in FILES.items()),
        tuple(screen.Row(one.exercise.definition.title, _said(one)) for one in own_answers.own(room, visit.pid)),
        contributions.is_at_home(room, visit.pid), bool(room.state().ended_at), trouble,
    )  # fmt: skip
    return Made(_TITLE, screen.render(page))


def _way_back(visit: Visit) -> str:
    """The code with which somebody comes back; '' where they only sign in again."""
    return "" if visit.room.signed_in else resume_code(visit.key, visit.pid)


def _said(mine: Own) -> str:
    """'Your first answer and your last.', and where the last was not counted, that too."""
    what = "Your first answer and your last." if mine.first else "Your answer."
    return what if mine.counted else f"{what} You changed it after it was closed: kept for you, and not counted."


def _file(wanted: File, visit: Visit, asked: Asked, member: Member) -> Answer:
    """The file, once what looks like a real person in it has been asked about."""
    room, pid = visit.room, visit.pid
    desk = Desk(room.content, room.store, Identity(pid, own_machine=False))
    question = leaving.ask(desk, asked, contributions.words(room, pid))
    if question is not None:
        return question
    try:
        content = wanted.make(room, pid)
    except PermanenceError as trouble:
        return _page(visit, asked, member, str(trouble))
    except Exception:
        _log.exception("A participant's contributions could not be made into a file.")
        return _page(visit, asked, member, _FAILED.format(title=f"“{wanted.title}”"))
    return Given(wanted.name.format(week=room.week.id), wanted.media_type, content)
