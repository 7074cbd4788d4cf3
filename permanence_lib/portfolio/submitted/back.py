"""Answers that readers have given inside the store, as they wait to be looked at and taken over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.packs import kept, pack
from permanence_lib.portfolio.submitted import receiving, sending
from permanence_lib.screen.standard import Link


@dataclass(frozen=True)
class CameBack:
    """One answer: as plain values that are still to be checked, and who gave it, by the name they sign in with."""

    value: dict[str, Any]
    named: str


def find(desk: Desk, name: str) -> CameBack | None:
    """The answer to one pack, or None when none has come from the person it was sent to."""
    found = sending.came_back(desk).get(name)
    if found is None or not isinstance(found.get("return"), dict):
        return None
    return CameBack(found["return"], sending.sent_here(desk)[name].named)


def waiting(desk: Desk) -> tuple[Link, ...]:
    """Answers that have come and are not taken over, in words, with where to look at them."""
    packs = pack.kept(desk)
    return tuple(
        Link(f"{packs[name]['sent']['title']}, from {one.named}", f"/sharing/came/{name}")
        for name, one in sending.sent_here(desk).items()
        if name in packs and _is_new(desk, name)
    )


def _is_new(desk: Desk, name: str) -> bool:
    """Whether an answer is there that was never taken over, not even to stand behind another."""
    found = find(desk, name)
    if found is None:
        return False
    taken = desk.store.history(desk.person.participant, f"{kept.RETURN}:{name}")
    return all(one.value.get("digest") != found.value.get("digest") for one in taken)


def to_read(desk: Desk) -> str:
    """How much others have sent to this person, in a sentence."""
    found = receiving.received(desk)
    waiting = sum(one.answered is None for one in found)
    if not found:
        return "Nothing has been sent to you here."
    if not waiting:
        return "You have answered everything that was sent to you."
    return f"{'One piece waits' if waiting == 1 else f'{waiting} pieces wait'} for your answer."
