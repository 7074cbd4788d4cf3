"""A rewrite on paper: what it was, what was marked, what it became, and the counts beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import Any, TypeAlias

from permanence_lib.content.dates import say_date
from permanence_lib.document.blocks import Bar, Block, Blocks, Chart, Heading, Items, Paragraph, Quote, Table
from permanence_lib.kind import Material
from permanence_lib.kinds.rewrite.model import (
    Definition,
    Mark,
    Marked,
    Passage,
    Reader,
    Response,
    Shown,
    Written,
    begun_with,
    marked_too,
    measure_rows,
    measure_words,
    measures,
    progress,
    shown,
)

NOTHING = "Nothing written yet."
#: What was counted in a text.
Counted: TypeAlias = Mapping[str, Any]
CHECKED = {"yes": "Yes", "not-yet": "Not yet", "ask": "I would have to ask them"}
HOW_COUNTED = (
    "Syllables are counted by rule from the spelling, and the rule is sometimes wrong. A long word can be a loved one, "
    "and short words can wound. Only the reader can say whether it was understood."
)


def report(definition: Definition, response: Response, material: Material) -> Blocks:
    """Every passage with its marks and texts; an empty response gives the form to fill in."""
    blocks: list[Block] = list(_facts(material))
    for passage in shown(definition, response):
        blocks += _passage(passage, definition, response, material)
    if definition.write:
        blocks.append(Paragraph(HOW_COUNTED, lead="How this was counted"))
    for ask in definition.ask:
        blocks.append(Heading(ask.question))
        blocks += [Paragraph(ask.hint)] if ask.hint else []
        blocks.append(_said(response.answers.get(ask.id, "")))
    return [*blocks, *_no_longer_asked(definition, response)]


def _said(words: str) -> Block:
    return Quote(words) if words.strip() else Paragraph(NOTHING)


def _facts(material: Material) -> Iterator[Block]:
    """Law and words that an explanation may need."""
    if material.law or material.judgments or material.evidence or material.terms:
        yield Heading("Facts and words you may need")
    for fact in material.law:
        yield Paragraph(f"{fact.words()} ({fact.status_words()}; {fact.cite()})", lead=fact.name)
    for judgment in material.judgments:
        yield Paragraph(judgment.words(), lead=judgment.cite())
    for record in material.evidence:
        yield Paragraph(
            f"{record.finding} ({record.cite()}) What it cannot tell you: {record.limits}", lead=record.topic
        )
    for term in material.terms:
        yield Paragraph(term.words(), lead=term.term)


def _passage(passage: Shown, definition: Definition, response: Response, material: Material) -> Iterator[Block]:
    given = passage.given
    yield Heading(passage.title)
    if given and given.about:
        yield Paragraph(given.about)
    source = f"From {passage.came}" if passage.came else given.source if given else "Your own text"
    yield Quote(passage.text, by=source) if passage.text.strip() else Paragraph(NOTHING)
    yield from _record(given, material)
    if not any(begun_with(definition, response, passage)) and progress(definition, response, material).filled:
        yield Paragraph("Not begun yet.")
        return
    if definition.mark:
        yield from _marks(passage, definition, response)
    if definition.write:
        for reader in passage.readers:
            yield from _text(reader, definition, response.text_for(passage.id, reader.id))
        yield _beside(passage, definition, response)


def _record(given: Passage | None, material: Material) -> Iterator[Block]:
    events = [x for x in (material.case.events if material.case else ()) if given and x.id in given.events]
    for event in events:
        voice = f"\nThe child: {event.child_voice}" if event.child_voice else ""
        yield Quote(event.text + voice, by=f"{event.source}, {say_date(event.date)}")


def _marks(passage: Shown, definition: Definition, response: Response) -> Iterator[Block]:
    yield Heading(definition.mark_words, 4)
    mine = response.marked.get(passage.id, ())
    yield Items(tuple(_marked(x) for x in mine)) if mine else Paragraph("Nothing marked yet.")
    theirs = passage.given.marks if passage.given and passage.id in response.seen else ()
    if theirs:
        yield Heading("What a colleague marked", 4)
        yield Items(tuple(_colleague(x, mine) for x in theirs))


def _marked(mark: Marked) -> str:
    return f"“{mark.words}”" + (f" {mark.why}" if mark.why.strip() else "")


def _colleague(mark: Mark, mine: Sequence[Marked]) -> str:
    too = " (You marked this too.)" if marked_too(mark.words, [x.words for x in mine]) else ""
    return f"“{mark.words}” {mark.why}{too}"


def _text(reader: Reader, definition: Definition, text: Written) -> Iterator[Block]:
    yield Heading(f"For {reader.name}", 4)
    if reader.line():
        yield Paragraph(reader.line())
    yield _said(text.words)
    if text.words.strip():
        yield Paragraph(measure_words(measures(text.words, ())))
    answers = [(x.words, CHECKED.get(text.checks.get(x.id, ""), "Not answered yet")) for x in definition.checks]
    if answers:
        yield Table(f"Your own checks, for {reader.name}", ("Asked", "Your answer"), tuple(answers))


def _beside(passage: Shown, definition: Definition, response: Response) -> Table:
    """Before and after in one table."""
    texts = [passage.text, *(response.text_for(passage.id, x.id).words for x in passage.readers)]
    counted = [measures(x, definition.hard_words) for x in texts]
    columns = ("Counted", "Before", *(f"For {x.name}" for x in passage.readers))
    rows = measure_rows(counted, bool(definition.hard_words))
    return Table(f"Before and after: {passage.title}", columns, tuple(tuple(row) for row in rows))


def _no_longer_asked(definition: Definition, response: Response) -> Iterator[Block]:
    """Words whose passage, reader or question has gone are still the participant's words."""
    here = {x.id: {y.id for y in x.readers} if definition.write else set() for x in shown(definition, response)}
    words = [
        text.words
        for passage, texts in response.written.items()
        for reader, text in texts.items()
        if reader not in here.get(passage, ())
    ]
    marks = [
        m for name, all_marks in response.marked.items() if name not in here or not definition.mark for m in all_marks
    ]
    words += [_marked(m) for m in marks]
    asked = {x.id for x in definition.ask}
    words += [x for name, x in response.answers.items() if name not in asked]
    if any(x.strip() for x in words):
        yield Heading("Kept from an earlier form of this exercise")
    yield from (Quote(x) for x in words if x.strip())


