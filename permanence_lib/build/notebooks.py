"""Notebooks as pages: title, set-up, prose and exercises, progress, sources; executed, and then the same every time."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

import nbformat

from permanence_lib import exercises
from permanence_lib.build import weeks
from permanence_lib.content.library import Content
from permanence_lib.content.programme import Week
from permanence_lib.workbook.reporting import over_files

#: In a build nothing is gentle, nothing is kept, and the notebook is nobody's.
SURROUNDINGS = {"PERMANENCE_STORE": "sqlite://", "PERMANENCE_STRICT": "1", "HTTP_X_WORKBOOK_USER": ""}
#: A live view means nothing in a saved notebook (its model is gone); the exercise's text stands there instead.
_LIVE = "application/vnd.jupyter.widget-view+json"
_LAB_NOTE = (
    '<p class="ap-lab-only"><em>In JupyterLab: choose Run, then Run All Cells, and the exercises wake up.</em></p>'
)

#: The live pages of a workshop: a participant's place, the facilitator's board, the projector.
ROOM_PAGES = {"place": "Workshop", "board": "Workshop board", "screen": "Workshop screen"}
#: What stands above the page of national figures.
_FIGURES = (
    "# National figures\n\nWhat is published about permanence in England: ask a question, choose groups and years, and see the "
    "figures as a sentence, a picture and a table, each with its source and what it cannot tell. They describe the country "
    "and say nothing about any one child."
)
#: The chapters of the pack of a workshop day, by their ids.
REPORTED = ("as-run", "answers", "words", "questions", "evaluation")


def texts(content: Content, run: bool = True) -> Iterator[tuple[Path, str, str]]:
    """Every notebook's path, text and source. They are executed two at a time, or else keep the outputs they have."""
    written = sorted((content.data / "weeks").glob("w*.md"))
    pages = [(path.stem, week_notebook(path, content), f"data/weeks/{path.name}") for path in written]
    pages.append(("home", home_notebook(), "data/programme.yaml and data/weeks.yaml"))
    pages.append(("figures", figures_notebook(), "permanence_lib/workbook/figures.py"))
    pages += [(name, room_notebook(name, title), "permanence_lib/workshop") for name, title in ROOM_PAGES.items()]
    pages.append(("reports/workshop_pack", report_notebook(), "permanence_lib/workshop/pack"))
    surroundings = {**SURROUNDINGS, "PERMANENCE_ROOT": str(content.root)}
    finish = (lambda page: execute(page[1])) if run else lambda page: _as_it_was(page[1], content, page[0])
    with mock.patch.dict(os.environ, surroundings), ThreadPoolExecutor(2) as pool:
        done = list(pool.map(finish, pages))
    for (name, _, source), notebook in zip(pages, done, strict=True):
        yield content.root / "notebooks" / f"{name}.ipynb", as_text(notebook), source


def week_notebook(path: Path, content: Content) -> Any:
    """One week, not yet executed."""
    week = content.weeks[path.stem]
    made = [_markdown("title", _title(week, content)), _parameters()]
    made.append(
        _code(
            "setup",
            f'from permanence_lib import Workbook\nweek = Workbook.open(participant, workshop).week("{week.id}")',
        )
    )
    placed = set()
    for part in weeks.parts(path, content):
        if isinstance(part, weeks.Place):
            placed.add(part.exercise)
            made.append(_exercise(part.exercise))
        elif isinstance(part, weeks.Figure):
            made.append(_code(f"figure-{part.question}", f'week.figure("{part.question}")', "figure"))
        else:
            made.append(_markdown(part.slug, part.text))
    # An exercise that the page does not place is shown all the same: adding one is adding a file.
    unplaced = [name for name in exercises.files(content) if name.startswith(week.id) and name not in placed]
    if unplaced:
        made += [_markdown("more-for-this-week", "## More for this week"), *map(_exercise, unplaced)]
    made += [
        _markdown("progress-title", "## Where you are in this week"),
        _code("progress", "week.progress()", "summary"),
    ]
    made += [_markdown("sources-title", "## Sources"), _code("sources", "week.sources()", "sources")]
    return _notebook(made, f"Week {week.number}: {week.title}", _place(week))


def _exercise(name: str) -> Any:
    return _code(name, f'week.exercise("{name}")', "exercise")


def home_notebook() -> Any:
    """The task list of all weeks, for JupyterLab; our own server shows it without a notebook."""
    cells = [
        _markdown("title", "# Achieving Permanence"),
        _parameters(),
        _code("setup", "from permanence_lib import Workbook\nbook = Workbook.open(participant, workshop)"),
        _code("home", "book.home()", "summary"),
    ]
    return _notebook(cells, "Achieving Permanence", {"week": None, "lang": "en-GB"})


def figures_notebook() -> Any:
    """The page of national figures, for Voila and for papermill: without parameters it shows every question."""
    takes = "question = form = period = None\ngroups, start, end = (), None, None"
    also = '"question", "form", "groups", "start", "end", "period"'
    set_up = f"from permanence_lib import Workbook\nbook = Workbook.open(participant, also=({also}))"
    cells = [
        _markdown("title", _FIGURES),
        _code("parameters", f"participant = None\n{takes}", "parameters"),
        _code("setup", set_up),
        _code("figures", "book.figures(question, form, groups, start, end, period)", "summary"),
    ]
    place = {"week": None, "lang": "en-GB", "room": "figures", "wide": True}
    return _notebook(cells, "National figures", place)


