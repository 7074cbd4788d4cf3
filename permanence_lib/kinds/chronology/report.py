"""A chronology on paper, and the group's picture of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from permanence_lib.content.cases import Case, Event
from permanence_lib.content.dates import say_date
from permanence_lib.document.blocks import Bar, Block, Blocks, Chart, Heading, Items, Paragraph, Quote, Table
from permanence_lib.kind import Material, Progress
from permanence_lib.kinds.chronology.model import (
    UNDATED,
    Definition,
    Draft,
    Entry,
    Gap,
    Reading,
    Response,
    When,
    age_words,
    capital,
    gap_words,
    plural,
    say_when,
)

FIRST_HAND = {"first": "first-hand", "repeated": "repeated", "unclear": "not clear whether first-hand"}
NOTHING = "Nothing written yet"
NO_MEANING = "Not yet said"

Marked = dict[str, list[Entry]]


def progress(definition: Definition, response: Response, material: Material) -> Progress:
    """Entries begun, a meaning said, a pattern tagged, and each closing sentence."""
    entries = response.entries
    said = [bool(response.sentences.get(closing.id, "").strip()) for closing in definition.closing]
    begun = [bool(entries), any(e.meaning.strip() for e in entries), any(e.tags for e in entries)]
    return Progress(filled=sum(begun) + sum(said), parts=len(begun) + len(said))


def report(definition: Definition, response: Response, material: Material) -> Blocks:
    """The whole answer in reading order, then the file it was drawn from."""
    blocks = list(_chronology(Reading.of(definition, response, material)))
    if material.case and not response.alias.strip():
        blocks.extend(_file(material.case, response))
    return blocks


def _born(response: Response) -> Iterator[Block]:
    """Month and year as typed, where no case gives them."""
    if typed := " ".join(filter(None, (response.born.month.strip(), response.born.year.strip()))):
        yield Paragraph(typed, "Born")


def _chronology(reading: Reading) -> Iterator[Block]:
    """One child's chronology: entries and gaps, the child's own words, disagreements, patterns, meaning."""
    yield Heading(f"The chronology of {reading.child}")
    yield from _born(reading.response)
    yield Paragraph(_summary(reading.dated, reading.apart))
    if reading.dated:
        yield _entries(reading, "What happened", reading.dated, reading.gaps)
    if reading.apart:
        yield _entries(reading, UNDATED, reading.apart, ())
    yield from _own_words(reading)
    yield from _disagreements(reading.response)
    yield from _patterns(reading)
    yield from _meaning(reading)
    yield from _unfinished(reading)


def _summary(dated: Sequence[Entry], apart: Sequence[Entry]) -> str:
    if not (dated or apart):
        return "No entries yet."
    words = [_count(dated, apart)]
    if dated:
        words.append(f", from {say_when(dated[0].when)} to {say_when(dated[-1].when)}")
    if apart:
        words.append(f"; {len(apart)} of them without a date")
    return "".join(words) + "."


def _count(*entries: Sequence[Entry]) -> str:
    return plural(sum(map(len, entries)), "entry", "entries")


def _entries(reading: Reading, caption: str, entries: Sequence[Entry], gaps: Iterable[Gap]) -> Table:
    gap_before = {gap["before"]: gap for gap in gaps}
    rows: list[tuple[str, ...]] = []
    for entry in entries:
        if entry.id in gap_before:
            rows.append(_gap_row(reading, gap_before[entry.id]))
        rows.append(_row(reading, entry))
    return Table(caption, ("When", "What happened", f"For {reading.child}", "Source", "Marks"), tuple(rows))


def _row(reading: Reading, entry: Entry) -> tuple[str, ...]:
    age = age_words(reading.born, entry.when)
    fields = (field for field in reading.definition.fields if entry.more.get(field.id))
    more = [f"{reading.ask(field.question)} {entry.more[field.id]}" for field in fields]
    level = f"Significance: {entry.significance.lower()}" if entry.significance else ""
    return (
        say_when(entry.when) + (f" ({age})" if age else "") + _as_typed(entry),
        "\n".join([entry.what, *more]),
        entry.meaning or NO_MEANING,
        _source(entry),
        "; ".join(filter(None, (level, entry.category, *entry.tags))),
    )


def _as_typed(entry: Entry) -> str:
    """What stood in the boxes of an entry listed apart, so that nothing typed is lost on paper."""
    typed = " ".join(filter(None, (entry.when.day, entry.when.month, entry.when.season, entry.when.year)))
    return f" (typed: {typed})" if typed and say_when(entry.when) == UNDATED else ""


def _source(entry: Entry) -> str:
    said_by = entry.said_by and f"said by {entry.said_by}"
    written = entry.written and f"written {entry.written}"
    return "; ".join(filter(None, (entry.source, said_by, written, FIRST_HAND.get(entry.first_hand))))


def _gap_row(reading: Reading, gap: Gap) -> tuple[str, ...]:
    start, end = (say_date(date.fromisoformat(day)) for day in (gap["start"], gap["end"]))
    loose = f" {plural(gap['loose'], 'entry', 'entries')} dated only by season or year may belong here."
    what = f"Nothing entered from {start} to {end}.{loose if gap['loose'] else ''}"
    note = reading.note_on(gap) or reading.ask(reading.definition.gap_question)
    return (f"Gap of {gap_words(gap['days'])}", what, note, "", "")


def _own_words(reading: Reading) -> Iterator[Block]:
    yield Heading(f"{capital(reading.child)}’s own words, or what {reading.child} showed", 4)
    spoken = [entry for entry in reading.entries if entry.child_words.strip()]
    for entry in spoken:
        yield Quote(entry.child_words, f"{say_when(entry.when)}. Who held the pen: {entry.pen or 'not said'}")
    if not spoken:
        yield Paragraph(NOTHING)


def _disagreements(response: Response) -> Iterator[Block]:
    accounts = {entry.id: f"{say_when(entry.when)}: {entry.what} ({_source(entry)})" for entry in response.entries}
    rows = tuple(
        (
            *(accounts.get(side, "Not chosen yet") for side in (d.first, d.second)),
            d.about or NOTHING,
            d.settle or NOTHING,
        )
        for d in response.disagreements
    )
    if rows:
        columns = ("One entry", "The other entry", "What they disagree about", "What would settle it")
        yield Table("Where the entries disagree", columns, rows)


def _patterns(reading: Reading) -> Iterator[Block]:
    definition, entries = reading.definition, reading.entries
    yield Heading("Patterns", 4)
    if entries:
        yield Items(tuple(_standing(entries, reading.child)))
    yield from _returns("What returns", "Tag", _by_mark(definition.tags, entries, lambda e: e.tags))
    kinds = _by_mark(definition.categories, entries, lambda e: (e.category,) if e.category else ())
    yield from _returns("Kinds of event", "Kind", kinds)
    for name, question in definition.ask_if_missing.items():
        if all(entry.category != name for entry in entries):
            yield Paragraph(reading.ask(question), f"No entry is marked “{name}”")
    if closed := reading.notes_on_closed_gaps():
        yield Paragraph("Notes on gaps that have since closed:")
        yield Items(tuple(closed))


def _standing(entries: Sequence[Entry], child: str) -> Iterator[str]:
    """Plain counts in sentences: never a score."""
    n = _count(entries)
    spoken = sum(bool(e.child_words.strip()) for e in entries)
    first, repeated = (sum(e.first_hand == hand for e in entries) for hand in ("first", "repeated"))
    unclear = len(entries) - first - repeated
    unsaid = sum(not e.meaning.strip() for e in entries)
    yield f"{capital(child)}’s own words, or what {child} showed, are in {spoken} of {n}."
    yield f"First-hand: {first} of {n}. Repeated: {repeated}. Not clear or not said: {unclear}."
    yield f"What it meant for {child} is not yet said in {unsaid} of {n}."


def _by_mark(known: Iterable[str], entries: Iterable[Entry], marks: Callable[[Entry], Iterable[str]]) -> Marked:
    """The entries under each mark: the author's marks first, then the participant's own."""
    found: Marked = {mark: [] for mark in known}
    for entry in entries:
        for mark in dict.fromkeys(marks(entry)):
            found.setdefault(mark, []).append(entry)
    return found


def _returns(caption: str, what: str, found: Marked) -> Iterator[Block]:
    rows = tuple(
        (name, _count(entries), "; ".join(say_when(entry.when) for entry in entries))
        for name, entries in found.items()
        if entries
    )
    if rows:
        yield Table(caption, (what, "How often", "When"), rows)
    if unused := [name for name, entries in found.items() if not entries]:
        yield Paragraph("; ".join(unused) + ".", f"{caption}, not used so far")


def _meaning(reading: Reading) -> Iterator[Block]:
    if reading.definition.closing:
        yield Heading("Meaning", 4)
    for closing in reading.definition.closing:
        yield Paragraph(reading.ask(closing.question))
        yield Quote(reading.response.sentences.get(closing.id, "").strip() or NOTHING)


def _unfinished(reading: Reading) -> Iterator[Block]:
    """The half-made entry and rows not yet added: kept on screen, so kept on paper."""
    draft, pasted = reading.response.draft, reading.response.pasted
    if draft != Draft():
        row = _row(replace(reading, born=When(known="none")), draft)
        words = (*row, draft.new_tags, draft.child_words, draft.pen)
        yield Heading("An entry half made", 4)
        yield Items(tuple(word for word in words if word and word != NO_MEANING))
    if pasted.strip():
        yield Heading("Pasted rows not yet added", 4)
        yield Quote(pasted)


def _file(case: Case, response: Response) -> Iterator[Block]:
    used = {entry.from_event for entry in response.entries}
    rows = tuple(
        (say_date(e.date), e.source, _record(e), "Yes" if e.id in used else "No") for e in _in_file_order(case)
    )
    brought = sum(e.id in used for e in case.events)
    yield Heading("The file")
    yield Paragraph(case.notice)
    yield Table(
        f"{plural(len(rows), 'record')}, {brought} brought into the chronology",
        ("Date", "Source", "Record", "Brought in"),
        rows,
    )


def _in_file_order(case: Case) -> list[Event]:
    return sorted(case.events, key=lambda event: event.date)


def _record(event: Event) -> str:
    return event.text + (f" (As recorded: {event.child_voice})" if event.child_voice else "")


def picture(definition: Definition, responses: Sequence[Response], material: Material) -> Blocks:
    """Which records the group brought in and which tags it used; words only where sharing is 'named'."""
    shared = plural(len(responses), "chronology", "chronologies")
    blocks: list[Block] = []
    if material.case:
        blocks.append(_records_used(material.case, responses, shared))
    if definition.tags:
        blocks.append(_tags_used(definition.tags, responses, shared))
    if definition.sharing == "named":
        blocks.extend(_sentences(Reading.of(definition, Response(), material), responses))
    return blocks or [Paragraph(f"{shared} shared.")]


def _records_used(case: Case, responses: Sequence[Response], shared: str) -> Chart:
    """In the order of the file, not of how often: what many left out is as worth talking about as what all used."""
    used = [{entry.from_event for entry in response.entries} for response in responses]
    return _count_chart(
        "Records brought into the chronology",
        f"Each record of the file, in order, with how many of {shared} bring it in. "
        "A record few people used is not a wrong choice; ask what each reading noticed.",
        "Record",
        [(f"{say_date(e.date)}, {e.source}", sum(e.id in ids for ids in used)) for e in _in_file_order(case)],
    )


def _tags_used(tags: Sequence[str], responses: Sequence[Response], shared: str) -> Chart:
    used = [{tag for entry in response.entries for tag in entry.tags} for response in responses]
    sentence = f"How many of {shared} carry each tag at least once."
    return _count_chart("Patterns tagged", sentence, "Tag", [(tag, sum(tag in own for own in used)) for tag in tags])


def _count_chart(title: str, sentence: str, what: str, counts: Sequence[tuple[str, int]]) -> Chart:
    bars = tuple(Bar(name, n, plural(n, "person", "people")) for name, n in counts)
    table = Table(title, (what, "How many people"), tuple((bar.label, bar.words) for bar in bars))
    return Chart(title, sentence, table, bars=bars)


def _sentences(reading: Reading, responses: Sequence[Response]) -> Iterator[Block]:
    for closing in reading.definition.closing:
        yield Heading(reading.ask(closing.question), 4)
        said = (response.sentences.get(closing.id, "").strip() for response in responses)
        yield from (Quote(words) for words in said if words)
