"""What a check lends to later work: what was learned from an answer, and closing words. Never a mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.kind import Material, Offer
from permanence_lib.kinds.knowledge_check.model.answers import Answer, Response, changed, trim
from permanence_lib.kinds.knowledge_check.model.definition import Definition
from permanence_lib.kinds.knowledge_check.model.steps import Step, steps

LONGEST_TITLE = 80


def offers(definition: Definition, response: Response, material: Material) -> Sequence[Offer]:
    """Questions on which the answer changed or did not hold, in the participant's words, and the closing words."""
    learned = [
        _point(step, answer)
        for step in steps(definition)
        if (answer := response.answers.get(step.key)) and (changed(answer) or _did_not_hold(step, answer))
    ]
    return [*learned, *_closing(definition, response)]


def _did_not_hold(step: Step, answer: Answer) -> bool:
    first = answer.given[0].chosen if answer.given else ()
    return any(x.id in first and x.note and x.note.stands == "does_not_hold" for x in step.offered())


def _point(step: Step, answer: Answer) -> Offer:
    first, last = answer.given[0], answer.given[-1]
    then = f" Now: {_chosen(step, last.chosen)}." if changed(answer) else ""
    why = f" {trim(last.why)}" if trim(last.why) else ""
    text = f"{step.text} First: {_chosen(step, first.chosen)}.{then}{why}"
    return Offer(id=step.key, sort="point", title=shorten(step.text), text=text)


def _chosen(step: Step, chosen: Sequence[str]) -> str:
    return "; ".join(x.words for x in step.offered() if x.id in chosen) or "no choice, only a reason"


def _closing(definition: Definition, response: Response) -> Iterator[Offer]:
    for closing in definition.closing:
        if words := trim(response.closing.get(closing.id)):
            yield Offer(id=f"end.{closing.id}", sort="point", title=shorten(words), text=words)


def shorten(words: str) -> str:
    """The first words, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_TITLE else line[:LONGEST_TITLE].rstrip() + "…"
