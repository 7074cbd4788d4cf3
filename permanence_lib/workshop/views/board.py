"""The facilitator's board: who is here, what comes next, and everything she can do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from permanence_lib.document.data import as_data
from permanence_lib.errors import PermanenceError
from permanence_lib.exercises import Exercise
from permanence_lib.identity import Identity
from permanence_lib.workshop import day, moments, people, prompt
from permanence_lib.workshop.acts import ACTS, RoomRefused, Setting
from permanence_lib.workshop.acts.groups import seated
from permanence_lib.workshop.day import Stretch
from permanence_lib.workshop.given import Given, counted
from permanence_lib.workshop.members import Member
from permanence_lib.workshop.next_step import Count, next_step
from permanence_lib.workshop.pictures import Pictures, When
from permanence_lib.workshop.present import exercise_now
from permanence_lib.workshop.queue import PILES, key_of, queue
from permanence_lib.workshop.rehearsal import is_rehearsal
from permanence_lib.workshop.room import Room
from permanence_lib.workshop.state import Standing, State
from permanence_lib.workshop.views import screen
from permanence_lib.workshop.voices import may_be_heard

Json = dict[str, Any]
_NOT_YOURS = "This page is for the facilitator of the workshop."
#: Acts about one piece of words: the board names it by its mark, which says nothing of whose it is.
_ABOUT_WORDS = {"approve", "bin", "undecided"}
#: Acts of an exercise, in the order in which they usually come.
_ITS_ACTS = ("open", "hold", "reveal", "again", "close")


class View:
    """One of the facilitator's devices. What she looks at on it is her own; what she does is done for the room."""

    ROLE = "facilitator"
    PLAIN = "The facilitator's board of a workshop."

    def __init__(self, room: Room, person: Identity) -> None:
        self.room, self.person = room, person
        self._pictures, self._wall = Pictures(room), screen.View(room, person)
        self._looking, self._pile, self._turning = "", PILES[0], False

    # ---- how things stand

    def mark(self) -> object:
        """What changes when there may be something new to tell."""
        return self.room.newest()

    def seen(self) -> Json:
        """How things stand; never who said what, unless it stands with names."""
        members = self.room.members()
        state = self._with_latecomers(self.room.state(), members)
        planned = day.stretches(self.room.agenda, state.moves)
        name = self._exercise(state, planned)
        given = counted(self.room, name, state.standing(name)) if name else {}
        count = _count(members, given, state.standing(name))
        now = exercise_now(state, _here(state, planned), self.room.live)
        step = next_step(state, planned, self.room.live.get(now), count) if now == name else None
        return {
            "room": {
                "title": self.room.week.title, "cohort": state.cohort, "code": self.room.join_code(state), "address": screen.address(),
                "rehearsal": is_rehearsal(state),
            },
            "state": _state(state), "day": [_stretch(each) for each in planned],
            "exercises": [_listed(each, state) for each in self.room.live.values()],
            "next": {"act": step.act, "given": step.given, "label": step.label, "why": step.why} if step else None,
            "count": {"people": count.people, "answered": count.answered, "again": count.again},
            "people": [_person(each, given, state) for each in members.values()],
            "moments": self._moments(state, members),
            "looking": self._look(name, state, len(given), now) if name else None,
            "wall": self._small_wall(),
            "support": self._support() if self._turning else None,
        }  # fmt: skip

    def _with_latecomers(self, state: State, members: Mapping[str, Member]) -> State:
        """Whoever has come since the groups were made gets a place in the smallest; if it cannot be kept, at least on this board."""
        now = seated(state.groups, members)
        if now == state.groups:
            return state
        try:
            return self.room.act("seat", {})
        except PermanenceError:
            return state.model_copy(update={"groups": now})

    def _exercise(self, state: State, planned: Sequence[Stretch]) -> str:
        """The one she chose to look at, else the one the room is at."""
        return self._looking or exercise_now(state, _here(state, planned), self.room.live)

    def _look(self, name: str, state: State, answered: int, now: str) -> Json:
        exercise, standing = self.room.live[name], state.standing(name)
        asked, when = exercise.definition, _when(standing)
        return {
            **_listed(exercise, state), "minutes": asked.minutes, "sharing": asked.sharing, "chosen": name != now,
            "note": self._in_blocks(asked.content_note), "notes": self._in_blocks(asked.facilitator_notes),
            "picture": self._pictures.of(name, when), "when": when,
            "parts": len(self._pictures.parts(name, _on_screen(state, when))) if standing.shown_at else 0,
            "can": [act for act in _ITS_ACTS if self._makes_sense(act, name, state)],
            "heard": may_be_heard(self.room, name, state, answered),
            "words": queue(self.room, name, state, self._pile),
        }  # fmt: skip

    def _in_blocks(self, words: str | None) -> list[Json]:
        return as_data(prompt.as_blocks(words, self.room.content)) if words else []

    def _makes_sense(self, act: str, exercise: str, state: State) -> bool:
        """Whether it can be done as the room stands: an act only makes a state of a state, so trying it changes nothing."""
        try:
            ACTS[act](state, Setting(datetime.now(UTC), self.room.agenda, self.room.live), {"exercise": exercise})
        except RoomRefused:
            return False
        return act != "reveal" or self.room.live[exercise].definition.sharing != "private"

    def _small_wall(self) -> Json:
        """What is on the projector, for a preview as large as a stamp: no tables."""
        wall = self._wall.seen()
        shown = wall.get("shown", [])
        return wall | {"shown": [{**each, "table": None} if each.get("sort") == "chart" else each for each in shown]}

    def _support(self) -> Json:
        """Where to turn: who is near, and places outside whose number somebody has checked."""
        support = self.room.content.support
        near = [{"name": each.name, "text": each.text} for each in support.near]
        places = [{"name": each.name, "text": f"{each.how}. {each.hours}. {each.text}"} for each in support.shown()]
        return {"near": near, "places": places}

    def _moments(self, state: State, members: Mapping[str, Member]) -> Json:
        def told(found: Mapping[str, Any]) -> list[Json]:
            return [
                {"id": name, "alias": members[name].alias, "since": since.isoformat(timespec="seconds")}
                for name, since in found.items()
                if name in members
            ]

        return {
            "asked": told(moments.asked(self.room, state)), "seen": told(moments.heard(self.room, state)),
            "stops": moments.stops_clock(self.room.agenda, state.stretch),
        }  # fmt: skip

    # ---- what she does

    def act(self, what: str, given: Mapping[str, Any], request_id: str) -> None:
        """Do it, or raise PermanenceError in her words. `look` changes only what this device looks at."""
        if self.person.role != self.ROLE:
            raise RoomRefused(_NOT_YOURS)
        if what == "look":
            self._look_at(given)
        elif what in _ABOUT_WORDS:
            self._decide(what, given, request_id)
        elif what == "take-out":
            people.take_out(self.room, str(given.get("member")), request_id)
        elif what == "let-in":
            people.let_in(self.room, str(given.get("member")), request_id)
        elif what in ACTS:
            self._do(what, given, request_id)
        else:
            raise RoomRefused("The room does not know how to do that.")

    def _do(self, what: str, given: Mapping[str, Any], request_id: str) -> None:
        self.room.act(what, given, request_id)
        if what in ("go", "onward", "back"):
            self._looking, self._pile = "", PILES[0]

    def _look_at(self, given: Mapping[str, Any]) -> None:
        exercise, pile = given.get("exercise", self._looking), given.get("pile", self._pile)
        if exercise and exercise not in self.room.live:
            raise RoomRefused("There is no such exercise today.")
        if pile not in PILES:
            raise RoomRefused("There are no words of that sort.")
        self._looking, self._pile = str(exercise or ""), str(pile)
        self._turning = bool(given.get("support", self._turning))

    def _decide(self, what: str, given: Mapping[str, Any], request_id: str) -> None:
        exercise = str(given.get("exercise"))
        if exercise not in self.room.live:
            raise RoomRefused("There is no such exercise today.")
        key = key_of(self.room, exercise, str(given.get("mark")), for_screen=what == "approve")
        self.room.act(what, {"key": key, "theme": given.get("theme")}, request_id)


