"""A chronology of five hundred events: read, asked about, reported, and made into Word and Excel, beside bare tables of the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from permanence_lib import exercises
from permanence_lib.bench import bare, where
from permanence_lib.bench import keys as typing
from permanence_lib.bench.figures import Measurement
from permanence_lib.bench.rounds import in_turn
from permanence_lib.content.library import current
from permanence_lib.errors import PermanenceError
from permanence_lib.kinds.chronology import documents
from permanence_lib.kinds.chronology.model import Entry, Response, When, findings
from permanence_lib.kinds.chronology.report import report

EXERCISE, EVENTS = "w15a2", 500
_FIRST = date(2004, 1, 1)
#: What is worked out, its words, and the bare work that it stands beside.
_STEPS = {
    "excel.bare": ("A bare table in Excel, by openpyxl", ""),
    "excel": ("The chronology as an Excel file", "excel.bare"),
    "word.bare": ("A bare table in Word, by python-docx", ""),
    "word": ("The chronology as a Word document", "word.bare"),
    "read": ("Reading the saved answer", "excel.bare"),
    "questions": ("The questions that the rules ask of it", "excel.bare"),
    "report": ("The printed form, as blocks", "excel.bare"),
}
#: Where keys are pressed in a browser.
_KEYS = {
    "key": "A key in the chronology until it is painted",
    "key.timeline": "A key that moves a date of the timeline, until it is painted",
    "key.matrix": "A key in a cell of the matrix until it is painted",
}


def measure(events: int = EVENTS, times: int = 5, keys: int = 0) -> Measurement:
    """In this process by processor time, so that a busy computer does not tip it; with `keys`, in a browser too: here, on the timeline and in the matrix."""
    found = Measurement("chronology", {"events": events, "times": times, "keys": keys}, where.here())
    taken = in_turn(jobs(events), times, warm=times > 1)
    for name, (words, beside) in _STEPS.items():
        found.add(name, words, "s", taken[name].cpu, beside)
    if keys:
        _type(found, events, keys)
    return found


def _type(found: Measurement, events: int, keys: int) -> None:
    scenes = {
        "key": typing.chronology(answer(events)),
        "key.timeline": typing.timeline(),
        "key.matrix": typing.matrix(),
    }
    try:
        taken = typing.times(scenes, keys)
    except PermanenceError as missing:
        found.notes.append(f"Keys were not measured. {missing}")
        return
    found.add("key.empty", "A key on an empty page until it is painted", "s", taken[""])
    for name, words in _KEYS.items():
        found.add(name, words, "s", taken[name], "key.empty")


def jobs(events: int) -> dict[str, Callable[[], object]]:
    """Each step with its bare counterpart, by name."""
    import docx  # noqa: F401 what is imported once is no part of any of them
    import openpyxl  # noqa: F401

    exercise = exercises.find(EXERCISE, current())
    saved = answer(events)
    written = Response.model_validate(saved)
    given: Any = (exercise.definition, written, exercise.material)
    words, rows = bare.Words([], [_rows(written)]), _rows(written)
    return {
        "excel.bare": lambda: bare.excel(rows),
        "excel": lambda: documents.excel(*given),
        "word.bare": lambda: bare.word(words),
        "word": lambda: documents.word(*given),
        "read": lambda: Response.model_validate(saved),
        "questions": lambda: findings(*given),
        "report": lambda: report(*given),
    }


def answer(events: int = EVENTS) -> dict[str, Any]:
    """An invented answer with so many events over twenty years, as it is kept."""
    step = timedelta(days=max(1, 7300 // events))
    return Response(entries=tuple(_event(number, _FIRST + number * step) for number in range(events))).model_dump(
        mode="json"
    )


def _event(number: int, day: date) -> Entry:
    """Every third with the child's own words; a source each, and something made of it."""
    return Entry(
        id=f"e{number}", when=When.of(day), source=f"Case note {number % 9}", meaning=f"What it was like, {number}",
        what=f"Event number {number}: somebody came, something was said, and it was written down by whoever was there.",
        child_words=f"Said number {number}" if number % 3 == 0 else "", analysis=f"What I make of {number}", order=number,
    )  # fmt: skip


def _rows(written: Response) -> list[tuple[str, ...]]:
    """Eight columns, as the document has."""
    return [
        (f"{e.when.day}/{e.when.month}/{e.when.year}", "", e.what, e.source, e.significance, e.meaning, e.child_words, e.analysis)
        for e in written.entries
    ]  # fmt: skip
