"""Ratings on paper: each sign over time with its picture, the entries, where people differ, and what was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from permanence_lib.document.blocks import Block, Blocks, Chart, Heading, Items, Mark, Paragraph, Quote, Table
from permanence_lib.kind import Material
from permanence_lib.kinds.strain_tracker.model import (
    NOT_RATED,
    Agreement,
    Definition,
    Entry,
    Response,
    Sign,
    Tracker,
    missing_between,
    read_day,
)

NOTHING = "Nothing written yet."
NO_ENTRY = "No entry has been made yet."
RHYTHM = {"week": "weekly", "fortnight": "fortnightly", "month": "monthly"}


def report(definition: Definition, response: Response, material: Material) -> Blocks:
    """Everything: each sign over time, each entry, differences, agreements and the questions at the end."""
    tracker = Tracker(definition, response, material)
    return [
        Paragraph(f"{tracker.child}. Ratings are {RHYTHM[tracker.rhythm]}.", lead="Whose home"),
        *_missing(tracker),
        *(_over_time(tracker) if tracker.entries else _form(tracker)),
        *(block for entry in tracker.entries for block in _entry(tracker, entry)),
        *_unopened(tracker),
        *_agreed(tracker),
        *_closing(tracker),
    ]


def _missing(tracker: Tracker) -> Iterator[Block]:
    """Where the rhythm would have had entries and there are none: said, never filled."""
    dated = [(read_day(x.when.model_dump()), tracker.title(x)) for x in tracker.entries if x.when.read()]
    lines = [
        f"Between {a} and {b}: {_not_made(n, tracker.rhythm)}."
        for (start, a), (end, b) in pairwise(dated)
        if (n := missing_between(start, end, tracker.rhythm))
    ]
    if lines:
        yield Paragraph("Nothing is known of what was not rated.", lead="Missing")
        yield Items(tuple(lines))


def _form(tracker: Tracker) -> Iterator[Block]:
    """The empty form: every sign with what each level looks like."""
    yield Paragraph(NO_ENTRY)
    columns = ("Sign", *tracker.level_words.values())
    rows = tuple((_name(sign), *(sign.looks_like(x) for x in tracker.levels)) for sign in tracker.signs)
    yield Table("The signs, and what each level looks like", columns, rows)
    yield Paragraph("; ".join(tracker.viewpoints.values()), lead="Rated by")
    yield from (Paragraph(NOTHING, lead=ask.question) for ask in tracker.definition.ask)


def _name(sign: Sign) -> str:
    return f"{sign.name}\n{sign.about}" if sign.about else sign.name


def _over_time(tracker: Tracker) -> Iterator[Block]:
    yield Heading("Over time")
    for sign in tracker.signs:
        if any(_cell(tracker, x, who, sign.id) != NOT_RATED for x in tracker.entries for who in tracker.viewpoints):
            yield _chart(tracker, sign)
        else:
            yield Paragraph("Nobody has rated this sign yet.", lead=sign.name)


def _chart(tracker: Tracker, sign: Sign) -> Chart:
    """One sign: a lane for each level that was used, a mark for each rating."""
    people = tracker.viewpoints
    said = [f"{name}: {went}" for who, name in people.items() if (went := tracker.went(sign.id, who))]
    columns = ("Entry", *people.values())
    rows = tuple(
        (f"{n}. {tracker.title(entry)}", *(_cell(tracker, entry, who, sign.id) for who in people))
        for n, entry in enumerate(tracker.entries, 1)
    )
    looks = "; ".join(
        f"{words}: {sign.looks_like(x)}" for x, words in tracker.level_words.items() if sign.looks_like(x)
    )
    return Chart(
        sign.name, " ".join(said) or "Nobody has rated this sign yet.", Table(f"{sign.name}, by entry", columns, rows),
        marks=_marks(tracker, sign), ticks=tuple((float(n), str(n + 1)) for n in range(len(tracker.entries))),
        span=float(max(len(tracker.entries), 1)), source=looks,
    )  # fmt: skip


def _cell(tracker: Tracker, entry: Entry, who: str, sign: str) -> str:
    rating = tracker.rating(entry, who, sign)
    level = tracker.level_words.get(rating.level, rating.level) or NOT_RATED
    return f"{level}. {rating.words}" if rating.words.strip() else level


def _marks(tracker: Tracker, sign: Sign) -> tuple[Mark, ...]:
    """Strain at the top; people who rated the same entry stand side by side."""
    width = 0.8 / len(tracker.viewpoints)
    return tuple(
        Mark(words, n + k * width, n + (k + 0.8) * width, words, f"{tracker.title(entry)}, {name}: {words}")
        for level, words in reversed(tracker.level_words.items())
        for n, entry in enumerate(tracker.entries)
        for k, (who, name) in enumerate(tracker.viewpoints.items())
        if tracker.rating(entry, who, sign.id).level == level
    )


def _entry(tracker: Tracker, entry: Entry) -> Iterator[Block]:
    """What an entry holds beside its ratings."""
    yield Heading(tracker.title(entry))
    if entry.origin:
        yield Paragraph(entry.origin, lead="From")
    bulletin = next((x for x in tracker.definition.bulletins if x.id == entry.bulletin), None)
    if bulletin:
        yield Paragraph(bulletin.text)
    for who, seen in entry.views.items():
        if seen.words.strip():
            yield Quote(seen.words, by=tracker.viewpoints.get(who, who))
    yield from _sides(tracker, entry)
    for ask in tracker.definition.ask:
        yield from _said(ask.question, entry.answers.get(ask.id, ""))
    yield from _done(tracker, entry)
    yield from _lost(tracker, entry)


def _sides(tracker: Tracker, entry: Entry) -> Iterator[Block]:
    lines = tuple(
        f"{tracker.sign_name(found['sign'])}. " + " ".join(f"{tracker.viewpoints[who]} says {tracker.level_words[level]}." for who, level in found["said"])
        for found in tracker.differences(entry)
    )  # fmt: skip
    if lines:
        yield Paragraph("Where people see it differently")
        yield Items(lines)


def _done(tracker: Tracker, entry: Entry) -> Iterator[Block]:
    names = {x.id: x.what or x.when for x in tracker.agreements}
    if entry.done:
        yield Paragraph("Done, as agreed beforehand")
        yield Items(tuple(names.get(x, x) for x in entry.done))
    if entry.did.strip():
        yield Paragraph(tracker.definition.words.did)
        yield Quote(entry.did)


def _lost(tracker: Tracker, entry: Entry) -> Iterator[Block]:
    """Words whose sign, viewpoint or question is not here are still somebody's words."""
    signs, asks = {x.id for x in tracker.signs}, {x.id for x in tracker.definition.ask}
    words = [entry.also] + [x for name, x in entry.answers.items() if name not in asks]
    words += [
        f"{who}, {sign}: {tracker.level_words.get(rating.level, rating.level)} {rating.words}".strip()
        for who, seen in entry.views.items()
        for sign, rating in seen.ratings.items()
        if sign not in signs or who not in tracker.viewpoints
    ]
    if any(x.strip() for x in words):
        yield Paragraph("Kept from another form of this tracker")
    yield from (Quote(x) for x in words if x.strip())


