"""A drill on paper: each question, every answer to it, what was asked of the answer, and what stays open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.document.blocks import Bar, Block, Blocks, Chart, Heading, Items, Paragraph, Quote, Table
from permanence_lib.kind import Material
from permanence_lib.kinds.court_drill.model import (
    CHECKED,
    Answered,
    Definition,
    Put,
    Response,
    Taken,
    Try,
    is_tried,
    put_author,
    questions_for,
    say_time,
)

NOTHING = "Not answered yet."
ORDINALS = ("First answer", "Second answer", "Third answer", "Fourth answer", "Fifth answer")


def report(definition: Definition, response: Response, material: Material) -> Blocks:
    """Every question in the order it was put; an empty response gives the list of questions."""
    asked = questions_for(definition, response, material)
    blocks: list[Block] = [Paragraph(_who(definition, material))]
    if not asked:
        blocks.append(Paragraph("No questions yet: they are made from earlier work, once some of it is brought in."))
    for number, question in enumerate(asked, start=1):
        blocks += _question(number, question, definition, response.answers.get(question.id, Answered()))
    for ask in definition.closing:
        blocks.append(Heading(ask.question))
        blocks += [Paragraph(ask.hint)] if ask.hint else []
        words = response.closing.get(ask.id, "")
        blocks.append(Quote(words) if words.strip() else Paragraph("Nothing written yet."))
    return [*blocks, *_facts(material), *_no_longer_asked(definition, response, {x.id for x in asked})]


def _who(definition: Definition, material: Material) -> str:
    if material.followed is None:
        return f"The questions are put by: {definition.examiner}."
    return (
        f"The questions are about {material.followed or 'the child you follow'}, and are put by: {definition.examiner}."
    )


def _question(number: int, question: Put, definition: Definition, kept: Answered) -> Iterator[Block]:
    yield Heading(f"{number}. {question.text}")
    if question.came:
        yield Paragraph(f"From {question.came}.")
    if question.about:
        yield Quote(question.about, by="You wrote") if question.came else Paragraph(question.about)
    for n, each in enumerate(kept.tries):
        yield from _try(ORDINALS[n] if n < len(ORDINALS) else f"Answer {n + 1}", each, definition)
    if kept.words.strip():
        yield Paragraph("In the box, not kept yet")
        yield Quote(kept.words)
    if not kept.tries and not kept.words.strip():
        yield Paragraph(NOTHING)
    yield from _open(kept)
    if kept.tries:
        yield from _afterwards(question)


def _try(name: str, each: Try, definition: Definition) -> Iterator[Block]:
    how = "said aloud, with notes" if each.aloud else "written"
    time = f", {say_time(each.took)}" if each.took is not None else ""
    yield Paragraph(f"{how}{time}", lead=name)
    yield Quote(each.words) if each.words.strip() else Paragraph("No notes.")
    rows = tuple((x.words, CHECKED.get(each.checks.get(x.id, ""), "Not asked yet")) for x in definition.checks)
    if rows:
        yield Table(f"{name}: what I asked of it", ("Asked", "My answer"), rows)


def _open(kept: Answered) -> Iterator[Block]:
    for lead, words in (("What I could not answer", kept.could_not), ("What the file would need", kept.missing)):
        if words.strip():
            yield Paragraph(lead)
            yield Quote(words)


def _afterwards(question: Put) -> Iterator[Block]:
    if question.aims_at:
        yield Paragraph(question.aims_at, lead="What the question was after")
    if question.good:
        yield Paragraph("A fair answer might")
        yield Items(question.good)


def _facts(material: Material) -> Iterator[Block]:
    if material.law or material.judgments or material.evidence:
        yield Heading("What you may lean on")
    for fact in material.law:
        yield Paragraph(f"{fact.words()} ({fact.status_words()}; {fact.cite()})", lead=fact.name)
    for judgment in material.judgments:
        yield Paragraph(judgment.words(), lead=judgment.cite())
    for record in material.evidence:
        yield Paragraph(
            f"{record.finding} ({record.cite()}) What it cannot tell you: {record.limits}", lead=record.topic
        )


def _no_longer_asked(definition: Definition, response: Response, asked: set[str]) -> Iterator[Block]:
    """Words whose question has gone are still the participant's words."""
    lost = [x for name, x in response.answers.items() if name not in asked]
    words = [text for x in lost for text in (*(t.words for t in x.tries), x.words, x.could_not, x.missing)]
    closing = {x.id for x in definition.closing}
    words += [x for name, x in response.closing.items() if name not in closing]
    words += [_taken(x) for x in response.taken if not definition.from_gaps]
    if any(x.strip() for x in words):
        yield Heading("Kept from an earlier form of this drill")
    yield from (Quote(x) for x in words if x.strip())


def _taken(item: Taken) -> str:
    return f"{item.title}\n{item.text}".strip()


def picture(definition: Definition, responses: Sequence[Response], material: Material) -> Blocks:
    """How many have answered each of the author's questions, and what was asked of the answers; words only where named."""
    if not responses:
        return [Paragraph("Nobody has shared this drill yet.")]
    blocks: list[Block] = [_answered(definition, responses)] if definition.questions else []
    blocks.append(_checks(definition, responses))
    return [*blocks, *(_named(definition, responses) if definition.sharing == "named" else ())]


def _answered(definition: Definition, responses: Sequence[Response]) -> Chart:
    tries = {x.id: [len(r.answers[x.id].tries) for r in responses if x.id in r.answers] for x in definition.questions}
    said = {x.id: put_author(x, definition.child or "the child").text for x in definition.questions}
    rows = [
        (said[x.id], sum(n > 0 for n in tries[x.id]), sum(n > 1 for n in tries[x.id])) for x in definition.questions
    ]
    table = Table("Who has answered what", ("Question", "Answered", "Answered again"), tuple((t, str(a), str(b)) for t, a, b in rows))  # fmt: skip
    bars = tuple(Bar(text, once, f"{once} of {len(responses)}") for text, once, _ in rows if once)
    begun = sum(any(is_tried(x) for x in r.answers.values()) for r in responses)
    return Chart(table.caption, f"{begun} of {len(responses)} have answered at least one question.", table, bars)


def _checks(definition: Definition, responses: Sequence[Response]) -> Chart:
    """What witnesses say of their latest answers, counted over all questions and people."""
    latest = [x.tries[-1] for r in responses for x in r.answers.values() if x.tries]
    rows = [
        (check.words, *(str(sum(t.checks.get(check.id) == answer for t in latest)) for answer in CHECKED))
        for check in definition.checks
    ]
    caption = f"{len(latest)} answers kept, and what was asked of the latest of each"
    yes = next(iter(CHECKED.values()))
    bars = tuple(Bar(row[0], int(row[1]), f"{row[1]} of {len(latest)}") for row in rows)
    sentence = f"The bars show of how many “{yes}” was said; the table has every answer."
    people = sum(any(x.tries for x in r.answers.values()) for r in responses)
    return Chart(caption, sentence, Table(caption, ("Asked", *CHECKED.values()), tuple(rows)), bars, people=people)


def _named(definition: Definition, responses: Sequence[Response]) -> Iterator[Block]:
    for question in definition.questions:
        kept = [r.answers[question.id] for r in responses if question.id in r.answers]
        words = [x.could_not for x in kept if x.could_not.strip()]
        if words:
            yield Heading(f"Could not be answered: {question.text}")
        yield from (Quote(x) for x in words)
