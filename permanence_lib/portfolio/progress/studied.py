"""Minutes planned for what is finished, beside the time that was agreed. It adds up plans; it watches nobody."""

from __future__ import annotations

from dataclasses import dataclass

from permanence_lib.content.days import say_minutes
from permanence_lib.content.programme import Week
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress import days, slot
from permanence_lib.portfolio.progress.completion import core_of
from permanence_lib.workbook.progress import state

HONEST = (
    "These are the minutes the programme plans for each activity. Nobody measures how long you took, and it does not "
    "matter if it was more or less."
)


@dataclass(frozen=True)
class ModuleMinutes:
    """One module: the minutes planned for its study and reading weeks, and for what is finished of them."""

    title: str
    planned: int
    finished: int


@dataclass(frozen=True)
class Studied:
    """Planned minutes by module, the minutes agreed for a week, and how many study and reading weeks are over.

    `agreed` and `weeks_over` are None where the participant has given no number, or no start date.
    """

    modules: tuple[ModuleMinutes, ...]
    agreed: int | None
    weeks_over: int | None
    planned_so_far: int

    @property
    def finished(self) -> int:
        """Planned minutes of everything finished."""
        return sum(module.finished for module in self.modules)

    def sentences(self) -> tuple[str, ...]:
        """What can be said about it, and what cannot."""
        return (f"What you have finished was planned at {say_minutes(self.finished)}.", *self._beside(), HONEST)

    def _beside(self) -> tuple[str, ...]:
        if self.agreed is None:
            return ()
        if not self.weeks_over:
            return (f"You have agreed {say_minutes(self.agreed)} a week.",)
        many = "week is" if self.weeks_over == 1 else "weeks are"
        return (
            f"{self.weeks_over} study or reading {many} over. At the {say_minutes(self.agreed)} a week that you agreed, "
            f"that comes to {say_minutes(self.agreed * self.weeks_over)}; the programme plans "
            f"{say_minutes(self.planned_so_far)} for the same weeks. Workshop days are counted in neither.",
        )


def studied(desk: Desk) -> Studied:
    """As things stand today. Live exercises belong to the workshop day and are not counted."""
    weeks = [week for week in desk.content.weeks.values() if week.type != "workshop"]
    now = days.now(desk)
    over = [week for week in weeks if now is not None and week.number < now]
    modules = tuple(
        ModuleMinutes(
            f"Module {module.number}",
            sum(week.minutes for week in weeks if week.module == module.number),
            sum(_finished(desk, week) for week in weeks if week.module == module.number),
        )
        for module in desk.content.modules.values()
    )
    planned = sum(week.minutes for week in over)
    return Studied(modules, slot.study_slot(desk).minutes, None if now is None else len(over), planned)


def _finished(desk: Desk, week: Week) -> int:
    return sum(x.definition.minutes for x in core_of(desk, week) if state(x.id, desk.kept) == "finished")
