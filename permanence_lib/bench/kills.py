"""Savers killed in the middle of saving, again and again: what they were told is kept must be there, whole and once."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from permanence_lib.bench.saver import Saver, words
from permanence_lib.errors import StoreBusy
from permanence_lib.store import Record, open_store

if TYPE_CHECKING:
    from permanence_lib.store import Store

#: How many save at the same moment: while one is killed the others go on, or begin. In a file all wait for one another.
IN_A_FILE, IN_A_DATABASE = 2, 4
#: How long a request is repeated on a busy store, in seconds.
_INSIST = 60.0
#: After so many kills an exercise is left, and another begun.
_BLOCK = 20


@dataclass
class Killed:
    """What a trial found."""

    times: int = 0
    in_mid_save: int = 0
    acknowledged: int = 0
    unheard: int = 0
    """Saves that were kept though whoever asked was dead before they could be told: why a request has an id."""
    refusals: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    """Every acknowledged save that is missing or altered, every gap, every save kept twice."""


def kill_savers(url: str, times: int, *, who: str = "trial", seed: int = 1) -> Killed:
    """Kill `times` savers at chance moments of their saving, and look each time at what is kept."""
    chance, found, store = random.Random(seed), Killed(), open_store(url)
    lanes = IN_A_DATABASE if "://" in url else IN_A_FILE
    savers = [Saver(url, who, _exercise(lane, 0)) for lane in range(lanes)]
    try:
        for number in range(times):
            lane = number % lanes
            _kill(savers[lane], chance, found)
            _look(store, who, savers[lane], found)
            savers[lane] = Saver(url, who, _exercise(lane, number // lanes // _BLOCK))
    finally:
        for saver in savers:
            saver.kill()
        store.close()
    return found


def _exercise(lane: int, block: int) -> str:
    return f"w{lane + 1:02}a{block + 1}"


def _kill(saver: Saver, chance: random.Random, found: Killed) -> None:
    """Anywhere in a save, from its first moment to its last."""
    saver.in_the_middle(after=chance.randint(0, 4))
    time.sleep(chance.uniform(0, saver.told.took))
    saver.kill()
    found.times += 1
    found.acknowledged += len(saver.told.kept)
    found.refusals += saver.told.refusals
    found.in_mid_save += saver.told.open is not None


def _look(store: Store, who: str, saver: Saver, found: Killed) -> None:
    """What is wrong with an exercise after its saver's death, and again after its last request is repeated."""
    history = store.history(who, saver.exercise)
    found.wrong += faults(history, saver.told.kept)
    if saver.told.open is None:
        return
    revision, request = saver.told.open
    found.unheard += len(history) == revision
    again = _insist(store, who, saver.exercise, revision, request, found)
    saver.told.kept[again.revision] = request
    found.wrong += faults(store.history(who, saver.exercise), {**saver.told.kept, revision: request})


def _insist(store: Store, who: str, exercise: str, revision: int, request: str, found: Killed) -> Record:
    """The dead one's last request again, as the page repeats it where the store is busy."""
    until = time.monotonic() + _INSIST
    while True:
        try:
            return store.save(
                who, exercise, words(revision), base=revision - 1, request_id=request, definition_hash="trial"
            )
        except StoreBusy as refusal:
            found.refusals.append(str(refusal))
            if time.monotonic() > until:
                raise


def faults(history: list[Record], kept: dict[int, str]) -> Iterator[str]:
    """What is wrong with the answers to an exercise, given what was acknowledged, revision by revision."""
    there = {record.revision: record for record in history}
    for revision, request in kept.items():
        if revision not in there or there[revision].request_id != request:
            yield f"{revision} was acknowledged and is missing"
    for number, record in enumerate(history, start=1):
        if record.revision != number:
            yield f"{record.revision} stands where {number} should"
        if record.value != words(record.revision):
            yield f"{record.revision} holds other words"
    if len({record.request_id for record in history}) != len(history):
        yield "one request was kept twice"
