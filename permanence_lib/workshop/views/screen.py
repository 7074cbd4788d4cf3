"""What a workshop sees on the projector. Nothing on it is private, and no name stands beside words unless that was agreed."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any

from permanence_lib.document.data import as_data
from permanence_lib.exercises import LEAST_GROUP
from permanence_lib.identity import Identity
from permanence_lib.workshop import agenda, pictures, prompt, rehearsal, voices
from permanence_lib.workshop.acts import RoomRefused
from permanence_lib.workshop.room import SETTING, Room
from permanence_lib.workshop.state import OnScreen, State

Json = dict[str, Any]
#: How many people's words stand on the wall at once.
_AT_ONCE = 4
_REVEALED = ("shown", "again", "closed")
_WHEN: Mapping[str, pictures.When] = {"picture": "first", "before-after": "both"}


class View:
    """What a workshop sees on the projector."""

    ROLE = "facilitator"
    PLAIN = "What a workshop sees on the projector."

    def __init__(self, room: Room, person: Identity) -> None:
        self.room, self.person = room, person
        self._pictures = pictures.Pictures(room)

    def mark(self) -> object:
        """What changes when there may be something new to tell."""
        return self.room.newest()

    def seen(self) -> Json:
        """What is on the wall now, with what it needs and no more."""
        state = self.room.state()
        everywhere: Json = {
            "week": self.room.week.title, "cohort": state.cohort, "code": self.room.join_code(state), "address": address(),
            "rehearsal": rehearsal.is_rehearsal(state),
            "people": sum(not each.gone for each in self.room.members().values()),
            "clock": state.clock.model_dump(mode="json") if state.clock else None,
        }  # fmt: skip
        return everywhere | self._wall(state)

    def act(self, what: str, given: Mapping[str, Any], request_id: str) -> None:
        """The wall's own keys: only to another part of what is shown."""
        if self.person.role != self.ROLE:
            raise RoomRefused("Only the facilitator can do that.")
        if what != "part":
            raise RoomRefused("The projector cannot do that. Use the board.")
        screen = self.room.state().screen
        self.room.act("show", {**screen.model_dump(), "part": given.get("part")}, request_id)

    def _wall(self, state: State) -> Json:
        if state.paused:
            return {"what": "paused", "words": state.pause_words}
        if state.ended_at:
            return {"what": "ended", "questions": [each.words for each in state.questions if not each.answered]}
        screen = state.screen
        if screen.exercise in self.room.live:
            return self._of_exercise(state, screen)
        if screen.what == "agenda":
            return {"what": "agenda", "rows": agenda.rows(self.room.agenda, state)}
        if screen.what in ("clock", "rest"):
            return {"what": screen.what, **agenda.present(self.room.agenda, state)}
        return {"what": "welcome", **agenda.present(self.room.agenda, state)}

    def _of_exercise(self, state: State, screen: OnScreen) -> Json:
        """A picture only of what has been revealed; the question otherwise."""
        standing, definition = state.standing(screen.exercise), self.room.live[screen.exercise].definition
        shared: Json = {"title": definition.title, "phase": standing.phase}
        if screen.what == "words":
            return shared | {"what": "words", **self._words(screen)}
        if screen.what in _WHEN and standing.phase in _REVEALED:
            found = self._pictures.parts(screen.exercise, _WHEN[screen.what])
            return shared | {"what": screen.what, **_part(found, screen.part)}
        return shared | {"what": "question", **self._question(state, screen.exercise)}

    def _words(self, screen: OnScreen) -> Json:
        found = voices.approved(self.room, screen.exercise)
        return _part([found[n : n + _AT_ONCE] for n in range(0, len(found), _AT_ONCE)] or [[]], screen.part)

    def _question(self, state: State, exercise: str) -> Json:
        definition = self.room.live[exercise].definition
        note = definition.content_note
        standing = state.standing(exercise)
        given = len(pictures.answers(self.room, exercise, "last")) if standing.phase in ("open", "held") else 0
        return {
            "prompt": as_data(prompt.for_a_wall(definition.prompt, self.room.content)),
            "note": as_data(prompt.as_blocks(note, self.room.content)) if note else [],
            "minutes": definition.minutes,
            "sharing": "named" if standing.named else definition.sharing,
            # Said only when it points at nobody, and never how many are still writing.
            "given": given if given >= LEAST_GROUP else 0,
            "groups": self._groups(state),
        }

    def _groups(self, state: State) -> list[list[str]]:
        """Who sits together, by the aliases they chose."""
        here = self.room.members()
        found = [[here[name].alias for name in group if name in here and not here[name].gone] for group in state.groups]
        return [group for group in found if group]


def address() -> str:
    """How devices reach the room, as its server told this kernel; '' where it did not, and the page knows its own."""
    told = os.environ.get(SETTING)
    return str(json.loads(told).get("address", "")) if told else ""


def _part(parts: list[Any], wanted: int) -> Json:
    part = min(wanted, len(parts) - 1)
    return {"shown": parts[part], "part": part, "parts": len(parts)}
