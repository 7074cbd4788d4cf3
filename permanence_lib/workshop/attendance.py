"""Who came: counted for the pack, and kept for each participant as a record that goes with their own work."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from permanence_lib.errors import Conflict
from permanence_lib.identity import Identity
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress import agreed
from permanence_lib.portfolio.progress.agreed import Attended
from permanence_lib.workshop import rehearsal
from permanence_lib.workshop.members import Member
from permanence_lib.workshop.room import Room


def present(room: Room) -> list[Member]:
    """Everybody who came, on paper too; not those who were taken out."""
    return [each for each in room.members().values() if not each.gone]


def count(room: Room) -> int:
    """How many came."""
    return len(present(room))


def said(room: Room, member: Member) -> Attended:
    """One participant's attendance, as a workbook keeps what they say of a workshop day."""
    came = datetime.fromisoformat(member.joined_at).astimezone()
    return Attended(True, came.date(), f"Recorded by the workshop of {room.cohort}: came at {came:%H:%M}.")


def keep(room: Room, pid: str) -> bool:
    """Keep a participant's attendance beside their answers, once; whether anything is kept for them.

    What they have said of that day themselves is never changed. Nothing is kept of a rehearsal, or for somebody taken out.
    Raises StoreError when it cannot be kept.
    """
    member = room.members().get(pid)
    if member is None or member.gone or rehearsal.is_rehearsal(room.state()):
        return False
    desk = Desk(room.content, room.store, Identity(pid, own_machine=False))
    if not agreed.attended(desk, room.week.id).kept:
        with suppress(Conflict):  # their other device was quicker
            agreed.keep_attended(desk, room.week.id, said(room, member))
    return True


def keep_all(room: Room) -> int:
    """Keep everybody's; how many have one."""
    return sum(keep(room, each.id) for each in present(room))
