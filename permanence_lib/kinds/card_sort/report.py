"""A card sort on paper, both sorts side by side; and how a group sorted before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from permanence_lib.document.blocks import Bar, Block, Blocks, Chart, Heading, Items, Paragraph, Quote, Table
from permanence_lib.kind import Material
from permanence_lib.kinds.card_sort.model import (
    Card,
    Definition,
    Placed,
    Response,
    cards_of,
    say_moves,
    trim,
    what_moved,
)

NOTHING = "Nothing written yet."
NOT_SORTED = "Not sorted yet"
NOT_AGAIN = "Not looked at again"
TWICE: tuple[Literal["first", "second"], ...] = ("first", "second")


def report(definition: Definition, response: Response, material: Material) -> Blocks:
    """The piles, the sort as a table, what was told and answered; unanswered, the cards and the questions."""
    return [
        *_piles(definition, response),
        _table(definition, response),
        *_reasons(definition, response),
        *_told(definition, response, "first"),
        *_moves(definition, response),
        *_thoughts(definition, response),
        *_told(definition, response, "second"),
        *_closing(definition, response),
        *_no_longer_asked(definition, response),
    ]


def _piles(definition: Definition, response: Response) -> Iterator[Block]:
    yield Items(tuple(f"{x.name}. {x.about}".rstrip() if x.about else x.name for x in definition.piles))
    version = next((x.name for x in definition.versions if x.id == response.version), "")
    if version:
        yield Paragraph(version, lead="Version")


def _name(definition: Definition, placed: Placed | None, otherwise: str) -> str:
    return next((x.name for x in definition.piles if placed and x.id == placed.pile), otherwise)


def _table(definition: Definition, response: Response) -> Table:
    cards = cards_of(definition, response)
    twice = definition.sorts_again() and response.kept != ""
    columns = ("Card", "First sort", "Second sort", "Reasons") if twice else ("Card", "Pile", "Reason")
    rows = tuple(_row(definition, response, card, twice) for card in cards)
    return Table("The sort", columns, rows or (("No card written yet", *[""] * (len(columns) - 1)),))


def _row(definition: Definition, response: Response, card: Card, twice: bool) -> tuple[str, ...]:
    first, second = response.first.get(card.id, Placed()), response.second.get(card.id, Placed())
    said = _said(definition, response, card)
    if not twice:
        return said, _name(definition, first, NOT_SORTED), trim(first.why)
    reasons = [
        f"First: {trim(first.why)}" if trim(first.why) else "",
        f"Then: {trim(second.why)}" if trim(second.why) else "",
    ]
    places = _name(definition, first, NOT_SORTED), _name(definition, second, NOT_AGAIN)
    return said, *places, "\n".join(filter(None, reasons))


def _said(definition: Definition, response: Response, card: Card) -> str:
    """A card with what stands beside it; a hidden source only once the first sort is kept."""
    own = next((x for x in response.own if x.id == card.id), None)
    shown = "" if definition.hide_sources and not response.kept else trim(card.source)
    origin = f"From “{own.came_from}”" if own and own.came_from else ""
    return "\n".join(filter(None, [trim(card.text), card.about, shown, origin]))


def _reasons(definition: Definition, response: Response) -> Iterator[Block]:
    if definition.why == "one" or trim(response.why):
        yield from _asked(definition.words.why, "", response.why)


def _asked(question: str, hint: str, words: str | None) -> Iterator[Block]:
    yield Heading(question, level=4)
    if hint:
        yield Paragraph(hint)
    yield Quote(trim(words)) if trim(words) else Paragraph(NOTHING)


def _told(definition: Definition, response: Response, when: Literal["first", "second"]) -> Iterator[Block]:
    """What was told, once the sort before it is kept; an answer is printed in any case."""
    here = response.kept == "second" or response.kept == when
    for name, reveal in definition.told_after(when):
        answer = response.asked.get(name)
        if here or trim(answer):
            yield Heading(reveal.title or "Then you were told")
            yield from (Paragraph(" ".join(x.split())) for x in re.split(r"\n\s*\n", reveal.text.strip()))
            yield from _versions(definition) if when == "first" else ()
            if reveal.asks:
                yield from _asked(reveal.asks, reveal.hint, answer)


def _versions(definition: Definition) -> Iterator[Block]:
    changed = {card for version in definition.versions for card in version.cards}
    for card in (x for x in definition.cards if x.id in changed):
        tellings = tuple(f"{x.name}: {x.cards.get(card.id, card.text)}" for x in definition.versions)
        yield Items(tellings)


def _moves(definition: Definition, response: Response) -> Iterator[Block]:
    if not definition.sorts_again() or not response.kept:
        return
    yield Heading("What moved, and what did not")
    cards, piles = cards_of(definition, response), [x.id for x in definition.piles]
    kept = response.model_dump(mode="json")
    found = what_moved([x.id for x in cards], piles, kept["first"], kept["second"])
    yield Paragraph(say_moves(len(found["moved"]), len(found["stayed"]), len(found["open"])))
    for card in (x for x in cards if x.id in found["moved"]):
        first, second = response.first[card.id], response.second[card.id]
        yield Paragraph(trim(card.text), lead=f"{_name(definition, first, '')}, then {_name(definition, second, '')}")
    if definition.why == "one" or trim(response.why_again):
        yield from _asked(definition.words.why_again, "", response.why_again)


def _thoughts(definition: Definition, response: Response) -> Iterator[Block]:
    """What the author thinks of a card, once the first sort is kept, or once it lies somewhere and may be asked for."""
    asked = definition.feedback_when == "asked"
    open_to = {x.id for x in cards_of(definition, response) if response.kept or (asked and x.id in response.first)}
    spoken = [x for x in definition.feedback if x.card in open_to]
    if spoken:
        yield Heading("Thoughts on some of the cards")
    for card in (x for x in cards_of(definition, response) if x.id in {y.card for y in spoken}):
        yield Paragraph(trim(card.text))
        piles = {x.id: f"In “{x.name}”: " for x in definition.piles}
        yield Items(tuple(piles.get(x.pile, "") + x.words for x in spoken if x.card == card.id))


def _closing(definition: Definition, response: Response) -> Iterator[Block]:
    for closing in definition.closing:
        yield from _asked(closing.question, closing.hint, response.closing.get(closing.id))


def _no_longer_asked(definition: Definition, response: Response) -> Iterator[Block]:
    """Words whose card or question has gone are still the participant's words."""
    cards = {x.id for x in cards_of(definition, response)}
    asked = {name for when in TWICE for name, _ in definition.told_after(when)}
    ends = {x.id for x in definition.closing}
    words = [x.why for sort in (response.first, response.second) for name, x in sort.items() if name not in cards]
    words += [x for name, x in response.asked.items() if name not in asked]
    words += [x for name, x in response.closing.items() if name not in ends]
    words += [f"{x.text} {x.source}" for x in response.own if x.id not in cards]
    if any(map(trim, words)):
        yield Heading("Kept from an earlier form of this sort")
    yield from (Quote(trim(x)) for x in words if trim(x))


