"""A poll on paper: both answers and what lay between them; and how a group stood before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.content.dates import say_date
from permanence_lib.document.blocks import Bar, Block, Blocks, Chart, Heading, Items, Paragraph, Quote, Table
from permanence_lib.kind import Material
from permanence_lib.kinds.poll.model import (
    Closing,
    Consideration,
    Definition,
    Ending,
    Held,
    Response,
    Stand,
    Statement,
    is_ended,
    moved,
    trim,
)

NOTHING = "Nothing written yet."
NO_CHOICE = "No place chosen, only words"


def report(definition: Definition, response: Response, material: Material) -> Blocks:
    """Each statement with both answers; the considerations only where a first answer was kept."""
    blocks: list[Block] = []
    for number, statement in enumerate(definition.items, start=1):
        blocks.append(Heading(f"{number}. {statement.text}"))
        if statement.about:
            blocks.append(Paragraph(statement.about))
        blocks += _stand(number, statement, definition, response.stands.get(statement.id, Stand()), material)
    for closing in definition.closing:
        blocks += _ending(closing, definition, response.closing.get(closing.id))
    return [*blocks, *_no_longer_asked(definition, response)]


def _stand(
    number: int, statement: Statement, definition: Definition, stand: Stand, material: Material
) -> Iterator[Block]:
    if stand == Stand():
        yield Paragraph("; ".join(x.words for x in definition.choices_for(statement)), lead="Choose one")
        yield Paragraph(NOTHING)
        return
    for lead, held in _history(stand):
        yield Paragraph(place_words(definition, statement, held.choice), lead=lead)
        if trim(held.words):
            yield Quote(held.words)
    if stand.first:
        yield from _considerations(number, statement, definition, material)


def _history(stand: Stand) -> Iterator[tuple[str, Held]]:
    """The first answer, every later one, and what is in the boxes."""
    if stand.first:
        yield "First answer", stand.first
    for n, held in enumerate(stand.again, start=1):
        yield "Answer after hearing others" if n == len(stand.again) else "In between", held
    if stand.choice or trim(stand.words):
        yield "In the boxes, not kept yet", Held(choice=stand.choice, words=stand.words)


def place_words(definition: Definition, statement: Statement, choice: str) -> str:
    """A place on the scale in words."""
    words = {x.id: x.words for x in definition.choices_for(statement)}
    return words.get(choice, choice or NO_CHOICE)


def _considerations(number: int, statement: Statement, definition: Definition, material: Material) -> Iterator[Block]:
    for side in definition.sides_for(number):
        yield Heading(side.heading, 4)
        mine = [x for x in statement.considerations if x.side == side.id]
        yield Items(tuple("\n".join([x.words, *source_lines(x, material)]) for x in mine))


def source_lines(consideration: Consideration, material: Material) -> Iterator[str]:
    """The facts behind a consideration, each with its citation and what it cannot tell."""
    for fact in (x for x in material.law if x.id in consideration.law):
        yield f"{fact.name}. {fact.words()} ({fact.status_words()}; {fact.cite()})"
    for judgment in (x for x in material.judgments if x.id in consideration.law):
        yield f"{judgment.words()} (case law; {judgment.cite()}, as at {say_date(judgment.as_at)})"
    for record in (x for x in material.evidence if x.id in consideration.evidence):
        yield f"{record.finding} ({record.cite()}) What it cannot tell you: {record.limits}"
    for term in (x for x in material.terms if x.id in consideration.terms):
        yield f"{term.term}: {term.words()} (glossary, as at {say_date(term.as_at)})"


def _ending(closing: Closing, definition: Definition, ending: Ending | None) -> Iterator[Block]:
    yield Heading(closing.label)
    if closing.hint:
        yield Paragraph(closing.hint)
    if ending is None or not is_ended(ending):
        yield Paragraph(NOTHING)
        return
    if ending.picked:
        texts = {x.id: f"{n}. {x.text}" for n, x in enumerate(definition.items, start=1)}
        yield Items(tuple(texts.get(name, name) for name in ending.picked))
    if closing.words_label:
        yield Paragraph(closing.words_label)
    yield Quote(ending.words) if trim(ending.words) else Paragraph(NOTHING)


def _no_longer_asked(definition: Definition, response: Response) -> Iterator[Block]:
    """Words whose statement has gone are still the participant's words."""
    asked, ends = {x.id for x in definition.items}, {x.id for x in definition.closing}
    lost = [x for name, x in response.stands.items() if name not in asked]
    words = [held.words for x in lost for held in ((x.first,) if x.first else ()) + x.again] + [x.words for x in lost]
    words += [x.words for name, x in response.closing.items() if name not in ends]
    if any(map(trim, words)):
        yield Heading("Kept from an earlier form of this poll")
    yield from (Quote(text) for text in words if trim(text))


