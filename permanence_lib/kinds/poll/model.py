"""Statements to take a stand on, twice: before hearing the others and after. Neither answer replaces the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import Material, Offer, Part, Progress, Voice, spoken

Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""What an answer is kept under: small letters, figures and hyphens. Answers are lost to view when it changes."""
Json = Mapping[str, Any]
#: White space that both the browser and Python take away before deciding whether a box is empty.
_BLANK = " \t\r\n\u00a0"
LONGEST_TITLE = 80


class Choice(Part):
    """One place to stand, in words; never a number."""

    id: Name
    words: str
    hint: str = ""


class Side(Part):
    """One way of leaning, under whose heading considerations stand."""

    id: Name
    heading: str


class Consideration(Part):
    """What a thoughtful colleague might say, on one side, and the facts it rests on."""

    side: Name
    words: str
    law: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


class Statement(Part):
    """One statement or dilemma; with `choices` of its own it leaves the common scale."""

    id: Name
    text: str
    about: str = ""
    choices: tuple[Choice, ...] = ()
    sides: tuple[Side, ...] = ()
    considerations: tuple[Consideration, ...] = Field(min_length=2)


class Closing(Part):
    """A question at the end: words, and with `pick` also a choice of that many statements."""

    id: Name
    label: str
    hint: str = ""
    pick: int = Field(default=0, ge=0, le=20)
    words_label: str = ""


class Words(Part):
    """How the poll asks; an author may put it otherwise."""

    stand: str = "Where do you stand?"
    why: str = "In a few words, why?"
    again: str = "Where do you stand now?"
    moved: str = "What moved you, or what did not?"


SIDES = (
    Side(id="for", heading="Colleagues who lean towards it say"),
    Side(id="against", heading="Colleagues who lean away from it say"),
)
SCALE = (
    Choice(id="agree", words="Strongly agree"),
    Choice(id="lean-agree", words="Agree, with doubts"),
    Choice(id="torn", words="Torn"),
    Choice(id="lean-disagree", words="Disagree, with doubts"),
    Choice(id="disagree", words="Strongly disagree"),
)


class Definition(kind.Definition):
    """What an author writes: the statements, the common scale, the voices on either side, and how it ends."""

    items: tuple[Statement, ...] = Field(min_length=1)
    scale: tuple[Choice, ...] = SCALE
    sides: tuple[Side, ...] = SIDES
    words: Words = Words()
    closing: tuple[Closing, ...] = ()

    def question_hash(self) -> str:
        """Only what is asked counts: a consideration may be put right without setting answers aside."""
        bare = {"law": (), "evidence": (), "terms": (), "words": Words(), "sides": ()}
        quiet = tuple(x.model_copy(update={"considerations": (), "sides": ()}) for x in self.items)
        return kind.Definition.question_hash(self.model_copy(update={"items": quiet, **bare}))

    def choices_for(self, statement: Statement) -> tuple[Choice, ...]:
        """The places to stand on one statement."""
        return statement.choices or self.scale

    def sides_for(self, number: int) -> tuple[Side, ...]:
        """The sides of the statement with this number, counted from 1; which side speaks first changes each time."""
        sides = self.items[number - 1].sides or self.sides
        return sides if number % 2 else tuple(reversed(sides))


class Held(Part):
    """A stand as it was kept, with the words of that moment."""

    choice: str = ""
    words: str = ""


class Stand(Part):
    """What stands in the boxes, the first answer, and every later one, oldest first."""

    choice: str = ""
    words: str = ""
    first: Held | None = None
    again: tuple[Held, ...] = ()


class Ending(Part):
    """What was picked and written to a closing question."""

    picked: tuple[str, ...] = ()
    words: str = ""


class Response(kind.Response):
    """Stands by statement, endings by closing question."""

    stands: dict[str, Stand] = Field(default_factory=dict)
    closing: dict[str, Ending] = Field(default_factory=dict)


def trim(text: object) -> str:
    """Words without the white space round them."""
    return str(text if text is not None else "").strip(_BLANK)


def stage(stand: Json) -> str:
    """How far one statement has come: blank, started, first (kept, to be reconsidered), again (started), or both."""
    begun = bool(stand["choice"] or trim(stand["words"]))
    if not stand["first"]:
        return "started" if begun else "blank"
    return "again" if begun else "both" if stand["again"] else "first"


def still_to_do(names: Sequence[str], stands: Json) -> dict[str, list[str]]:
    """Which statements wait for a first answer, and which for a second."""
    first = [x for x in names if not (stands.get(x) or {}).get("first")]
    again = [x for x in names if x not in first and not stands[x]["again"]]
    return {"first": first, "again": again}


def moved(stand: Json) -> bool | None:
    """Whether the latest answer is another than the first; None while there are not two."""
    if not stand["first"] or not stand["again"]:
        return None
    return bool(stand["first"]["choice"] != stand["again"][-1]["choice"])


