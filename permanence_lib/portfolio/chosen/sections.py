"""The ten sections of the portfolio: what is chosen, what is written and could be, and what is not written yet."""

from __future__ import annotations

from dataclasses import dataclass

from permanence_lib import exercises
from permanence_lib.content.programme import PortfolioSection
from permanence_lib.exercises import Exercise
from permanence_lib.portfolio import entries
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.entries import Entry
from permanence_lib.portfolio.standard.evidence import Place, children, written


@dataclass(frozen=True)
class Filled:
    """One section with everything that belongs in it, in the order of the programme."""

    section: PortfolioSection
    entries: tuple[Entry, ...]
    could: tuple[Place, ...]
    """Written, and not chosen."""
    not_yet: tuple[Place, ...]


def sections(desk: Desk) -> tuple[Filled, ...]:
    """All ten."""
    chosen = {entry.work.slot: entry for entry in entries.entries(desk)}
    places = [
        Place(exercise, child, written(exercise, child, desk))
        for exercise in exercises.readable(desk.content)
        for child in children(exercise)
    ]
    free = [place for place in places if place.slot not in chosen]
    return tuple(
        Filled(
            section,
            tuple(entry for entry in chosen.values() if entry.section == section.number),
            tuple(place for place in free if place.work and section_of(place.exercise) == section.number),
            tuple(place for place in free if not place.work and section_of(place.exercise) == section.number),
        )
        for section in desk.content.programme.portfolio.sections
    )


def section_of(exercise: Exercise) -> int:
    """The section an exercise's work belongs in, 1 to 10."""
    return entries.place_of(exercise)[0]