def picture(definition: Definition, responses: Sequence[Response], material: Material) -> Blocks:
    """How many marked what a colleague marked, how many have written, and what they say of it; words only where named."""
    if not responses:
        return [Paragraph("Nobody has shared this exercise yet.")]
    blocks: list[Block] = []
    for passage in definition.passages:
        if definition.mark and passage.marks and any(r.marked.get(passage.id) for r in responses):
            blocks.append(_stopped_at(passage, responses))
    if definition.write:
        blocks += [*_longest(definition, responses), _checks(definition, responses)]
    return [*blocks, *(_named(definition, responses) if definition.sharing == "named" else ())]


def _stopped_at(passage: Passage, responses: Sequence[Response]) -> Chart:
    """People who stopped where the author's colleague did. Only the author's words are shown."""
    mine = [[x.words for x in r.marked.get(passage.id, ())] for r in responses]
    people = sum(bool(x) for x in mine)
    counts = [(x.words, sum(marked_too(x.words, words) for words in mine)) for x in passage.marks]
    table = Table(
        f"Words that stopped people: {passage.title}", ("Words", "People"), tuple((w, str(n)) for w, n in counts)
    )
    bars = tuple(Bar(words, n, f"{n} of {people}") for words, n in counts)
    sentence = f"{people} of {len(responses)} have marked this passage."
    return Chart(table.caption, sentence, table, bars, people=people)


def _longest(definition: Definition, responses: Sequence[Response]) -> Iterator[Chart]:
    """The longest sentence of each passage before, and in the middle of what the group made of it for each reader."""
    for passage in definition.passages:
        before = measures(passage.text, ())
        texts = {
            reader.name: [w for r in responses if (w := r.text_for(passage.id, reader.id).words).strip()]
            for reader in definition.readers_of(passage.readers)
        }
        written = {name: [measures(w, ()) for w in mine] for name, mine in texts.items() if mine}
        if written:
            yield _shorter(passage, before, written)


def _shorter(passage: Passage, before: Counted, written: Mapping[str, Sequence[Counted]]) -> Chart:
    title = f"Words in the longest sentence: {passage.title}"
    middles = {name: int(median(x["longest"]["words"] for x in mine)) for name, mine in written.items()}
    lengths = {name: int(median(x["words"] for x in mine)) for name, mine in written.items()}
    said = {name: f"For {name}, the middle of {len(mine)} texts" for name, mine in written.items()}
    rows = [("As it was", before["words"], before["longest"]["words"])]
    rows += [(said[name], lengths[name], middles[name]) for name in written]
    table = Table(
        title, ("Text", "Words", "Words in the longest sentence"), tuple((t, str(a), str(b)) for t, a, b in rows)
    )
    bars = tuple(Bar(name, longest, f"{longest} words") for name, _, longest in rows)
    sentence = "Short is not the same as clear or kind: only the reader can say whether it was understood."
    return Chart(title, sentence, table, bars, people=min(map(len, written.values())))


def _checks(definition: Definition, responses: Sequence[Response]) -> Chart:
    """What people say of their own texts."""
    texts = [t for r in responses for p in shown(definition, r) for x in p.readers if (t := r.text_for(p.id, x.id)).words.strip()]  # fmt: skip
    rows = [
        (x.words, *(str(sum(t.checks.get(x.id) == answer for t in texts)) for answer in CHECKED))
        for x in definition.checks
    ]
    caption = f"{len(texts)} texts written, and what their writers say of them"
    bars = tuple(Bar(row[0], int(row[1]), f"{row[1]} of {len(texts)}") for row in rows)
    sentence = f"The bars show of how many “{CHECKED['yes']}” is said; the table has every answer."
    return Chart(caption, sentence, Table(caption, ("Asked", *CHECKED.values()), tuple(rows)), bars)


def _named(definition: Definition, responses: Sequence[Response]) -> Iterator[Block]:
    for passage in definition.passages:
        for reader in definition.readers_of(passage.readers):
            texts = [r.text_for(passage.id, reader.id).words for r in responses]
            if any(x.strip() for x in texts):
                yield Heading(f"{passage.title}, for {reader.name}")
            yield from (Quote(x) for x in texts if x.strip())