def picture(definition: Definition, responses: Sequence[Response], material: Material) -> Blocks:
    """Counts for each given card in each pile, before and after; words only where they are shared with names."""
    if not responses:
        return [Paragraph("Nobody has shared this sort yet.")]
    return [
        *_between_versions(definition, responses),
        *_moved_by(definition, responses),
        *_counts(definition, responses),
        *_named(definition, responses),
    ]


def _moved_by(definition: Definition, responses: Sequence[Response]) -> Iterator[Chart]:
    """For each card, how many people moved it."""
    if not definition.sorts_again() or not definition.cards:
        return
    piles, names = [x.id for x in definition.piles], [x.id for x in definition.cards]
    plain = [x.model_dump(mode="json") for x in responses]
    found = [what_moved(names, piles, x["first"], x["second"]) for x in plain]
    rows = [
        (x.text, sum(x.id in y["moved"] for y in found), sum(x.id in y["stayed"] for y in found))
        for x in definition.cards
    ]
    rows = [row for row in rows if row[1] + row[2]]
    table = Table("Moved and stayed", ("Card", "Moved", "Stayed"), tuple((t, str(m), str(s)) for t, m, s in rows))
    bars = tuple(Bar(text, moved, f"{moved} of {moved + stayed}") for text, moved, stayed in rows)
    people = sum(bool(x["moved"] or x["stayed"]) for x in found)
    still = sum(bool(x["stayed"]) and not x["moved"] for x in found)
    sentence = (
        f"Sorted a second time: {people}. Of them, {people - still} moved one card or more and {still} moved none."
    )
    yield Chart("What moved", sentence, table, bars, people=people)


