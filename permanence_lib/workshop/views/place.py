"""A participant's place in a workshop: what the room is doing, the exercise, their own group, and a way to say 'I need a moment'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from permanence_lib.content import roles
from permanence_lib.document.data import as_data
from permanence_lib.document.markdown import to_html
from permanence_lib.errors import Conflict
from permanence_lib.exercises import Exercise
from permanence_lib.identity import Identity
from permanence_lib.workbook.sitting import Workbook
from permanence_lib.workshop import moments, own_answers, pictures, rehearsal, voices
from permanence_lib.workshop.acts import RoomRefused
from permanence_lib.workshop.day import Stretch, say, stretches
from permanence_lib.workshop.members import Member
from permanence_lib.workshop.present import present
from permanence_lib.workshop.room import MOMENT, Room
from permanence_lib.workshop.state import OnScreen, Standing, State

if TYPE_CHECKING:
    from permanence_lib.store import Record
    from permanence_lib.workbook.sitting import WeekPage

Json = dict[str, Any]
_NOT_HERE = "You are not in this room any more. Speak to the facilitator."
_EVALUATION = (
    " What you say about the day itself goes to those who run it, without names, once five people have answered."
)
_NOT_OPEN = "This exercise is not open yet."
_NO_SUCH = "There is no such exercise today."
_NO_WIDGET = "This exercise could not be shown. What you have written is safe. Reload the page; if this stays, tell the facilitator."
_MOMENT_NOT_KEPT = "Your signal could not be passed on just now. Catch the facilitator’s eye."


class View:
    """A participant's place. The exercises they open stay open, whatever the room does, until they leave the page."""

    ROLE = "participant"
    PLAIN = "A participant's place in a workshop."

    def __init__(self, room: Room, person: Identity) -> None:
        self.room, self.person = room, person
        self._models: dict[str, str] = {}
        self._looking = ""
        self._turning = False
        self._filled: dict[tuple[str, int], bool] = {}
        self._drawn = pictures.Pictures(room)
        self._pictures: dict[tuple[str, str, str], list[Json]] = {}

    @cached_property
    def _page(self) -> WeekPage:
        return Workbook(self.room.store, self.person, self.room.content).week(self.room.week.id)

    # ---- how things stand

    def mark(self) -> object:
        """It changes with the room and with one's own words; what everybody else writes is no news here."""
        return self.room.newest(self.person.participant)

    def seen(self) -> Json:
        """How things stand for this one participant; nobody else's words are in it unless the room sees them."""
        state, members = self.room.state(), self.room.members()
        me = members.get(self.person.participant)
        if me is None or me.gone:
            return {"out": _NOT_HERE}
        planned = stretches(self.room.agenda, state.moves)
        now = present(state, planned, self.room.live)
        kept = self.room.store.latest_all(me.id)
        return {
            "room": {"title": self.room.week.title, "cohort": state.cohort, "rehearsal": rehearsal.is_rehearsal(state), "signed_in": self.room.signed_in},
            "me": {"alias": me.alias},
            "doing": {
                "title": now.title, "words": now.words + self._goes_on(now.exercise), "still": now.still, "exercise": now.exercise,
            },
            "next": _next(state, planned),
            "clock": state.clock.model_dump(mode="json") if state.clock and not state.paused else None,
            "paused": state.paused, "ended": bool(state.ended_at) and not me.paper, "free": state.pace == "free" or me.paper,
            "group": _group(state, me, members),
            "moment": self._moment(state, kept.get(MOMENT)),
            "exercises": list(self._exercises(state, kept)),
            "models": dict(self._models),
            "looking": self._look(state, self._looking or now.exercise, kept),
            "support": self._support if self._turning else None,
        }  # fmt: skip

    def _goes_on(self, exercise: str) -> str:
        """What people are told of questions whose answers go further than the room."""
        asked = any(each.startswith(f"{exercise}/") for each in self.room.agenda.evaluation)
        return _EVALUATION if exercise and asked else ""

    def _exercises(self, state: State, kept: Mapping[str, Record]) -> Iterator[Json]:
        """The day's exercises with how each stands; one that is not to be opened yet only has its title."""
        for name, exercise in self.room.live.items():
            standing, mine, definition = state.standing(name), kept.get(name), exercise.definition
            yield {
                "id": name, "title": definition.title, "minutes": definition.minutes, "phase": standing.phase,
                "open": self._may_open(name, state), "note": self._notes.get(name, ""), "mine": self._mine(exercise, mine),
                "late": mine is not None and not self._on_paper and own_answers.is_late(mine, standing),
            }  # fmt: skip

    def _may_open(self, name: str, state: State) -> bool:
        return name in self._models or state.pace == "free" or self._on_paper or state.standing(name).phase != "waiting"

    @cached_property
    def _on_paper(self) -> bool:
        """Whether this is a sheet that the facilitator types in afterwards: then every exercise can be opened."""
        return self.room.members()[self.person.participant].paper

    @cached_property
    def _notes(self) -> dict[str, str]:
        """What should be known before an exercise is opened, as HTML made of the author's Markdown."""
        content = self.room.content
        return {
            name: to_html(roles.resolve(exercise.definition.content_note, content))
            for name, exercise in self.room.live.items()
            if exercise.definition.content_note
        }

    def _mine(self, exercise: Exercise, mine: Record | None) -> str:
        """How far somebody's own answer is: '', 'begun' or 'finished'."""
        if mine is None:
            return ""
        version = (exercise.id, mine.revision)
        if version not in self._filled:
            self._filled[version] = own_answers.filled(exercise, mine)
        return "finished" if mine.done else "begun" if self._filled[version] else ""

    def _moment(self, state: State, signal: Record | None) -> Json:
        wanted = signal is not None and bool(signal.value.get("wanted"))
        return {"wanted": wanted, "seen": wanted and self.person.participant in moments.heard(self.room, state)}

    def _look(self, state: State, name: str, kept: Mapping[str, Record]) -> Json | None:
        """What the room has seen of an exercise, and one's own first answer where there is a second."""
        standing = state.standing(name)
        if name not in self.room.live or not standing.shown_at:
            return None
        return {
            "exercise": name,
            "room": self._picture(name, state) if standing.phase in ("shown", "closed") else [],
            "words": voices.approved(self.room, name) if standing.phase in ("shown", "closed") else [],
            "first": self._first(name, standing, kept.get(name)),
        }

    def _picture(self, name: str, state: State) -> list[Json]:
        """What the room saw first; both answers once the room looks at both, or has finished and some have moved."""
        standing = state.standing(name)
        both = OnScreen(what="before-after", exercise=name) == state.screen or standing.phase == "closed"
        settled = (name, standing.shown_at, standing.closed_at if both else "")
        if settled not in self._pictures or (both and standing.phase == "shown"):  # then answers still come
            self._pictures[settled] = self._drawn.of(name, "both" if both and self._moved(name) else "first")
        return self._pictures[settled]

    def _moved(self, name: str) -> bool:
        """Whether anybody's answer is another than at the first look."""
        first, last = (pictures.answers(self.room, name, when) for when in ("first", "last"))
        return any(last[each].revision != first[each].revision for each in first if each in last)

    def _first(self, name: str, standing: Standing, mine: Record | None) -> list[Json]:
        """One's own answer as it stood when the room first looked; while it is asked again it stands there unchanged too."""
        if mine is None:
            return []
        first = own_answers.first(self.room, self.person.participant, name, standing)
        if first is None and standing.phase == "again" and own_answers.filled(self.room.live[name], mine):
            first = mine
        return as_data(own_answers.brief(self.room.live[name], first)) if first else []

    @cached_property
    def _support(self) -> Json:
        """Who is near, and the places outside whose number somebody has checked."""
        support = self.room.content.support
        return {
            "near": [{"name": each.name, "text": each.text} for each in support.near],
            "places": [
                {
                    "name": each.name, "text": each.text, "how": each.how, "hours": each.hours, "cite": each.cite(),
                    "number": each.number.replace(" ", ""), "texts": each.how.startswith("Text"),
                }
                for each in support.shown()
            ],
        }  # fmt: skip

    # ---- what a participant can do

    def act(self, what: str, given: Mapping[str, Any], request_id: str) -> None:
        """Open an exercise, look at one, signal or take back 'I need a moment', ask where to turn."""
        me = self.room.members().get(self.person.participant)
        if self.person.role != self.ROLE or me is None or me.gone:
            raise RoomRefused(_NOT_HERE)
        match what:
            case "open":
                self._open(str(given.get("exercise")))
            case "look":
                self._looking = self._known(str(given["exercise"])) if given.get("exercise") else ""
            case "moment":
                self._signal(given.get("wanted") is True, request_id)
            case "support":
                self._turning = True
            case _:
                raise RoomRefused("That cannot be done from this page.")

    def _open(self, name: str) -> None:
        """The exercise, made when it is first opened."""
        if not self._may_open(self._known(name), self.room.state()):
            raise RoomRefused(_NOT_OPEN)
        if name not in self._models:
            made: Any = self._page.exercise(name)
            if not hasattr(made, "model_id"):
                raise RoomRefused(_NO_WIDGET)
            self._models[name] = made.model_id

    def _known(self, name: str) -> str:
        if name not in self.room.live:
            raise RoomRefused(_NO_SUCH)
        return name

    def _signal(self, wanted: bool, request_id: str) -> None:
        for _ in range(3):
            try:
                moments.signal(self.room, self.person.participant, wanted, request_id)
                return
            except Conflict:  # another of their own devices was quicker
                continue
        raise RoomRefused(_MOMENT_NOT_KEPT)


def _group(state: State, me: Member, members: Mapping[str, Member]) -> Json | None:
    """The number of one's own group, and with whom."""
    for number, group in enumerate(state.groups, start=1):
        if me.id in group:
            others = [members[each].alias for each in group if each != me.id and each in members]
            return {"number": number, "with": others}
    return None


def _next(state: State, planned: list[Stretch]) -> str:
    """'Next: Lunch, at 12:45.', as planned."""
    names = [each.id for each in planned]
    place = names.index(state.stretch) + 1 if state.stretch in names else 0
    if state.ended_at or place >= len(planned):
        return ""
    return f"Next: {planned[place].title}, planned for {say(planned[place].start)}."
