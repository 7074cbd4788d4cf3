"""A self-assessment on paper, what has moved since an earlier one, and how a group is spread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from permanence_lib.document.blocks import Bar, Block, Blocks, Chart, Heading, Items, Paragraph, Quote, Table
from permanence_lib.kind import Material
from permanence_lib.kinds.self_assessment.model import (
    MOVES,
    Ask,
    Definition,
    Earlier,
    Group,
    Rating,
    Response,
    groups_of,
    growth,
    trim,
)

NOTHING = "Nothing written yet."
LATER = "Not rated yet"
DOWN = (
    "Rating yourself lower than before often means that you now see more of what the statement asks. "
    "It is not a step back, and nobody counts it as one."
)


def report(definition: Definition, response: Response, material: Material) -> Blocks:
    """The levels, every statement by section, what has moved, what to work on, and the closing words."""
    groups = groups_of(definition, material)
    blocks: list[Block] = [Paragraph(definition.notice)] if definition.notice else []
    blocks.append(Items(tuple(f"{x.words}: {x.about}" if x.about else x.words for x in definition.levels)))
    for number, group in enumerate(groups, start=1):
        blocks += _group(number, group, definition, response)
    if definition.growth:
        blocks += [block for earlier in response.earlier for block in _growth(earlier, groups, definition, response)]
    blocks += _picks(definition, response, groups)
    for ask in definition.closing:
        blocks += _closing(ask, response.closing.get(ask.id))
    return [*blocks, *_no_longer_asked(definition, response, groups)]


def _words(definition: Definition, level: str) -> str:
    return next((x.words for x in definition.levels if x.id == level), level) or LATER


def _then(earlier: Earlier, statement: str) -> str:
    """What was said of a statement then, in the words of then."""
    rating = earlier.ratings.get(statement, Rating())
    level = earlier.words.get(rating.level, rating.level) or "Not rated then"
    return f"{level}: {trim(rating.evidence)}" if trim(rating.evidence) else level


def _group(number: int, group: Group, definition: Definition, response: Response) -> Iterator[Block]:
    yield Heading(f"{number}. {group.title}")
    rated = sum(bool(response.ratings.get(x.id, Rating()).level) for x in group.statements)
    columns = ("Statement", "Where I stand", definition.evidence_words, *(x.title for x in response.earlier))
    rows = []
    for x in group.statements:
        rating = response.ratings.get(x.id, Rating())
        before = (_then(earlier, x.id) for earlier in response.earlier)
        rows.append((f"{x.id} {x.text}", _words(definition, rating.level), trim(rating.evidence), *before))
    yield Table(f"{group.title}: {rated} of {len(group.statements)} rated", columns, tuple(rows))


def _growth(earlier: Earlier, groups: Sequence[Group], definition: Definition, response: Response) -> Iterator[Block]:
    """Counts by section, then each statement that moved, in words."""
    found = {group.title: _moved(earlier, group, definition, response) for group in groups}
    shown = [name for name in MOVES if name in ("up", "same", "down") or any(x[name] for x in found.values())]
    yield Heading(f"What has moved since “{earlier.title}”")
    rows = tuple((title, *(str(len(moves[name])) for name in shown)) for title, moves in found.items())
    yield Table("Statements by section", ("Section", *(MOVES[name] for name in shown)), rows)
    for name in ("up", "down"):
        lines = tuple(
            f"{x.id} {x.text}: from “{_level_then(earlier, x.id)}” to “{_words(definition, response.ratings[x.id].level)}”"
            for group in groups
            for x in group.statements
            if x.id in found[group.title][name]
        )
        if lines:
            yield Heading(MOVES[name], level=4)
            yield from [Paragraph(DOWN)] if name == "down" else []
            yield Items(lines)


def _level_then(earlier: Earlier, statement: str) -> str:
    level = earlier.ratings[statement].level
    return earlier.words.get(level, level)


def _moved(earlier: Earlier, group: Group, definition: Definition, response: Response) -> Mapping[str, list[str]]:
    then = {name: x.level for name, x in earlier.ratings.items()}
    now = {name: x.level for name, x in response.ratings.items()}
    return growth([x.id for x in definition.levels], [x.id for x in group.statements], then, now)


def _picks(definition: Definition, response: Response, groups: Sequence[Group]) -> Iterator[Block]:
    if not (definition.picks or response.picks or response.aims):
        return
    texts = {x.id: f"{x.id} {x.text}" for group in groups for x in group.statements}
    yield Heading("What I want to work on")
    for aim in response.aims:
        yield Paragraph(f"{aim.words}. {aim.why}".strip(), lead=f"From “{aim.title}”")
    for pick in response.picks:
        yield Paragraph(texts.get(pick.statement, pick.statement))
        if trim(pick.why):
            yield Quote(pick.why)
    if not response.picks:
        yield Paragraph("Nothing chosen yet.")


def _closing(ask: Ask, words: str | None) -> Iterator[Block]:
    yield Heading(ask.question)
    yield Quote(words) if words and trim(words) else Paragraph(NOTHING)


def _no_longer_asked(definition: Definition, response: Response, groups: Sequence[Group]) -> Iterator[Block]:
    """Words whose statement or question has gone are still the participant's words."""
    asked, ends = {x.id for group in groups for x in group.statements}, {x.id for x in definition.closing}
    lost = [x.evidence for name, x in response.ratings.items() if name not in asked]
    lost += [words for name, words in response.closing.items() if name not in ends]
    if any(map(trim, lost)):
        yield Heading("Kept from an earlier form of this self-assessment")
    yield from (Quote(words) for words in lost if trim(words))


def picture(definition: Definition, responses: Sequence[Response], material: Material) -> Blocks:
    """How ratings are spread in each section, and what people chose to work on: counts of people, no averages."""
    if not responses:
        return [Paragraph("Nobody has shared a self-assessment yet.")]
    groups = groups_of(definition, material)
    return [*(_spread(group, definition, responses) for group in groups), *_chosen(groups, responses)]


def _spread(group: Group, definition: Definition, responses: Sequence[Response]) -> Chart:
    rows = []
    for x in group.statements:
        given = [r.ratings.get(x.id, Rating()).level for r in responses]
        rows.append((f"{x.id} {x.text}", *(str(given.count(level.id)) for level in definition.levels)))
    totals = [sum(int(row[n]) for row in rows) for n in range(1, len(definition.levels) + 1)]
    bars = tuple(
        Bar(level.words, total, f"{total} rating{'' if total == 1 else 's'}")
        for level, total in zip(definition.levels, totals, strict=True)
    )
    table = Table(
        f"{group.title}: people at each level", ("Statement", *(x.words for x in definition.levels)), tuple(rows)
    )
    sentence = f"People: {len(responses)}. Each rated up to {len(group.statements)} statements; a bar counts ratings, not people."
    return Chart(group.title, sentence, table, bars)


def _chosen(groups: Sequence[Group], responses: Sequence[Response]) -> Iterator[Block]:
    chosen = [{pick.statement for pick in r.picks} for r in responses]
    counts = {f"{x.id} {x.text}": sum(x.id in one for one in chosen) for group in groups for x in group.statements}
    some = {text: count for text, count in counts.items() if count}
    if some:
        title = "What people want to work on"
        bars = tuple(Bar(text, count, f"{count} of {len(responses)}") for text, count in some.items())
        table = Table(title, ("Statement", "People"), tuple((text, str(count)) for text, count in some.items()))
        yield Chart(title, "In the order of the statement, not of how often chosen.", table, bars)
