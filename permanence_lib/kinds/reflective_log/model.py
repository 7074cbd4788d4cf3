"""What a reflection asks, what was written, and in which of two ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Annotated, Any, Literal

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import Carried, Material, Offer, Part, Progress

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
"""What the words under a question are kept under: small letters, figures and underscores."""

DETAIL = (
    "How much detail is yours to choose. A few words that only you understand are enough, and you can stop at any "
    "point and come back, or not."
)
FEELINGS = (
    "calm", "hopeful", "moved", "grateful", "protective", "tired", "muddled", "uneasy", "sad", "angry",
    "ashamed", "numb",
)  # fmt: skip
"""Offered in no order of merit; there is always room for one's own."""
LONGEST_TITLE = 80


class Prompt(Part):
    """One question of the line of thought; `name` is its short form, shown at the side and in print."""

    id: Name
    name: str
    ask: str
    hint: str = ""
    think_again: str = ""
    events: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


LINE_OF_THOUGHT = (
    Prompt(
        id="happened",
        name="What happened",
        ask="What happened? Tell it plainly, as it would have looked in a photograph.",
    ),
    Prompt(
        id="felt",
        name="What I felt",
        ask="What did you feel at the time, in your body as well as in your thoughts?",
    ),
    Prompt(id="thought", name="What I thought then", ask="What did you tell yourself was going on?"),
    Prompt(
        id="now",
        name="What I think now",
        ask="What do you make of it now? What did you not see, and who could have told you?",
    ),
    Prompt(id="will", name="What I will do", ask="What will you do, or stop doing, and how soon?"),
)
"""The usual line of thought, for an author who writes no prompts."""


class Feelings(Part):
    """Words for how it feels before writing and after; never a scale."""

    before: str = "Before you write: how is it with you now?"
    after: str = "Now that you have written: how is it with you?"
    offered: tuple[str, ...] = FEELINGS


class Definition(kind.Definition):
    """A page to write on and the questions that may help; `begin_with` says which of the two ways comes first."""

    prompts: tuple[Prompt, ...] = Field(default=LINE_OF_THOUGHT, min_length=1)
    begin_with: Literal["flow", "guided"] = "flow"
    page: str = "Your page"
    first_words: tuple[str, ...] = ()
    """Ways to begin a first sentence, for whoever faces the empty page."""
    detail: str = DETAIL
    feelings: Feelings | None = None
    takeaway: str = "One line to take with you"
    takeaway_hint: str = "Something you would like to find again in six months."


class Felt(Part):
    """Feelings chosen from those offered, and any in one's own words."""

    chosen: tuple[str, ...] = ()
    own: str = ""


class Quoted(Part):
    """Something brought in from earlier work: it stands beside the page as it was, and nothing is done with it."""

    id: str
    words: str = ""
    when: str = ""
    source: str = ""


class Response(kind.Response):
    """Both ways of writing are kept, whichever is on the page."""

    way: Literal["", "flow", "guided"] = ""
    flow: str = ""
    answers: dict[str, str] = Field(default_factory=dict)
    before: Felt = Felt()
    after: Felt = Felt()
    takeaway: str = ""
    quotes: tuple[Quoted, ...] = ()


def way_shown(definition: Definition, response: Response) -> str:
    """The way on the page: the participant's own choice, else the author's."""
    return response.way or definition.begin_with


def feeling_words(felt: Felt) -> str:
    """Feelings as they are read: those chosen, then one's own."""
    return ", ".join([*felt.chosen, *([felt.own.strip()] if felt.own.strip() else [])])


def progress(definition: Definition, response: Response, material: Material) -> Progress:
    """Parts with something in them. A page written in one flow is one part, and as good as all the questions."""
    parts = _writing(definition, response)
    if definition.feelings:
        parts += [bool(feeling_words(response.before)), bool(feeling_words(response.after))]
    if definition.takeaway:
        parts.append(bool(response.takeaway.strip()))
    return Progress(sum(parts), len(parts))


def _writing(definition: Definition, response: Response) -> list[bool]:
    answered = [bool(response.answers.get(prompt.id, "").strip()) for prompt in definition.prompts]
    flowing = bool(response.flow.strip())
    if way_shown(definition, response) == "flow":
        return [flowing or any(answered)]
    return [*answered, True] if flowing else answered


def other_way_words(definition: Definition, response: Response) -> str:
    """What is kept in the way of writing that is not on the page; empty when there is nothing."""
    answered = sum(bool(response.answers.get(prompt.id, "").strip()) for prompt in definition.prompts)
    if way_shown(definition, response) == "guided":
        return (
            "You have also written on the open page. It is kept, and printed with this."
            if response.flow.strip()
            else ""
        )
    if not answered:
        return ""
    questions = f"{answered} of the {len(definition.prompts)} questions"
    return f"You have also written under {questions}. It is kept, and printed with this."


def no_longer_asked(definition: Definition, response: Response) -> list[str]:
    """Words kept from an earlier form of the log, whose question is gone."""
    asked = {prompt.id for prompt in definition.prompts}
    return [words for name, words in response.answers.items() if name not in asked and words.strip()]


def offers(definition: Definition, response: Response, material: Material) -> Sequence[Offer]:
    """The line to take away, and nothing else of the page."""
    words = response.takeaway.strip()
    line = " ".join(words.split())
    title = line if len(line) <= LONGEST_TITLE else line[:LONGEST_TITLE].rstrip() + "…"
    return [Offer(id="takeaway", sort="point", title=title, text=words)] if words else []


def take(definition: Definition, response: Response, material: Material, carried: Sequence[Carried]) -> Response:
    """The log with a quotation beside it for each thing brought in."""
    return reduce(_quote, carried, response)


def _quote(response: Response, carried: Carried) -> Response:
    offer, known = carried.offer, {quoted.id for quoted in response.quotes}
    number = next(n for n in range(1, len(known) + 2) if f"b{n}" not in known)
    title, text = offer.title.strip(), offer.text.strip()
    told = " ".join(text.split()).startswith(title.rstrip("…"))
    words = text if text and told else f"{title}: {text}" if text else title
    quoted = Quoted(id=f"b{number}", words=words, when=offer.said_when, source=carried.title)
    return response.model_copy(update={"quotes": (*response.quotes, quoted)})


def complaints(definition: Definition, material: Material) -> Sequence[str]:
    """What is wrong with a log that its schema cannot say."""
    return [*_names_used_twice(definition), *_ids_that_lead_nowhere(definition, material)]


def _names_used_twice(definition: Definition) -> Iterator[str]:
    for name, times in Counter(prompt.id for prompt in definition.prompts).items():
        if times > 1:
            yield f"two prompts are called '{name}'; give one of them another id."


def _ids_that_lead_nowhere(definition: Definition, material: Material) -> Iterator[str]:
    events = {event.id for event in material.case.events} if material.case else set()
    evidence = {record.id for record in material.evidence}
    for prompt in definition.prompts:
        yield from (
            f"prompt '{prompt.id}' shows event '{x}', which is not in its case."
            for x in prompt.events
            if x not in events
        )
        for name in (name for name in prompt.evidence if name not in evidence):
            yield f"prompt '{prompt.id}' shows evidence '{name}', which is not in the exercise's own list `evidence`."


def kept_elsewhere(definition: dict[str, Any], response: dict[str, Any]) -> str:
    """`other_way_words` from plain values: the browser computes the same."""
    return other_way_words(Definition.model_validate(definition), Response.model_validate(response))


def felt_words(felt: dict[str, Any]) -> str:
    """`feeling_words` from plain values: the browser computes the same."""
    return feeling_words(Felt.model_validate(felt))
