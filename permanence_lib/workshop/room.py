"""A room: where its state, its members and their answers are kept, and read from. Nothing here knows a widget."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.content.programme import Agenda, Week
from permanence_lib.errors import Conflict
from permanence_lib.exercises import Exercise
from permanence_lib.workshop.acts import ACTS, RoomRefused, Setting
from permanence_lib.workshop.members import Member, new_code
from permanence_lib.workshop.state import State

if TYPE_CHECKING:
    from permanence_lib.store import Record, Store

#: Set by the server of a room, for the kernels of its pages: {"week": "w18", "cohort": "Autumn", "address": ...}.
SETTING = "PERMANENCE_ROOM"
#: Under whom and what the room itself is kept. Members' answers are kept as in any workbook: (member, exercise).
ROOM, STATE, MEMBER, MOMENT = "room", "room:state", "room:member", "room:moment"
#: How the space of a room begins, in a database of many.
SPACE = "room:"
#: Records of the room have no questions that could change.
_NO_QUESTIONS = "room"
_TRIES = 20


class Room:
    """One workshop of one cohort, in a store."""

    def __init__(
        self, store: Store, content: Content, week: str, cohort: str, *, space: str = "", signed_in: bool = False
    ) -> None:  # fmt: skip
        self.store, self.content, self.cohort = store, content, cohort
        self.week: Week = content.weeks[week]
        #: The part of a database of many that is this room's own; '' in a file of its own.
        self.space = space
        #: Whether people come by a Hub's sign-in, and need no codes.
        self.signed_in = signed_in

    @classmethod
    def of_this_kernel(cls) -> Room | None:
        """The room this kernel's page belongs to; None outside a workshop."""
        told = os.environ.get(SETTING)
        if not told:
            return None
        from permanence_lib.content.library import current
        from permanence_lib.store import open_store

        setting = json.loads(told)
        space, signed_in = setting.get("space", ""), bool(setting.get("signed_in"))
        store = open_store(space=space)
        return cls(store, current(), setting["week"], setting["cohort"], space=space, signed_in=signed_in)

    @property
    def setting_for_kernels(self) -> dict[str, Any]:
        """What `of_this_kernel` is told."""
        told = {"week": self.week.id, "cohort": self.cohort}
        return told | ({"space": self.space} if self.space else {}) | ({"signed_in": True} if self.signed_in else {})

    def join_code(self, state: State) -> str:
        """The code that lets people in; '' where they need none."""
        return "" if self.signed_in else state.code

    @property
    def agenda(self) -> Agenda:
        """The day as planned."""
        if self.week.workshop is None:
            raise RoomRefused(f"{self.week.title} is not a workshop.")
        return self.week.workshop

    @cached_property
    def live(self) -> Mapping[str, Exercise]:
        """The day's exercises by id, in order; one whose file cannot be read is left out."""
        return {each.id: each for each in exercises.readable(self.content, self.week.id)}

    # ---- the state

    @property
    def key(self) -> str:
        """What the state of this room is kept under: one store may hold a cohort's four workshops."""
        return f"{STATE}:{self.week.id}"

    def state(self) -> State:
        """How things stand; a room is made at the first look."""
        found = self.store.latest(ROOM, self.key)
        return State.model_validate(found.value) if found else self._begin()

    def history(self) -> list[tuple[datetime, State]]:
        """Every state there has been, with its moment, oldest first: the day as it was run."""
        return [(each.saved_at, State.model_validate(each.value)) for each in self.store.history(ROOM, self.key)]

    def act(self, name: str, given: Mapping[str, Any], request_id: str = "") -> State:
        """Do one of the facilitator's acts. The same request again does nothing more.

        Raises RoomRefused when it makes no sense as the room stands, StoreError when it cannot be kept.
        """
        if name not in ACTS:
            raise RoomRefused("The room does not know how to do that.")
        for _ in range(_TRIES):
            found = self.store.latest(ROOM, self.key)
            before = State.model_validate(found.value) if found else self._begin()
            try:
                return self._save(ACTS[name](before, self.setting(), given), found.revision if found else 1, request_id)
            except (
                Conflict
            ) as other:  # another of the facilitator's devices was quicker, or this very request came twice
                if self._was_done(request_id):
                    return State.model_validate(other.newest.value)
        raise RoomRefused("The room changed too quickly. Try again.")

    def setting(self) -> Setting:
        """What acts may know."""
        return Setting(datetime.now(UTC), self.agenda, self.live, self.members())

    def _begin(self) -> State:
        made = State(
            week=self.week.id, cohort=self.cohort, code=new_code(), started_at=datetime.now(UTC).isoformat(timespec="microseconds")
        )  # fmt: skip
        try:
            return self._save(made, 0, "")
        except Conflict as other:
            return State.model_validate(other.newest.value)

    def _save(self, state: State, base: int, request_id: str) -> State:
        self.keep(ROOM, self.key, state, base, request_id)
        return state

    def _was_done(self, request_id: str) -> bool:
        return bool(request_id) and any(each.request_id == request_id for each in self.store.history(ROOM, self.key))

    # ---- the people

    def members(self) -> dict[str, Member]:
        """Everybody who has joined, by id, in the order they came."""
        found = (Member(**each.value) for each in self.store.of_exercise(MEMBER).values())
        return {each.id: each for each in sorted(found, key=lambda each: (each.joined_at, each.id))}

    def put(self, member: Member) -> None:
        """Keep a member, new or changed."""
        for _ in range(_TRIES):
            found = self.store.latest(member.id, MEMBER)
            try:
                self.keep(member.id, MEMBER, member.to_json(), found.revision if found else 0)
                return
            except Conflict:
                continue
        raise RoomRefused("The room is busy. Try again.")

    def moments(self) -> dict[str, datetime]:
        """Who has signalled that they need a moment, and when; by member."""
        return {
            name: each.saved_at for name, each in self.store.of_exercise(MOMENT).items() if each.value.get("wanted")
        }

    # ---- their answers

    def answers(self, exercise: str, until: str = "", here: Mapping[str, Member] | None = None) -> dict[str, Record]:
        """The newest answer of every member, or of those `here`, to one exercise; with `until`, as they stood at that moment."""
        here = self.members() if here is None else here
        found = self.store.of_exercise(exercise, datetime.fromisoformat(until) if until else None)
        if until and any(each.paper for each in here.values()):  # a sheet was written in time, whenever it is typed in
            found |= {name: x for name, x in self.store.of_exercise(exercise).items() if name in here and here[name].paper}  # fmt: skip
        return {name: each for name, each in found.items() if name in here}

    def newest(self, *whose: str) -> int:
        """A number that grows with everything that is saved; with names, with what is saved for the room itself or for them."""
        return self.store.newest(ROOM, *whose) if whose else self.store.newest()

    def keep(self, whose: str, name: str, value: BaseModel | dict[str, Any], base: int, request_id: str = "") -> Record:
        """Save a record of the room. Raises Conflict, StoreError or AnswerRefused as the store does."""
        plain = value.model_dump(mode="json") if isinstance(value, BaseModel) else value
        return self.store.save(
            whose, name, plain, base=base, request_id=request_id or uuid.uuid4().hex, definition_hash=_NO_QUESTIONS
        )
