"""The occasions as shipped: each finds its items, and every item has the question that makes a reader look."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from permanence_lib.check.occasions import occasion_problems
from permanence_lib.content import loading
from permanence_lib.content.library import Content
from permanence_lib.content.occasions import Occasions
from permanence_lib.portfolio.packs.items import items, with_lines

REQUIREMENTS = (
    "workshops", "tasks", "reading", "direct-work", "tracker", "self-assessments", "reviews", "enquiry", "portfolio",
)  # fmt: skip


def test_five_for_the_manager_one_for_a_peer_and_one_for_the_cohort(content: Content) -> None:
    """In the order of the programme, and ten minutes each."""
    managers = [one for one in content.occasions.values() if one.sort == "manager"]
    assert [one.id for one in managers] == ["start", "w07", "w14", "w21", "w28"]
    assert {one.minutes for one in managers} == {10}
    assert [one.sort for one in content.occasions.values()][5:] == ["peer", "cohort"]


def test_the_items_are_those_of_the_exercises(content: Content) -> None:
    """Week 28 has the nine requirements of completion; the start has what the programme asks before it begins."""
    assert tuple(one.id for one in items(content.occasions["w28"], content)) == REQUIREMENTS
    start = items(content.occasions["start"], content)
    assert len(start) == len(content.programme.participants.entry) + len(
        content.programme.participants.evidenced_by_manager
    )
    assert [len(items(content.occasions[name], content)) for name in ("w07", "w14", "w21")] == [9, 10, 12]
    assert items(content.occasions["peer"], content) == ()


def test_every_item_makes_its_reader_look(content: Content) -> None:
    """A question of its own for each, never the same twice."""
    asked = [one.look for name in content.occasions for one in items(content.occasions[name], content)]
    plain = [look for look in asked if "?" not in look]
    assert all(look.startswith(("Ask", "Say", "You are asked", "The three dates")) for look in plain), plain
    assert len(set(asked)) == len(asked) == 50


def test_lines_come_from_a_sign_off_and_from_a_worksheet(content: Content) -> None:
    """What the participant wrote beside each thing."""
    week7, start = content.occasions["w07"], content.occasions["start"]
    said = with_lines(items(week7, content), week7, {"items": {"time": {"where": "Four of seven."}}})
    assert [one.line for one in said if one.line] == ["Four of seven."]
    rows = {"rows": {"ready": [{"id": "court", "answers": {"seen": "Twice, in March."}}]}}
    assert [(one.id, one.line) for one in with_lines(items(start, content), start, rows) if one.line] == [
        ("court", "Twice, in March.")
    ]


def test_the_shipped_occasions_have_no_problems(content: Content) -> None:
    """As `permanence check` finds them."""
    assert list(occasion_problems(content)) == []


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("      goals: Has anybody", "      gaols: Has anybody", "there is no item 'gaols'"),
        ("exercise: w07a3", "exercise: w07a9", "there is no exercise 'w07a9'"),
        ("section: ready", "section: readi", "has nothing to confirm"),
    ],
)
def test_a_slip_in_the_file_is_found_with_its_line(tmp_path: Path, content: Content, was: str, becomes: str, said: str) -> None:  # fmt: skip
    """Where, what, and what to write instead."""
    (tmp_path / "data").mkdir()
    for name in ("occasions.yaml", "programme.yaml"):
        shutil.copy(content.data / name, tmp_path / "data" / name)
    text = (content.data / "occasions.yaml").read_text("utf-8")
    (tmp_path / "data" / "occasions.yaml").write_text(text.replace(was, becomes, 1), "utf-8")
    copy = Content(tmp_path)
    for name in ("law", "cases", "weeks", "statistics", "schemas"):
        (tmp_path / "data" / name).symlink_to(content.data / name)
    for path in content.data.glob("*.yaml"):
        if not (tmp_path / "data" / path.name).exists():
            (tmp_path / "data" / path.name).symlink_to(path)
    (tmp_path / "exercises").symlink_to(content.root / "exercises")
    found = list(occasion_problems(copy))
    assert any(said in str(one) and one.line for one in found), found


def test_a_manager_needs_items_and_the_cohort_none(tmp_path: Path) -> None:
    """The model says so while an author types."""
    bare = "title: T\n    when: W\n    minutes: 5\n    asked: A\n"
    path = tmp_path / "occasions.yaml"
    path.write_text(f"occasions:\n  - id: x\n    sort: manager\n    {bare}")
    assert any("'exercise' must say" in str(one) for one in loading.problems(path, Occasions))
    path.write_text(f"occasions:\n  - id: x\n    sort: cohort\n    {bare}    exercise: w07a3\n")
    assert any("the cohort only reads" in str(one) for one in loading.problems(path, Occasions))
