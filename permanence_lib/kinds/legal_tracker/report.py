"""A path on paper: its steps in order, then each step whole; and how a group's steps stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.content.dates import say_date
from permanence_lib.content.sources import LawFact
from permanence_lib.document.blocks import Block, Blocks, Heading, Items, Paragraph, Quote, Table
from permanence_lib.kind import Material
from permanence_lib.kinds.legal_tracker.model import (
    NOT_SAID,
    STANDS,
    WHY,
    Ask,
    Definition,
    Event,
    Placed,
    Response,
    Step,
    StepAnswer,
    Tracker,
    said_date,
)

NOTHING = "Nothing written yet."
COUNTED = (
    "Days are counted from the day after the clock starts, unless it says otherwise. Working days leave out Saturdays, "
    "Sundays and bank holidays in England."
)


def report(definition: Definition, response: Response, material: Material) -> Blocks:
    """Everything: the questions before, each path as a table and step by step, what was brought in, the questions after."""
    tracker = Tracker(definition, response, material)
    blocks: list[Block] = [Paragraph(tracker.child, lead="Whose path")]
    blocks.append(Paragraph(said_date(response.today) or "Not entered", lead="The day of writing"))
    blocks += [block for ask in definition.opening for block in _asked(ask, response)]
    for path in definition.paths:
        steps = tuple(tracker.path(path))
        blocks.append(Heading(path.title))
        blocks += [Paragraph(path.about)] if path.about else []
        blocks.append(_overview(tracker, path.title, steps))
        blocks += [block for step in steps for block in _step(tracker, step)]
    return [
        *blocks, Paragraph(COUNTED, lead="How days are counted"), *_elsewhere(tracker), *_unplaced(tracker),
        *_along(definition, response),
    ]  # fmt: skip


def _overview(tracker: Tracker, title: str, steps: Sequence[Placed]) -> Table:
    columns = ("Step", "Where it stands", "Expected", "Happened", "Beside the rule")
    rows = tuple(
        (
            f"{n}. {step.title}", STANDS.get(tracker.answer(step.id).stands, NOT_SAID), _expected(tracker, step),
            said_date(tracker.answer(step.id).happened), _beside(tracker, step),
        )
        for n, step in enumerate(steps, 1)
    )  # fmt: skip
    return Table(f"{title}: the steps in order", columns, rows)


def _expected(tracker: Tracker, step: Placed) -> str:
    """The date, with the author's own words before it where it is not simply expected."""
    said, words = tracker.expected_words(step), step.given.due_words if step.given else "Expected"
    return f"{words} {said}" if words != "Expected" and said[:1].isdigit() else said


def _beside(tracker: Tracker, step: Placed) -> str:
    """How far from its date, and how hard that date is."""
    words, law = tracker.beside(step), tracker.law(step.given)
    hard = _hardness(tracker, step.given) if law else ""
    return "; ".join(filter(None, (_capital(words), hard)))


def _hardness(tracker: Tracker, step: Step | None) -> str:
    law = tracker.law(step)
    if law is None:
        return ""
    return law.status_words() if law.settled else f"{law.status_words()}, not yet checked"


def _step(tracker: Tracker, step: Placed) -> Iterator[Block]:
    answer, words = tracker.answer(step.id), tracker.definition.words
    yield Heading(step.title, 4)
    yield from _facts(tracker, step.given)
    if answer == StepAnswer() and not tracker.events(step.id):
        yield Paragraph(f"{NOTHING} {_to_say(tracker, step)}")
        return
    if answer.stands in WHY or answer.why.strip():
        yield from _said(WHY.get(answer.stands, "Why"), answer.why)
    yield from _said(words.papers, answer.papers)
    if step.given is None or step.given.who_tells or answer.tells.strip():
        yield from _said(words.tells, answer.tells)
    yield from _said(words.blocker, answer.blocker)
    yield from _said(words.whose, answer.whose)
    if follows := tracker.follows(step.id):
        yield Paragraph("What follows from its date")
        yield Items(follows)
    yield from (_event(event) for event in tracker.events(step.id))


def _to_say(tracker: Tracker, step: Placed) -> str:
    """What there is to say of a step, for somebody who fills the form by hand."""
    words, told = tracker.definition.words, step.given is None or step.given.who_tells
    asked = (words.papers, words.tells if told else "", words.blocker, words.whose)
    return f"To say: where it stands; the date it happened; {'; '.join(x[:1].lower() + x[1:] for x in asked if x)}"


