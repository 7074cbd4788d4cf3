"""Is every activity in its place, does each week take the time it says, and is everything to be learned taught?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from permanence_lib import coverage, exercises
from permanence_lib.check.pointers import Way, complaint
from permanence_lib.content.complaints import did_you_mean
from permanence_lib.content.library import Content
from permanence_lib.content.programme import Break, Segment, Week
from permanence_lib.errors import ContentError
from permanence_lib.exercises import Exercise

_NAME = r"w\d\d(a\d+|s\d+[a-z])"


def activity_problems(content: Content) -> Iterator[ContentError]:
    """Exercises that belong to no week, numbers left out, and live stretches without their exercise."""
    written = exercises.files(content)
    for name, path in written.items():
        if not re.fullmatch(_NAME, name) or name[:3] not in content.weeks:
            instead = "Name it by week and place, for example w02a3.yaml, or w04s1a.yaml for a workshop."
            yield ContentError(path, None, "the name of the file is not the id of an activity.", instead)
    for place, week in enumerate(content.weeks_file.weeks):
        yield from _gaps(content, place, week, set(written))
        yield from _live(content, place, week, set(written))


def _gaps(content: Content, place: int, week: Week, written: set[str]) -> Iterator[ContentError]:
    """Activities run a1, a2, a3 ... without a gap; a study or reading week has at least one."""
    ids = {name for name in written if name.startswith(f"{week.id}a")}
    last = max((int(name[4:]) for name in ids), default=0 if week.type == "workshop" else 1)
    for number in range(1, last + 1):
        name = f"{week.id}a{number}"
        if name not in ids:
            instead = f"Write exercises/{name}.yaml, or number the later activities anew."
            yield complaint(content.data / "weeks.yaml", ("weeks", place, "id"), f"{name} is not written.", instead)


def _live(content: Content, place: int, week: Week, written: set[str]) -> Iterator[ContentError]:
    """Every live stretch of a workshop has its exercise, and every live exercise its stretch."""
    file, wanted = content.data / "weeks.yaml", set()
    for way, segment in _segments(place, week):
        if segment.exercise:
            wanted.add(segment.exercise)
            if segment.exercise not in written:
                near = did_you_mean(segment.exercise, written) or f"Write exercises/{segment.exercise}.yaml."
                yield complaint(file, (*way, "exercise"), f"there is no exercise '{segment.exercise}'.", near)
    for name in sorted(name for name in written if name.startswith(f"{week.id}s") and name not in wanted):
        instead = "Name it in a stretch of the agenda in data/weeks.yaml."
        yield ContentError(content.root / "exercises" / f"{name}.yaml", None, "no workshop shows it.", instead)


def _segments(place: int, week: Week) -> Iterator[tuple[Way, Segment]]:
    for number, session in enumerate(week.workshop.sessions if week.workshop else ()):
        for stretch, segment in enumerate(session.segments):
            yield ("weeks", place, "workshop", "sessions", number, "segments", stretch), segment


def time_problems(content: Content) -> Iterator[ContentError]:
    """A week whose core exercises, or whose day, do not add up to the minutes it states."""
    made = exercises.load(content)
    for place, week in enumerate(content.weeks_file.weeks):
        way: Way = ("weeks", place, "minutes")
        if week.workshop:
            yield from _day(content, place, week, made)
            takes = _between(week.workshop.start, week.workshop.end)
        else:
            takes = sum(e.definition.minutes for e in made.values() if e.week_id == week.id and e.definition.core)
        if takes != week.minutes and any(e.week_id == week.id for e in made.values()):
            problem = f"{week.id} says {week.minutes} minutes, and comes to {takes}."
            yield complaint(content.data / "weeks.yaml", way, problem, "Change one of the two.")


def _day(content: Content, place: int, week: Week, made: dict[str, Exercise]) -> Iterator[ContentError]:
    """Each live exercise takes the time of its stretch, and stretches follow one another without a hole."""
    file = content.data / "weeks.yaml"
    for way, segment in _segments(place, week):
        lasts, exercise = _between(segment.start, segment.end), made.get(segment.exercise or "")
        if exercise and exercise.definition.minutes != lasts:
            problem = f"{exercise.id} takes {exercise.definition.minutes} minutes, and its stretch {lasts}."
            yield complaint(file, (*way, "start"), problem, "Change one of the two.")
    sessions, breaks = (week.workshop.sessions, week.workshop.breaks) if week.workshop else ((), ())
    parts: list[Segment | Break] = [part for session in sessions for part in session.segments]
    for before, after in pairwise(sorted([*parts, *breaks], key=lambda part: part.start)):
        if before.end != after.start:
            problem = f"{week.id}: '{before.title}' ends at {before.end}, and '{after.title}' starts at {after.start}."
            yield complaint(file, ("weeks", place, "workshop"), problem, "Let one follow the other.")


def _between(start: str, end: str) -> int:
    """Minutes from one clock time to another."""
    first, last = (int(clock[:2]) * 60 + int(clock[3:]) for clock in (start, end))
    return last - first


def cover_problems(content: Content) -> Iterator[ContentError]:
    """Outcomes and statements that no exercise serves, or not in a module that the programme's table names."""
    for parts, file in (
        (coverage.outcomes(content), "programme.yaml"),
        (coverage.statements(content), "standard.yaml"),
    ):
        for served in (served for part in parts for served in part.served):
            if not served.exercises:
                yield _untaught(content.data / file, f"no exercise serves {served.id}.", served.id)
            elif served.missing_in:
                where = " and ".join(served.missing_in)
                yield _untaught(content.data / file, f"{served.id} is not taught in {where}.", served.id)


def _untaught(file: Path, problem: str, name: str) -> ContentError:
    lines = file.read_text("utf-8").splitlines()
    line = next((number for number, line in enumerate(lines, 1) if re.search(rf"id: {re.escape(name)}$", line)), None)
    return ContentError(file, line, problem, f"Name {name} in an exercise of that module.")
