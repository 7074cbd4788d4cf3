"""The pack as one document: the day as run, what the room answered and heard, what stayed open, what people said of the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from permanence_lib.content.dates import say_date
from permanence_lib.content.days import say_minutes
from permanence_lib.document.blocks import Block, Items, Paragraph, Table
from permanence_lib.portfolio.compiled import Chapter, Compiled
from permanence_lib.portfolio.compiled.chapters import sound
from permanence_lib.workshop import attendance, rehearsal
from permanence_lib.workshop.pack import answered, counting, heard, run
from permanence_lib.workshop.pack.run import AsRun, History
from permanence_lib.workshop.room import Room

_ABOUT = (
    "What the room made together. Nothing here says who gave which answer: there are no names, nothing of an exercise "
    "that fewer than five people answered, and only words that the facilitator approved for the room to see. The "
    "evaluation alone stands as it was written, because it was written for those who run the day."
)
_REHEARSAL = "This was a rehearsal. The people in it were simulated, and nothing here was said by anybody."
EVALUATION = "What people said of the day"
_NOT_BEGUN = "The day was not begun."
_AGENDA = "The agenda, as planned and as run"


def document(room: Room) -> Compiled:
    """The whole pack, as the room stands."""
    history = room.history()
    return Compiled(title(room), tuple(cover(room, history)), tuple(chapters(room, history)))


def title(room: Room) -> str:
    """'Pack of the day: Workshop three: deciding and defending'."""
    return f"Pack of the day. {room.week.title}"


def cover(room: Room, history: History) -> Iterator[Block]:
    """What the pack is of, and what it leaves out."""
    on = run.day_of(history)
    if rehearsal.is_rehearsal(room.state()):
        yield Paragraph(_REHEARSAL, lead="Rehearsal")
    yield Paragraph(room.cohort, lead="Cohort")
    yield Paragraph(say_date(on) if on else "No day yet", lead="Day")
    yield Paragraph(counting.begin(counting.people(attendance.count(room))), lead="Who came")
    yield Paragraph(_ABOUT, lead="What is inside")


def chapters(room: Room, history: History) -> Iterator[Chapter]:
    """Everything after the title page."""
    yield Chapter("as-run", "The day as it was run", tuple(as_run(room, history)))
    yield _with("answers", "What the room answered", tuple(_answers(room, history)), "No exercise was opened.")
    yield _with("words", "What the room heard, by theme", tuple(_words(room)), "No words were approved for the room.")
    yield Chapter("questions", "Questions", tuple(questions(room)))
    said = tuple(sound(heard.evaluation(room), under=1)) or (heard.no_evaluation(room),)
    yield Chapter("evaluation", EVALUATION, said)


def as_run(room: Room, history: History) -> Iterator[Block]:
    """When it began and ended, and every stretch as planned and as it was."""
    span = run.span(history)
    if span is None:
        yield Paragraph(_NOT_BEGUN)
        return
    began, ended = span
    how_long = say_minutes(round((ended - began).total_seconds() / 60))
    last = "ended" if room.state().ended_at else "came to its last part"
    later = f", {how_long} later" if ended - began >= timedelta(minutes=1) else ""
    yield Paragraph(f"The day began at {run.clock(began)} and {last} at {run.clock(ended)}{later}.")
    for rested, went_on in run.pauses(history):
        until = f" and went on at {run.clock(went_on)}" if went_on else ""
        yield Paragraph(f"The room paused at {run.clock(rested)}{until}.")
    rows = tuple(_row(each) for each in run.as_run(history, room.agenda))
    yield Table(_AGENDA, ("Part of the day", "Planned", "Begun", "What was done"), rows)


def _row(each: AsRun) -> tuple[str, str, str, str]:
    begun = ", again ".join(run.clock(at) for at in each.begun) or "Not begun"
    done = [f"{step.what} {run.clock(step.at)}" for step in each.steps]
    if each.longer:
        done.append(f"made {say_minutes(abs(each.longer))} {'longer' if each.longer > 0 else 'shorter'}")
    return each.planned.title, each.planned.times(), begun, counting.begin(", ".join(done))


def _answers(room: Room, history: History) -> Iterator[Chapter]:
    for exercise, blocks in answered.exercises_done(room, history):
        yield Chapter(exercise.id, exercise.definition.title, tuple(sound(blocks, under=2)))


def _words(room: Room) -> Iterator[Chapter]:
    for number, (theme, these) in enumerate(heard.by_theme(room).items(), 1):
        yield Chapter(f"theme-{number}", theme, tuple(heard.blocks(these)))


def questions(room: Room) -> Iterator[Block]:
    """The questions that were kept: open ones first, with those that came from an earlier workshop said."""
    kept = room.state().questions
    yield from _listed("Still open", [_asked(each.words, each.carried) for each in kept if not each.answered])
    yield from _listed("Answered today", [_asked(each.words, each.carried) for each in kept if each.answered])
    if not kept:
        yield Paragraph("No questions were kept.")


def _asked(words: str, carried: bool) -> str:
    return f"{words} (from an earlier workshop)" if carried else words


def _listed(lead: str, words: list[str]) -> Iterator[Block]:
    if words:
        yield Paragraph(f"{len(words)} question{'' if len(words) == 1 else 's'}", lead=lead)
        yield Items(tuple(words))


def _with(name: str, heading: str, parts: tuple[Chapter, ...], nothing: str) -> Chapter:
    return Chapter(name, heading, () if parts else (Paragraph(nothing),), parts)
