"""Readings with the reasons to read them, how far each was read, and the notes made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from permanence_lib import kind
from permanence_lib.content.sources import Reading
from permanence_lib.kind import Material, Offer, Part, Progress, Sort

Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""What an answer is kept under: small letters, figures and hyphens. Answers are lost to view when it changes."""
Json = Mapping[str, Any]
HowFar = Literal["", "dipped", "part", "all"]
"""How far a reading was read; empty means not yet."""

HOW_FAR: dict[str, str] = {
    "": "Not yet",
    "dipped": "Dipped in",
    "part": "Read the part named",
    "all": "Read it all",
}
#: White space that both the browser and Python take away before deciding whether a box is empty.
_BLANK = " \t\r\n\u00a0"


class Item(Part):
    """One reading as it is set: `pages` names the part to read, if not all of it; `get` says how to come by it."""

    reading: str
    level: Literal["core", "further"] = "core"
    why: str
    get: str = ""
    pages: str = ""
    minutes: int = Field(ge=1, le=600)
    questions: tuple[str, ...] = ()


class Ask(Part):
    """A question to write under; what is written can be carried on as the sort named in `offers`."""

    id: Name
    question: str
    hint: str = ""
    offers: Sort | Literal[""] = ""
    lines: int = Field(default=3, ge=1, le=20)


ASKS = (
    Ask(
        id="points",
        question="What it says that matters",
        hint="Two or three points, in your own words, with a page number for anything you may want to quote.",
        offers="point",
    ),
    Ask(
        id="critique",
        question="What it cannot tell you",
        hint="Who was studied or asked, when and where, who was not, and what the authors may have wanted to find.",
    ),
    Ask(
        id="child",
        question="What it makes you see in the child you follow",
        hint="Use the alias. One thing that fits and one that does not is enough.",
    ),
    Ask(
        id="question",
        question="A question for the cohort",
        hint="One you do not know the answer to.",
        offers="question",
        lines=2,
    ),
)
TOGETHER = (
    Ask(
        id="together",
        question="Where do these readings agree, where do they pull apart, and which would you follow for this child?",
        hint="Five or six sentences. It can be unfinished.",
        offers="point",
        lines=7,
    ),
)


class Definition(kind.Definition):
    """The readings, what is asked of each, and what joins them. `readings` follows from `items` and may be left out."""

    items: tuple[Item, ...] = Field(min_length=1)
    ask: tuple[Ask, ...] = Field(default=ASKS, min_length=1)
    synthesis: tuple[Ask, ...] = TOGETHER

    @model_validator(mode="before")
    @classmethod
    def _readings_follow_from_items(cls, written: Any) -> Any:
        """The ids of the items, in their order, after any the author listed."""
        if not isinstance(written, dict) or not isinstance(written.get("items"), list | tuple):
            return written
        named = [x.get("reading") if isinstance(x, dict) else x.reading for x in written["items"]]
        listed = list(written.get("readings") or ())
        return written | {"readings": [*listed, *(x for x in dict.fromkeys(named) if x and x not in listed)]}


class Notes(Part):
    """How far one reading was read, and what was written under each question."""

    read: HowFar = ""
    answers: dict[str, str] = Field(default_factory=dict)


class Response(kind.Response):
    """Notes by reading, and the words that join them by question."""

    notes: dict[str, Notes] = Field(default_factory=dict)
    synthesis: dict[str, str] = Field(default_factory=dict)


def trim(text: object) -> str:
    """Words without the white space round them."""
    return str(text if text is not None else "").strip(_BLANK)


def noted(asked: Sequence[str], notes: Json | None) -> int:
    """Under how many of the questions something stands."""
    answers = (notes or {}).get("answers") or {}
    return sum(bool(trim(answers.get(name))) for name in asked)


def standing(asked: Sequence[str], notes: Json | None) -> str:
    """Where one reading stands, in words: how far it was read, and how many notes there are."""
    count = noted(asked, notes)
    far = HOW_FAR[(notes or {}).get("read") or ""]
    return far if not count else f"{far}; {count} of {len(asked)} note{'' if len(asked) == 1 else 's'}"


def time_words(minutes: int) -> str:
    """A length of time as one says it: 45 minutes, 1 hour, 1 hour 30 minutes."""
    hours, rest = divmod(minutes, 60)
    said = [f"{hours} hour{'' if hours == 1 else 's'}"] if hours else []
    if rest or not hours:
        said.append(f"{rest} minute{'' if rest == 1 else 's'}")
    return " ".join(said)


def progress(definition: Definition, response: Response, material: Material) -> Progress:
    """Every essential reading with its notes, and the words that join them. Further reading never counts against anyone."""
    filled, asked = 0, [x.id for x in definition.ask]
    core = [x.reading for x in definition.items if x.level == "core"]
    for notes in (response.notes.get(name, Notes()) for name in core):
        filled += bool(notes.read) + noted(asked, notes.model_dump())
    filled += sum(bool(trim(response.synthesis.get(x.id))) for x in definition.synthesis)
    return Progress(filled, len(core) * (1 + len(asked)) + len(definition.synthesis))


def short_name(reading: Reading) -> str:
    """A reading as it is named in passing: authors and year."""
    return f"{reading.authors} ({reading.year})"


def offers(definition: Definition, response: Response, material: Material) -> Sequence[Offer]:
    """Key points and questions by reading, and the joining words."""
    return [*_of_readings(definition, response, material), *_of_the_whole(definition, response)]


def _of_readings(definition: Definition, response: Response, material: Material) -> Iterator[Offer]:
    names = {x.id: short_name(x) for x in material.readings}
    for item in definition.items:
        answers = response.notes.get(item.reading, Notes()).answers
        for ask in (x for x in definition.ask if x.offers and trim(answers.get(x.id))):
            title = f"{names.get(item.reading, item.reading)}: {ask.question}"
            yield _offer(f"{item.reading}.{ask.id}", ask, title, answers[ask.id])


def _of_the_whole(definition: Definition, response: Response) -> Iterator[Offer]:
    for ask in (x for x in definition.synthesis if x.offers and trim(response.synthesis.get(x.id))):
        yield _offer(f"synthesis.{ask.id}", ask, ask.question, response.synthesis[ask.id])


def _offer(name: str, ask: Ask, title: str, text: str) -> Offer:
    return Offer.model_validate({"id": name, "sort": ask.offers, "title": title, "text": trim(text)})


def complaints(definition: Definition, material: Material) -> Sequence[str]:
    """What is wrong with a reading log that its schema cannot say."""
    return [*_readings_amiss(definition, material), *_names_used_twice(definition)]


def _readings_amiss(definition: Definition, material: Material) -> Iterator[str]:
    named = [x.reading for x in definition.items]
    known = {x.id for x in material.readings}
    for name in (x for x in named if x not in known):
        yield f"item '{name}' is not among the readings the exercise lists; add it to `readings`, or correct it."
    for name in (x for x in definition.readings if x not in named):
        yield f"reading '{name}' is listed, but no item says why it is worth reading; add the item, or take it out."
    if not any(x.level == "core" for x in definition.items):
        yield "every item is further reading; make at least one of them `level: core`."


def _names_used_twice(definition: Definition) -> Iterator[str]:
    lists = {
        "reading": [x.reading for x in definition.items],
        "question to ask of each": [x.id for x in definition.ask],
        "question of the synthesis": [x.id for x in definition.synthesis],
    }
    for sort, used in lists.items():
        for name in (name for name, times in Counter(used).items() if times > 1):
            yield f"'{name}' stands twice as a {sort}; take one out, or give it another id."
