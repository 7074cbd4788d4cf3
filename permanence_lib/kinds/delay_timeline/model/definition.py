"""What an author writes: whose clock it is, what is expected by when, and what there is to think about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from permanence_lib import kind
from permanence_lib.content.cases import Event
from permanence_lib.content.clocks import Stage
from permanence_lib.content.sources import LawFact
from permanence_lib.kind import Part
from permanence_lib.kinds.delay_timeline.model.days import bank_holidays
from permanence_lib.kinds.delay_timeline.model.growing import GROWING, NOT_RESEARCH, Growing

#: The type of a field that is itself called `date`.
Day = date
#: The years whose bank holidays a timeline knows, unless its author names others.
YEARS = (2018, 2032)


class Short(Part):
    """A piece that travels to the page without its empty fields."""

    @model_serializer(mode="wrap")
    def _in_short(self, whole: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in whole(self).items() if value}


class When(Short):
    """One moment: an event or milestone of the case, a decision of this exercise, the birth, or a date."""

    event: str | None = None
    milestone: str | None = None
    decision: str | None = None
    birth: bool = False
    date: Day | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if sum(bool(x) for x in (self.event, self.milestone, self.decision, self.birth, self.date)) != 1:
            raise ValueError("name exactly one of event, milestone, decision, birth (true) or date.")
        return self


class Moment(Short):
    """What a record has of one moment of the timetable: its days, or why there are none.

    `never`: it does not arise, and why. `no_record`: nobody can tell, and why. `not_yet`: it had not happened. In YAML a
    single moment, or a list of them, may stand alone.
    """

    at: tuple[When, ...] = ()
    never: str = ""
    no_record: str = ""
    not_yet: bool = False

    @model_validator(mode="before")
    @classmethod
    def _may_be_bare(cls, written: Any) -> Any:
        if isinstance(written, list | tuple | When):
            return {"at": written if isinstance(written, list | tuple) else [written]}
        if isinstance(written, dict) and written and not set(written) & set(cls.model_fields):
            return {"at": [written]}
        return written


class Seen(Part):
    """Somebody who matters to the child, and the entries in which the two were together."""

    name: str
    events: tuple[str, ...]


class Given(Part):
    """An event written by the author, for an exercise without a case or beside one."""

    id: str
    date: Day
    text: str
    source: str = ""
    type: str = ""
    child_voice: str | None = None


class Track(Part):
    """One row of the chart; without types and events it takes whatever is left."""

    id: str
    label: str
    types: tuple[str, ...] = ()
    events: tuple[str, ...] = ()

    def takes(self, event: Event | Given) -> bool:
        """Whether an event stands on this row."""
        return event.id in self.events or event.type in self.types or not (self.events or self.types)


class Count(Part):
    """Something to be counted in the record and said in a sentence: '2 social workers were allocated'."""

    one: str
    many: str
    types: tuple[str, ...] = ()
    events: tuple[str, ...] = ()

    def takes(self, event: Event | Given) -> bool:
        """Whether an event is one of those counted."""
        return event.id in self.events or event.type in self.types


class Waiting(Part):
    """What the child is waiting in, and since when: 'in care', say."""

    since: When
    words: str


class Milestone(Short):
    """A step expected by a law fact: when its clock starts, and what in the record answers it."""

    id: str
    law: str
    starts: When
    met_by: When | None = None
    no_record: str | None = None
    not_applicable: str | None = None
    first_day_counts: bool = False
    note: str = ""


class Stretch(Part):
    """A piece of time to be thought about."""

    id: str
    label: str
    start: When
    end: When


class Decision(Short):
    """A date that may be moved in 'what if'; one that depends on another follows it at the same distance."""

    id: str
    label: str
    planned: When
    not_before: When | None = None
    depends_on: str | None = None


class Ask(Part):
    """An open question."""

    id: str
    text: str
    hint: str = ""


class Action(Part):
    """How the last question is put: one thing, who, and by when."""

    thing: str = "One thing that can be sped up this month"
    hint: str = ""
    who: str = "Who will do it"
    by_when: str = "By when"


def _holidays_of(data: dict[str, Any]) -> tuple[Day, ...]:
    return bank_holidays(*data.get("years", YEARS))


class Definition(kind.Definition):
    """A timeline of a case, of the author's own events, or of both."""

    child: str | None = None
    name: str | None = None
    born: Day | None = None
    given: tuple[Given, ...] = ()
    events: tuple[str, ...] | Literal["all"] = "all"
    types: tuple[str, ...] | Literal["all"] = "all"
    tracks: Annotated[tuple[Track, ...], Field(min_length=1)] = (Track(id="record", label="What happened"),)
    counts: tuple[Count, ...] = ()
    waiting: Waiting | None = None
    record_ends: When | None = None
    milestones: tuple[Milestone, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    own_stretches: bool = True
    own_points: bool = True
    timetable: tuple[Stage, ...] | Literal["all"] = ()
    """The stages whose steps are counted: every fact of `law` that has a clock and is not among `milestones`."""
    triggers: dict[str, Moment] = Field(default_factory=dict)
    """For each moment that starts or meets a step (the ids are those of the timetable), when it was in this record."""
    set_aside: dict[Stage, str] = Field(default_factory=dict)
    """Stages that do not arise for this child, and why."""
    seen: tuple[Seen, ...] = ()
    growing: tuple[Growing, ...] = GROWING
    growing_source: str = NOT_RESEARCH
    decisions: tuple[Decision, ...] = ()
    what_if_question: str = "What would have had to happen for that date to be real?"
    questions: tuple[Ask, ...] = ()
    action: Action = Action()
    years: tuple[int, int] = YEARS
    bank_holidays: tuple[Day, ...] = Field(default_factory=_holidays_of)
    """England's bank holidays in `years`, so that the browser counts the same working days."""

    def question_hash(self) -> str:
        """As for every exercise, but without the calendar and the words for ages: they ask nothing new."""
        plain = {"bank_holidays": (), "growing": (), "growing_source": ""}
        return kind.Definition.question_hash(self.model_copy(update=plain))

    def counts_stage(self, stage: str) -> bool:
        """Whether the steps of a stage are counted."""
        return self.timetable == "all" or stage in self.timetable

    def law_wanted(self, timetable: Mapping[str, LawFact]) -> tuple[str, ...]:
        """The law this exercise needs at hand: what its author names, and the steps of the stages it counts."""
        counted = (name for name, fact in timetable.items() if fact.clock and self.counts_stage(fact.stage))
        return tuple(dict.fromkeys((*self.law, *counted)))
