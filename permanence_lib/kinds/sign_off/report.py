"""The record of the meeting on one page, and how far a group has come with theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.content.dates import say_date
from permanence_lib.document.blocks import Bar, Block, Blocks, Chart, Heading, Paragraph, Quote, Table
from permanence_lib.kind import DateParts, Material
from permanence_lib.kinds.sign_off.model import (
    AS_TOLD,
    READY,
    SAID,
    Definition,
    ItemAnswer,
    Response,
    counted,
    trim,
)


def report(definition: Definition, response: Response, material: Material) -> Blocks:
    """One page: the meeting, the items with both sides, what was talked about, and what was agreed."""
    return [
        Paragraph(_meeting(response), lead="The meeting"),
        Paragraph(AS_TOLD, lead="What the manager said"),
        _items(definition, response),
        *_conversation(definition, response),
        _agreed(response),
        *_no_longer_asked(definition, response),
    ]


def said_date(date: DateParts) -> str:
    """A date in words, or just what was typed where that is no date."""
    real = date.read()
    return say_date(real) if real else " ".join(x for x in (date.day, date.month, date.year) if x)


def _meeting(response: Response) -> str:
    when = said_date(response.met) or "not held, or the date not noted yet"
    return f"{when}. Manager: {trim(response.initials) or 'not noted yet'}."


def _items(definition: Definition, response: Response) -> Table:
    columns = (
        "What is to be confirmed",
        "Where the evidence is",
        "I say",
        "Manager, as told by me",
        "Manager's comment",
    )
    rows = []
    for item in definition.items:
        answer = response.items.get(item.id, ItemAnswer())
        said = (READY.get(answer.ready, ""), SAID.get(answer.said, ""), trim(answer.comment))
        where = trim(answer.where) or (f"Usually: {item.where}" if item.where else "")
        rows.append((item.text, where, *said))
    return Table("Item by item", columns, tuple(rows))


def _conversation(definition: Definition, response: Response) -> Iterator[Block]:
    """One table for what I prepared, what came of each point, and what the manager answered: it keeps the page short."""
    rows = [(x.question, "Me", trim(response.participant.get(x.id))) for x in definition.participant]
    rows += [
        ("\n".join(filter(None, (trim(x.words), trim(x.more)))), x.title or "My own point", trim(x.came))
        for x in response.talk
    ]
    rows += [(x.question, "My manager, as told by me", trim(response.manager.get(x.id))) for x in definition.manager]
    if rows:
        yield Table("What we talked about", ("Point or question", "Who, or from where", "What was said"), tuple(rows))


def _agreed(response: Response) -> Table:
    rows = tuple((trim(x.what), trim(x.who), said_date(x.by)) for x in response.agreed)
    return Table("What we agreed", ("What", "Who", "By when"), rows or (("Nothing noted yet", "", ""),))


def _no_longer_asked(definition: Definition, response: Response) -> Iterator[Block]:
    """Words whose item or question has gone are still the participant's words."""
    items = {x.id for x in definition.items}
    own, theirs = {x.id for x in definition.participant}, {x.id for x in definition.manager}
    lost = [words for name, x in response.items.items() if name not in items for words in (x.where, x.comment)]
    lost += [words for name, words in response.participant.items() if name not in own]
    lost += [words for name, words in response.manager.items() if name not in theirs]
    if any(map(trim, lost)):
        yield Heading("Kept from an earlier form of this record")
    yield from (Quote(words) for words in lost if trim(words))


def picture(definition: Definition, responses: Sequence[Response], material: Material) -> Blocks:
    """For each item, how many say it is ready and how many were told it is confirmed: counts, never words."""
    if not responses:
        return [Paragraph("Nobody has shared a sign-off yet.")]
    rows, bars = [], []
    for item in definition.items:
        answers = [r.items.get(item.id, ItemAnswer()) for r in responses]
        confirmed = sum(x.said == "confirmed" for x in answers)
        ready = counted([x.ready for x in answers], READY, "not said")
        rows.append((item.text, ready, counted([x.said for x in answers], SAID, "not said")))
        bars.append(Bar(item.text, confirmed, f"{confirmed} of {len(responses)}"))
    table = Table("Item by item", ("Item", "Participants say", "Managers, as told"), tuple(rows))
    held = sum(r.met.read() is not None for r in responses)
    sentence = f"People: {len(responses)}. Meetings with a date: {held}. A bar counts items confirmed, as told."
    return [Chart("What managers have confirmed", sentence, table, tuple(bars))]