def progress(definition: Definition, response: Response, material: Material) -> Progress:
    """A first and a second answer to each statement, and each closing question."""
    names = [x.id for x in definition.items]
    wait = still_to_do(names, response.model_dump(mode="json")["stands"])
    kept = 2 * len(names) - 2 * len(wait["first"]) - len(wait["again"])
    ended = sum(is_ended(response.closing.get(x.id)) for x in definition.closing)
    return Progress(kept + ended, 2 * len(names) + len(definition.closing))


def is_ended(ending: Ending | None) -> bool:
    """Whether anything was picked or written."""
    return ending is not None and bool(ending.picked or trim(ending.words))


def offers(definition: Definition, response: Response, material: Material) -> Sequence[Offer]:
    """What moved the participant, statement by statement, and the closing words: for later work to draw on."""
    stood = [(x, response.stands[x.id]) for x in definition.items if x.id in response.stands]
    points = [_moved_point(definition, x, stand) for x, stand in stood if moved(stand.model_dump(mode="json"))]
    ended = [(x.id, trim(response.closing[x.id].words)) for x in definition.closing if x.id in response.closing]
    return [
        *points,
        *(Offer(id=f"end.{name}", sort="point", title=shorten(words), text=words) for name, words in ended if words),
    ]


def _moved_point(definition: Definition, statement: Statement, stand: Stand) -> Offer:
    words = {x.id: x.words for x in definition.choices_for(statement)}
    first, last = (stand.first or Held()), stand.again[-1]
    said = (
        f"{statement.text} First: {words.get(first.choice, first.choice)}. Now: {words.get(last.choice, last.choice)}."
    )
    return Offer(
        id=statement.id, sort="point", title=shorten(statement.text), text=f"{said} {trim(last.words)}".strip()
    )


def voices(definition: Definition, response: Response, material: Material) -> Sequence[Voice]:
    """The words of each answer that was kept, with where it stood, and the closing words."""
    stood = [
        said
        for x in definition.items
        if x.id in response.stands
        for said in _stood(definition, x, response.stands[x.id])
    ]
    ended = [(f"end.{x.id}", x.label, (response.closing.get(x.id) or Ending()).words) for x in definition.closing]
    return spoken([*stood, *ended])


def _stood(definition: Definition, statement: Statement, stand: Stand) -> Iterator[tuple[str, str, object]]:
    places = {x.id: x.words for x in definition.choices_for(statement)}
    for number, held in enumerate([stand.first or Held(), *stand.again]):
        then = " now" if number else ""
        yield f"{statement.id}.{number}", f"{statement.text} ({places.get(held.choice, 'no choice')}{then})", held.words


def shorten(words: str) -> str:
    """The first words, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_TITLE else line[:LONGEST_TITLE].rstrip() + "…"


def complaints(definition: Definition, material: Material) -> Sequence[str]:
    """What is wrong with a poll that its schema cannot say."""
    return [*_names_used_twice(definition), *_one_sided(definition), *_ids_that_lead_nowhere(definition, material)]


def _names_used_twice(definition: Definition) -> Iterator[str]:
    lists = {
        "statement": [x.id for x in definition.items],
        "place on the scale": [x.id for x in definition.scale],
        "side": [x.id for x in definition.sides],
        "closing question": [x.id for x in definition.closing],
    }
    for statement in definition.items:
        lists[f"choice of '{statement.id}'"] = [x.id for x in statement.choices]
    for sort, used in lists.items():
        for name in (name for name, times in Counter(used).items() if times > 1):
            yield f"two entries are called '{name}' as a {sort}; give one of them another id."


def _one_sided(definition: Definition) -> Iterator[str]:
    if len(definition.scale) < 2:
        yield "scale: give two places to stand or more."
    for closing in definition.closing:
        if closing.pick > len(definition.items):
            yield f"closing question '{closing.id}' asks for more statements than there are."
    for statement in definition.items:
        sides = statement.sides or definition.sides
        spoken = {x.side for x in statement.considerations}
        if len(statement.choices) == 1:
            yield f"'{statement.id}' offers one choice only; give two or more, or none to use the scale."
        for side in (x for x in sides if x.id not in spoken):
            yield f"'{statement.id}' says nothing for the side '{side.id}'; every side is owed a thoughtful voice."
        for name in sorted(spoken - {x.id for x in sides}):
            yield f"'{statement.id}' has a consideration for '{name}', which is none of its sides."


def _ids_that_lead_nowhere(definition: Definition, material: Material) -> Iterator[str]:
    known = {
        "law": {x.id for x in material.law} | {x.id for x in material.judgments},
        "evidence": {x.id for x in material.evidence if x.settled},
        "terms": {x.id for x in material.terms},
    }
    for statement in definition.items:
        for consideration in statement.considerations:
            for sort, ids in known.items():
                for name in (x for x in getattr(consideration, sort) if x not in ids):
                    yield (
                        f"'{statement.id}' points at {sort} '{name}', which is not in the exercise's own list of {sort}, "
                        "or not yet checked; add it there, or correct it."
                    )
