"""The compiled portfolio: cover, ten sections, completion, evidence, receipt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from permanence_lib import exercises
from permanence_lib.content.dates import say_date
from permanence_lib.document.blocks import Block, Items, Paragraph
from permanence_lib.portfolio import entries as chosen_work
from permanence_lib.portfolio.compiled import pieces, receipt, summary
from permanence_lib.portfolio.compiled.chapters import Chapter, Compiled
from permanence_lib.portfolio.compiled.troubles import Troubles
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.entries import Entry
from permanence_lib.portfolio.standard import evidence
from permanence_lib.portfolio.standard.evidence import Tie

_TITLE = "Practice portfolio"
_EMPTY = "Nothing has been chosen for this section yet. What usually goes here:"


def compiled(desk: Desk, troubles: Troubles | None = None) -> Compiled:
    """The portfolio as it stands today. A part that cannot be made is told in `troubles` and in its receipt."""
    troubles = troubles if troubles is not None else Troubles()
    chosen, today = list(chosen_work.entries(desk)), desk.today()
    no_ties: list[Tie] = []
    ties = troubles.attempt(lambda: _ties(desk, chosen), no_ties, "Your annotations to the standard could not be read.")
    sections = [_section(number, chosen, ties, desk, troubles) for number in range(len(_plan(desk)))]
    after = [summary.completion(desk, troubles), summary.evidence(desk, chosen, ties)]
    told = receipt.of_chosen(desk, chosen, troubles.told)
    programme = desk.content.programme.title
    return Compiled(
        f"{_TITLE}: {programme}", tuple(_cover(desk, today, chosen)), (*sections, *after, summary.receipt(told))
    )


def _ties(desk: Desk, chosen: Sequence[Entry]) -> list[Tie]:
    """Annotations on chosen work; those on other work stay where they are."""
    slots = {entry.work.slot for entry in chosen}
    return [tie for tie in evidence.ties(desk) if tie.work.slot in slots]


def _plan(desk: Desk) -> Sequence[tuple[int, str]]:
    return [(section.number, section.title) for section in desk.content.programme.portfolio.sections]


def _cover(desk: Desk, today: date, chosen: Sequence[Entry]) -> list[Block]:
    count = "1 piece of work" if len(chosen) == 1 else f"{len(chosen)} pieces of work"
    return [
        Paragraph(desk.content.programme.title, lead="Programme"),
        Paragraph(desk.alias or "No alias has been given yet", lead="Child or family followed (an alias)"),
        Paragraph(say_date(today), lead="Made on"),
        Paragraph(f"{count} chosen by the participant", lead="What is inside"),
        Paragraph(
            "Aliases only. Nothing in this portfolio is graded. What was not chosen is not here; "
            "the receipt at the end says what is inside and what is not."
        ),
    ]


def _section(place: int, chosen: Sequence[Entry], ties: Sequence[Tie], desk: Desk, troubles: Troubles) -> Chapter:
    number, title = _plan(desk)[place]
    parts = tuple(
        pieces.piece(entry, [tie for tie in ties if tie.work.slot == entry.work.slot], desk, troubles)
        for entry in chosen
        if entry.section == number
    )
    blocks = () if parts else (Paragraph(_EMPTY), Items(tuple(_usual(number, desk))))
    return Chapter(f"section-{number}", f"{number}. {title}", blocks, parts)


def _usual(number: int, desk: Desk) -> list[str]:
    """What usually goes into a section, and in which weeks: 'Reading log 1 (week 3)'."""
    found: dict[str, list[int]] = {}
    for exercise in exercises.readable(desk.content):
        place = exercise.definition.portfolio
        if place and place.section == number:
            weeks = found.setdefault(place.item, [])
            week = desk.content.weeks[exercise.week_id].number
            weeks.extend([week] if week not in weeks else [])
    return [f"{item} ({_weeks(weeks)})" for item, weeks in found.items()]


def _weeks(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"week {numbers[0]}"
    return f"weeks {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
