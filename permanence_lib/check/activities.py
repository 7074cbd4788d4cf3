"""Is every activity written in exactly one place, and is everything that is to be learned covered?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from permanence_lib import exercises
from permanence_lib.check.pointers import complaint
from permanence_lib.content.complaints import did_you_mean
from permanence_lib.content.library import Content
from permanence_lib.content.programme import Week
from permanence_lib.errors import ContentError


def activity_problems(content: Content) -> Iterator[ContentError]:
    """Activities written twice, missing from a week's order, or belonging to no week."""
    written = exercises.files(content)
    for name, path in written.items():
        if not re.fullmatch(r"w\d\d[as]\d+[a-z]?", name) or name[:3] not in content.weeks:
            instead = did_you_mean(name, content.planned) or "Name it by week and place, for example w02a3.yaml."
            yield ContentError(path, None, "the name of the file is not the id of an activity.", instead)
    for place, week in enumerate(content.weeks_file.weeks):
        yield from _written_twice(content, place, week, set(written))
        yield from _gaps(content, place, week, set(written))


def _written_twice(content: Content, place: int, week: Week, written: set[str]) -> Iterator[ContentError]:
    for entry, activity in enumerate(week.planned):
        if activity.id in written:
            yield complaint(
                content.data / "weeks.yaml",
                ("weeks", place, "planned", entry, "id"),
                f"{activity.id} is planned here, but exercises/{activity.id}.yaml is written.",
                "Delete the planned entry.",
            )


def _gaps(content: Content, place: int, week: Week, written: set[str]) -> Iterator[ContentError]:
    """Activities run a1, a2, a3 ... without a gap; a study or reading week has at least one."""
    ids = {activity.id for activity in week.planned} | {name for name in written if name.startswith(f"{week.id}a")}
    last = max((int(name[4:]) for name in ids), default=0 if week.type == "workshop" else 1)
    for number in range(1, last + 1):
        name = f"{week.id}a{number}"
        if name not in ids:
            problem = f"{name} is neither planned here nor written as exercises/{name}.yaml."
            instead = "Write one of the two, or number the later activities anew."
            yield complaint(content.data / "weeks.yaml", ("weeks", place, "id"), problem, instead)


def cover_problems(content: Content) -> Iterator[ContentError]:
    """Outcomes and statements that no exercise, planned activity or workshop session serves."""
    served = list(_served(content))
    outcomes = {name for names, _ in served for name in names}
    statements = {name for _, names in served for name in names}
    yield from _uncovered(content, outcomes, statements)


def _served(content: Content) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The outcomes and statements of everything a participant does."""
    for exercise in exercises.load(content).values():
        yield exercise.definition.outcomes, exercise.definition.statements
    for activity in content.planned.values():
        yield activity.outcomes, activity.statements
    for week in content.weeks.values():
        for session in week.workshop.sessions if week.workshop else ():
            yield session.outcomes, session.statements


def _uncovered(content: Content, outcomes: set[str], statements: set[str]) -> Iterator[ContentError]:
    instead = "Name it in an exercise, a planned activity or a workshop session."
    for place, module in enumerate(content.programme.modules):
        for entry, outcome in enumerate(module.outcomes):
            if outcome.id not in outcomes:
                way = ("modules", place, "outcomes", entry)
                problem = f"nothing serves the learning outcome {outcome.id}."
                yield complaint(content.data / "programme.yaml", way, problem, instead)
    for place, section in enumerate(content.standard.sections):
        for entry, statement in enumerate(section.statements):
            if statement.id not in statements:
                way = ("sections", place, "statements", entry)
                yield complaint(
                    content.data / "standard.yaml", way, f"nothing serves statement {statement.id}.", instead
                )
