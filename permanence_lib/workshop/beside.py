"""Two pictures of the same room laid over one another: the first answers and the latest, drawn from the same data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from permanence_lib.document.blocks import Bar, Block, Blocks, Chart, Table

Named = TypeVar("Named", Chart, Table)


def overlaid(first: Blocks, latest: Blocks) -> Blocks:
    """The latest picture; where the first has the same chart or table, with what it was before."""
    return [_with_before(block, first) for block in latest]


def _with_before(block: Block, first: Blocks) -> Block:
    if isinstance(block, Chart):
        before = next((one for one in _alike(first, Chart) if one.title == block.title), None)
        return _bars_twice(before, block) if before else block
    if isinstance(block, Table):
        same = next((one for one in _alike(first, Table) if _heads(one) == _heads(block)), None)
        return _cells_twice(same, block) if same else block
    return block


def _alike(blocks: Blocks, sort: type[Named]) -> Iterator[Named]:
    return (block for block in blocks if isinstance(block, sort))


def _bars_twice(before: Chart, after: Chart) -> Chart:
    """A kind that knows what was answered before within one answer has drawn it itself, and is left as it is."""
    was = {bar.label: bar.value for bar in before.bars}
    if any(bar.was is not None for bar in after.bars) or set(was) != {bar.label for bar in after.bars}:
        return after
    said = {bar.label: bar.words for bar in before.bars}
    bars = tuple(
        replace(bar, was=was[bar.label], words=_in_words(was[bar.label], said[bar.label], bar)) for bar in after.bars
    )
    table = _cells_twice(before.table, after.table) if _heads(before.table) == _heads(after.table) else after.table
    return replace(after, sentence="" if after.whole else after.sentence, bars=bars, table=table)


def _in_words(was: float, said: str, bar: Bar) -> str:
    """'3, then 5 of 12'; both in full where a bar's length is a share and its words say of how many."""
    counts = said.startswith(f"{was:g} ") and bar.words.startswith(f"{bar.value:g} ")
    return f"{was:g}, then {bar.words}" if counts else _twice(said, bar.words)


def _heads(table: Table) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return table.columns, tuple(row[0] for row in table.rows)


def _cells_twice(before: Table, after: Table) -> Table:
    rows = tuple(
        (new[0], *(_twice(a, b) for a, b in zip(old[1:], new[1:], strict=True)))
        for old, new in zip(before.rows, after.rows, strict=True)
    )
    return replace(after, caption=f"{after.caption} (first answers, then latest)", rows=rows)


def _twice(before: str, after: str) -> str:
    return after if before == after else f"{before}, then {after}"
