"""What a chronology lends to later work: its entries, its gaps, what two entries disagree about, what it comes to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from permanence_lib.content.dates import say_date
from permanence_lib.kind import DateParts, Material, Offer
from permanence_lib.kinds.chronology.model.definition import Definition
from permanence_lib.kinds.chronology.model.gaps import Gap, gap_words
from permanence_lib.kinds.chronology.model.moments import NO_DATE, UNDATED, When, say_range, say_when
from permanence_lib.kinds.chronology.model.reading import Reading
from permanence_lib.kinds.chronology.model.response import Disagreement, Entry, Response

LONGEST_TITLE = 80
#: Which boxes of a date are read, by how exactly it is known.
_BOXES = {
    "day": ("day", "month", "year"),
    "month": ("month", "year"),
    "season": ("year",),
    "year": ("year",),
    "none": (),
}
#: What of an entry travels with it, for another chronology.
KEPT = (
    "meaning", "analysis", "source", "said_by", "written", "first_hand", "child_words", "pen", "from_event", "significance", "category",
)  # fmt: skip


def offers(definition: Definition, response: Response, material: Material) -> Sequence[Offer]:
    """Entries in order, those without a date last; then gaps, open disagreements and closing sentences."""
    reading = Reading.of(definition, response, material)
    return [
        *(_event(entry, reading) for entry in reading.entries),
        *(_gap(reading, gap) for gap in reading.gaps),
        *_questions(reading),
        *_points(reading),
    ]


def _event(entry: Entry, reading: Reading) -> Offer:
    said = say_range(entry.when, entry.until)
    kept = {name: value for name in KEPT if (value := getattr(entry, name))}
    return Offer(
        id=entry.id,
        sort="event",
        title=shorten(entry.what),
        text=entry.what.strip(),
        when=_boxes(entry.when),
        said_when="" if said == UNDATED else said,
        data={"when": entry.when.model_dump(mode="json"), **kept, **_besides(entry, reading)},
    )


def _besides(entry: Entry, reading: Reading) -> dict[str, object]:
    """The second date, the tags, and answers to the author's own questions with the question, since another may not ask it."""
    asked = [(field.id, reading.ask(field.question)) for field in reading.definition.fields]
    more = [[name, question, entry.more[name]] for name, question in asked if entry.more.get(name, "").strip()]
    found: dict[str, object] = {"until": entry.until.model_dump(mode="json"), "tags": list(entry.tags), "more": more}
    return {name: value for name, value in found.items() if value and not (name == "until" and entry.until == NO_DATE)}


def _boxes(when: When) -> DateParts | None:
    """The boxes that are meant, as typed."""
    parts = DateParts(**{box: getattr(when, box) for box in _BOXES[when.known]})
    return None if parts.is_empty() else parts


def _gap(reading: Reading, gap: Gap) -> Offer:
    start, end = (say_date(date.fromisoformat(day)) for day in (gap["start"], gap["end"]))
    return Offer(
        id=f"gap.{gap['after']}.{gap['before']}",
        sort="gap",
        title=f"{gap_words(gap['days'])} with nothing entered",
        text=reading.note_on(gap),
        said_when=f"{start} to {end}",
    )


def _questions(reading: Reading) -> Iterator[Offer]:
    entries = {entry.id: entry for entry in reading.entries}
    for pair in reading.response.disagreements:
        sides = [entries[name] for name in (pair.first, pair.second) if name in entries]
        if pair.about.strip() or pair.settle.strip() or len(sides) == 2:
            yield _question(pair, sides)


def _question(pair: Disagreement, sides: Sequence[Entry]) -> Offer:
    about, settle = pair.about.strip(), pair.settle.strip()
    accounts = " Or: ".join(f"{say_when(entry.when)}, {entry.what.strip()}" for entry in sides)
    told = [about or "Two entries disagree.", accounts, f"What would settle it: {settle}" if settle else ""]
    title = shorten(about) or "Two entries disagree"
    return Offer(id=pair.id, sort="question", title=title, text=" ".join(filter(None, told)))


def _points(reading: Reading) -> Iterator[Offer]:
    for closing in reading.definition.closing:
        if words := reading.response.sentences.get(closing.id, "").strip():
            yield Offer(id=f"said.{closing.id}", sort="point", title=shorten(words), text=words)


def shorten(words: str) -> str:
    """The first words, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_TITLE else line[:LONGEST_TITLE].rstrip() + "…"
