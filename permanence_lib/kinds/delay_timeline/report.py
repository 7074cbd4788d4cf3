"""The two clocks on paper, for one participant and for a group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from permanence_lib.content.dates import say_date
from permanence_lib.document.blocks import Block, Blocks, Chart, Heading, Items, Mark, Paragraph, Quote, Table
from permanence_lib.kind import DateParts, Material
from permanence_lib.kinds.delay_timeline.model import (
    TAGS,
    Clocks,
    Decision,
    Definition,
    Expected,
    Point,
    Response,
    Thought,
    by_stage,
    capital,
    growing_between,
    three_sentences,
)

NOTHING = "Nothing written yet."
NOT_NAMED = "Not yet named"
STEP_COLUMNS = ("Step", "Source", "Clock starts", "Due", "How it stands")
HOW_COUNTED = (
    "From the day after the clock starts, unless it says otherwise. Working days leave out Saturdays, Sundays and "
    "bank holidays in England."
)


def report(definition: Definition, response: Response, material: Material) -> Blocks:
    """Everything: both clocks, each stretch, the dates tried, the questions and the action."""
    clocks = Clocks(definition, response, material)
    return (
        Items(three_sentences(clocks)),
        *_childs_clock(clocks),
        *_systems_clock(clocks),
        *_stretches(clocks),
        *_what_if(clocks),
        *_evidence(material),
        *_questions(clocks),
    )


def _childs_clock(clocks: Clocks) -> list[Block]:
    """The sentences, then every entry on its track."""
    said: list[Block] = [Heading(f"{capital(clocks.child.name)}'s clock"), *_birth(clocks)]
    if sentences := clocks.sentences():
        said.append(Items(sentences))
    window = clocks.window()
    picture = two_clocks(clocks)
    return [*said, *([picture] if picture else [Paragraph("There are no dated entries.")]), *_growing(clocks, window)]


def _growing(clocks: Clocks, window: tuple[date, date] | None) -> list[Block]:
    """What the ages in the record look like from day to day, and whose words these are."""
    born, definition = clocks.child.born, clocks.definition
    if not (born and window):
        return []
    pieces = growing_between(
        [g.model_dump() for g in definition.growing], *(day.isoformat() for day in (born, *window))
    )
    when = [(date.fromisoformat(a), date.fromisoformat(b), words) for a, b, words in pieces]
    said = tuple(f"{say_date(a)} to {say_date(b)}: {words}." for a, b, words in when)
    return [Heading("What these ages look like", 4), Items(said), Paragraph(definition.growing_source)] if said else []


def _birth(clocks: Clocks) -> Iterator[Block]:
    """What was typed of a followed child's birth, where it is too little to count from."""
    typed = clocks.response.born
    if clocks.material.followed is not None and clocks.child.born is None:
        yield Paragraph(
            "Not given" if typed.is_empty() else f"{_as_typed(typed)} (too little to count from)", lead="Birth"
        )


def two_clocks(clocks: Clocks) -> Chart | None:
    """The record on its tracks, what was expected and the stretches, on one line; None where nothing is dated."""
    window = clocks.window()
    return _chart(clocks, *window) if window else None


def _chart(clocks: Clocks, first: date, last: date) -> Chart:
    own = len(clocks.points()) + len(clocks.loose())
    added = f" and {own} added" if own else ""
    count = f"{len(clocks.entries)} entries in the record{added}" if clocks.entries else f"{own} dates added"
    columns = ("Date", "Age", "Track", "Entry", "Said or showed")
    return Chart(
        "The two clocks",
        f"{say_date(first)} to {say_date(last)}: {count}.",
        Table("Every entry, with the child's age", columns, _rows(clocks)),
        marks=_marks(clocks, first, last),
        ticks=tuple((float((day - first).days), words) for day, words in clocks.child.ticks(first, last)),
        span=float(max((last - first).days, 1)),
    )


