"""`permanence check` complains about an evaluation that would find nothing, or would gather what was promised to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from permanence_lib.check.evaluation import evaluation_problems
from permanence_lib.content.evaluation import Evaluation, Pool, SmallNumbers
from permanence_lib.content.library import Content


@pytest.fixture(scope="module")
def content() -> Content:
    """Content of its own, in which the evaluation may be changed."""
    return Content.load()


@pytest.fixture(autouse=True)
def as_shipped(content: Content) -> Iterator[None]:
    """Afterwards it is as it was."""
    shipped = content.evaluation
    yield
    content.__dict__["evaluation"] = shipped


def complaints(content: Content, **changed: Any) -> list[str]:
    """What is complained about once the evaluation is changed."""
    content.__dict__["evaluation"] = content.evaluation.model_copy(update=changed)
    return [str(problem) for problem in evaluation_problems(content)]


def pool(*questions: str) -> tuple[Pool, ...]:
    """One list of words."""
    return (Pool(id="keep", title="Keep", questions=questions),)


def test_as_shipped_there_is_nothing_to_say(content: Content) -> None:
    """Every exercise and question is there."""
    assert complaints(content) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"levels": ("w01a2", "w28a9")}, "there is no exercise 'w28a9'"),
        ({"levels": ("w01a2", "w25s4a")}, "w25s4a has no levels on the whole standard"),
        ({"levels": ("w01a2", "w28a5")}, "w28a5 has no levels on the whole standard"),
        ({"form": "w28a1x"}, "there is no exercise 'w28a1x'"),
        ({"form": "w11s4c"}, "w11s4c asks nothing with choices or ticks"),
        ({"comments": pool("w28a5/keep", "w28a9/keep")}, "there is no exercise 'w28a9'"),
        ({"comments": pool("w28a5/keep", "w28a5/kept")}, "asks nothing called 'kept' in words"),
        ({"comments": pool("w28a5/keep", "w28a5/minutes")}, "asks nothing called 'minutes' in words"),
        ({"comments": pool("w28a5/keep", "w01a5/child")}, "w01a5"),
    ],
)
def test_what_leads_nowhere_is_said(content: Content, changed: dict[str, Any], said: str) -> None:
    """With the file, and what to write instead."""
    found = complaints(content, **changed)
    assert [line for line in found if said in line and "evaluation.yaml" in line], found


@pytest.mark.parametrize("wrong", [{"under": 4, "people_from": 10}, {"under": 6, "people_from": 10}])
def test_limits_cannot_be_loosened(wrong: dict[str, int]) -> None:
    """Five is the least, and both sides of a spread need it."""
    with pytest.raises(ValidationError):
        SmallNumbers.model_validate(wrong)


def test_one_list_of_words_gathers_two_questions(content: Content) -> None:
    """A list of the answers to one question would count who wrote."""
    with pytest.raises(ValidationError):
        Evaluation.model_validate({**content.evaluation.model_dump(), "comments": [{"id": "a", "title": "A", "questions": ["w28a5/keep"]}]})  # fmt: skip
