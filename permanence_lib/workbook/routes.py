"""A shorter way through the material, as it stands for one participant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from permanence_lib import exercises
from permanence_lib.content import roles
from permanence_lib.content.library import Content
from permanence_lib.content.routes import Route, Stop
from permanence_lib.identity import Identity, who
from permanence_lib.screen.home import RouteCard
from permanence_lib.screen.route import RoutePage, StopRow, Task
from permanence_lib.screen.standard import Link
from permanence_lib.workbook.progress import state

if TYPE_CHECKING:
    from permanence_lib.store import Record, Store


def route(name: str, content: Content, store: Store, person: Identity | None = None) -> RoutePage:
    """The page of one route. NoSuchThing if there is none of that name."""
    found = roles.find(content.routes, name, "route")
    kept = store.latest_all((person or who(store)).participant)
    stops = tuple(_stop(stop, found, content, kept) for stop in found.stops)
    companion = next(x for x in content.programme.companions if x.id == found.companion)
    return RoutePage(
        title=found.title,
        about=found.about,
        facts=f"For {companion.audience}. About {round(found.minutes / 60)} hours. {_done(stops)}",
        stops=stops,
        also=companion.also,
    )


def cards(content: Content) -> tuple[RouteCard, ...]:
    """The routes there are, for the home page."""
    return tuple(RouteCard(x.title, f"/route/{x.id}", round(x.minutes / 60)) for x in content.routes.values())


def _done(stops: tuple[StopRow, ...]) -> str:
    tasks = [task for stop in stops for task in stop.tasks]
    return f"{sum(task.status == 'Finished' for task in tasks)} of {len(tasks)} exercises finished."


def _stop(stop: Stop, way: Route, content: Content, kept: dict[str, Record]) -> StopRow:
    texts = {x.id: x.text for companion in content.programme.companions for x in companion.outcomes}
    week = content.weeks[stop.read] if stop.read else None
    return StopRow(
        id=stop.id,
        title=stop.title,
        why=stop.why,
        outcomes=tuple(texts[name] for name in stop.outcomes),
        tasks=tuple(_task(name, content, kept) for name in stop.exercises),
        read=Link(f"Week {week.number}, {stop.what_to_read or 'the whole page'}", f"/week/{week.id}") if week else None,
        read_minutes=stop.reading_minutes,
    )


def _task(name: str, content: Content, kept: dict[str, Record]) -> Task:
    definition = exercises.find(name, content).definition
    week = content.weeks[name[:3]]
    link = Link(f"Week {week.number}: {definition.title}", f"/week/{week.id}#exercise-{name}")
    return Task(link, definition.minutes, state(name, kept).capitalize())
