"""What the two clocks lend to later work, and what comes in: each event a point on a line, dated as far as it is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

from permanence_lib.content.dates import say_date
from permanence_lib.kind import Carried, DateParts, Material, Offer
from permanence_lib.kinds.delay_timeline.model.clocks import Clocks
from permanence_lib.kinds.delay_timeline.model.definition import Definition
from permanence_lib.kinds.delay_timeline.model.loose import SEASONS
from permanence_lib.kinds.delay_timeline.model.response import TAGS, Point, Response, Thought

LONGEST_TITLE = 80
#: Which boxes of a date are read, by how exactly it is known.
_BOXES = {
    "day": ("day", "month", "year"),
    "month": ("month", "year"),
    "season": ("year",),
    "year": ("year",),
    "none": (),
}


def offers(definition: Definition, response: Response, material: Material) -> Sequence[Offer]:
    """Dates of one's own, stretches that were not found purposeful, and the one thing to be sped up."""
    clocks = Clocks(definition, response, material)
    return [
        *(_event(point) for point in response.points if point.label.strip()),
        *_gaps(clocks),
        *_action(response),
    ]


def _event(point: Point) -> Offer:
    span = point.span()
    when = {**point.date.model_dump(), "season": point.season, "known": span.known if span else "none"}
    return Offer(
        id=point.id,
        sort="event",
        title=shorten(point.label),
        text=point.label.strip(),
        when=None if point.date.is_empty() else point.date,
        said_when=point.said() if span or point.said_when else "",
        data={"when": when},
    )


def _gaps(clocks: Clocks) -> Iterator[Offer]:
    for name, label, start, end, thought in clocks.stretches():
        if not thought.is_empty() and thought.tag != "purposeful":
            long = clocks.child.stretch_words(start, end) if start and end and start <= end else ""
            when = f"{say_date(start)} to {say_date(end)}" if start and end else ""
            yield Offer(
                id=f"stretch.{name}", sort="gap", title=shorten(label), text=_told(thought, long), said_when=when
            )


def _told(thought: Thought, long: str) -> str:
    cause, cost = thought.cause.strip(), thought.cost.strip()
    named = f"{TAGS[thought.tag]}." if thought.tag else ""
    words = (long, named, f"What caused it: {cause}" if cause else "", f"What it cost: {cost}" if cost else "")
    return " ".join(filter(None, words))


def _action(response: Response) -> Iterator[Offer]:
    thing, who, day = response.thing.strip(), response.who.strip(), response.by_when.read()
    if thing:
        text = f"{thing} (who: {who})" if who else thing
        when = None if response.by_when.is_empty() else response.by_when
        said = say_date(day) if day else ""
        yield Offer(id="action", sort="action", title=shorten(thing), text=text, when=when, said_when=said)


def shorten(words: str) -> str:
    """The first words, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_TITLE else line[:LONGEST_TITLE].rstrip() + "…"


def take(definition: Definition, response: Response, material: Material, carried: Sequence[Carried]) -> Response:
    """The answer with a point for each thing carried in."""
    track = definition.tracks[0].id
    return reduce(lambda answer, one: _add(answer, one, track), carried, response)


def _add(response: Response, carried: Carried, track: str) -> Response:
    offer, known = carried.offer, {point.id for point in response.points}
    number = next(n for n in range(1, len(known) + 2) if f"b{n}" not in known)
    typed, season = _date_of(offer)
    person = offer.sort == "person"
    point = Point(
        id=f"b{number}",
        label=f"Last saw {offer.title.strip()}" if offer.sort == "person" else _label(offer),
        track=track,
        date=typed,
        season=season,
        said_when=offer.said_when,
        source=carried.title,
        sort="seen" if person else "",
        who=offer.title.strip() if person else "",
    )
    return response.model_copy(update={"points": (*response.points, point)})


def _date_of(offer: Offer) -> tuple[DateParts, str]:
    """The boxes that are meant, and the season: as another chronology says, or as they were typed."""
    given = offer.data.get("when")
    if isinstance(given, dict) and given.get("known") in _BOXES:
        boxes = {box: str(given.get(box) or "") for box in _BOXES[given["known"]]}
        season = given.get("season") if given["known"] == "season" else ""
        return DateParts(**boxes), season if isinstance(season, str) and season in SEASONS else ""
    return offer.when or DateParts(), ""


def _label(offer: Offer) -> str:
    title, text = offer.title.strip(), offer.text.strip()
    told = " ".join(text.split()).startswith(title.rstrip("…"))
    return text if text and told else f"{title}: {text}" if text else title
