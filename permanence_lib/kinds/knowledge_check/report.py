"""A check on paper: answers first and now, with feedback where one was given; and what a group chose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.content.dates import say_date
from permanence_lib.document.blocks import Bar, Block, Blocks, Chart, Heading, Items, Paragraph, Quote, Table
from permanence_lib.kind import Material
from permanence_lib.kinds.knowledge_check.model import (
    Answer,
    Definition,
    Given,
    Note,
    Offered,
    Question,
    Response,
    Sources,
    Step,
    answered,
    changed,
    standing,
    steps,
    trim,
)

NOTHING = "Nothing written yet."
NO_CHOICE = "No choice, only a reason"
SHORT = 90


def report(definition: Definition, response: Response, material: Material) -> Blocks:
    """Every answer kept, with the feedback to it; an empty response gives the form, and no feedback."""
    blocks: list[Block] = [Paragraph(_count(definition, response))]
    for question in definition.questions:
        blocks += _question(question, definition, response, material)
    for closing in definition.closing:
        blocks.append(Heading(closing.label))
        words = response.closing.get(closing.id, "")
        blocks.append(Quote(words) if trim(words) else Paragraph(NOTHING))
    return [*blocks, *_no_longer_asked(definition, response)]


def _count(definition: Definition, response: Response) -> str:
    keys = [step.key for step in steps(definition)]
    kept = answered(keys, response.model_dump(mode="json")["answers"])
    return f"Answered: {kept} of {len(keys)} {definition.words.many}. Answers are not marked."


def _question(question: Question, definition: Definition, response: Response, material: Material) -> Iterator[Block]:
    """A question with its answer, or a sorting with what is sorted first and what is left after it."""
    mine = [step for step in steps(definition) if step.question.id == question.id]
    begun = [step for step in mine if _of(response, step) != Answer()]
    yield Heading(question.text)
    if question.hint:
        yield Paragraph(question.hint)
    if question.passage:
        yield Quote(question.passage, by=question.by)
    if question.type == "sort" or not begun:
        offered = question.categories or question.choices
        yield Items(tuple(f"{x.words}: {x.hint}" if x.hint else x.words for x in offered))
    for step in begun:
        yield from _answer(step, mine.index(step) + 1, definition, _of(response, step), material)
    left = [step for step in mine if step not in begun]
    if left and question.type == "sort":
        yield Heading(f"Not answered yet ({definition.words.many})", 4)
        yield Items(tuple(f"{mine.index(step) + 1}. {_with_author(step)}" for step in left))
    elif left:
        yield Paragraph(NOTHING)


def _of(response: Response, step: Step) -> Answer:
    return response.answers.get(step.key, Answer())


def _with_author(step: Step) -> str:
    by = step.item.by if step.item else ""
    return f"{step.text} ({by})" if by else step.text


def _answer(step: Step, number: int, definition: Definition, answer: Answer, material: Material) -> Iterator[Block]:
    if step.item:
        yield Heading(f"{definition.words.one[:1].upper()}{definition.words.one[1:]} {number}", 4)
        yield Quote(step.item.text, by=step.item.by)
    for lead, given in _history(answer):
        yield Paragraph(chosen_words(step, given.chosen), lead=lead)
        if trim(given.why):
            yield Quote(given.why)
    if standing(answer.model_dump(mode="json")) in ("started", "changing"):
        yield Paragraph(chosen_words(step, answer.chosen), lead="In the boxes, not kept yet")
        if trim(answer.why):
            yield Quote(answer.why)
    if trim(answer.more):
        asked = [x.ask for x in step.offered() if x.ask]
        yield Paragraph(asked[0] if asked else "Also written")
        yield Quote(answer.more)
    if answer.given:
        yield from _feedback(step, definition, answer.given[-1], material)


def _history(answer: Answer) -> Iterator[tuple[str, Given]]:
    """Every answer kept, the first and the present one named as such."""
    if len(answer.given) == 1:
        yield "You chose", answer.given[0]
        return
    for n, given in enumerate(answer.given, start=1):
        yield "You first chose" if n == 1 else "You now choose" if n == len(answer.given) else "Then", given


def chosen_words(step: Step, chosen: Sequence[str]) -> str:
    """Chosen answers in words, in the order they are offered; an answer no longer offered by its id."""
    words = {x.id: x.words for x in step.offered()}
    in_order = [x for x in words if x in chosen] + [x for x in chosen if x not in words]
    return "; ".join(words.get(x, x) for x in in_order) or NO_CHOICE


def _feedback(step: Step, definition: Definition, given: Given, material: Material) -> Iterator[Block]:
    """What is said to the present answer, then to the others, then to any answer."""
    mine = [x for x in step.offered() if x.id in given.chosen and x.note]
    rest = [x for x in step.offered() if x not in mine and x.note]
    heaps: dict[str, list[str]] = {}  # answers to which the same is said stand together
    for offered in (*mine, *rest):
        if offered.note:
            heaps.setdefault(_said(offered.note, definition, material), []).append(offered.words)
    rows = tuple(("; ".join(answers), said) for said, answers in heaps.items())
    yield Table("Feedback, your answer first" if mine else "Feedback", ("Answer", "What can be said"), rows)
    if step.afterwards:
        yield Paragraph(step.afterwards)
    item = step.item.sources if step.item else Sources()
    facts = [*source_lines(item, material), *source_lines(step.question.sources, material)]
    if facts:
        yield Items(tuple(facts))


def _said(note: Note, definition: Definition, material: Material) -> str:
    stands = getattr(definition.words, note.stands) + ". " if note.stands else ""
    return "\n".join([stands + note.words, *source_lines(note.sources, material)])


def source_lines(sources: Sources, material: Material) -> Iterator[str]:
    """Facts in words, each with its citation and day; a limit or status goes with the fact it belongs to."""
    for fact in (x for x in material.law if x.id in sources.law):
        yield f"{fact.name}. {fact.words()} ({fact.status_words()}; {fact.cite()})"
    for judgment in (x for x in material.judgments if x.id in sources.law):
        asks = f"What it asks of evidence: {judgment.asks_of_evidence}"
        yield f"{judgment.words()} (case law; {judgment.cite()}, as at {say_date(judgment.as_at)}) {asks}"
    for option in material.options:
        for name in (x for x in option.aspects if f"{option.id}.{x}" in sources.options):
            yield from (f"{fact.words()} ({fact.cite()})" for fact in option.aspects[name])
    for record in (x for x in material.evidence if x.id in sources.evidence):
        yield f"{record.finding} ({record.cite()}) What it cannot tell you: {record.limits}"
    for term in (x for x in material.terms if x.id in sources.terms):
        yield f"{term.term}: {term.words()} (glossary, as at {say_date(term.as_at)})"
    for event in (x for x in (material.case.events if material.case else ()) if x.id in sources.events):
        yield f"{event.source}, {say_date(event.date)}: {event.text}"


def _no_longer_asked(definition: Definition, response: Response) -> Iterator[Block]:
    """Words whose question has gone are still the participant's words."""
    asked = {step.key for step in steps(definition)}
    closing = {x.id for x in definition.closing}
    kept = [answer for key, answer in response.answers.items() if key not in asked]
    words = [text for x in kept for text in (*(given.why for given in x.given), x.why, x.more) if trim(text)]
    words += [text for key, text in response.closing.items() if key not in closing and trim(text)]
    if words:
        yield Heading("Kept from an earlier form of this check")
    yield from (Quote(text) for text in words)


