"""What the exercises of a week are made of, the same for everybody: one part, made once for each state of what is taught."""

from __future__ import annotations

import json
import logging
from typing import Any
from weakref import WeakKeyDictionary

from permanence_lib import exercises
from permanence_lib.content import roles
from permanence_lib.content.library import Content
from permanence_lib.exercises import Exercise
from permanence_lib.screen import parts
from permanence_lib.screen.parts import Part
from permanence_lib.workbook import framing
from permanence_lib.workbook.pool import Pool

#: How a part with the facts of one exercise is called.
FACTS = "facts"
_log = logging.getLogger(__name__)
_made: WeakKeyDictionary[Content, dict[str, Part]] = WeakKeyDictionary()


def names(exercise: Exercise, content: Content) -> dict[str, str]:
    """What a page shows an exercise with, by name."""
    own = {"kit": parts.kit().name, "view": parts.view(exercise.kind.name).name}
    own |= {"week": week(exercise.week_id, content).name, "exercise": exercise.id}
    later = facts(exercise)
    return own | ({"facts": later.name} if later else {})


def facts(exercise: Exercise) -> Part | None:
    """What a kind asks for only when there is something to show it beside; None where it has nothing of that."""
    material = exercise.material.to_json()
    asked = {sort: material[sort] for sort in exercise.kind.facts_on_request}
    return parts.part(f"{FACTS}-{exercise.id}", "json", _said(asked)) if any(asked.values()) else None


def _said(given: object) -> str:
    return json.dumps(given, ensure_ascii=False, separators=(",", ":"))


def addresses(week_id: str, content: Content) -> list[str]:
    """The names of all that a week's page will ask for, so that it can be asked for early."""
    kinds = {exercise.kind.name for exercise in exercises.readable(content, week_id)}
    return [parts.kit().name, *(parts.view(kind).name for kind in sorted(kinds)), week(week_id, content).name]


def week(week_id: str, content: Content) -> Part:
    """Frames, questions and facts of the exercises of one week, as JSON; a fact that several stand on is there once."""
    kept = _made.setdefault(content, {})
    if week_id not in kept:
        kept[week_id] = parts.part(week_id, "json", _as_json(list(exercises.readable(content, week_id)), content))
    return kept[week_id]


def _as_json(found: list[Exercise], content: Content) -> str:
    pool = Pool()
    common: dict[str, Any] = {}
    shown: dict[str, Any] = {}
    for exercise in found:
        try:
            one = _one(exercise, content)
        except Exception:  # told where it would stand; the others are shown
            _log.exception("The exercise %s cannot be shown.", exercise.id)
            continue
        material, new = pool.share(_on_the_page(exercise))
        common |= new
        shown[exercise.id] = one | {"material": material}
    return _said({"exercises": shown, "facts": common})


def _one(exercise: Exercise, content: Content) -> dict[str, Any]:
    return {
        "frame": framing.frame(exercise, content, roles.resolve(exercise.definition.prompt, content)),
        "definition": framing.asked(exercise.definition),
        "empty": exercise.kind.response().model_dump(mode="json"),
    }


def _on_the_page(exercise: Exercise) -> dict[str, Any]:
    """What an exercise stands on, without what its kind will ask for; options come in name."""
    material, later = exercise.material.to_json(), exercise.kind.facts_on_request
    named = [option | {"aspects": None} for option in material["options"]]
    return material | {sort: named if sort == "options" else [] for sort in later}
