"""An exercise as one HTML file: to work from disk, or filled with a record and shown once. Nothing is sent anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from permanence_lib.content import roles
from permanence_lib.content.library import Content
from permanence_lib.document import html
from permanence_lib.exercises import Exercise
from permanence_lib.kind import Response
from permanence_lib.workbook import framing, slots

if TYPE_CHECKING:
    from permanence_lib.screen.practice import Words

#: What only a page with a kernel can do.
_WITHOUT_KERNEL: dict[str, Any] = {
    "has_sources": False, "case_title": None, "forms": [], "reads_files": False, "practice": True,
    "drafts": "session", "who": "practice", "sharing_words": "Practice copy: it stays in this browser.", "kept_words": "Kept in this browser",
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


#: A copy shown once: words stay on the page alone, and are gone with it.
_NOWHERE: dict[str, Any] = {
    "drafts": "nowhere", "kept_words": "Held on this page only. Last change", "has_example": False, "content_note": None,
    "sharing_words": "Practice material: it is kept nowhere, and gone when you close the page.",
}  # fmt: skip


def filled(exercise: Exercise, content: Content, answer: Response, prompt: str, words: Words) -> str:
    """The page about the child under the answer's own alias, filled with that answer; no storage of any browser is used.

    `prompt` is Markdown and takes the place of the author's, which speaks of a family that does not belong here.
    """
    from permanence_lib.screen.practice import page

    definition, value = exercise.definition, answer.model_dump(mode="json")
    return page(
        kind=exercise.kind.name,
        week="",
        words=words,
        parts={
            "frame": framing.frame(exercise, content, prompt) | _WITHOUT_KERNEL | _NOWHERE,
            "definition": framing.asked(definition),
            "material": slots.material_for(exercise, "followed", value["alias"]).to_json(),
            "empty": exercise.kind.response().model_dump(mode="json"),
            "filled": value,
            "nowhere": True,
            "example": None,
        },
    )
