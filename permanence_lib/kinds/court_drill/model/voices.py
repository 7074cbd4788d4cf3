"""Answers from the witness box, for a room to hear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.kind import Material, Voice, spoken
from permanence_lib.kinds.court_drill.model.answers import Answered, Response, questions_for
from permanence_lib.kinds.court_drill.model.definition import Definition


def voices(definition: Definition, response: Response, material: Material) -> Sequence[Voice]:
    """Every answer that was kept, what could not be answered, what the file lacks, and the answers at the end."""
    return spoken(_said(definition, response, material))


def _said(definition: Definition, response: Response, material: Material) -> Iterator[tuple[str, str, object]]:
    for put in questions_for(definition, response, material):
        kept = response.answers.get(put.id, Answered())
        for number, tried in enumerate(kept.tries, start=1):
            yield f"try.{put.id}.{number}", put.text, tried.words
        yield f"open.{put.id}", f"Could not answer: {put.text}", kept.could_not
        yield f"missing.{put.id}", f"What the file would need: {put.text}", kept.missing
    for ask in definition.closing:
        yield f"closing.{ask.id}", ask.question, response.closing.get(ask.id)