def _counts(definition: Definition, responses: Sequence[Response]) -> Iterator[Block]:
    """One table for each version, or one for all; a cell says the count before and, where there is one, after."""
    for version in definition.versions or (None,):
        group = [x for x in responses if version is None or x.version == version.id]
        told = version.cards if version else {}
        title = f"The sort, {version.name}" if version else "The sort"
        again = definition.sorts_again() and any(x.second for x in group)
        rows = tuple(
            (told.get(card.id, card.text), *(_cell(card.id, pile.id, group, again) for pile in definition.piles))
            for card in definition.cards
            if any(_after(x, card.id) for x in group)
        )
        if rows:
            caption = (
                f"{title}: people for each card and pile{', first and then' if again else ''} ({len(group)} shared)"
            )
            yield Table(caption, ("Card", *(x.name for x in definition.piles)), rows, people=len(group))


def _cell(card: str, pile: str, group: Sequence[Response], again: bool) -> str:
    first = sum(x.first.get(card, Placed()).pile == pile for x in group)
    second = sum((_after(x, card)) == pile for x in group)
    return f"{first}, then {second}" if again else str(first)


def _after(response: Response, card: str) -> str:
    """Where a card lies in the end: a card not looked at again lies where it lay."""
    return response.second.get(card, Placed()).pile or response.first.get(card, Placed()).pile


def _between_versions(definition: Definition, responses: Sequence[Response]) -> Iterator[Chart]:
    """The cards that were told differently, or that the reveal bears on: the first sorts of each version side by side."""
    changed = {card for version in definition.versions for card in version.cards}
    changed |= {card for reveal in definition.reveals for card in reveal.cards} if definition.versions else set()
    for card in (x for x in definition.cards if x.id in changed):
        if any(x.first.get(card.id, Placed()).pile for x in responses):
            yield _side_by_side(card, definition, responses)


def _side_by_side(card: Card, definition: Definition, responses: Sequence[Response]) -> Chart:
    groups = [
        (v.name, [x.first.get(card.id, Placed()).pile for x in responses if x.version == v.id])
        for v in definition.versions
    ]
    rows = tuple((p.name, *(str(laid.count(p.id)) for _, laid in groups)) for p in definition.piles)
    # Lengths are shares, because the versions need not have as many people.
    bars = tuple(
        Bar(
            f"{pile.name}, {name}",
            100 * laid.count(pile.id) / max(len(laid), 1),
            f"{laid.count(pile.id)} of {len(laid)}",
        )
        for pile in definition.piles
        for name, laid in groups
    )
    sentence = "First sorts: " + "; ".join(f"{name}, {len(laid)} people" for name, laid in groups) + "."
    table = Table(card.text, ("Pile", *(name for name, _ in groups)), rows)
    return Chart(card.text, sentence, table, bars, people=min(sum(map(bool, laid)) for _, laid in groups))


def _named(definition: Definition, responses: Sequence[Response]) -> Iterator[Block]:
    if definition.sharing != "named":
        return
    when = [x for after in TWICE for x in definition.told_after(after)]
    asked: list[tuple[str, list[str]]] = [
        (definition.words.why, [x.why for x in responses]),
        (definition.words.why_again, [x.why_again for x in responses]),
        *((x.asks, [r.asked.get(name, "") for r in responses]) for name, x in when),
        *((x.question, [r.closing.get(x.id, "") for r in responses]) for x in definition.closing),
        *((x.text, _why(x.id, responses)) for x in definition.cards),
    ]
    for question, words in asked:
        if any(map(trim, words)):
            yield Heading(question, level=4)
            yield from (Quote(trim(x)) for x in words if trim(x))


def _why(card: str, responses: Sequence[Response]) -> list[str]:
    return [x.get(card, Placed()).why for r in responses for x in (r.first, r.second)]