def _here(state: State, planned: Sequence[Stretch]) -> Stretch | None:
    return next((each for each in planned if each.id == state.stretch), None)


def _when(standing: Standing) -> When:
    """What she sees of the answers: as they come in, and once the room thinks again, beside the first."""
    return "both" if standing.shown_at and standing.phase in ("again", "closed") else "last"


def _on_screen(state: State, when: When) -> When:
    """Which picture the projector has, to know how many parts there are to turn."""
    return "both" if state.screen.what == "before-after" else "first" if state.screen.what == "picture" else when


def _count(members: Mapping[str, Member], given: Mapping[str, Given], standing: Standing) -> Count:
    here = [name for name, member in members.items() if not member.gone]
    again = sum(_is_second(each, standing) for each in given.values())
    return Count(len(here), sum(name in given for name in here), again)


def _is_second(given: Given, standing: Standing) -> bool:
    return bool(standing.again_at) and given.saved_at > datetime.fromisoformat(standing.again_at)


def _state(state: State) -> Json:
    wanted = {
        "stretch", "since", "clock", "paused", "pause_words", "pace", "groups", "themes", "questions", "screen",
        "started_at", "ended_at",
    }  # fmt: skip
    return state.model_dump(mode="json", include=wanted)


def _stretch(each: Stretch) -> Json:
    return {
        "id": each.id, "title": each.title, "start": each.start, "end": each.end, "session": each.session_title,
        "exercise": each.exercise, "rest": each.is_break,
    }  # fmt: skip


def _listed(exercise: Exercise, state: State) -> Json:
    standing = state.standing(exercise.id)
    return {
        "id": exercise.id, "title": exercise.definition.title, "phase": standing.phase, "named": standing.named,
        "shown": bool(standing.shown_at), "again": bool(standing.again_at),
    }  # fmt: skip


def _person(member: Member, given: Mapping[str, Given], state: State) -> Json:
    """Who, and whether an answer is there: never what is in it."""
    return {
        "id": member.id, "alias": member.alias, "needs": member.needs, "paper": member.paper, "gone": member.gone,
        "answered": member.id in given,
    }  # fmt: skip
