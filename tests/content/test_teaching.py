"""The lint for teaching: an exercise that could not be worked, printed or read, and words used before they are explained."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from permanence_lib.check import teaching
from permanence_lib.content import places
from permanence_lib.content.library import Content

Change = Callable[[str, str], str]


@pytest.fixture
def changed(copied: Content) -> Change:
    """One shipped exercise, changed in one place, and what is said of it."""

    def change(old: str, new: str, name: str = "w02a5") -> str:
        text = (places.root() / "exercises" / f"{name}.yaml").read_text("utf-8")
        assert old in text, f"{name} does not hold {old!r}"
        (copied.root / "exercises" / f"{name}.yaml").write_text(text.replace(old, new, 1), "utf-8")
        return "\n".join(map(str, teaching.teaching_problems(copied)))

    return change


def test_a_shipped_exercise_lacks_nothing(changed: Change) -> None:
    """As it stands."""
    assert changed("kind:", "kind:") == ""


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("outcomes: [", "outcomes: [] # [", "it serves no learning outcome."),
        ("statements: [", "statements: [] # [", "it names no statement of the standard. Name one, or say why"),
    ],
)
def test_what_an_exercise_lacks_is_told(changed: Change, old: str, new: str, complaint: str) -> None:
    """With what to write."""
    assert complaint in changed(old, new)


@pytest.mark.parametrize(("source", "complaint"), [("w15a9", "which is no exercise."), ("w16a2", "which comes later.")])
def test_earlier_work_is_earlier_and_there(changed: Change, source: str, complaint: str) -> None:
    """An exercise can draw only on what a participant may have done before it."""
    found = changed("exercise: w15a2", f"exercise: {source}", "w16a2")
    assert f"it draws on '{source}', {complaint}" in found


def test_an_exercise_without_an_example_is_told(copied: Content) -> None:
    """Leaving it out is allowed by the schema, not by the lint."""
    text = (places.root() / "exercises" / "w02a5.yaml").read_text("utf-8")
    before, _, _ = text.partition("\nworked_example:")
    (copied.root / "exercises" / "w02a5.yaml").write_text(before + "\n", "utf-8")
    found = "\n".join(map(str, teaching.teaching_problems(copied)))
    assert "it has no worked example." in found


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("A placement order was made.", "line 5: w01 uses 'Placement order' before any week has offered its meaning."),
        ("A {term}`placement-order` was made, and placement orders are rare.", ""),
        ("They reached a threshold.", ""),
    ],
)
def test_a_term_is_offered_before_it_is_used(copied: Content, words: str, complaint: str) -> None:
    """In this week or one before; words that everybody uses need no offer."""
    (copied.data / "weeks" / "w01.md").write_text(f"---\nweek: w01\n---\n\n{words}\n", "utf-8")
    found = "\n".join(map(str, teaching.teaching_problems(copied)))
    assert complaint in found
    assert bool(found) == bool(complaint)


def test_a_term_offered_in_an_earlier_week_is_known(copied: Content) -> None:
    """Weeks are read in order."""
    for week, words in (("w01", "A {term}`placement-order`."), ("w02", "A placement order.")):
        (copied.data / "weeks" / f"{week}.md").write_text(f"---\nweek: {week}\n---\n\n{words}\n", "utf-8")
    assert list(teaching.teaching_problems(copied)) == []


def test_a_page_that_is_hard_to_read_is_noted_with_its_grade(copied: Content) -> None:
    """A note, not a complaint: the words may be the right ones."""
    pytest.importorskip("textstat")
    hard = "Notwithstanding the aforementioned considerations regarding interdisciplinary collaborative " * 12 + "end."
    (copied.data / "weeks" / "w01.md").write_text(f"---\nweek: w01\n---\n\n{hard}\n", "utf-8")
    (note,) = teaching.hard_to_read(copied)
    assert note.startswith("w01 is hard to read: about ")
    (copied.data / "weeks" / "w01.md").write_text("---\nweek: w01\n---\n\nThe boy held the dog. He said no.\n", "utf-8")
    assert list(teaching.hard_to_read(copied)) == []
