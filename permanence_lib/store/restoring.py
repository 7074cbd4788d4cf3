"""A version that was saved elsewhere, as a row of this store."""

from __future__ import annotations

import hashlib
from datetime import UTC
from typing import Any

from permanence_lib.store import answer
from permanence_lib.store.record import Record

#: What the request ids of restored versions begin with. No page makes such an id: theirs are random.
MARK = "restored-"


def row(participant: str, one: Record) -> dict[str, Any]:
    """The row, with its number and moment as they were; AnswerRefused when it cannot be kept."""
    kept = {
        "participant": answer.label(participant),
        "exercise": answer.label(one.exercise),
        "revision": one.revision,
        "value": answer.to_text(one.value),
        "done": one.done,
        "definition_hash": answer.label(one.definition_hash),
        "law_as_at": answer.label(one.law_as_at) if one.law_as_at else None,
        "saved_at": one.saved_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "writer": "",
        "shared_with": answer.label(one.shared_with) if one.shared_with else None,
    }
    return kept | {"request_id": _request(kept)}


def _request(kept: dict[str, Any]) -> str:
    """An id that follows from whose it is, what and which version: brought in twice it is the same, and nobody else's."""
    told = "\0".join(str(kept[name]) for name in ("participant", "exercise", "revision", "saved_at", "value"))
    return MARK + hashlib.sha256(told.encode()).hexdigest()
