"""Where nothing stands yet for a statement, and where the next place for it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from permanence_lib import exercises
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.standard.evidence import Line, Place
from permanence_lib.workbook import slots
from permanence_lib.workbook.home import start_date

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
#: More weeks than these are not named in one sentence; the map names them all.
_NAMED = 3


def week_now(desk: Desk) -> int:
    """The week a participant is in, 1 to 28; 29 when the programme is over.

    By the day they said it starts; without one, the week whose exercise they touched last.
    """
    start = start_date(dict(desk.kept))
    if start is not None:
        monday = start - timedelta(days=start.weekday())
        return min(max((desk.today() - monday).days // 7 + 1, 1), len(desk.content.weeks) + 1)
    weeks, known = desk.content.weeks, exercises.files(desk.content)
    touched = [record for name, record in desk.kept.items() if slots.exercise_of(name) in known]
    return weeks[max(touched, key=lambda record: record.saved_at).exercise[:3]].number if touched else 1


def in_order(places: Sequence[Place], now: int, desk: Desk) -> list[Place]:
    """Places by when they come: from this week on, and then the weeks that have been passed."""
    number = {place.slot: week_of(place, desk) for place in places}
    return sorted(places, key=lambda place: (number[place.slot] < now, number[place.slot], place.slot))


def next_places(line: Line, now: int, desk: Desk) -> list[Place]:
    """The open places of the few weeks named in the sentence: those still to come, or where there are none those passed."""
    ordered = in_order(line.open, now, desk)
    ordered = [place for place in ordered if week_of(place, desk) >= now] or ordered
    weeks = list(dict.fromkeys(week_of(place, desk) for place in ordered))[:_NAMED]
    return [place for place in ordered if week_of(place, desk) in weeks]


def sentence(line: Line, now: int, desk: Desk) -> str:
    """Nothing yet for 4.4b: week 22 has two places for it."""
    if line.standing == "written":
        return f"Nothing chosen yet for {line.id}: {_pieces(len(line.written))} you have written could show it."
    places = next_places(line, now, desk)
    if not places:
        return f"Nothing yet for {line.id}, and no exercise that names it is still open. Any piece of work can be tied to it."
    weeks = Counter(week_of(place, desk) for place in places)
    (first, count), *others = weeks.items()
    told = f"Nothing yet for {line.id}: week {first} has {_count(count)} for it"
    told += "".join(f", week {week} {_NUMBERS[min(number, 10)]}" for week, number in others)
    return f"{told}.{_passed(list(weeks), now)}"


def week_of(place: Place, desk: Desk) -> int:
    """The number of the week a place is in."""
    return desk.content.weeks[place.exercise.week_id].number


def _passed(weeks: list[int], now: int) -> str:
    """Said only when every week named lies behind."""
    if any(week >= now for week in weeks):
        return ""
    return (
        " That week is behind you and stays open." if len(weeks) == 1 else " Those weeks are behind you and stay open."
    )


def _count(number: int) -> str:
    return "one place" if number == 1 else f"{_NUMBERS[min(number, 10)]} places"


def _pieces(number: int) -> str:
    return "one piece" if number == 1 else f"{_NUMBERS[min(number, 10)]} pieces"