def _unopened(tracker: Tracker) -> Iterator[Block]:
    opened = {entry.bulletin for entry in tracker.entries}
    waiting = sum(x.id not in opened for x in tracker.definition.bulletins)
    if waiting:
        yield Paragraph(f"{waiting} of {len(tracker.definition.bulletins)} bulletins are not opened yet.")


def _agreed(tracker: Tracker) -> Iterator[Block]:
    yield Heading("What was agreed beforehand")
    if not tracker.agreements:
        yield Paragraph(NOTHING)
    for agreement in tracker.agreements:
        yield Heading(agreement.when, 4)
        yield Paragraph(agreement.what or NOTHING, lead="Then")
        if said := _reached(tracker, agreement):
            yield Items(said)


def _reached(tracker: Tracker, agreement: Agreement) -> tuple[str, ...]:
    judged = ("Whether this was reached is for people to judge.",) if agreement.rule is None else ()
    if judged or not tracker.entries:
        return (*judged, _done_words(tracker, agreement)) if tracker.entries else judged
    titles = {entry.id: tracker.title(entry) for entry in tracker.entries}
    lines = []
    for run in tracker.runs(agreement):
        until = "" if run["from"] == run["to"] else f", and still at {titles[run['to']]}"
        names = ", ".join(tracker.sign_name(x) for x in run["signs"])
        who, silence = _lower(tracker.viewpoints[run["viewpoint"]]), _silence(tracker, run)
        lines.append(f"Reached at {titles[run['from']]}{until}, as {who} sees it: {names}{silence}.")
    return (*(lines or ["Not reached in the entries that were made."]), _done_words(tracker, agreement))


def _silence(tracker: Tracker, run: dict[str, Any]) -> str:
    """Entries running with some missing between them are said to be so."""
    if n := run["skipped"]:
        who = _lower(tracker.viewpoints[run["viewpoint"]])
        return f" (not rated by {who} in {n} entr{'y' if n == 1 else 'ies'} in between)"
    days = {entry.id: read_day(entry.when.model_dump()) for entry in tracker.entries}
    missing = missing_between(days[run["before"]], days[run["from"]], tracker.rhythm)
    return f" ({_not_made(missing, tracker.rhythm)} just before)" if missing else ""


def _not_made(n: int, rhythm: str) -> str:
    return f"{n} {RHYTHM[rhythm]} entr{'y was' if n == 1 else 'ies were'} not made"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _done_words(tracker: Tracker, agreement: Agreement) -> str:
    done = tracker.done(agreement)
    if not done:
        return "No entry records that it was done."
    return f"Recorded as done: {', '.join(tracker.title(x) for x in done)}."


def _said(lead: str, text: str) -> Iterator[Block]:
    if text.strip():
        yield Paragraph(lead)
        yield Quote(text)
    else:
        yield Paragraph(NOTHING, lead=lead)


def _closing(tracker: Tracker) -> Iterator[Block]:
    asked = {ask.id for ask in tracker.definition.closing}
    for ask in tracker.definition.closing:
        yield from _said(ask.question, tracker.response.closing.get(ask.id, ""))
    yield from (Quote(x) for name, x in tracker.response.closing.items() if name not in asked and x.strip())
