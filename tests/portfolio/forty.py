"""Somebody who has studied all 28 weeks and chosen forty pieces, each with a line of why it matters."""

from __future__ import annotations

from dataclasses import replace

import participant

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.identity import Identity
from permanence_lib.portfolio import entries, work
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.standard import evidence
from permanence_lib.store import Record, Store, open_store
from permanence_lib.workbook import slots

PIECES = 40
#: Always among them: work in two versions, and a table of eight columns.
CERTAIN = ("w02a2", "w16a2")


def line(title: str) -> str:
    """A line of why it matters."""
    return f"“{title}” is where I stopped hurrying.\nI would show it to a new colleague."


def studied(content: Content, weeks: tuple[str, ...] = ()) -> Desk:
    """As `participant.study`, reading only the exercises of the weeks that are wanted."""
    store = open_store("sqlite://")
    for name in exercises.files(content):
        if weeks and name[:3] not in weeks:
            continue
        exercise = exercises.find(name, content)
        for slot in (name, f"{name}:followed") if slots.has_two(exercise) else (name,):
            participant.answer(store, store.me().id, exercise, slot)
    return Desk(content, store, Identity(store.me().id), today=lambda: participant.AFTERWARDS)


def chosen(content: Content, pieces: int = PIECES, weeks: tuple[str, ...] = ()) -> Desk:
    """Everything answered, some of it twice; every so many pieces chosen; the first two tied to statements."""
    desk = studied(content, weeks)
    found = [piece for piece in work.all_work(desk) if piece.words()]
    step = max(1, len(found) // pieces)
    certain = [piece for piece in found if piece.slot in CERTAIN]
    wanted = [*certain, *(piece for piece in found[::step] if piece.slot not in CERTAIN)][:pieces]
    for piece in wanted:
        entries.choose(desk, piece.slot, 1, line(piece.title))
    evidence.tie(desk, "3.1a", wanted[0].slot, 1, "I named the delay and said so in the meeting.", "stand-by")
    for name in ("w02a2", "w06a2"):
        if not weeks or name[:3] in weeks:
            participant.answer(
                desk.store, desk.person.participant, exercises.find(name, content), name, value={}, done=False
            )
    slots = {one.slot for one in wanted}
    for not_chosen in [piece for piece in found if piece.slot not in slots][:1]:
        evidence.tie(desk, "3.1a", not_chosen.slot, 1, "A tie on work that was never chosen.", "part")
    return replace(desk)


def empty(desk: Desk) -> Desk:
    """Another computer: the same content, a store with nothing in it."""
    store = open_store("sqlite://")
    return Desk(desk.content, store, Identity(store.me().id), today=desk.today)


def told(store: Store) -> list[dict[str, object]]:
    """Every version of every record, without whose it is and how it came."""

    def plain(record: Record) -> dict[str, object]:
        return {name: value for name, value in vars(record).items() if name not in ("participant", "request_id")}

    return [plain(record) for record in store.everything(store.me().id)]
