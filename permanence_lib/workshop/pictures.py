"""What a room's answers to one exercise look like together: the first, the latest, one over the other.

Never of fewer than five people, never with anybody's own words: those come to the wall one by one, looked through first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal, TypeAlias

from permanence_lib.document.blocks import Block, Blocks, Chart, Heading, Paragraph, Quote, Table
from permanence_lib.document.data import as_data
from permanence_lib.exercises import LEAST_GROUP, Exercise
from permanence_lib.workshop.beside import overlaid
from permanence_lib.workshop.given import Given, answered, counted
from permanence_lib.workshop.room import Room
from permanence_lib.workshop.spread import in_words

#: first: as it stood when the room first saw it. last: what counts now. both: the latest over the first, of the same people.
When = Literal["first", "last", "both"]
_SORTS: Mapping[When, tuple[When, ...]] = {"first": ("first",), "last": ("last",), "both": ("first", "last")}
#: As much as a wall can hold at once, in rows.
_ROWS = 9
TOO_FEW = "Fewer than five people have answered, so nothing is shown yet."
_WRITTEN = "have written. Their words come to the wall when they have been looked through."
_PRIVATE = "have written something. What they wrote is theirs, and nobody else sees it."


Answers: TypeAlias = Mapping[str, Given]


def picture(room: Room, exercise: str, when: When = "first") -> Blocks:
    """The blocks to show; a sentence that says why where there is nothing to."""
    found = room.live[exercise]
    first = answers(room, exercise, "first")
    if when == "first":
        return _together(found, first)
    latest = answers(room, exercise, "last")
    return _together(found, latest) if when == "last" else _both(found, first, latest)


def answers(room: Room, exercise: str, when: When) -> Answers:
    """Everybody's answer with something in it, by member. Before anything was shown, the first are those there are now."""
    standing = room.state().standing(exercise)
    found = answered(room, exercise, standing.shown_at) if when == "first" else counted(room, exercise, standing)
    return dict(sorted(found.items()))


def _together(exercise: Exercise, found: Answers) -> Blocks:
    if len(found) < LEAST_GROUP:
        return [Paragraph(TOO_FEW)]
    if exercise.definition.sharing == "private":
        return [Paragraph(f"{len(found)} people {_PRIVATE}")]
    return list(_for_a_room(_drawn(exercise, found))) or [Paragraph(f"{len(found)} people {_WRITTEN}")]


def _drawn(exercise: Exercise, found: Answers) -> Blocks:
    """As the kind draws it, without words: those are never in a room's picture, also where they may stand with names."""
    asked = exercise.definition.model_copy(update={"sharing": "anonymous"})
    drawn: Blocks = exercise.kind.picture(asked, [each.response for each in found.values()], exercise.material)
    return drawn


def _for_a_room(blocks: Blocks) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Chart):
            yield from _enough(block)
        elif isinstance(block, Table) and block.people is not None and block.people < LEAST_GROUP:
            continue
        elif not isinstance(block, Quote):
            yield block


def _enough(chart: Chart) -> Iterator[Block]:
    """A chart behind which enough people stand, with the spread in words; nothing where nobody has answered."""
    if chart.people is not None and chart.people < LEAST_GROUP:
        if chart.people:
            yield Paragraph("Fewer than five people have answered this, so it is not shown.", lead=chart.title)
        return
    yield replace(chart, sentence=in_words(chart))


def _both(exercise: Exercise, first: Answers, latest: Answers) -> Blocks:
    """The same people twice, so that what moved is what somebody thought, not who had come in."""
    same = {name: each for name, each in latest.items() if name in first}
    if len(same) < LEAST_GROUP:
        return [Paragraph(TOO_FEW)]
    before = {name: each for name, each in first.items() if name in same}
    if exercise.definition.sharing == "private":
        return _together(exercise, before)
    laid = overlaid(_drawn(exercise, before), _drawn(exercise, same))
    return [Paragraph(_whose(len(same), len(latest) - len(same))), *_for_a_room(laid)]


def _whose(same: int, later: int) -> str:
    words = f"The same {same} people, first and now."
    return words + (f" {later} who answered later {'is' if later == 1 else 'are'} not among them." if later else "")


class Pictures:
    """The pictures of one room as a page draws them, made again only when an answer that counts has changed."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._made: dict[tuple[str, When], tuple[Any, list[list[dict[str, Any]]]]] = {}

    def of(self, exercise: str, when: When = "first") -> list[dict[str, Any]]:
        """The blocks as plain values, for the page's `Blocks`."""
        return [block for part in self.parts(exercise, when) for block in part]

    def parts(self, exercise: str, when: When = "first") -> list[list[dict[str, Any]]]:
        """The same in parts that each fit on a wall."""
        room = self._room
        key = [[(name, each.revision) for name, each in answers(room, exercise, one).items()] for one in _SORTS[when]]
        known, made = self._made.get((exercise, when), (None, []))
        if known != key:
            made = [as_data(part) for part in parts(picture(room, exercise, when))]
            self._made[exercise, when] = (key, made)
        return made


def parts(blocks: Blocks) -> list[Blocks]:
    """A picture cut where a wall is full; a heading or a sentence stays with what follows it."""
    found: list[list[Block]] = [[]]
    for block in blocks:
        if found[-1] and sum(map(_rows, found[-1])) + _rows(block) > _ROWS and not _leads(found[-1][-1]):
            found.append([])
        found[-1].append(block)
    return list(found)


def _leads(block: Block) -> bool:
    return isinstance(block, Heading | Paragraph)


def _rows(block: Block) -> int:
    """Roughly how much of a wall it takes."""
    if isinstance(block, Chart):
        return 3 + (len(block.bars) or len(block.table.rows))
    rows = getattr(block, "rows", getattr(block, "items", ()))
    return 1 + len(rows)
