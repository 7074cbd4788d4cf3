"""How much of a path has something in it."""

from __future__ import annotations

from permanence_lib.kind import Material, Progress
from permanence_lib.kinds.legal_tracker.model.definition import Definition
from permanence_lib.kinds.legal_tracker.model.response import Response, StepAnswer


def progress(definition: Definition, response: Response, material: Material) -> Progress:
    """Each step that was looked at, and each question answered. Own steps are extra and not counted."""
    steps = [_touched(response.steps.get(step.id, StepAnswer())) for step in definition.steps()]
    asked = [bool(response.answers.get(ask.id, "").strip()) for ask in definition.asks()]
    return Progress(sum(steps) + sum(asked), len(steps) + len(asked))


def _touched(answer: StepAnswer) -> bool:
    words = (answer.why, answer.papers, answer.tells, answer.blocker, answer.whose)
    dated = not (answer.expected.is_empty() and answer.happened.is_empty())
    return bool(answer.stands) or dated or any(x.strip() for x in words)
