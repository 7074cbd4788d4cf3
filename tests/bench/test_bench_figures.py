"""Figures: what is made of the values, how they are said, and that a kept file is read again as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from permanence_lib.bench import keeping, saying, where
from permanence_lib.bench.figures import Figure, Measurement
from permanence_lib.errors import PermanenceError, UnreadableFile


def made() -> Measurement:
    """A measurement with a reference and a figure beside it."""
    found = Measurement("save", {"times": 20}, {"processors": 2, "load": 0.5, "python": "3.11"})
    found.add("insert", "A bare row", "s", [0.001] * 20)
    found.add("one", "A save", "s", [0.002] * 18 + [0.004, 0.009], "insert")
    found.add("size", "Size of it", "B", 148_900)
    return found


def test_the_middle_and_what_ninety_five_stay_within() -> None:
    """Of twenty values the nineteenth."""
    figure = Figure("one", "A save", "s", tuple(float(n) for n in range(20, 0, -1)))
    assert (figure.median, figure.p95, figure.unrest) == (10.5, 19.0, 9.5)
    assert Figure("one", "A save", "s", (3.0,)).unrest == 0.0


def test_nothing_is_added_for_nothing() -> None:
    """A figure that could not be had is not there, and is not nought."""
    found = Measurement("save")
    found.add("one", "A save", "s", None)
    found.add("two", "Two saves", "s", [])
    assert found.figures == []


def test_it_is_said_in_words_beside_its_reference() -> None:
    """Milliseconds, kilobytes, and how many times the reference."""
    words = saying.said(made())
    assert "2 ms (95 in 100: 4 ms, most: 9 ms) = 2 times a bare row" in words
    assert "148.9 kB" in words
    assert "2 processors, load 0.5" in words


def test_what_failed_and_what_was_left_out_is_said() -> None:
    """Once each, with how often."""
    found = made()
    found.failures, found.notes = ["It was busy."] * 3, ["No browser was there."]
    assert "Failed 3 times: It was busy." in saying.said(found)
    assert "No browser was there." in saying.said(found)


def test_a_kept_file_is_the_measurement(tmp_path: Path) -> None:
    """Folders are made on the way."""
    path = keeping.keep(made(), tmp_path / "deep" / "figures.json")
    assert keeping.kept(path) == made()


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"figures": 1}', json.dumps({"of": "x", "figures": [1]})])
def test_another_file_is_refused_in_words(content: str, tmp_path: Path) -> None:
    """And so is one that is not there."""
    (tmp_path / "other.json").write_text(content)
    with pytest.raises(UnreadableFile, match="is not a file of figures"):
        keeping.kept(tmp_path / "other.json")
    with pytest.raises(UnreadableFile, match="could not be read"):
        keeping.kept(tmp_path / "nothing.json")


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """With what to do."""
    (tmp_path / "file").write_text("")
    with pytest.raises(PermanenceError, match="Name a file with --to"):
        keeping.keep(made(), tmp_path / "file" / "figures.json")


def test_it_is_known_where_it_was_made() -> None:
    """Processors and versions; no name of the computer or of its owner."""
    here = where.here()
    assert here["processors"] and "permanence" in here["versions"]
    assert set(here) == {"at", "processors", "load", "system", "python", "commit", "versions"}
