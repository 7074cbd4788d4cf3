"""`permanence check` complains about a completion requirement that nobody could meet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from permanence_lib import exercises
from permanence_lib.check.requirements import requirement_problems
from permanence_lib.content.library import Content


@pytest.fixture(scope="module")
def content() -> Content:
    """Content of its own, in which the programme may be changed."""
    return Content.load()


@pytest.fixture(autouse=True)
def read_once(content: Content, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The exercises are the same in every case."""
    monkeypatch.setattr(exercises, "load", lambda content: {x.id: x for x in exercises.readable(content)})
    shipped = content.programme
    yield
    content.__dict__["programme"] = shipped


def complaints(content: Content, requirement: str, **changed: Any) -> list[str]:
    """What is complained about once one rule is changed."""
    completion = content.programme.completion
    shown_by = tuple(
        x.model_copy(update={"rule": x.rule.model_copy(update=changed)}) if x.id == requirement else x
        for x in completion.shown_by
    )
    changed_completion = completion.model_copy(update={"shown_by": shown_by})
    content.__dict__["programme"] = content.programme.model_copy(update={"completion": changed_completion})
    return [str(problem) for problem in requirement_problems(content)]


def test_the_shipped_rules_can_all_be_met(content: Content) -> None:
    assert list(requirement_problems(content)) == []


@pytest.mark.parametrize(
    ("requirement", "changed", "words"),
    [
        ("tracker", {"exercises": ("w01a4", "w07a9")}, "there is no exercise 'w07a9'"),
        ("tracker", {"at_least": 7}, "the rule asks for 7, and 6 count: it can never be met"),
        ("reading", {"kind": "reading_logs"}, "there is no kind 'reading_logs'"),
        ("reading", {"kind": None}, "the rule asks for nothing"),
        ("workshops", {"attend": ("w04", "w05")}, "there is no workshop week 'w05'"),
        ("reviews", {"signed_at": ("w07", "w29")}, "there is no week 'w29'"),
        ("enquiry", {"verified_at": "w29"}, "there is no week 'w29'"),
        ("tasks", {"core_of": (), "section": 10, "at_least": 5}, "the rule asks for 5, and 4 count"),
    ],
)
def test_a_rule_that_cannot_be_met_is_complained_about(
    requirement: str, changed: dict[str, Any], words: str, content: Content
) -> None:
    """With the file, the line and what to write instead."""
    found = complaints(content, requirement, **changed)
    assert any(words in complaint for complaint in found), found
    assert all("programme.yaml" in complaint and "line" in complaint for complaint in found)


def test_a_plan_that_leads_nowhere_is_complained_about(content: Content) -> None:
    plan = content.programme.plan.model_copy(update={"agreement": "w01a9", "development": ("w01a5", "w28a9")})
    content.__dict__["programme"] = content.programme.model_copy(update={"plan": plan})
    found = " ".join(str(problem) for problem in requirement_problems(content))
    assert "'w01a9'" in found and "'w28a9'" in found
