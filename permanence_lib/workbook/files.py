"""Answers as files: the forms an exercise can be saved in, and what is read from a file somebody chose."""

from __future__ import annotations

import base64
import binascii
import logging
import re
from collections.abc import Callable
from typing import Any

from permanence_lib.document import docx
from permanence_lib.document.blocks import Document
from permanence_lib.errors import UnreadableFile
from permanence_lib.exercises import Exercise
from permanence_lib.kind import FileForm, Material, Response

Message = dict[str, Any]
_log = logging.getLogger(__name__)
PRACTICE = "practice"
_NOT_MADE = "This file could not be made. Your words are safe: save the answer as a web page, or as an answer file."
_NOT_READ = "This file could not be read. Nothing of it was taken over. If it opens in another program, save a copy from there and try that."
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _word(exercise: Exercise) -> FileForm:
    def make(definition: Any, response: Any, material: Material) -> bytes:
        blocks = exercise.kind.report(definition, response, material)
        return docx.render(Document(definition.title, tuple(blocks)))

    return FileForm("docx", "Word", "docx", _WORD, make)


def forms(exercise: Exercise) -> list[FileForm]:
    """Word, unless the kind makes its own, and then the kind's own forms."""
    own = list(exercise.kind.files)
    return own if any(form.name == "docx" for form in own) else [_word(exercise), *own]


def offered(exercise: Exercise) -> list[dict[str, str]]:
    """What the page lists: the forms, and the copy to practise on without the workbook."""
    made = [{"name": form.name, "label": form.label} for form in forms(exercise)]
    return [*made, {"name": PRACTICE, "label": "Empty copy for practice without the workbook"}]


def made(exercise: Exercise, which: str, answer: Response, material: Material, practice: Callable[[], str]) -> Message:
    """A form of an answer as {name, type, data: base64}, or `why` not."""
    try:
        if which == PRACTICE:
            return _packed(exercise, "practice.html", "text/html", practice().encode())
        form = next(form for form in forms(exercise) if form.name == which)
        content = form.make(exercise.definition, answer, material)
        return _packed(exercise, form.ending, form.media_type, content)
    except UnreadableFile as trouble:
        return {"why": str(trouble)}
    except Exception:
        _log.exception("A file could not be made.")
        return {"why": _NOT_MADE}


def _packed(exercise: Exercise, ending: str, media_type: str, content: bytes) -> Message:
    words = re.sub(r"[^a-z0-9]+", "-", exercise.definition.title.lower()).strip("-")
    name = f"{exercise.id}-{words[:60].rstrip('-')}.{ending}"
    return {"name": name, "type": media_type, "data": base64.b64encode(content).decode("ascii")}


def read(exercise: Exercise, material: Material, name: str, data: str) -> Message:
    """What the kind makes of a chosen file, as `result`, or `why` it cannot be read."""
    if exercise.kind.read_file is None:
        return {"why": "This exercise does not read files."}
    try:
        content = base64.b64decode(data, validate=True)
        return {"result": exercise.kind.read_file(exercise.definition, material, name, content)}
    except UnreadableFile as trouble:
        return {"why": str(trouble)}
    except binascii.Error:
        return {"why": _NOT_READ}
    except Exception:
        _log.exception("A file could not be read.")
        return {"why": _NOT_READ}
