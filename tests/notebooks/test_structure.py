"""What every committed notebook must be, so that a comparison of its outputs means something."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from permanence_lib import exercises
from permanence_lib.content.library import Content

ROOT = Path(__file__).resolve().parent.parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
WEEKS = [path for path in NOTEBOOKS if re.fullmatch(r"w\d\d", path.stem)]

each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> Any:
    """A notebook."""
    return nbformat.read(path, as_version=4)


def code(path: Path) -> list[Any]:
    """Its code cells."""
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def test_every_week_has_its_notebook() -> None:
    """Home, the national figures, 28 weeks, and the three live pages of a workshop."""
    assert [path.stem for path in NOTEBOOKS] == sorted(
        ["board", "figures", "home", "place", "screen", *(f"w{number:02}" for number in range(1, 29))]
    )


@each
def test_every_code_cell_was_executed(path: Path) -> None:
    """A cell without a count is never compared by nbval, so it would be silent about any change."""
    assert [cell.execution_count for cell in code(path)] == list(range(1, len(code(path)) + 1))


@each
def test_outputs_are_there(path: Path) -> None:
    """Every cell that shows something has its text stored: stripped outputs would compare as equal."""
    silent = {"parameters", "setup"}
    assert [cell.id for cell in code(path) if not cell.outputs and cell.id not in silent] == []


@each
def test_code_cells_are_short_hidden_and_stay(path: Path) -> None:
    """At most three lines, hidden, and not deleted by a slip of the keyboard."""
    for cell in code(path):
        assert len(cell.source.splitlines()) <= 3
        assert cell.metadata.jupyter.source_hidden is True
        assert cell.metadata.deletable is False


@each
def test_cell_ids_are_names(path: Path) -> None:
    """Slugs, each once: so that a difference names its place."""
    ids = [cell.id for cell in read(path).cells]
    assert len(ids) == len(set(ids))
    assert [name for name in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


@each
def test_outputs_hold_nothing_that_changes_by_itself(path: Path) -> None:
    """No memory address, no path, no live view, no date of today, no duration."""
    for cell in code(path):
        for output in cell.outputs:
            assert output.output_type != "error"
            assert set(output.get("data", {})) <= {"text/plain", "text/html"}
            words = re.sub(r"https?://[^\s'\"<>)]+", "", str(output))  # an address on the web is no path
            assert not re.search(r"0x[0-9a-f]{6,}|/home/|/root/|/tmp/|/Users/|\d ms\b", words)


@pytest.mark.parametrize("path", WEEKS, ids=lambda path: path.stem)
def test_a_week_shows_each_of_its_exercises_once(path: Path, content: Content) -> None:
    """In the order of their ids."""
    shown = [cell.id for cell in code(path) if "exercise" in cell.metadata.tags]
    assert shown == [name for name in exercises.files(content) if name.startswith(path.stem)]


@pytest.mark.parametrize("path", WEEKS, ids=lambda path: path.stem)
def test_an_exercise_is_stored_as_its_own_text(path: Path, content: Content) -> None:
    """The title, and more than a class name, stand in the notebook."""
    for cell in code(path):
        if "exercise" in cell.metadata.tags:
            text = "".join(cell.outputs[0].data["text/plain"])
            assert exercises.find(cell.id, content).definition.title.upper() in text
            assert len(text) > 500


#: Words of prose by sort of week, citations spelt out; the exercises and the agenda are not counted.
WORDS = {"study": (1200, 2600), "reading": (700, 1900), "workshop": (700, 1900)}


@pytest.mark.parametrize("path", WEEKS, ids=lambda path: path.stem)
def test_a_week_is_a_real_text(path: Path, content: Content) -> None:
    """Long enough to carry a thought, and short enough for an evening."""
    own = {"title", "progress-title", "sources-title", "agenda"}
    words = sum(
        len(cell.source.split()) for cell in read(path).cells if cell.cell_type == "markdown" and cell.id not in own
    )
    least, most = WORDS[content.weeks[path.stem].type]
    assert least <= words <= most


@pytest.mark.parametrize("week", ["w04", "w11", "w18", "w25"])
def test_a_workshop_shows_its_day(week: str, content: Content) -> None:
    """Every session and break with its time, and a link to every live exercise."""
    (agenda,) = (cell.source for cell in read(ROOT / "notebooks" / f"{week}.ipynb").cells if cell.id == "agenda")
    day = content.weeks[week].workshop
    assert day is not None
    for part in (*day.sessions, *day.breaks):
        assert f"**{part.start} to {part.end}: {part.title}**" in agenda
    for name in exercises.files(content):
        if name.startswith(f"{week}s"):
            assert f"(#exercise-{name})" in agenda


def without_citations(text: str) -> str:
    """The text without what stands in brackets, and in brackets within brackets: 'Re X (A Child) (as at ...)'."""
    while (less := re.sub(r"\([^()]*\)", " ", text)) != text:
        text = less
    return text


def test_no_sentence_stands_in_two_weeks() -> None:
    """What was said once is not said again: no run of twelve words is repeated from one week to another."""
    first: dict[tuple[str, ...], str] = {}
    repeated = set()
    for path in WEEKS:
        prose = [c.source for c in read(path).cells if c.cell_type == "markdown" and c.id not in ("title", "agenda")]
        words = re.findall(r"[a-z']+", " ".join(map(without_citations, prose)).lower())
        for run in zip(*(words[n:] for n in range(12)), strict=False):
            if first.setdefault(run, path.stem) != path.stem:
                repeated.add((first[run], path.stem, " ".join(run)))
    assert repeated == set()
