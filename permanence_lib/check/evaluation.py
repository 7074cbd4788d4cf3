"""Does the evaluation find what it gives and counts: levels on the statements of the standard, a form, questions in words?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from permanence_lib import exercises
from permanence_lib.check.pointers import Way, complaint, each
from permanence_lib.content.complaints import did_you_mean
from permanence_lib.content.library import Content
from permanence_lib.errors import ContentError
from permanence_lib.portfolio.before.together import levels_of
from permanence_lib.portfolio.evaluation import form

_ALIKE = "Name self-assessments of the whole standard that share their levels, or nothing can be compared."


def evaluation_problems(content: Content) -> Iterator[ContentError]:
    """Exercises that are not there, levels that differ, a form without choices, and questions that take no words."""
    file, asked, made = content.data / "evaluation.yaml", content.evaluation, exercises.files(content)
    lost = [pointer.problem() for pointer in each(file, ("levels",), asked.levels, made, "exercise")]
    lost += [pointer.problem() for pointer in each(file, ("form",), (asked.form,), made, "exercise")]
    yield from filter(None, lost)
    if not any(lost):
        yield from _levels(content)
        if not form.questions(content):
            yield complaint(file, ("form",), f"{asked.form} asks nothing with choices or ticks.", "Name the form.")
    for place, pool in enumerate(asked.comments):
        for number, question in enumerate(pool.questions):
            yield from _question(content, ("comments", place, "questions", number), question)


def _levels(content: Content) -> Iterator[ContentError]:
    found = [exercises.find(name, content) for name in content.evaluation.levels]
    for place, one in enumerate(found):
        definition: Any = one.definition
        if not levels_of(one) or levels_of(one) != levels_of(found[0]) or definition.sections:
            problem = f"{one.id} has no levels on the whole standard, or not those of {found[0].id}."
            yield complaint(content.data / "evaluation.yaml", ("levels", place), problem, _ALIKE)


def _question(content: Content, way: Way, question: str) -> Iterator[ContentError]:
    """A question is there, takes words, and stands in an exercise whose answers are not private."""
    file, (name, _, asked) = content.data / "evaluation.yaml", question.partition("/")
    if name not in exercises.files(content):
        near = did_you_mean(name, exercises.files(content)) or "Name an exercise."
        yield complaint(file, way, f"there is no exercise '{name}'.", near)
        return
    one = exercises.find(name, content)
    definition: Any = one.definition
    worded = [
        x.id for part in getattr(definition, "sections", ()) for x in part.questions if x.type in ("line", "text")
    ]
    if asked not in worded:
        near = did_you_mean(asked, worded) or "Name a question that takes words."
        yield complaint(file, way, f"{name} asks nothing called '{asked}' in words.", near)
    elif definition.sharing == "private":
        yield complaint(file, way, f"{name} is private, so nothing of it may be gathered.", "Take it out of the list.")
