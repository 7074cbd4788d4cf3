"""What comes next: what the next workshop needs, and the way back for somebody who has fallen behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from permanence_lib.content.programme import Week
from permanence_lib.exercises import Exercise
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress import agreed, days
from permanence_lib.portfolio.progress.completion import address, core_of, named, named_by, standing
from permanence_lib.workbook import slots
from permanence_lib.workbook.progress import state


@dataclass(frozen=True)
class Step:
    """One activity to do: its name, where it is, its planned minutes, how it stands, and why it comes when it does."""

    words: str
    href: str
    minutes: int
    standing: str
    why: str = ""

    @property
    def is_done(self) -> bool:
        """Whether the participant has marked it as finished."""
        return self.standing == "finished"


@dataclass(frozen=True)
class NextWorkshop:
    """The workshop day that comes next. `before` prepares for it; `draws_on` is earlier work that the day takes up again."""

    week: Week
    day: date | None
    before: tuple[Step, ...]
    draws_on: tuple[Step, ...]

    @property
    def href(self) -> str:
        """The page of the day, which says what to bring."""
        return f"/week/{self.week.id}"


@dataclass(frozen=True)
class CatchUp:
    """Core activities of past weeks that are open: the shortest way back first, then the rest, each in order."""

    shortest: tuple[Step, ...]
    rest: tuple[Step, ...]


def next_workshop(desk: Desk) -> NextWorkshop | None:
    """The first workshop still to come that is neither attended nor replaced; None when there is none."""
    week = next((week for week in days.workshops(desk) if _is_to_come(desk, week)), None)
    if week is None:
        return None
    before = tuple(_step(one, desk) for reading in _reading_before(desk, week) for one in core_of(desk, reading))
    known = {step.href for step in before}
    draws = tuple(step for one in _drawn_on(desk, week) if (step := _step(one, desk)).href not in known)
    return NextWorkshop(week, days.workshop_day(desk, week), before, draws)


def _is_to_come(desk: Desk, week: Week) -> bool:
    if agreed.attended(desk, week.id).attended or agreed.alternative(desk, week.id).agreed:
        return False
    span = days.dates(desk, week)
    if span is None:
        return week.number >= reached(desk)
    return (days.workshop_day(desk, week) or span[1]) >= desk.today()


def reached(desk: Desk) -> int:
    """The number of the furthest week with any saved work; 0 before there is any. It stands in for a date."""
    worked_on = {slots.exercise_of(name)[:3] for name in desk.kept if slots.exercise_of(name) in desk.written}
    return max((desk.content.weeks[week].number for week in worked_on), default=0)


def _reading_before(desk: Desk, workshop: Week) -> list[Week]:
    """The reading week, or weeks, that stand directly before a workshop."""
    found: list[Week] = []
    for week in reversed([week for week in desk.content.weeks.values() if week.number < workshop.number]):
        if week.type != "reading":
            break
        found.insert(0, week)
    return found


def _drawn_on(desk: Desk, week: Week) -> Iterator[Exercise]:
    """Earlier work that exercises of a week bring in, each once and in order; not what is done in the week itself."""
    here = [one for one in desk.written.values() if one.week_id == week.id]
    wanted = {source.exercise for one in here for source in one.definition.sources}
    yield from (desk.written[name] for name in sorted(wanted) if name in desk.written and name < week.id)


def _step(exercise: Exercise, desk: Desk, why: str = "") -> Step:
    words, minutes = named(exercise, desk.content), exercise.definition.minutes
    return Step(words, address(exercise), minutes, standing(exercise, desk), why)


def catch_up(desk: Desk) -> CatchUp:
    """What is open in weeks that are over. Without a start date the furthest week with work in it counts as now.

    The shortest way back holds what a requirement names and what the coming days draw on; a week for which an
    alternative is agreed is left out, unless a requirement names its work.
    """
    needed = _needed(desk)
    shortest = tuple(_step(one, desk, needed[one.id]) for one in _open_work(desk) if one.id in needed)
    rest = tuple(
        _step(one, desk)
        for one in _open_work(desk)
        if one.id not in needed and not agreed.alternative(desk, one.week_id).agreed
    )
    return CatchUp(shortest, rest)


def _open_work(desk: Desk) -> Iterator[Exercise]:
    now = days.now(desk)
    here = reached(desk) if now is None else now
    for week in (week for week in desk.content.weeks.values() if week.number < here and not week.workshop):
        yield from (one for one in core_of(desk, week) if state(one.id, desk.kept) != "finished")


def _needed(desk: Desk) -> dict[str, str]:
    """Work that others wait for, by exercise id, and for what: a requirement, or a day that draws on it."""
    needed: dict[str, str] = {}
    for week in _coming(desk):
        for one in _drawn_on(desk, week):
            needed.setdefault(one.id, f"Week {week.number} draws on it")
    for asked in desk.content.programme.completion.shown_by:
        for one in named_by(asked.rule, desk):
            needed[one.id] = f"Completion asks for it: {asked.text[0].lower()}{asked.text[1:]}"
    return needed


def _coming(desk: Desk) -> list[Week]:
    """This week and the week of the next workshop."""
    now = days.now(desk)
    here = reached(desk) if now is None else now
    ahead = [week for week in days.workshops(desk) if week.number >= here][:1]
    return [week for week in desk.content.weeks.values() if week.number == here] + ahead
