"""A reading log on paper, and how far a group has come with its reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.content.sources import Reading
from permanence_lib.document.blocks import Bar, Block, Blocks, Chart, Heading, Items, Paragraph, Quote, Table
from permanence_lib.kind import Material
from permanence_lib.kinds.reading_log.model import (
    HOW_FAR,
    Ask,
    Definition,
    Item,
    Notes,
    Response,
    short_name,
    standing,
    time_words,
    trim,
)

NOTHING = "Nothing written yet."
LEVELS = {"core": "Essential", "further": "If you have time"}


def report(definition: Definition, response: Response, material: Material) -> Blocks:
    """Where each reading stands, then all notes reading by reading, then what joins them."""
    blocks: list[Block] = [_where_each_stands(definition, response, material)]
    for item in definition.items:
        blocks += _item(item, definition, response.notes.get(item.reading, Notes()), _reading(item, material))
    if definition.synthesis:
        blocks.append(Heading("Bringing the readings together"))
        for ask in definition.synthesis:
            blocks += _answer(ask, response.synthesis.get(ask.id))
    return [*blocks, *_no_longer_asked(definition, response)]


def _reading(item: Item, material: Material) -> Reading | None:
    return next((x for x in material.readings if x.id == item.reading), None)


def _named(item: Item, material: Material) -> str:
    reading = _reading(item, material)
    return short_name(reading) if reading else item.reading


def _where_each_stands(definition: Definition, response: Response, material: Material) -> Table:
    asked = [x.id for x in definition.ask]
    rows = tuple(
        (_named(x, material), LEVELS[x.level], standing(asked, response.notes.get(x.reading, Notes()).model_dump()))
        for x in definition.items
    )
    return Table("Where each reading stands", ("Reading", "Essential or further", "Where I am"), rows)


def _item(item: Item, definition: Definition, notes: Notes, reading: Reading | None) -> Iterator[Block]:
    yield Heading(reading.title if reading else item.reading)
    if reading:
        yield Paragraph(f"{reading.cite()}. {reading.url}")
    yield Paragraph(_how(item, reading), lead=LEVELS[item.level])
    yield Paragraph(item.why, lead="Why it is worth the time")
    if item.questions:
        yield Paragraph("While you read:")
        yield Items(item.questions)
    yield Paragraph(HOW_FAR[notes.read], lead="How far I have read")
    for ask in definition.ask:
        yield from _answer(ask, notes.answers.get(ask.id))


def _how(item: Item, reading: Reading | None) -> str:
    """How long it takes, which part to read, and how to get it."""
    access = item.get or (reading.access if reading else "")
    said = [f"about {time_words(item.minutes)}", item.pages, access]
    return "; ".join(x for x in said if x).rstrip(".") + "."


def _answer(ask: Ask, words: str | None) -> Iterator[Block]:
    yield Heading(ask.question, level=4)
    yield Quote(words) if words and trim(words) else Paragraph(NOTHING)


def _no_longer_asked(definition: Definition, response: Response) -> Iterator[Block]:
    """Words whose reading or question has gone are still the participant's words."""
    items, asked = {x.reading for x in definition.items}, {x.id for x in definition.ask}
    lost = [
        words
        for reading, notes in response.notes.items()
        for name, words in notes.answers.items()
        if reading not in items or name not in asked
    ]
    ends = {x.id for x in definition.synthesis}
    lost += [words for name, words in response.synthesis.items() if name not in ends]
    if any(map(trim, lost)):
        yield Heading("Kept from an earlier form of this log")
    yield from (Quote(words) for words in lost if trim(words))


def picture(definition: Definition, responses: Sequence[Response], material: Material) -> Blocks:
    """How far the group has read; questions for the cohort only where they are shared with names."""
    if not responses:
        return [Paragraph("Nobody has shared this reading log yet.")]
    blocks: list[Block] = [_how_far_the_group_is(definition, responses, material)]
    if definition.sharing == "named":
        blocks += _questions(definition, responses, material)
    return blocks


def _how_far_the_group_is(definition: Definition, responses: Sequence[Response], material: Material) -> Chart:
    rows, bars = [], []
    for item in definition.items:
        far: list[str] = [r.notes.get(item.reading, Notes()).read for r in responses]
        read = sum(x in ("part", "all") for x in far)
        name = _named(item, material)
        rows.append((name, *(str(far.count(step)) for step in HOW_FAR)))
        bars.append(Bar(name, read, f"{read} of {len(responses)}"))
    table = Table("How far each reading was read", ("Reading", *HOW_FAR.values()), tuple(rows))
    sentence = f"People: {len(responses)}. A bar shows how many have read the part named or all of it."
    return Chart("How far the group has read", sentence, table, tuple(bars))


def _questions(definition: Definition, responses: Sequence[Response], material: Material) -> Iterator[Block]:
    asked = [x for x in definition.ask if x.offers == "question"]
    for item in definition.items:
        answers = [r.notes.get(item.reading, Notes()).answers for r in responses]
        words = [x[ask.id] for x in answers for ask in asked if trim(x.get(ask.id))]
        if words:
            yield Heading(f"Questions on {_named(item, material)}", level=4)
        yield from (Quote(x) for x in words)
