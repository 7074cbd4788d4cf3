"""What a line manager is asked to confirm at an occasion, and what the participant wrote beside each thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.content.occasions import Occasion


@dataclass(frozen=True)
class Item:
    """One thing to confirm: its words, where the evidence usually is, what to look for, the participant's own line."""

    id: str
    text: str
    where: str = ""
    look: str = ""
    line: str = ""


def items(occasion: Occasion, content: Content) -> tuple[Item, ...]:
    """The items of an occasion as its exercise has them; none where it has no exercise."""
    if occasion.exercise is None:
        return ()
    definition: Any = exercises.find(occasion.exercise, content).definition
    if hasattr(definition, "items"):
        found = [Item(item.id, item.text, item.where) for item in definition.items]
    else:
        found = [Item(row.id, row.title, row.about) for row in _rows(definition, occasion.section)]
    return tuple(replace(item, look=occasion.looks.get(item.id, "")) for item in found)


def _rows(definition: Any, section: str | None) -> tuple[Any, ...]:
    """The rows that a worksheet's author gave in one section."""
    named = [one for one in getattr(definition, "sections", ()) if one.id == section and one.rows]
    return tuple(named[0].rows.given) if named else ()


def with_lines(found: tuple[Item, ...], occasion: Occasion, answer: Mapping[str, Any]) -> tuple[Item, ...]:
    """The items with what the participant wrote beside each, from the saved answer to the occasion's exercise."""
    beside = answer.get("items") or {
        row.get("id"): row.get("answers", {}) for row in answer.get("rows", {}).get(occasion.section or "", ())
    }
    lines = {name: written.get(occasion.line, "") for name, written in beside.items()}
    return tuple(replace(item, line=lines.get(item.id, "") or "") for item in found)
