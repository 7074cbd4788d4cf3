"""The two booklets of a day: the participants' and the facilitator's, each as a Word document and as a web page to print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.content.programme import Week
from permanence_lib.document import docx, html
from permanence_lib.document.blocks import Block, Document, Heading, Items, Paragraph, Quote, Space, Table
from permanence_lib.exercises import Exercise
from permanence_lib.screen import compiled
from permanence_lib.workshop import day
from permanence_lib.workshop.day import Stretch
from permanence_lib.workshop.paper import blank, kept_back, tally
from permanence_lib.workshop.printed import HTML, WORD
from permanence_lib.workshop.prompt import as_blocks

_SHARING = {
    "private": "Nobody else sees this sheet. Keep it, or put it away.",
    "anonymous": "Sheets are collected without a name. Where fewer than five are handed in, nothing is read out.",
    "named": "What is written here may be read out with your name.",
}
_MOMENT = (
    "If you need a moment, get up and go. Nobody will ask why, then or when you come back. You may leave out any question, "
    "and watch instead of taking part."
)


@dataclass(frozen=True)
class Chapter:
    """One thing on paper, beginning on a page of its own."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Booklet:
    """What is printed and stapled together."""

    name: str
    title: str
    about: str
    cover: tuple[Block, ...]
    chapters: tuple[Chapter, ...]

    def word(self) -> bytes:
        """As a Word document, each chapter on a new page."""
        blocks = [block for each in self.chapters for block in (Heading(each.title, 1), *each.blocks)]
        return docx.render(Document(self.title, tuple(blocks), cover=self.cover, listed=1))

    def web_page(self) -> bytes:
        """As one web page that prints in the same way."""
        parts = tuple(compiled.Part(x.id, x.title, Markup(html.render(x.blocks))) for x in self.chapters)
        page = compiled.CompiledPage(self.title, Markup(html.render(self.cover)), parts)
        return compiled.render(page).encode("utf-8", "replace")

    def file(self, form: str) -> tuple[str, str, bytes]:
        """Name, media type and bytes of one of its forms: 'word' or 'print'."""
        if form == "word":
            return f"{self.name}.docx", WORD, self.word()
        return f"{self.name}.html", HTML, self.web_page()


def booklets(week: Week, content: Content) -> dict[str, Booklet]:
    """Both booklets of a workshop week, by what they are called in an address."""
    if week.workshop is None:
        raise ValueError(f"{week.id} is not a workshop.")
    live = {each.id: each for each in exercises.readable(content, week.id)}
    planned = day.stretches(week.workshop)
    title = f"Week {week.number}. {week.title}"
    sheets = Booklet(
        f"{week.id}-sheets", f"{title}: sheets for participants",
        "One for everybody: the day, and a sheet for each exercise with room to write.",
        (Paragraph(week.focus), Paragraph(_MOMENT)),
        (Chapter("day", "The day", (_agenda(planned),)), *(_sheet(x, n, content) for n, x in enumerate(live.values(), 1))),
    )  # fmt: skip
    notes = Booklet(
        f"{week.id}-facilitator", f"{title}: for the facilitator",
        "One copy, and not for handing round: your notes, what is handed out later, and sheets for counting.",
        (Paragraph("Not for handing round: it holds what participants are to find out."),),
        (Chapter("day", "The day, and how it really ran", (_as_run(planned), *_before())),
         *(_notes(x, n, planned, content) for n, x in enumerate(live.values(), 1)),
         Chapter("kept", "Questions kept, and the end", tuple(_after(week)))),
    )  # fmt: skip
    return {"sheets": sheets, "facilitator": notes}


def _agenda(planned: list[Stretch]) -> Table:
    rows = tuple((each.times(), each.title, each.session_title) for each in planned)
    return Table("When and what", ("When", "What", "Part of"), rows)


def _as_run(planned: list[Stretch]) -> Table:
    room = blank.room_in_a_cell(4)
    rows = tuple((each.times(), each.title, room, room) for each in planned)
    return Table("The day as planned, with room for how it ran", ("Planned", "What", "Began", "Note"), rows)


def _before() -> Iterator[Block]:
    yield Heading("Without screens", 2)
    yield Items((
        "Print the participants' sheets once for everybody and two over; cut or copy what is marked as handed out later, one for each group.",
        "Groups of three to five: count round the room (with twenty people to five, for five groups of four). Count differently after each break, so that people meet.",
        "Commit first: everybody writes before anybody speaks. Collect or count, then talk, then ask for a second answer on the same sheet in another colour.",
        "Collect sheets face down and shuffle them. Read out or count nothing of which you hold fewer than five.",
        "Show where somebody can go who needs a moment, and who is there. A watch on the table is a clock everyone can see.",
        "Afterwards, with those who agree, sheets can be typed in: on the facilitator's page Paper sheets.",
    ))  # fmt: skip


def _sheet(exercise: Exercise, number: int, content: Content) -> Chapter:
    asked = exercise.definition
    blocks: list[Block] = []
    if asked.content_note:
        blocks += [Paragraph(block.text, "Before you begin") for block in as_blocks(asked.content_note, content) if isinstance(block, Paragraph)]  # fmt: skip
    blocks += [Paragraph(f"{asked.minutes} minutes. {_SHARING[asked.sharing]}"), *as_blocks(asked.prompt, content)]
    return Chapter(exercise.id, f"{number}. {asked.title}", (*blocks, *blank.form(exercise)))


def _notes(exercise: Exercise, number: int, planned: list[Stretch], content: Content) -> Chapter:
    asked = exercise.definition
    when = [each.times() for each in planned if each.exercise == exercise.id]
    blocks: list[Block] = [Paragraph(f"{' and '.join(when) or 'No fixed time'}. {asked.minutes} minutes. {_SHARING[asked.sharing]}")]  # fmt: skip
    for title, words in _parts(exercise).items():
        if words:
            blocks += [Heading(title, 2), *as_blocks(words, content)]
    if held := kept_back.blocks(exercise, content):
        blocks += [
            Heading(
                "Not on the participants' sheet: help, and what is handed out or read out when its moment comes", 2
            ),
            *held,
        ]
    counted = tally.blocks(exercise)
    blocks += [Heading("Counting", 2), *counted] if counted else []
    blocks += [Heading("What the room said", 2), Space(8)]
    return Chapter(exercise.id, f"{number}. {asked.title}", tuple(blocks))


def _parts(exercise: Exercise) -> Mapping[str, str]:
    asked = exercise.definition
    return {
        "What it is for": asked.purpose,
        "Said before it begins": asked.content_note or "",
        "Your notes": asked.facilitator_notes or "",
    }


def _after(week: Week) -> Iterator[Block]:
    yield Paragraph("Questions that were kept for later in the day, or for the next workshop.")
    yield Space(10)
    yield Heading("What everybody takes away", 2)
    yield Items(tuple(week.workshop.takes_away) if week.workshop else ())
    yield Heading("Who was here", 2)
    yield Quote("Aliases will do. Attendance is noted by each participant in their own workbook, and agreed by you.")
    yield Space(12)