def room_notebook(name: str, title: str) -> Any:
    """One of the live pages of a workshop."""
    cells = [
        _markdown("title", f"# {title}"),
        _code(name, f'from permanence_lib import workshop\nworkshop.page("{name}")', "exercise"),
    ]
    return _notebook(cells, title, {"week": None, "lang": "en-GB", "room": name})


def report_notebook() -> Any:
    """The pack of a workshop day, for papermill: without parameters it says which it takes."""
    call = "from permanence_lib.workshop import pack\nthe_pack = pack.report(room, to, week)"
    cells = [
        _markdown("title", "# Pack of a workshop day"),
        _code("parameters", "room = None\nto = None\nweek = None", "parameters"),
        _code("setup", call),
        _code("cover", "the_pack.cover()", "summary"),
        *(_code(name, f'the_pack.chapter("{name}")', "summary") for name in REPORTED),
        _code("file", "the_pack.file()", "summary"),
    ]
    return _notebook(cells, "Pack of a workshop day", {"week": None, "lang": "en-GB", "report": "workshop_pack"})


def _title(week: Week, content: Content) -> str:
    made = [exercises.find(name, content).definition for name in exercises.files(content) if name.startswith(week.id)]
    module = content.modules[week.module]
    named = dict.fromkeys(name for definition in made for name in definition.outcomes)
    outcomes = "\n".join(f"- {content.outcomes[name].text}" for name in named)
    return (
        f"# Week {week.number}: {week.title}\n\n"
        f"Module {module.number}, {module.title} · {_time(week)}\n\n"
        f"{week.focus}\n\n"
        f"By the end of this week you should be able to:\n\n{outcomes}\n\n"
        f"This page is learning material, not legal advice: take advice from your authority's lawyer.\n\n{_LAB_NOTE}"
    )


def _time(week: Week) -> str:
    """What the week asks of a diary. A page of two thousand words takes about a quarter of an hour."""
    if week.workshop:
        return f"one day together, {week.workshop.start} to {week.workshop.end}."
    return f"about {_hours(week.minutes)} of exercises, and about 15 minutes for this page."


def _hours(minutes: int) -> str:
    """170 as '2 and three quarters hours': to the nearest quarter, since nobody works to the minute."""
    if minutes < 60:
        return f"{minutes} minutes"
    whole, rest = divmod(round(minutes / 15), 4)
    part = ["", " and a quarter", " and a half", " and three quarters"][rest]
    return f"{whole}{part} hour{'' if (whole, rest) == (1, 0) else 's'}"


def _place(week: Week) -> dict[str, Any]:
    """What the page's shell shows around the week."""
    return {
        "week": week.number,
        "week_id": week.id,
        "weeks": 28,
        "module": week.module,
        "prev": f"w{week.number - 1:02}" if week.number > 1 else None,
        "next": f"w{week.number + 1:02}" if week.number < 28 else None,
        "lang": "en-GB",
        **({"workshop": True} if week.workshop else {}),
    }


def _notebook(cells: list[Any], title: str, place: dict[str, Any]) -> Any:
    notebook = nbformat.v4.new_notebook(cells=_named_apart(cells))
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "title": title,
        "permanence": place,
        "voila": {"template": "permanence"},
    }
    return notebook


def _named_apart(cells: list[Any]) -> list[Any]:
    """Cell ids are slugs; a heading used twice gets a number."""
    seen: dict[str, int] = {}
    for cell in cells:
        seen[cell["id"]] = seen.get(cell["id"], 0) + 1
        if seen[cell["id"]] > 1:
            cell["id"] = f"{cell['id']}-{seen[cell['id']]}"
    return cells


def _markdown(slug: str, text: str) -> Any:
    return nbformat.v4.new_markdown_cell(text, id=slug[:60], metadata={"deletable": False, "editable": False})


def _parameters() -> Any:
    return _code("parameters", "participant = None\nworkshop = None", "parameters")


def _code(slug: str, source: str, tag: str = "setup") -> Any:
    tags = sorted({tag, "hide-input"})
    metadata = {"tags": tags, "deletable": False, "editable": False, "jupyter": {"source_hidden": True}}
    return nbformat.v4.new_code_cell(source, id=slug, metadata=metadata)


def execute(notebook: Any) -> Any:
    """Run a notebook in a kernel of its own; what only lives while the kernel does is left out."""
    from nbclient import NotebookClient

    with TemporaryDirectory(prefix="permanence-build-") as folder:
        settings = over_files(Path(folder))
        NotebookClient(notebook, kernel_name="python3", timeout=120, record_timing=False, config=settings).execute()
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop(_LIVE, None)
    for fleeting in ("widgets", "language_info"):
        notebook.metadata.pop(fleeting, None)
    return notebook


def _as_it_was(notebook: Any, content: Content, name: str) -> Any:
    """A notebook with what its cells gave when they were last run."""
    path = content.root / "notebooks" / f"{name}.ipynb"
    earlier = nbformat.read(path, 4).cells if path.is_file() else []
    given = {cell["id"]: cell for cell in earlier if cell.cell_type == "code"}
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell["id"] in given:
            cell.outputs, cell.execution_count = given[cell["id"]].outputs, given[cell["id"]].execution_count
    return notebook


def as_text(notebook: Any) -> str:
    """The notebook as it lies on disk, the same on every machine."""
    return json.dumps(json.loads(nbformat.writes(notebook)), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
