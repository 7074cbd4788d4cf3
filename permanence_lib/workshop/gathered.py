"""What participants told before the day: from files the facilitator brings in, and from the room's own store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from permanence_lib.document.blocks import Blocks, Heading, Items, Paragraph
from permanence_lib.errors import Conflict, UnreadableFile
from permanence_lib.exercises import LEAST_GROUP
from permanence_lib.portfolio.before import share, together
from permanence_lib.portfolio.before.share import Share
from permanence_lib.screen.asked import Upload
from permanence_lib.workshop.acts import RoomRefused
from permanence_lib.workshop.room import ROOM, Room

#: Under the room's own name: {"shares": [...]}, without the names of the files they came in.
KEPT_UNDER = "room:before"
MOST = 60
_TRIES = 20


@dataclass(frozen=True)
class BroughtIn:
    """What came of a number of files: how many were taken in, and why others were not."""

    taken: int
    refused: tuple[str, ...] = ()


def shares(room: Room) -> tuple[Share, ...]:
    """Everybody's newest: what they told this store themselves, and what was brought in as a file."""
    own = share.kept(each.value for each in room.store.of_exercise(f"{share.KEPT_UNDER}:{room.week.id}").values())
    return share.newest([*_brought(room)[0], *own])


def bring_in(room: Room, files: Sequence[Upload]) -> BroughtIn:
    """Take in files; one that is no such file is refused in words, and the others are taken all the same."""
    if len(files) > MOST:
        raise RoomRefused(f"Bring in {MOST} files at a time, or fewer.")
    found: list[Share] = []
    refused: list[str] = []
    for each in files:
        try:
            found.append(share.read(each.content, each.name, room.week.id))
        except UnreadableFile as trouble:
            refused.append(str(trouble))
    if found:
        _keep(room, found)
    return BroughtIn(len(found), tuple(refused))


def forget(room: Room) -> None:
    """Remove what was brought in from what is shown. What people told this store themselves is theirs, and stays."""
    _keep(room, None)


def told(room: Room) -> Blocks:
    """The cohort before the day, from five people on."""
    return together.told(shares(room), room.content, room.week)


def asked_at_the_door(room: Room) -> Blocks:
    """What people wrote when they joined about what would make the day easier: words without a name, from five people on."""
    members = [each for each in room.members().values() if not each.gone]
    if len(members) < LEAST_GROUP:
        return [Paragraph("Fewer than five people have joined yet.")]
    words = sorted((each.needs for each in members if each.needs), key=str.casefold)
    return [Items(tuple(words))] if words else [Paragraph("Nobody who has joined has written anything.")]


def whole(room: Room) -> Blocks:
    """Everything on the page, as a document."""
    return [*told(room), Heading("What people wrote when they joined", 2), *asked_at_the_door(room)]


def _brought(room: Room) -> tuple[list[Share], int]:
    found = room.store.latest(ROOM, f"{KEPT_UNDER}:{room.week.id}")
    return (list(share.kept(found.value["shares"])), found.revision) if found else ([], 0)


def _keep(room: Room, new: Iterable[Share] | None) -> None:
    """With what is there already; None for nothing any more."""
    for _ in range(_TRIES):
        before, revision = _brought(room)
        together_now = share.newest([*before, *new]) if new is not None else ()
        try:
            room.keep(
                ROOM, f"{KEPT_UNDER}:{room.week.id}",
                {"shares": [each.model_dump(mode="json") for each in together_now]}, revision,
            )  # fmt: skip
            return
        except Conflict:
            continue
    raise RoomRefused("The room is busy. Try again.")
