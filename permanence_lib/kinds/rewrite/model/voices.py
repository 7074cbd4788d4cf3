"""What was written for each reader, for a room to hear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.kind import Material, Voice, spoken
from permanence_lib.kinds.rewrite.model.answers import Response, shown
from permanence_lib.kinds.rewrite.model.definition import Definition


def voices(definition: Definition, response: Response, material: Material) -> Sequence[Voice]:
    """Each text written anew, the reasons for words marked, and the answers at the end."""
    return spoken(_said(definition, response))


def _said(definition: Definition, response: Response) -> Iterator[tuple[str, str, object]]:
    for passage in shown(definition, response):
        for reader in passage.readers:
            about = f"{passage.title}, for {reader.name}"
            yield f"text.{passage.id}.{reader.id}", about, response.text_for(passage.id, reader.id).words
        for number, mark in enumerate(response.marked.get(passage.id, ()), start=1):
            yield f"mark.{passage.id}.{number}", f"{passage.title}: stopped at “{mark.words.strip()}”", mark.why
    for ask in definition.ask:
        yield f"answer.{ask.id}", ask.question, response.answers.get(ask.id)