def _facts(tracker: Tracker, step: Step | None) -> Iterator[Block]:
    """What a step stands on: the rule and how hard it is, then what is to be read beside it."""
    if step is None:
        yield Paragraph("Added by me.")
        return
    if step.about:
        yield Paragraph(step.about)
    lines = [_fact(fact) for fact in tracker.material.law if fact.id in (step.law, *step.also)]
    lines += [
        f"{x.words()} (case law; {x.cite()}, as at {say_date(x.as_at)})"
        for x in tracker.material.judgments
        if x.id in step.also
    ]
    lines += [
        f"{x.term}: {x.words()} (glossary, as at {say_date(x.as_at)})"
        for x in tracker.material.terms
        if x.id in step.terms
    ]
    lines += [f"Papers to look for: {'; '.join(step.documents)}"] if step.documents else []
    if lines:
        yield Items(tuple(lines))


def _fact(fact: LawFact) -> str:
    note = f" Note: {fact.note}" if fact.note else ""
    return f"{fact.name}. {fact.words()} {_capital(fact.when)}. {_capital(fact.status_words())}. {fact.cite()}.{note}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _said(lead: str, text: str) -> Iterator[Block]:
    if text.strip():
        yield Paragraph(lead)
        yield Quote(text)
    else:
        yield Paragraph(NOTHING, lead=lead)


def _event(event: Event) -> Quote:
    when = said_date(event.when) if event.when.read() else event.said_when or said_date(event.when)
    more = event.text if event.text.strip() != event.title.strip() else ""
    said = "\n".join(filter(None, (": ".join(filter(None, (when, event.title))), more)))
    return Quote(said, by=f"From {event.origin}" if event.origin else "")


def _asked(ask: Ask, response: Response) -> Iterator[Block]:
    choices = {choice.id: choice.words for choice in ask.choices}
    written = response.answers.get(ask.id, "")
    if ask.choices and (written in choices or not written):
        yield Paragraph(ask.question)
        yield Paragraph(choices[written] if written else f"{NOTHING} Choose one: {'; '.join(choices.values())}")
        return
    yield from _said(ask.question, written)


def _along(definition: Definition, response: Response) -> Iterator[Block]:
    if definition.closing:
        yield Heading("Looking along the line")
    for ask in definition.closing:
        yield from _asked(ask, response)
    asked = {ask.id for ask in definition.asks()}
    lost = [words for name, words in response.answers.items() if name not in asked and words.strip()]
    if lost:
        yield Heading("Kept from an earlier form of this tracker")
    yield from map(Quote, lost)


def _elsewhere(tracker: Tracker) -> Iterator[Block]:
    """Answers whose step is gone are still the participant's words."""
    steps = tuple(tracker.elsewhere())
    if steps:
        title = "Steps kept from an earlier form of this tracker"
        yield Heading(title)
        yield _overview(tracker, title, steps)
    for step in steps:
        yield from _step(tracker, step)


def _unplaced(tracker: Tracker) -> Iterator[Block]:
    if events := tracker.unplaced():
        yield Heading("Brought in, not yet placed")
        yield from map(_event, events)


def picture(definition: Definition, responses: Sequence[Response], material: Material) -> Blocks:
    """How the group's steps stand, step by step: counts, and words only where they are shared with names."""
    if not responses:
        return [Paragraph("Nobody has shared a path yet.")]
    blocks: list[Block] = []
    for path in definition.paths:
        rows = tuple(_counted(step, responses) for step in path.steps)
        blocks.append(Table(path.title, ("Step", *STANDS.values(), NOT_SAID, "Who tells the family is named"), rows))
    blocks += [_choices(ask, responses) for ask in definition.asks() if ask.choices]
    if definition.sharing == "named":
        blocks += [
            Quote(words)
            for r in responses
            for a in definition.asks()
            if (words := r.answers.get(a.id, "").strip()) and not a.choices
        ]
    return blocks


def _counted(step: Step, responses: Sequence[Response]) -> tuple[str, ...]:
    answers = [response.steps.get(step.id) for response in responses]
    stands: list[str] = [answer.stands if answer else "" for answer in answers]
    told = sum(bool(answer and answer.tells.strip()) for answer in answers) if step.who_tells else 0
    return (step.title, *(str(stands.count(x)) for x in (*STANDS, "")), str(told))


def _choices(ask: Ask, responses: Sequence[Response]) -> Table:
    said = [response.answers.get(ask.id, "") for response in responses]
    return Table(ask.question, ("Answer", "People"), tuple((x.words, str(said.count(x.id))) for x in ask.choices))
