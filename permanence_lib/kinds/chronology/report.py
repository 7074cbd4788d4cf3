"""A chronology on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from permanence_lib.content.cases import Case, Event
from permanence_lib.content.dates import say_date
from permanence_lib.document.blocks import Block, Blocks, Heading, Items, Paragraph, Quote, Table
from permanence_lib.kind import Material, Progress
from permanence_lib.kinds.chronology.model import (
    UNDATED,
    Definition,
    Draft,
    Entry,
    Finding,
    Gap,
    Reading,
    Reply,
    Response,
    Step,
    When,
    ages_words,
    ask,
    capital,
    findings,
    gap_words,
    plural,
    say_range,
    say_when,
)
from permanence_lib.kinds.chronology.model.offering import shorten
from permanence_lib.kinds.chronology.model.words import HAND_WORDS

STATES = {"active": "Begun", "finished": "Finished", "reopened": "Taken up again"}
#: So many entries are named beside a question on paper.
LISTED = 8
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
    reading = Reading.of(definition, response, material)
    return [*before_entries(reading), *_all_entries(reading), *after_entries(reading, material)]


def _born(response: Response) -> Iterator[Block]:
    """Month and year as typed, where no case gives them."""
    if typed := " ".join(filter(None, (response.born.month.strip(), response.born.year.strip()))):
        yield Paragraph(typed, "Born")


def before_entries(reading: Reading) -> Iterator[Block]:
    """Whose chronology it is, how far it reaches, and whether it is finished."""
    yield Heading(f"The chronology of {reading.child}")
    yield from _born(reading.response)
    yield Paragraph(_summary(reading.dated, reading.apart))
    if reading.response.history:
        yield Items(tuple(_step(step) for step in reading.response.history))


def _step(step: Step) -> str:
    words = f"{STATES[step.to]} on {say_date(date.fromisoformat(step.day))}"
    return f"{words}: {step.why}" if step.why.strip() else words


def _all_entries(reading: Reading) -> Iterator[Block]:
    if reading.dated:
        yield _entries(reading, "What happened", reading.dated, reading.gaps)
    if reading.apart:
        yield _entries(reading, UNDATED, reading.apart, ())


def after_entries(reading: Reading, material: Material) -> Iterator[Block]:
    """The child's own words, disagreements, patterns, meaning, questions answered, what is unfinished; and the file."""
    yield from _own_words(reading)
    yield from _disagreements(reading.response)
    yield from _patterns(reading)
    yield from _meaning(reading)
    yield from _questions(reading, material)
    yield from _unfinished(reading)
    if material.case and not reading.response.alias.strip():
        yield from _file(material.case, reading.response)


def _questions(reading: Reading, material: Material) -> Iterator[Block]:
    """What the rules ask of the entries, each with what the participant said to it; and answers that are no longer asked for."""
    found = findings(reading.definition, reading.response, material)
    replies = {reply.key: reply for reply in reading.response.replies}
    titles = {entry.id: f"{say_range(entry.when, entry.until)}, {shorten(entry.what)}" for entry in reading.entries}
    past = [reply for key, reply in replies.items() if reply.text.strip() and key not in {x["key"] for x in found}]
    if found or past:
        yield Heading("Read back: questions, not faults", 4)
    rows = tuple(_asked(reading, x, replies, titles) for x in found)
    if rows:
        columns = ("What is looked for", "Question", "Entries it rests on", "What I say to it")
        yield Table("Questions that the entries raise", columns, rows)
    if past:
        yield Items(tuple(f"{reply.about} I wrote: {reply.text}" for reply in past))


