"""What the manager is asked to confirm, where the evidence is, what was said of it, and what was agreed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import Carried, DateParts, Material, Offer, Part, Progress, Sort

Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""What an answer is kept under: small letters, figures and hyphens. Answers are lost to view when it changes."""
Ready = Literal["", "ready", "nearly", "not-yet"]
Said = Literal["", "confirmed", "not-yet", "talk"]

READY: dict[str, str] = {"ready": "Ready", "nearly": "Nearly", "not-yet": "Not yet"}
SAID: dict[str, str] = {"confirmed": "Confirmed", "not-yet": "Not yet", "talk": "To talk about"}
AS_TOLD = "As told by me; my manager's own confirmation can be added later."
#: White space that both the browser and Python take away before deciding whether a box is empty.
_BLANK = " \t\r\n\u00a0"


class Item(Part):
    """Something the manager is asked to confirm; `where` says where the evidence usually is."""

    id: Name
    text: str
    where: str = ""
    evidence_hint: str = ""


class Ask(Part):
    """A question of the participant's own to prepare; what is written can be carried on as the sort in `offers`."""

    id: Name
    question: str
    hint: str = ""
    offers: Sort | Literal[""] = ""


class ManagerAsk(Part):
    """A question the manager is asked at the meeting; the answer is recorded as told by the participant."""

    id: Name
    question: str


PARTICIPANT = (
    Ask(
        id="tell",
        question="What I want my manager to know",
        hint="What has changed in my work, what it has cost, what I am proud of.",
    ),
    Ask(id="ask", question="What I want to ask", hint="Protected time, cover, cases, support: one or two things."),
)


class Definition(kind.Definition):
    """The items to confirm, what each side is asked, and how many lines for what was agreed are offered first."""

    items: tuple[Item, ...] = Field(min_length=1)
    participant: tuple[Ask, ...] = PARTICIPANT
    manager: tuple[ManagerAsk, ...] = ()


class ItemAnswer(Part):
    """One item: where the evidence is and how ready it is; then what the manager said of it."""

    where: str = ""
    ready: Ready = ""
    said: Said = ""
    comment: str = ""


class Talk(Part):
    """Something to talk about at the meeting: one's own, or carried over from earlier work, and what came of it."""

    id: str
    words: str = ""
    more: str = ""
    source: str = ""
    """The exercise and offer it came from (w05a2:a1); empty for one's own."""
    title: str = ""
    came: str = ""


class Agreed(Part):
    """What was agreed: what, by whom, and by when, as typed."""

    id: str
    what: str = ""
    who: str = ""
    by: DateParts = DateParts()


class Response(kind.Response):
    """The preparation, then the meeting as the participant tells it. Initials or a role stand for the manager."""

    items: dict[str, ItemAnswer] = Field(default_factory=dict)
    participant: dict[str, str] = Field(default_factory=dict)
    talk: tuple[Talk, ...] = ()
    met: DateParts = DateParts()
    initials: str = ""
    manager: dict[str, str] = Field(default_factory=dict)
    agreed: tuple[Agreed, ...] = ()


def trim(text: object) -> str:
    """Words without the white space round them."""
    return str(text if text is not None else "").strip(_BLANK)


def counted(said: Sequence[str], words: dict[str, str], otherwise: str) -> str:
    """How many items stand where, in words: '2 ready, 1 nearly, 1 not looked at yet'. Nothing is added up."""
    known = [(name, sum(x == name for x in said)) for name in words]
    rest = sum(x not in words for x in said)
    found = [f"{count} {words[name].lower()}" for name, count in known if count]
    return ", ".join([*found, *([f"{rest} {otherwise}"] if rest else [])])


def progress(definition: Definition, response: Response, material: Material) -> Progress:
    """Each item prepared and answered, each question on either side, and the date of the meeting."""
    answers = [response.items.get(x.id, ItemAnswer()) for x in definition.items]
    parts = [bool(trim(x.where) or x.ready) for x in answers] + [bool(x.said) for x in answers]
    parts += [bool(trim(response.participant.get(x.id))) for x in definition.participant]
    parts += [bool(trim(response.manager.get(x.id))) for x in definition.manager]
    parts.append(not response.met.is_empty())
    return Progress(sum(parts), len(parts))


def new_id(letter: str, taken: Sequence[str]) -> str:
    """The next free id: a letter and a figure above every one in use, so that an id is never used twice by accident."""
    figures = [int(x[1:]) for x in taken if x[:1] == letter and x[1:].isascii() and x[1:].isdigit()]
    return f"{letter}{max(figures, default=0) + 1}"


def offers(definition: Definition, response: Response, material: Material) -> Sequence[Offer]:
    """What was agreed, and the participant's own words where the author says so."""
    return [*_agreed(response), *_own_words(definition, response)]


def _agreed(response: Response) -> Iterator[Offer]:
    for row in (x for x in response.agreed if trim(x.what)):
        who = f"{trim(row.who)}." if trim(row.who) else ""
        when = None if row.by.is_empty() else row.by
        yield Offer(id=row.id, sort="action", title=trim(row.what), text=who, when=when)


def _own_words(definition: Definition, response: Response) -> Iterator[Offer]:
    for ask in definition.participant:
        words = trim(response.participant.get(ask.id))
        if ask.offers and words:
            yield Offer(id=f"own-{ask.id}", sort=ask.offers, title=ask.question, text=words)


def take(definition: Definition, response: Response, material: Material, carried: Sequence[Carried]) -> Response:
    """The answer with things to talk about added after those there; the same one is not added twice."""
    rows = list(response.talk)
    for one in carried:
        source = f"{one.exercise}:{one.offer.id}"
        if any(x.source == source for x in rows):
            continue
        said = {"words": one.offer.title, "more": one.offer.text, "source": source, "title": one.title}
        rows.append(Talk(id=new_id("t", [x.id for x in rows]), **said))
    return response.model_copy(update={"talk": tuple(rows)})


def complaints(definition: Definition, material: Material) -> Sequence[str]:
    """What is wrong with a sign-off that its schema cannot say."""
    lists = {
        "item": [x.id for x in definition.items],
        "question of the participant": [x.id for x in definition.participant],
        "question to the manager": [x.id for x in definition.manager],
    }
    return [
        f"two entries are called '{name}' as a {sort}; give one of them another id."
        for sort, used in lists.items()
        for name, times in Counter(used).items()
        if times > 1
    ]
