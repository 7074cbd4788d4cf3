"""Waiting a little for a database that takes nobody more just now."""

from __future__ import annotations

import pytest

from permanence_lib.errors import StoreAway, StoreBusy
from permanence_lib.store import postgres_words, waiting


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Time that passes only by waiting."""
    now = [100.0]
    monkeypatch.setattr(waiting.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(waiting.time, "sleep", lambda seconds: now.__setitem__(0, now[0] + seconds))
    return now


def test_it_is_tried_again_until_there_is_a_place(clock: list[float]) -> None:
    answers = iter([postgres_words.crowded(), postgres_words.unreachable(), None])

    def enter() -> str:
        if trouble := next(answers):
            raise trouble
        return "in"

    assert waiting.patiently(enter) == "in"
    assert clock[0] == 100 + 2 * waiting.PAUSE


def test_in_the_end_it_is_told(clock: list[float]) -> None:
    def enter() -> None:
        raise postgres_words.crowded()

    with pytest.raises(StoreAway, match="more people at it"):
        waiting.patiently(enter)
    assert 0 < clock[0] - 100 <= waiting.WITHIN


def test_nothing_else_is_waited_for(clock: list[float]) -> None:
    def enter() -> None:
        raise StoreBusy("Somebody is writing.")

    with pytest.raises(StoreBusy):
        waiting.patiently(enter)
    assert clock[0] == 100