def _asked(reading: Reading, x: Finding, replies: dict[str, Reply], titles: dict[str, str]) -> tuple[str, ...]:
    named = [titles[name] for name in x["entries"] if name in titles]
    more = len(named) - LISTED
    words = "\n".join([*named[:LISTED], *([f"and {plural(more, 'other entry', 'other entries')}"] if more > 0 else [])])
    reply = replies[x["key"]].text if x["key"] in replies else ""
    return reading.definition.reads.rules[x["rule"]].name, ask(x, reading.definition, reading.child), words, reply


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
    age = ages_words(reading.born, entry.when, entry.until)
    fields = (field for field in reading.definition.fields if entry.more.get(field.id))
    more = [f"{reading.ask(field.question)} {entry.more[field.id]}" for field in fields]
    level = f"Significance: {entry.significance.lower()}" if entry.significance else ""
    return (
        say_range(entry.when, entry.until) + (f" ({age})" if age else "") + _as_typed(entry),
        "\n".join([entry.what, *more]),
        "\n".join(
            filter(None, (entry.meaning or NO_MEANING, entry.analysis and f"What I make of it: {entry.analysis}"))
        ),
        source_words(entry),
        "; ".join(filter(None, (level, entry.category, *entry.tags))),
    )


def _as_typed(entry: Entry) -> str:
    """What stood in the boxes of an entry listed apart, so that nothing typed is lost on paper."""
    found = [
        f" ({words}: {typed})"
        for words, when in (("typed", entry.when), ("second date typed", entry.until))
        if (typed := " ".join(filter(None, (when.day, when.month, when.season, when.year))))
        and say_when(when) == UNDATED
    ]
    return "".join(found)


def source_words(entry: Entry) -> str:
    """Where it is recorded, who said it, when it was written, and how they knew."""
    said_by = entry.said_by and f"said by {entry.said_by}"
    written = entry.written and f"written {entry.written}"
    return "; ".join(filter(None, (entry.source, said_by, written, HAND_WORDS.get(entry.first_hand))))


def _gap_row(reading: Reading, gap: Gap) -> tuple[str, ...]:
    head, what, note = gap_words_for(reading, gap)
    return (head, what, note, "", "")


def gap_words_for(reading: Reading, gap: Gap) -> tuple[str, str, str]:
    """How long a gap is, from when to when, and what the participant makes of it, or else the question."""
    start, end = (say_date(date.fromisoformat(day)) for day in (gap["start"], gap["end"]))
    loose = f" {plural(gap['loose'], 'entry', 'entries')} dated only by season or year may belong here."
    what = f"Nothing entered from {start} to {end}.{loose if gap['loose'] else ''}"
    note = reading.note_on(gap) or reading.ask(reading.definition.gap_question)
    return f"Gap of {gap_words(gap['days'])}", what, note


def _own_words(reading: Reading) -> Iterator[Block]:
    yield Heading(f"{capital(reading.child)}’s own words, or what {reading.child} showed", 4)
    spoken = [entry for entry in reading.entries if entry.child_words.strip()]
    for entry in spoken:
        yield Quote(entry.child_words, f"{say_when(entry.when)}. Who held the pen: {entry.pen or 'not said'}")
    if not spoken:
        yield Paragraph(NOTHING)


def _disagreements(response: Response) -> Iterator[Block]:
    accounts = {entry.id: f"{say_when(entry.when)}: {entry.what} ({source_words(entry)})" for entry in response.entries}
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
        yield Items(tuple(reading.standing()))
    yield from _returns("What returns", "Tag", _by_mark(definition.tags, entries, lambda e: e.tags))
    kinds = _by_mark(definition.categories, entries, lambda e: (e.category,) if e.category else ())
    yield from _returns("Kinds of event", "Kind", kinds)
    for name, question in definition.ask_if_missing.items():
        if all(entry.category != name for entry in entries):
            yield Paragraph(reading.ask(question), f"No entry is marked “{name}”")
    if closed := reading.notes_on_closed_gaps():
        yield Paragraph("Notes on gaps that have since closed:")
        yield Items(tuple(closed))


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
    rows = tuple((say_date(e.date), e.source, _record(e), "Yes" if e.id in used else "No") for e in in_file_order(case))
    brought = sum(e.id in used for e in case.events)
    yield Heading("The file")
    yield Paragraph(case.notice)
    yield Table(
        f"{plural(len(rows), 'record')}, {brought} brought into the chronology",
        ("Date", "Source", "Record", "Brought in"),
        rows,
    )


def in_file_order(case: Case) -> list[Event]:
    """The records by date."""
    return sorted(case.events, key=lambda event: event.date)


def _record(event: Event) -> str:
    return event.text + (f" (As recorded: {event.child_voice})" if event.child_voice else "")
