"""A chronology's entries as another piece of work may draw on them."""

from __future__ import annotations

from typing import Any

from permanence_lib.kinds.chronology.model.moments import read_when, say_when
from permanence_lib.kinds.chronology.model.order import dated, undated
from permanence_lib.kinds.chronology.model.response import Chronology, Entry

_SHARED = {"id", "what", "source", "category", "child_words", "from_event"}


def events(chronology: Chronology) -> list[dict[str, Any]]:
    """The entries as plain dated events: in order, undated ones last with no date.

    `date` and `until` are the first and last day meant (ISO); `known` says how exactly, `said` says it in words.
    """
    ordered = [x.entry for x in dated(chronology.entries)]
    return [_event(entry) for entry in (*ordered, *undated(chronology.entries))]


def _event(entry: Entry) -> dict[str, Any]:
    span = read_when(entry.when)
    dates = {"date": span["first"], "until": span["last"], "known": span["precision"], "said": say_when(entry.when)}
    return dates | entry.model_dump(include=_SHARED)
