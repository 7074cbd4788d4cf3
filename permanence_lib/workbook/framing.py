"""What stands around an exercise on the page: its title, who sees the answer, what it can be saved as."""

from __future__ import annotations

from typing import Any

from permanence_lib.content import roles
from permanence_lib.content.library import Content
from permanence_lib.document.markdown import to_html
from permanence_lib.exercises import Exercise
from permanence_lib.kind import Definition
from permanence_lib.workbook import files, slots

_SHARING = {
    "private": "Private: only you can see it, unless you choose to share it.",
    "anonymous": "In a workshop the group sees answers without names.",
    "named": "In a workshop the group sees answers with names.",
}

#: What the frame shows, what the material brings, and what only authors and checkers need.
_NOT_FOR_VIEWS = {
    "kind", "purpose", "prompt", "content_note", "minutes", "outcomes", "statements", "no_statement", "portfolio", "core",
    "case", "law", "evidence", "options", "terms", "readings", "checklists", "sources", "facilitator_notes",
    "worked_example",
}  # fmt: skip


def frame(exercise: Exercise, content: Content, prompt: str) -> dict[str, Any]:
    """What the kit shows around an exercise; `prompt` is its Markdown with every role resolved."""
    definition, kind = exercise.definition, exercise.kind
    note = definition.content_note and to_html(roles.resolve(definition.content_note, content))
    return {
        "id": exercise.id,
        "title": definition.title,
        "minutes": definition.minutes,
        "prompt": to_html(prompt),
        "content_note": note,
        "sharing_words": _SHARING[definition.sharing],
        "has_example": definition.worked_example is not None,
        "has_sources": bool(definition.sources) and kind.take is not None,
        "case_title": exercise.material.case.title if exercise.material.case and slots.has_two(exercise) else None,
        "forms": files.offered(exercise),
        "reads_files": kind.read_file is not None,
    }


def asked(definition: Definition) -> dict[str, Any]:
    """What a view needs of a definition."""
    return definition.model_dump(mode="json", exclude=_NOT_FOR_VIEWS)
