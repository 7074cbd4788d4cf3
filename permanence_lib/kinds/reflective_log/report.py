"""A reflection on paper, and the little that a group may see of several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.document.blocks import Bar, Block, Blocks, Chart, Heading, Paragraph, Quote, Table
from permanence_lib.kind import Material
from permanence_lib.kinds.reflective_log.model import (
    Definition,
    Felt,
    Prompt,
    Response,
    feeling_words,
    no_longer_asked,
    way_shown,
)

NOTHING = "Nothing written yet."
WHOSE = {
    "private": "Private. This is yours: nobody else sees it unless you give it to them.",
    "anonymous": "The log is yours. A group may see how many wrote, and which of the offered feelings were chosen.",
    "named": "The log is yours. A group may see the line you take away, and nothing else.",
}


def report(definition: Definition, response: Response, material: Material) -> Blocks:
    """Everything written, whichever way; an empty response gives the questions."""
    return [
        Paragraph(WHOSE[definition.sharing]),
        *_felt(definition.feelings.before if definition.feelings else "", response.before),
        *_brought_in(response),
        *_flow(definition, response),
        *_guided(definition, response, material),
        *_felt(definition.feelings.after if definition.feelings else "", response.after),
        *_takeaway(definition, response),
        *_leftovers(definition, response),
    ]


def _felt(asked: str, felt: Felt) -> Iterator[Block]:
    if asked:
        yield Heading(asked)
        yield Paragraph(feeling_words(felt) or NOTHING)


def _brought_in(response: Response) -> Iterator[Block]:
    if response.quotes:
        yield Heading("Brought in from earlier work")
    for quoted in response.quotes:
        yield Quote(quoted.words, by=", ".join(filter(None, (f"from “{quoted.source}”", quoted.when))))


def _flow(definition: Definition, response: Response) -> Iterator[Block]:
    """The open page, unless only the questions were used."""
    if response.flow.strip() or (way_shown(definition, response) == "flow" and not any(response.answers.values())):
        yield Heading(definition.page)
        yield Quote(response.flow) if response.flow.strip() else Paragraph(NOTHING)


def _guided(definition: Definition, response: Response, material: Material) -> Iterator[Block]:
    """The questions: all of them in guided writing and in an empty log, else those with words under them."""
    all_of_them = way_shown(definition, response) == "guided" or not _anything(response)
    shown = [prompt for prompt in definition.prompts if all_of_them or response.answers.get(prompt.id, "").strip()]
    if shown:
        yield Heading("Question by question")
    for prompt in shown:
        yield from _prompt(prompt, response.answers.get(prompt.id, ""), material)


def _anything(response: Response) -> bool:
    return bool(response.flow.strip() or any(words.strip() for words in response.answers.values()))


def _prompt(prompt: Prompt, words: str, material: Material) -> Iterator[Block]:
    yield Heading(prompt.name, level=4)
    yield Paragraph(prompt.ask)
    for event in (event for event in (material.case.events if material.case else ()) if event.id in prompt.events):
        voice = f"\nThe child: {event.child_voice}" if event.child_voice else ""
        yield Quote(event.text + voice, by=f"{event.source}, {event.date.day} {event.date:%B %Y}")
    for record in (record for record in material.evidence if record.id in prompt.evidence):
        limits = f"What it cannot tell you: {record.limits}"
        yield Paragraph(f"{record.finding} ({record.cite()}) {limits}", lead=record.topic)
    yield Quote(words, by="Your words" if prompt.events else "") if words.strip() else Paragraph(NOTHING)


def _takeaway(definition: Definition, response: Response) -> Iterator[Block]:
    if definition.takeaway:
        yield Heading(definition.takeaway)
        yield Quote(response.takeaway) if response.takeaway.strip() else Paragraph(NOTHING)


def _leftovers(definition: Definition, response: Response) -> Iterator[Block]:
    """Words whose question has gone are still the participant's words."""
    lost = no_longer_asked(definition, response)
    if lost:
        yield Heading("Kept from an earlier form of this log")
    yield from (Quote(words) for words in lost)


def picture(definition: Definition, responses: Sequence[Response], material: Material) -> Blocks:
    """How many wrote; of the feelings only those offered; of the words only takeaways shared with names."""
    if not responses:
        return [Paragraph("Nobody has shared anything from this log, and nobody needs to.")]
    written = sum(_anything(response) for response in responses)
    found: list[Block] = [
        Paragraph(f"{written} of {len(responses)} have written something. What they wrote stays theirs.")
    ]
    if definition.sharing == "private":
        return found
    if definition.feelings:
        offered = definition.feelings.offered
        found.append(_chosen(definition.feelings.before, offered, [response.before for response in responses]))
        found.append(_chosen(definition.feelings.after, offered, [response.after for response in responses]))
    if definition.sharing == "named" and definition.takeaway:
        found.append(Heading(definition.takeaway, level=4))
        found += [Quote(response.takeaway) for response in responses if response.takeaway.strip()]
    return found


def _chosen(asked: str, offered: Sequence[str], felt: Sequence[Felt]) -> Chart:
    counts = {word: sum(word in one.chosen for one in felt) for word in offered}
    some = {word: count for word, count in counts.items() if count}
    said = ", ".join(f"{word} {count}" for word, count in some.items()) or "none of the offered words"
    bars = tuple(Bar(word, count, f"{count} of {len(felt)}") for word, count in some.items())
    table = Table(asked, ("Word", "People"), tuple((word, str(count)) for word, count in counts.items()))
    return Chart(asked, f"Chosen by {len(felt)} people: {said}.", table, bars)