def picture(definition: Definition, responses: Sequence[Response], material: Material) -> Blocks:
    """Where the group stands, statement by statement, over where it stood; words only where they are shared with names."""
    if not responses:
        return [Paragraph("Nobody has shared this poll yet.")]
    blocks: list[Block] = []
    for number, statement in enumerate(definition.items, start=1):
        stands = [r.stands[statement.id] for r in responses if statement.id in r.stands]
        answered = [x for x in stands if x.first]
        if answered:
            blocks.append(_spread(number, statement, definition, answered))
        if definition.sharing == "named":
            blocks += _named_words(stands)
    for closing in definition.closing:
        blocks += _endings(closing, definition, [r.closing[closing.id] for r in responses if closing.id in r.closing])
    return blocks or [Paragraph("Nobody has answered yet.")]


def _spread(number: int, statement: Statement, definition: Definition, stands: Sequence[Stand]) -> Chart:
    """Everybody's latest answer, and where somebody has answered twice the first as an outline.

    Only what was offered is counted: anything else could be somebody's words.
    """
    title, choices = f"{number}. {statement.text}", definition.choices_for(statement)
    first = [x.first.choice for x in stands if x.first]
    latest = [(x.again[-1] if x.again else x.first).choice for x in stands if x.first]
    twice = sum(bool(x.again) for x in stands)
    rows = [(x.words, first.count(x.id), latest.count(x.id)) for x in choices]
    table = Table(
        title, ("Answer", "First", "Now") if twice else ("Answer", "People"),
        tuple((words, str(was), str(now)) if twice else (words, str(now)) for words, was, now in rows),
    )  # fmt: skip
    bars = tuple(
        Bar(words, now, f"{was}, then {now} of {len(stands)}", was) if twice else Bar(words, now, f"{now} of {len(stands)}")
        for words, was, now in rows
    )  # fmt: skip
    whole = sum(now for _, _, now in rows)
    return Chart(title, _sentence(stands, twice), table, bars, people=len(stands), whole=whole)


def _sentence(stands: Sequence[Stand], twice: int) -> str:
    changed = sum(moved(x.model_dump(mode="json")) is True for x in stands)
    first = f"First answers: {len(stands)}. Second answers: {twice}."
    if twice == len(stands):
        return f"All {twice} answered twice: {changed} moved and {twice - changed} stayed."
    return f"{first} Of those who answered twice, {changed} moved and {twice - changed} stayed." if twice else first


def _named_words(stands: Sequence[Stand]) -> Iterator[Block]:
    for stand in stands:
        for held in ((stand.first,) if stand.first else ()) + stand.again:
            if trim(held.words):
                yield Quote(held.words)


def _endings(closing: Closing, definition: Definition, endings: Sequence[Ending]) -> Iterator[Block]:
    picked = [name for ending in endings for name in ending.picked]
    if closing.pick:
        people = sum(bool(ending.picked) for ending in endings)
        counts = [(x.text, picked.count(x.id)) for x in definition.items]
        table = Table(closing.label, ("Statement", "People"), tuple((text, str(n)) for text, n in counts))
        bars = tuple(Bar(text, n, f"{n} of {people}") for text, n in counts)
        yield Chart(
            closing.label,
            f"{people} {'person has' if people == 1 else 'people have'} chosen.",
            table,
            bars,
            people=people,
        )
    if definition.sharing == "named":
        words = [x.words for x in endings if trim(x.words)]
        if words:
            yield Heading(closing.words_label or closing.label, 4)
        yield from (Quote(text) for text in words)
