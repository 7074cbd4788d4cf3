"""Answers as different people might give them: the author's worked example with its choices drawn anew. No kind is known by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Any

from pydantic import ValidationError

from permanence_lib.exercises import Exercise
from permanence_lib.kind import Response

#: How often somebody chooses as the author did, and how often they write as much.
_LIKE_THE_AUTHOR = 0.3
_SENTENCE = re.compile(r"[^.!?]+[.!?]*[”\"']?\s*")


def varied(exercise: Exercise, chance: Random) -> Response | None:
    """One person's answer; None where the exercise has no worked example."""
    example = exercise.example()
    if example is None:
        return None
    choices = list(_choices(exercise.definition.model_dump(mode="json")))
    try:
        found: Response = exercise.kind.response.model_validate(
            _drawn(example.model_dump(mode="json"), choices, chance)
        )
    except ValidationError:  # what was drawn does not go together: then they answered as the author did
        return example
    return found


def _choices(asked: Any) -> Iterator[list[str]]:
    """Every list of things to choose between in a definition, by their ids."""
    if isinstance(asked, dict):
        for value in asked.values():
            yield from _choices(value)
    elif isinstance(asked, list):
        ids = [each["id"] for each in asked if isinstance(each, dict) and isinstance(each.get("id"), str)]
        if len(ids) > 1:
            yield ids
        for each in asked:
            yield from _choices(each)


def _drawn(value: Any, choices: list[list[str]], chance: Random) -> Any:
    if isinstance(value, dict):
        return {name: inner if name == "id" else _drawn(inner, choices, chance) for name, inner in value.items()}
    if isinstance(value, list):
        return (
            list(dict.fromkeys(drawn)) if _plain(drawn := [_drawn(each, choices, chance) for each in value]) else drawn
        )
    return _said(value, choices, chance) if isinstance(value, str) else value


def _plain(values: list[Any]) -> bool:
    return all(isinstance(each, str) for each in values)


def _said(words: str, choices: list[list[str]], chance: Random) -> str:
    """One of the things to choose between where it was one; otherwise some of the author's sentences."""
    beside = next((ids for ids in choices if words in ids), None)
    if beside is not None:
        return words if chance.random() < _LIKE_THE_AUTHOR else chance.choice(beside)
    sentences = _SENTENCE.findall(words)
    if len(sentences) < 2 or chance.random() < _LIKE_THE_AUTHOR:
        return words
    return "".join(each for each in sentences if chance.random() < 0.6) or sentences[0]
