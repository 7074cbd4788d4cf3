"""What was answered first and what is answered now. Nothing is marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import Material, Part, Progress
from permanence_lib.kinds.knowledge_check.model.definition import Definition
from permanence_lib.kinds.knowledge_check.model.steps import steps

Json = Mapping[str, Any]
#: White space that both the browser and Python take away before deciding whether a box is empty.
_BLANK = " \t\r\n\u00a0"


class Given(Part):
    """An answer as it was kept, with the reason of that moment."""

    chosen: tuple[str, ...] = ()
    why: str = ""


class Answer(Part):
    """What stands in the boxes, what was written to a category's own question, and every answer kept, oldest first."""

    chosen: tuple[str, ...] = ()
    why: str = ""
    more: str = ""
    given: tuple[Given, ...] = ()


class Response(kind.Response):
    """Answers by question, or by question and item ('kinds.door'); closing words by id."""

    answers: dict[str, Answer] = Field(default_factory=dict)
    closing: dict[str, str] = Field(default_factory=dict)


def trim(text: object) -> str:
    """Words without the white space round them."""
    return str(text if text is not None else "").strip(_BLANK)


def standing(answer: Json) -> str:
    """Where an answer stands: blank, started, kept, changed since it was first kept, or being changed now."""
    given, why = answer["given"], trim(answer["why"])
    if not given:
        return "started" if answer["chosen"] or why else "blank"
    if why or set(answer["chosen"]) != set(given[-1]["chosen"]):
        return "changing"
    return "changed" if set(given[-1]["chosen"]) != set(given[0]["chosen"]) else "kept"


def answered(keys: Sequence[str], answers: Json) -> int:
    """How many of the steps have an answer that was kept. A count of answers, never of right ones."""
    return sum(bool(answers.get(key, {}).get("given")) for key in keys)


def changed(answer: Answer) -> bool:
    """Whether the answer kept last is another than the one kept first."""
    return bool(answer.given) and set(answer.given[0].chosen) != set(answer.given[-1].chosen)


def progress(definition: Definition, response: Response, material: Material) -> Progress:
    """Steps with an answer kept, and closing questions with something in them."""
    keys = [step.key for step in steps(definition)]
    kept = answered(keys, response.model_dump(mode="json")["answers"])
    closed = sum(bool(trim(response.closing.get(x.id))) for x in definition.closing)
    return Progress(kept + closed, len(keys) + len(definition.closing))