def _rows(clocks: Clocks) -> tuple[tuple[str, ...], ...]:
    """Entries and added dates in order; last, what was added with no date that can be read."""
    labels = {track.id: track.label for track in clocks.definition.tracks}
    age = clocks.child.age
    rows: list[tuple[date, tuple[str, ...]]] = [
        (e.date, (f"{e.number}. {say_date(e.date)}", age(e.date), labels[e.track],
                  f"{e.text} ({e.source})" if e.source else e.text, e.child_voice or ""))
        for e in clocks.entries
    ]  # fmt: skip
    rows += [(day, _own_row(point, age(day), labels)) for day, point in clocks.points()]
    rows += [(span.first, _own_row(point, "", labels)) for span, point in clocks.loose()]
    undated = [p for p in clocks.response.points if not p.span() and (p.label.strip() or not p.date.is_empty())]
    return (
        *(row for _, row in sorted(rows, key=lambda row: row[0])),
        *(_own_row(point, "", labels) for point in undated),
    )


def _own_row(point: Point, age: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    added = f"from “{point.source}”" if point.source else "added by me"
    typed = "" if point.span() or not point.said_when or point.date.is_empty() else f"; typed: {_as_typed(point.date)}"
    who = f", with {point.who.strip()}" if point.who.strip() else ""
    return (point.said() + typed, age, labels.get(point.track, "Added"), f"{point.label}{who} ({added})", "")


def _marks(clocks: Clocks, first: date, last: date) -> tuple[Mark, ...]:
    at = [*_on_tracks(clocks, first, last)]
    at += [
        (x.due, x.due, "Expected by", f"{x.letter}. {x.law.name}, {say_date(x.due)}", x.letter)
        for x in clocks.expected()
        if x.due and first <= x.due <= last
    ]
    at += [
        (start, end, label, f"{label}. {TAGS.get(thought.tag, NOT_NAMED)}", TAGS.get(thought.tag, NOT_NAMED))
        for _, label, start, end, thought in clocks.stretches()
        if start and end and start <= end
    ]
    return tuple(
        Mark(label, float((start - first).days), float((end - first).days), lane, words)
        for start, end, lane, words, label in at
    )


def _on_tracks(clocks: Clocks, first: date, last: date) -> Iterator[tuple[date, date, str, str, str]]:
    """Entries and added dates, track by track as the author put them; a date outside the line is in the table alone."""
    for track in clocks.definition.tracks:
        for entry in clocks.entries:
            if entry.track == track.id:
                words = f"{entry.number}. {say_date(entry.date)}: {entry.text}"
                yield entry.date, entry.date, track.label, words, str(entry.number)
        for day, point in clocks.points():
            if point.track == track.id and first <= day <= last:
                yield day, day, track.label, f"{say_date(day)}: {point.label}", "+"
        for span, point in clocks.loose():
            if point.track == track.id and first <= span.first and span.last <= last:
                yield span.first, span.last, track.label, f"{point.said()}: {point.label}", "Known roughly"


def _systems_clock(clocks: Clocks) -> list[Block]:
    """Every step expected, stage by stage, each with a line that says where to look."""
    expected = clocks.expected()
    if not expected:
        return []
    blocks: list[Block] = [Heading("The system's clock")]
    for stage, summary, steps in by_stage(expected):
        blocks += [Paragraph(summary, lead=stage), Table(f"{stage}: what is expected, and how it stands", STEP_COLUMNS, tuple(map(_step, steps)))]  # fmt: skip
    return [*blocks, Paragraph(HOW_COUNTED, lead="How days are counted")]


def _step(x: Expected) -> tuple[str, ...]:
    note = f" {x.note}" if x.note else ""
    first = ", the first day counted" if x.first_day_counts else ""
    limit = f" ({x.law.limit_words()}{first})" if x.law.limit_words() and x.number == 1 else ""
    again = x.number > 1
    return (
        f"{x.letter}. {x.name}",
        "As above." if again else f"{x.law.words()} {capital(x.law.status_words())}. {x.law.cite()}.",
        say_date(x.starts) if x.starts else "Not said here",
        f"{say_date(x.due)}{limit}" if x.due else "No date",
        f"{capital(x.standing)}.{note}",
    )


def _stretches(clocks: Clocks) -> list[Block]:
    blocks: list[Block] = []
    for _, label, start, end, thought in clocks.stretches():
        blocks += [Heading(label, 4), Paragraph(_length(clocks, start, end)), *_thought(thought, clocks.child.name)]
    return [Heading("What the time was for"), *blocks] if blocks else []


def _length(clocks: Clocks, start: date | None, end: date | None) -> str:
    if start is None or end is None:
        return "Its two ends are not both chosen or dated."
    if end < start:
        return f"It ends on {say_date(end)}, before it begins on {say_date(start)}."
    return clocks.child.stretch_words(start, end)


def _thought(thought: Thought, name: str) -> list[Block]:
    said = [("What caused it", thought.cause), (f"What it cost {name}", thought.cost)]
    return [
        Paragraph(TAGS.get(thought.tag, NOT_NAMED), lead="This time was"),
        *(block for lead, text in said for block in _words(lead, text)),
    ]


def _words(lead: str, text: str) -> list[Block]:
    """A question with its answer in the participant's own lines."""
    return [Paragraph(lead), Quote(text)] if text.strip() else [Paragraph(NOTHING, lead=lead)]


def _what_if(clocks: Clocks) -> list[Block]:
    unread = [f"{d.name()}: {_as_typed(d.planned)}" for d in clocks.response.own_decisions if d.day() is None]
    if not (clocks.definition.decisions or unread):
        return []
    return [
        Heading("What if"),
        Paragraph("These are the dates there would be, not what would have happened."),
        *_plans(clocks),
        *([Paragraph("; ".join(unread), lead="Decisions with no date to move yet")] if unread else []),
        *_words(clocks.definition.what_if_question, clocks.response.what_if),
    ]


def _tried(clocks: Clocks, plan: str) -> list[Block]:
    said = [f"{x.name}, due {say_date(x.due)}: {x.standing}." for x in clocks.tried(plan) if x.due]
    lead = f"In plan {plan.upper()} these stand otherwise" if clocks.response.two_plans else "Steps that turn on them"
    return [Paragraph(lead), Items(tuple(said))] if said else []


def _plans(clocks: Clocks) -> list[Block]:
    """One plan beside the record, or two beside one another."""
    known, planned = (
        [d for d in clocks.definition.decisions if d.id in clocks.decided],
        "Planned" if clocks.own else "In the record",
    )
    if not known:
        return []
    if not clocks.response.two_plans:
        rows = tuple(
            (d.label, say_date(clocks.planned[d.id]), *_dated(clocks, d, "a"), clocks.change_words(d)) for d in known
        )
        return [
            Table("Decisions and the dates tried", ("Decision", planned, "What if", "Age", "Change"), rows),
            *_tried(clocks, "a"),
        ]
    pairs = tuple(
        (
            d.label,
            say_date(clocks.planned[d.id]),
            *(". ".join(_dated(clocks, d, plan)) for plan in "ab"),
            clocks.difference_words(d),
        )
        for d in known
    )
    columns = ("Decision", planned, "Plan A", "Plan B", "Between the two")
    return [Table("Two plans side by side", columns, pairs), *_tried(clocks, "a"), *_tried(clocks, "b")]


def _dated(clocks: Clocks, d: Decision, plan: str) -> tuple[str, str]:
    """The date of a decision in a plan, with what was typed and cannot stand; and the age, with what the wait comes to."""
    now, typed = clocks.in_plan(plan)[d.id], clocks.response.typed_for(d, plan)
    unread = (
        "" if typed.is_empty() or clocks.moved_to(d, plan) else f" ({_as_typed(typed)} was typed and cannot be used)"
    )
    wait = clocks.cost_words(now)
    return say_date(now) + unread, clocks.child.age(now) + (f". {wait}" if wait else "")


def _as_typed(parts: DateParts) -> str:
    boxes = (parts.day, parts.month, parts.year)
    return "No date" if parts.is_empty() else "/".join(box.strip() or "?" for box in boxes)


def _evidence(material: Material) -> list[Block]:
    known = [e for e in material.evidence if e.settled]
    if not known:
        return []
    rows = tuple((e.topic, e.finding, e.cite(), e.limits) for e in known)
    columns = ("About", "Groups of children", "Who, where and when", "What this cannot tell you")
    heading = Heading("What is known about groups, never about one child")
    return [heading, Table("Evidence with its limits", columns, rows)]


def _questions(clocks: Clocks) -> list[Block]:
    definition, response = clocks.definition, clocks.response
    by_when = response.by_when.read()
    return [
        Heading("What follows"),
        *(block for ask in definition.questions for block in _words(ask.text, response.answers.get(ask.id, ""))),
        *_words(definition.action.thing, response.thing),
        *_words(definition.action.who, response.who),
        Paragraph(say_date(by_when) if by_when else _as_typed(response.by_when), lead=definition.action.by_when),
    ]
