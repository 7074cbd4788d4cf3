"""/after: the facilitator ends the day, leaves questions to the next workshop, and takes the pack."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from datetime import datetime

from markupsafe import Markup

from permanence_lib.document import html
from permanence_lib.document.blocks import Block, Heading
from permanence_lib.errors import PermanenceError
from permanence_lib.identity import Identity
from permanence_lib.portfolio import leaving
from permanence_lib.portfolio.compiled import Chapter
from permanence_lib.portfolio.desk import Desk
from permanence_lib.screen import room_after as screen
from permanence_lib.screen.asked import Answer, Asked, Given, Made, Went
from permanence_lib.screen.choice import Choice
from permanence_lib.workshop import attendance, carried, rehearsal
from permanence_lib.workshop.acts import RoomRefused
from permanence_lib.workshop.members import FACILITATOR
from permanence_lib.workshop.pack import document, making, run
from permanence_lib.workshop.pack import leaving as of_the_pack
from permanence_lib.workshop.pages import Visit
from permanence_lib.workshop.room import Room
from permanence_lib.workshop.state import State

ROLES = {"facilitator"}
_TITLE = "After the day"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NOT_ON_DISK = "This room is kept nowhere, so its pack cannot be made as a file. You can read it here."
_NEWS = {"ended": "The day is ended.", "going-on": "The end is taken back. The day goes on.", "none": "No question is left to the next workshop."}  # fmt: skip
#: One pack at a time: two would take the processors from the people in the room.
_ONE = threading.Lock()
#: The forms of the pack: what the page says of each, its ending, its media type.
_FORMS: Mapping[str, tuple[Choice, str, str]] = {
    "word": (
        Choice("word", "As a Word document", "To edit, print or hand in. It can take half a minute; the room goes on meanwhile.", "Make the Word document"),
        ".docx", _WORD,
    ),
    "page": (
        Choice("page", "As one web page", "To open in any browser without a network. It can take a quarter of a minute.", "Make the web page"),
        ".html", "text/html; charset=utf-8",
    ),
}  # fmt: skip


def answer(visit: Visit, asked: Asked) -> Answer | None:
    """The page, the pack to read, a file of it, or None."""
    match asked.rest:
        case ():
            return _page(visit.room, asked)
        case ("read",) if not asked.sent:
            return _read(visit.room)
        case ("end",) if asked.sent:
            return _end(visit.room, asked)
        case ("questions",) if asked.sent:
            return _questions(visit.room, asked)
        case (name,) if name in _FORMS:
            return _file(name, visit, asked) if asked.sent else Went("/after#pack")
        case ("end" | "questions",):
            return Went("/after")
    return None


def _end(room: Room, asked: Asked) -> Answer:
    """End the day, or take that back; with the end everybody's attendance is kept."""
    undo = asked.one("undo") == "yes"
    try:
        room.act("end", {"undo": undo})
        if not undo:
            attendance.keep_all(room)
    except PermanenceError as trouble:
        return _page(room, asked, str(trouble))
    return Went(f"/after?news={'going-on' if undo else 'ended'}")


def _questions(room: Room, asked: Asked) -> Answer:
    try:
        count = carried.keep(room, asked.all("question"))
    except RoomRefused as why:
        return _page(room, asked, str(why))
    return Went(f"/after?news={f'left-{count}' if count else 'none'}")


def _file(name: str, visit: Visit, asked: Asked) -> Answer:
    """One form of the pack, once what looks like a real person in it has been asked about."""
    room, (_, ending, media_type) = visit.room, _FORMS[name]
    desk = Desk(room.content, room.store, Identity(FACILITATOR, own_machine=False, role="facilitator"), visit.folder)
    question = leaving.ask(desk, asked, of_the_pack.words(room))
    if question is not None:
        return question
    kept = room.space or room.store.path
    if not kept:
        return _page(room, asked, _NOT_ON_DISK)
    try:
        with _ONE:
            made = making.file(kept, room.content, room.week.id, ending)
    except making.PackNotMade as trouble:
        return _page(room, asked, str(trouble))
    return Given(f"pack-of-{room.week.id}{ending}", media_type, made)


def _page(room: Room, asked: Asked, trouble: str = "") -> Made:
    state = room.state()
    rehearsed, going = rehearsal.is_rehearsal(state), carried.by(room)
    page = screen.AfterPage(
        token=asked.token,
        title=room.week.title,
        ended=run.clock(datetime.fromisoformat(state.ended_at)) if state.ended_at else "",
        came=_came(room),
        questions=tuple(_kept(state, going)),
        left=None if rehearsed or carried.place(room) is None else len(going),
        next_workshop=_next_workshop(room),
        choices=tuple(choice for choice, _, _ in _FORMS.values()),
        rehearsal=rehearsed,
        open_now=tuple(_open_now(room, state)),
        news=_news(asked),
        trouble=trouble,
    )
    return Made(f"Error: {_TITLE}" if trouble else _TITLE, screen.render(page))


def _came(room: Room) -> str:
    """Before the facilitator herself, people may be counted exactly: she has seen them."""
    count = attendance.count(room)
    return f"{'Nobody has' if not count else '1 person has' if count == 1 else f'{count} people have'} come."


def _kept(state: State, going: tuple[str, ...]) -> Iterator[screen.Kept]:
    """Open questions first. Where nothing has been left yet, every open one is offered."""
    for each in sorted(state.questions, key=lambda each: each.answered):
        goes = each.words in going if going else not each.answered
        yield screen.Kept(each.id, each.words, each.answered, each.carried, goes)


def _next_workshop(room: Room) -> str:
    later = [week for week in room.content.weeks.values() if week.workshop and week.number > room.week.number]
    return f"“{later[0].title}” (week {later[0].number})" if later else ""


def _open_now(room: Room, state: State) -> Iterator[str]:
    for name, exercise in room.live.items():
        if state.standing(name).phase in ("open", "again"):
            yield exercise.definition.title


def _news(asked: Asked) -> str:
    """What was done just now, if the address says so."""
    news = asked.query.get("news", "")
    count = news.removeprefix("left-")
    if count != news and count.isascii() and count.isdigit() and len(count) < 3:
        return (
            "1 question is left to the next workshop."
            if count == "1"
            else f"{count} questions are left to the next workshop."
        )
    return _NEWS.get(news, "")


def _read(room: Room) -> Made:
    """The pack on the screen, so that it is read before it is handed on."""
    made = document.document(room)
    chapters = tuple((each.id, each.title, Markup(html.render(list(_under(each))))) for each in made.chapters)
    page = screen.PackPage(made.title, Markup(html.render(made.cover)), chapters)
    return Made(made.title, screen.render_pack(page))


def _under(chapter: Chapter) -> Iterator[Block]:
    """A chapter without its own heading; its parts one level below."""
    yield from chapter.blocks
    for part in chapter.parts:
        yield Heading(part.title, 2)
        yield from part.blocks
