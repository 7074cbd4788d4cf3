"""Which versions the line manager has seen: only from returns that were accepted, never from the participant's word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from permanence_lib.portfolio.desk import Desk

_WORDS = "My manager has seen it"


def pieces(desk: Desk) -> dict[tuple[str, int], str]:
    """(slot, version) of everything a manager was sent in a pack whose return was accepted, with the words for it."""
    sent, accepted = desk.under("pack"), desk.under("return")
    return {key: _WORDS for pack in accepted if pack in sent for key in _sent(sent[pack].value)}


def _sent(value: Any) -> Iterator[tuple[str, int]]:
    """Every piece named in what was sent, however deep it lies."""
    if isinstance(value, Mapping):
        if isinstance(value.get("slot"), str) and isinstance(value.get("revision"), int):
            yield value["slot"], value["revision"]
        value = list(value.values())
    if isinstance(value, list | tuple):
        for inner in value:
            yield from _sent(inner)
