"""Which records go into an archive: all of them, or only what was chosen for the portfolio and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from permanence_lib.portfolio import entries
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.standard import evidence

if TYPE_CHECKING:
    from permanence_lib.store import Record


def everything(desk: Desk) -> list[Record]:
    """Every version of every record."""
    return desk.store.everything(desk.person.participant)


def chosen(desk: Desk) -> list[Record]:
    """The chosen versions, their entries, annotations on them, and what the line manager returned. No history."""
    return sorted(_chosen(desk), key=lambda record: record.exercise)


def _chosen(desk: Desk) -> Iterator[Record]:
    slots = set()
    for entry in entries.entries(desk):
        slots.add(entry.work.slot)
        yield entry.work.record
        yield desk.kept[f"{entries.KEPT_UNDER}:{entry.work.slot}"]
    for tie in evidence.ties(desk):
        if tie.work.slot in slots:
            yield desk.kept[f"{evidence.KEPT_UNDER}:{tie.statement}:{tie.work.slot}"]
    yield from desk.under("verified").values()
    for pack, record in desk.under("return").items():
        yield record
        if (sent := desk.kept.get(f"pack:{pack}")) is not None:
            yield sent
