"""A group's ratings together: how strain rose over the bulletins, who had acted by when, and where each sign was put."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from permanence_lib.document.blocks import Bar, Blocks, Chart, Paragraph, Table
from permanence_lib.kind import Material
from permanence_lib.kinds.strain_tracker.model import Bulletin, Definition, Entry, Response, Tracker

#: A bulletin that fewer have reached would point at them.
_ENOUGH = 5
#: One person's entries on a bulletin.
Kept: TypeAlias = "Sequence[tuple[Tracker, Entry]]"


def picture(definition: Definition, responses: Sequence[Response], material: Material) -> Blocks:
    """The strain over the bulletins and who had acted by when; then each sign, in every bulletin or in the latest entry."""
    if not responses:
        return [Paragraph("Nobody has shared an entry yet.")]
    trackers = [Tracker(definition, response, material) for response in responses]
    if not definition.bulletins:
        latest = [[(t, t.entries[-1])] if t.entries else [] for t in trackers]
        return [_levels("Where the signs stand in the latest entry", definition, latest)]
    found = [(b, [_on(t, b.id) for t in trackers]) for b in definition.bulletins]
    return [
        *_lines(definition, found),
        *(_levels(f"{b.title}: where the signs were put", definition, pairs) for b, pairs in found if any(pairs)),
        _acted(definition, trackers),
    ]


def _lines(definition: Definition, found: Sequence[tuple[Bulletin, Sequence[Kept]]]) -> Iterator[Chart]:
    """For each bulletin that enough people have reached: how many see a sign at the last level, how many have acted by then."""
    level = definition.levels[-1]
    reached = [(b.title, pairs, sum(map(bool, pairs))) for b, pairs in found]
    strained = [
        (title, sum(_is_at(level.id, definition, mine) for mine in pairs), many) for title, pairs, many in reached
    ]
    by_then = [
        [any(_acted_in(p[n]) for _, p in found[: upto + 1]) for n in range(len(found[0][1]))]
        for upto in range(len(found))
    ]
    acted = [
        (title, sum(a and bool(mine) for a, mine in zip(by_then[n], pairs, strict=True)), many)
        for n, (title, pairs, many) in enumerate(reached)
    ]
    yield from _line(
        f"One sign or more at “{level.words}”", "Of those who have reached each bulletin, how many see it so.", strained
    )
    yield from _line(
        "Something done by then", "Of those who have reached each bulletin, how many had acted by it.", acted
    )


def _line(title: str, sentence: str, rows: Sequence[tuple[str, int, int]]) -> Iterator[Chart]:
    enough = [row for row in rows if row[2] >= _ENOUGH]
    if enough:
        table = Table(title, ("Bulletin", "People"), tuple((name, f"{n} of {many}") for name, n, many in enough))
        bars = tuple(Bar(name, n, f"{n} of {many}") for name, n, many in enough)
        yield Chart(title, sentence, table, bars, people=min(many for *_, many in enough))


def _is_at(level: str, definition: Definition, mine: Kept) -> bool:
    return any(
        t.rating(e, v.id, s.id).level == level for t, e in mine for v in definition.viewpoints for s in definition.signs
    )


def _acted_in(mine: Kept) -> bool:
    return any(entry.done or entry.did.strip() for _, entry in mine)


def _on(tracker: Tracker, bulletin: str) -> list[tuple[Tracker, Entry]]:
    return [(tracker, entry) for entry in tracker.entries if entry.bulletin == bulletin]


def _levels(caption: str, definition: Definition, found: Sequence[Sequence[tuple[Tracker, Entry]]]) -> Table:
    """For each sign how many ratings stand at each level; only what was offered is counted."""
    columns = ("Sign", *(level.words for level in definition.levels))
    rows = []
    for sign in definition.signs:
        said = [t.rating(e, v.id, sign.id).level for pairs in found for t, e in pairs for v in definition.viewpoints]
        rows.append((sign.name, *(str(said.count(level.id)) for level in definition.levels)))
    return Table(caption, columns, tuple(rows), people=sum(map(bool, found)))


def _acted(definition: Definition, trackers: Sequence[Tracker]) -> Table:
    rows = []
    for bulletin in definition.bulletins:
        acted = [_acted_in(_on(t, bulletin.id)) for t in trackers]
        rows.append((bulletin.title, f"{sum(acted)} of {sum(bool(_on(t, bulletin.id)) for t in trackers)}"))
    return Table("When something was done", ("Bulletin", "Answers that record something done"), tuple(rows))
