"""Three sentences that say the whole: from the dates and from what the participant wrote, and nothing else."""

from __future__ import annotations

from permanence_lib.content.dates import say_date
from permanence_lib.kinds.delay_timeline.model.clocks import Clocks
from permanence_lib.kinds.delay_timeline.model.response import TAGS
from permanence_lib.kinds.delay_timeline.model.words import capital


def three_sentences(clocks: Clocks) -> tuple[str, str, str]:
    """The longest stretch, what the wait comes to, and what could be sped up."""
    return _longest(clocks), _wait(clocks), _faster(clocks)


def _longest(clocks: Clocks) -> str:
    known = [(end - start, label, start, end, t) for _, label, start, end, t in clocks.stretches() if start and end]
    if not (known := [one for one in known if one[0].days >= 0]):
        return "No stretch of time with two known ends has been looked at yet."
    _, label, start, end, thought = max(known, key=lambda one: one[0])
    named = f"it was named {TAGS[thought.tag].lower()}" if thought.tag else "it has not been named yet"
    return f"The longest stretch looked at is “{label}”: {clocks.child.stretch_words(start, end).rstrip('.')}; {named}."


def _wait(clocks: Clocks) -> str:
    waiting, ends = clocks.definition.waiting, clocks.ends
    share = clocks.waited(ends) if ends else ""
    if waiting and ends and share:
        return f"By {say_date(ends)} {clocks.child.name} had spent {share} {waiting.words}."
    if ends and clocks.child.born:
        return f"On {say_date(ends)}, the last day here, {capital(clocks.child.name)} was {clocks.child.old(ends)}."
    return "Nothing here says yet what the wait comes to."


def _faster(clocks: Clocks) -> str:
    response = clocks.response
    thing, who, day = response.thing.strip(), response.who.strip(), response.by_when.read()
    if not thing:
        return "What could be sped up has not been written down yet."
    by = ", ".join(filter(None, (who, f"by {say_date(day)}" if day else "")))
    return f"What could be sped up: {thing.rstrip('.')}{f' ({by})' if by else ''}."
