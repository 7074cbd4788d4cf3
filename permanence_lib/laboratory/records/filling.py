"""A record as an answer to the chronology or to the delay timeline: the rows in words, under an alias, nothing added to them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.exercises import Exercise
from permanence_lib.kind import Material, Response
from permanence_lib.laboratory.records.history import History
from permanence_lib.laboratory.records.telling import age_words
from permanence_lib.workbook import slots

_SOURCE = "Yearly return (SSDA903)"


@dataclass(frozen=True)
class Opening:
    """An exercise in which a record opens: its id, what the link says, and what is asked instead of the author's prompt."""

    exercise: str
    words: str
    prompt: str


OPENINGS: Mapping[str, Opening] = {
    "chronology": Opening(
        "w15a2",
        "Open in the chronology",
        "The rows of the yearly return are below, one entry for each, in the words of their codes. They say where a child "
        "was and under which law. They do not say what any of it meant.\n\nChange what you like. Leave out what did not "
        "matter, look at the gaps, and try to write what one row meant for the child. Then have the page read it back to you.",
    ),
    "delay-timeline": Opening(
        "w02a2",
        "Open in the delay timeline",
        "The dates of the yearly return stand on the two lines below, and the law’s own timetable beside them. A return has "
        "few of the dates that a timetable needs, so much of it will say that nobody can tell.\n\nAdd two stretches of time "
        "of your own. For each, say what it was for, what it cost the child, and what you would have to read to know.",
    ),
}


def answer(name: str, history: History, alias: str, content: Content) -> tuple[Exercise, Response]:
    """The exercise of an opening, and the answer that a record makes there. No day of birth is in it."""
    exercise = exercises.find(OPENINGS[name].exercise, content)
    material = slots.material_for(exercise, "followed", alias)
    fill = {"chronology": _chronology, "delay-timeline": _timeline}[name]
    return exercise, exercise.kind.response.model_validate(fill(exercise, material, history, alias))


def file(exercise: Exercise, response: Response) -> bytes:
    """An answer as the file that the exercise opens."""
    whole = {"permanence": "answer", "exercise": exercise.id, "value": response.model_dump(mode="json")}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _read(exercise: Exercise, material: Material, table: str, content: bytes) -> dict[str, Any]:
    """What the exercise itself makes of a table of the return."""
    read = exercise.kind.read_file
    assert read, f"{exercise.kind.name} reads no files"
    return read(exercise.definition, material, f"{table}.csv", content)


def _chronology(exercise: Exercise, material: Material, history: History, alias: str) -> dict[str, Any]:
    """An entry for each episode, with how old the child was at the first."""
    found = _read(exercise, material, "Episodes", history.tables()["Episodes"])
    (child,) = found["children"]
    categories: tuple[str, ...] = exercise.definition.categories  # type: ignore[attr-defined]
    entries = [_entry(n, row, categories) for n, row in enumerate(child["rows"][1:], 1)]
    if history.age is not None:
        entries[0]["what"] = f"{age_words(history.age)} when care began. {entries[0]['what']}"
    return {"alias": alias, "born": _born(history, {"known": "month"}), "entries": entries}


def _entry(number: int, row: list[str], categories: tuple[str, ...]) -> dict[str, Any]:
    start, end, what, _, sort = row
    category = next((name for name in categories if name.startswith(sort)), "")
    until = {"until": {**_boxes(end), "known": "day"}} if end and end != start else {}
    return {
        "id": f"n{number}", "when": {**_boxes(start), "known": "day"}, "what": what, "source": _SOURCE,
        "category": category, "order": number - 1, **until,
    }  # fmt: skip


def _timeline(exercise: Exercise, material: Material, history: History, alias: str) -> dict[str, Any]:
    """A point for each date of the episodes, the reviews and the way to adoption."""
    tracks = exercise.definition.tracks  # type: ignore[attr-defined]
    line = {"life": tracks[0].id, "system": tracks[-1].id}
    found = [
        date
        for table, content in history.tables().items()
        for child in _read(exercise, material, table, content)["children"]
        for date in child["dates"]
    ]
    points = [
        {"id": f"r{n}", "label": x["label"], "date": x["date"], "means": x["means"], "sort": x["sort"],
         "track": line[x["line"]], "source": _SOURCE}
        for n, x in enumerate(sorted(found, key=lambda x: str(x["day"])), 1)
    ]  # fmt: skip
    if history.age is not None and points:
        points[0]["label"] = f"{points[0]['label']} ({age_words(history.age).lower()})"
    return {"alias": alias, "born": _born(history, {}), "points": points}


def _born(history: History, more: dict[str, str]) -> dict[str, str]:
    """Month and year of an invented birth; of a real one nothing."""
    if history.born is None:
        return more
    year, month = history.born
    return {"month": str(month), "year": str(year), **more}


def _boxes(day: str) -> dict[str, str]:
    year, month, number = day.split("-")
    return {"day": str(int(number)), "month": str(int(month)), "year": year}
