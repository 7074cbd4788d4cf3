"""Records that speak of a version of other work: an entry of the portfolio, an annotation, a pack that was sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from permanence_lib.portfolio import entries
from permanence_lib.portfolio.standard import evidence

if TYPE_CHECKING:
    from permanence_lib.portfolio.archive.bringing import Line


def held(line: Line, others: Mapping[str, Line]) -> Line:
    """The line, or the same held back: a number that means other words here than in the file must not be brought in."""
    if not line.adding:
        return line
    for one in line.adding:
        for slot, revision in pointed(line.name, one.value):
            other = others.get(slot)
            if other is not None and other.sort in ("apart", "taken") and revision > other.common:
                return replace(line, sort="held")
    return line


def pointed(name: str, value: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """(slot, version) of everything a record speaks of."""
    kept_under, _, rest = name.partition(":")
    revision = value.get("revision")
    if isinstance(revision, int):
        if kept_under == entries.KEPT_UNDER:
            yield rest, revision
        if kept_under == evidence.KEPT_UNDER:
            yield rest.partition(":")[2], revision
    yield from _inside(value)


def _inside(value: Any) -> Iterator[tuple[str, int]]:
    """Every piece named in what was sent, however deep it lies."""
    if isinstance(value, Mapping):
        if isinstance(value.get("slot"), str) and isinstance(value.get("revision"), int):
            yield value["slot"], value["revision"]
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _inside(inner)
