"""An exercise as one HTML file that works from disk: nothing is sent, and the answer stays in that browser."""

from __future__ import annotations

from typing import Any

from permanence_lib.content import roles
from permanence_lib.content.library import Content
from permanence_lib.document import html
from permanence_lib.exercises import Exercise
from permanence_lib.workbook import framing

#: What only a page with a kernel can do.
_WITHOUT_KERNEL: dict[str, Any] = {
    "has_sources": False, "case_title": None, "forms": [], "reads_files": False, "facts_later": False, "practice": True,
    "drafts": "session", "who": "practice", "sharing_words": "Practice copy: it stays in this browser.",
}  # fmt: skip


def copy(exercise: Exercise, content: Content) -> str:
    """The whole page: kit, view, definition, facts and worked example in one file, and no request to anywhere."""
    from permanence_lib.screen.practice import page

    definition = exercise.definition
    example = exercise.example()
    week = content.weeks.get(exercise.week_id)
    return page(
        kind=exercise.kind.name,
        week=f"Week {week.number}: {week.title}" if week else "",
        parts={
            "frame": framing.frame(exercise, content, roles.resolve(definition.prompt, content)) | _WITHOUT_KERNEL,
            "definition": framing.asked(definition),
            "material": exercise.material.to_json(),
            "empty": exercise.kind.response().model_dump(mode="json"),
            "example": None
            if example is None
            else html.render(exercise.kind.report(definition, example, exercise.material)),
        },
    )