def picture(definition: Definition, responses: Sequence[Response], material: Material) -> Blocks:
    """How answers spread, and how many changed; never which are right. Words only where they are shared with names."""
    if not responses:
        return [Paragraph("Nobody has shared this check yet.")]
    blocks: list[Block] = [
        Paragraph("The counts are of people. Nothing is marked: many people is not a better answer.")
    ]
    for number, step in enumerate(steps(definition), start=1):
        answers = [_of(response, step) for response in responses]
        blocks.append(_spread(step, number, definition, [x for x in answers if x.given]))
        if definition.sharing == "named":
            blocks += _named_words(answers)
    if definition.sharing == "named":
        for closing in definition.closing:
            said = [r.closing[closing.id] for r in responses if trim(r.closing.get(closing.id))]
            blocks += [Heading(closing.label, 4), *(Quote(text) for text in said)] if said else []
    return blocks


def _spread(step: Step, number: int, definition: Definition, answers: Sequence[Answer]) -> Chart:
    """Present answers to one step. Only what was offered is counted: anything else could be somebody's words."""
    title = f"{definition.words.one[:1].upper()}{definition.words.one[1:]} {number}: {_shortened(step.text)}"
    counts = [(x, sum(x.id in answer.given[-1].chosen for answer in answers)) for x in step.offered()]
    moved = sum(changed(answer) for answer in answers)
    table = Table(title, ("Answer", "People"), tuple((x.words, str(n)) for x, n in counts))
    bars = tuple(Bar(x.words, n, f"{n} of {len(answers)}") for x, n in counts)
    return Chart(title, _sentence(counts, len(answers), moved), table, bars)


def _sentence(counts: Sequence[tuple[Offered, int]], people: int, moved: int) -> str:
    if not people:
        return "Nobody has answered this yet."
    spread = ", ".join(f"{x.words} {n}" for x, n in counts)
    who = "1 person has" if people == 1 else f"{people} people have"
    return f"{who} answered: {spread}. Changed since their first answer: {moved}."


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else line[:SHORT].rsplit(" ", 1)[0] + "…"


def _named_words(answers: Sequence[Answer]) -> Iterator[Block]:
    for answer in answers:
        yield from (Quote(text) for text in (*(x.why for x in answer.given), answer.more) if trim(text))
