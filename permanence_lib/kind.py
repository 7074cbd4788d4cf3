"""What every kind of exercise must say about itself, and what it may be told."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from permanence_lib.content.cases import Case
from permanence_lib.content.sources import CaseLaw, Checklist, Evidence, LawFact, Option, OptionFact, Reading, Term
from permanence_lib.content.ssda903 import Ssda903
from permanence_lib.document.blocks import Blocks

if TYPE_CHECKING:
    from permanence_lib.content.programme import StandardSection

#: The longest answer that is kept, in characters of its stored form.
LONGEST_ANSWER = 600_000
#: What the participant would be asked again if it changed; the rest of a definition may be reworded freely.
_NOT_THE_QUESTION = {
    "purpose", "minutes", "outcomes", "statements", "no_statement", "portfolio", "sharing", "content_note", "core",
    "worked_example", "facilitator_notes", "sources",
}  # fmt: skip

_TYPED_DATE = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/[1-9][0-9]{3}")


class Part(BaseModel):
    """A piece of a definition or a response: unchangeable, and without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PortfolioPlace(Part):
    """Where the finished work goes: a section (1 to 10) and the name it has there."""

    section: int = Field(ge=1, le=10)
    item: str


class DateParts(Part):
    """A date as typed in three boxes: kept exactly as typed, so that nothing half-written is lost."""

    day: str = ""
    month: str = ""
    year: str = ""

    def is_empty(self) -> bool:
        """Whether nothing at all was typed."""
        return not (self.day or self.month or self.year)

    def read(self) -> date | None:
        """The date meant, or None when the boxes do not make a real date. The browser's readDate gives the same."""
        typed = f"{self.day.strip()}/{self.month.strip()}/{self.year.strip()}"
        if not _TYPED_DATE.fullmatch(typed):
            return None
        day, month, year = map(int, typed.split("/"))
        try:
            return date(year, month, day)
        except ValueError:
            return None


#: What one piece of work may lend to another.
Sort = Literal[
    "alias", "event", "person", "option", "need", "strength", "point", "question", "gap", "step", "sign", "action", "profile",
]  # fmt: skip


class SourceExercise(Part):
    """Another exercise of the participant's own, from which something may be carried over.

    `sorts` says what of it; `into` where it goes here (a section or question of a worksheet, say); `words` why.
    `later`: it comes later in the programme, for work that is worth coming back to.
    """

    exercise: str = Field(pattern=r"^w\d\d[as]\d+[a-z]?$")
    sorts: tuple[Sort, ...] = Field(min_length=1)
    into: str = ""
    words: str = ""
    later: bool = False


class Offer(Part):
    """One thing an answer lends to later work, in the participant's own words; `data` is for an exercise of the same kind."""

    id: str
    sort: Sort
    title: str
    text: str = ""
    when: DateParts | None = None
    said_when: str = ""
    data: dict[str, Any] = Field(default_factory=dict)


class Carried(Part):
    """An offer that the participant chose to bring in, and from where."""

    offer: Offer
    exercise: str
    title: str
    into: str = ""


class Definition(Part):
    """What an author writes for one exercise. Markdown is allowed in `prompt`, `purpose` and `content_note`."""

    kind: str
    title: str
    purpose: str
    prompt: str
    minutes: int = Field(ge=1, le=240)
    outcomes: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    no_statement: str | None = None
    """Why the exercise evidences no statement of the standard, where it names none."""
    portfolio: PortfolioPlace | None = None
    sharing: Literal["private", "anonymous", "named"] = "private"
    content_note: str | None = None
    core: bool = True
    case: str | None = None
    law: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    checklists: tuple[str, ...] = ()
    sources: tuple[SourceExercise, ...] = ()
    worked_example: dict[str, Any] | None = None
    facilitator_notes: str | None = None

    def question_hash(self) -> str:
        """A short fingerprint of what is asked: it changes only when an old answer may no longer fit."""
        asked = self.model_dump(mode="json", exclude=_NOT_THE_QUESTION)
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]


class Response(Part):
    """What a participant gave. Every field has a default: an unstarted response is valid."""

    brought: tuple[str, ...] = ()
    """What was carried over from earlier work, as exercise and offer (w15a2:e3): so that it is not offered twice."""


#: The sorts of facts that can be kept back until a view asks for them.
Sent = Literal["law", "judgments", "evidence", "options", "checklists"]
#: What only authors and checkers need: it would travel to every page for nothing.
_NOT_FOR_PAGES = {
    "url", "second_url", "check_at", "grade", "source_version", "stage", "options", "themes",
    "principle", "principle_confidence", "statement", "figures", "seen_as", "tier", "suits", "section",
    "checked_by", "fail_by", "cited_as", "source",
}  # fmt: skip


@dataclass(frozen=True)
class Material:
    """The facts an exercise stands on, found by id before the kind sees them."""

    case: Case | None = None
    law: tuple[LawFact, ...] = ()
    judgments: tuple[CaseLaw, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    options: tuple[Option, ...] = ()
    terms: tuple[Term, ...] = ()
    readings: tuple[Reading, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    standard: tuple[StandardSection, ...] = ()
    ssda903: Ssda903 | None = None
    """The tables and codes of the yearly return, for kinds that read its files. They never travel to a page."""
    followed: str | None = None
    """The alias of the child the participant follows, when the answer is about that child and not about the case."""

    def to_json(self) -> dict[str, Any]:
        """What the browser is given: plain values with their words and citation, never the facilitator's notes.

        A checklist has its items' words. Each law fact and judgment has `words`, `cite`, `settled` and `link` (an official page or null) beside its own
        fields; an option's fact has `words` and `cite`, and where there is one `link` and `review_by`; law facts have `status_words` and `limit_words` too; evidence has `cite`.
        """
        hidden = {"facilitator", "episodes_903"}
        return {
            "case": self.case.model_dump(mode="json", exclude=hidden) if self.case else None,
            "law": [_said(x) | {"status_words": x.status_words(), "limit_words": x.limit_words()} for x in self.law],
            "judgments": [_said(x) for x in self.judgments],
            "evidence": [
                x.model_dump(mode="json", exclude=_NOT_FOR_PAGES | {"citation", "as_at", "review_by"})
                | {"cite": x.cite()}
                for x in self.evidence
            ],
            "options": [_option(x) for x in self.options],
            "terms": [x.model_dump(mode="json", exclude=_NOT_FOR_PAGES) | {"words": x.words()} for x in self.terms],
            "readings": [x.model_dump(mode="json") | {"cite": x.cite()} for x in self.readings],
            "checklists": [_checklist(x) for x in self.checklists],
            "standard": [x.model_dump(mode="json") for x in self.standard],
            "followed": self.followed,
        }


def _said(fact: LawFact | CaseLaw | OptionFact) -> dict[str, Any]:
    shown = fact.model_dump(mode="json", exclude=_NOT_FOR_PAGES, exclude_none=True)
    return shown | {"words": fact.words(), "cite": fact.cite(), "settled": fact.settled, "link": fact.link}


def _checklist(checklist: Checklist) -> dict[str, Any]:
    items = [{"n": item.n, "words": item.words()} for item in checklist.items]
    return {"id": checklist.id, "title": checklist.title, "cite": checklist.cite(), "items": items}


def _option(option: Option) -> dict[str, Any]:
    aspects = {name: [_in_short(_said(fact)) for fact in facts] for name, facts in option.aspects.items()}
    return option.model_dump(mode="json", exclude={"aspects"}) | {"aspects": aspects}


def _in_short(fact: dict[str, Any]) -> dict[str, Any]:
    """An option's fact, said once: its words (which say when nobody has checked it), its citation and where to read it."""
    return {name: value for name, value in fact.items() if name in ("words", "cite", "link", "review_by") and value}


@dataclass(frozen=True)
class Voice:
    """Something a participant wrote that a room may hear: `about` is what was asked, `id` its place in the answer.

    The facilitator of a workshop decides for each whether the room sees it; what was chosen is in the picture, not here.
    """

    id: str
    about: str
    text: str


def spoken(said: Iterable[tuple[str, str, object]]) -> list[Voice]:
    """Of (id, about, words), those in which something was written."""
    return [
        Voice(name, about, words.strip()) for name, about, words in said if isinstance(words, str) and words.strip()
    ]


@dataclass(frozen=True)
class Progress:
    """How much of an exercise has something in it: parts filled, of how many. Never a mark."""

    filled: int
    parts: int

    def words(self) -> str:
        """For the status line, e.g. '3 of 8 parts'."""
        return f"{self.filled} of {self.parts} part{'' if self.parts == 1 else 's'}"


@dataclass(frozen=True)
class FileForm:
    """A form in which a participant can save an answer as a file."""

    name: str
    """Unique within the kind; `docx` takes the place of the general Word form."""
    label: str
    """What the button says: 'Spreadsheet (CSV)'."""
    ending: str
    media_type: str
    make: Callable[[Any, Any, Material], bytes]
    """From the definition, the response and the material."""


D = TypeVar("D", bound=Definition)
R = TypeVar("R", bound=Response)


@dataclass(frozen=True, kw_only=True)
class Kind(Generic[D, R]):
    """A sort of exercise: what is asked, what is given back, and how both are shown.

    Leave a part out and the kind does not import; that is the whole registration.
    """

    name: str
    """The same as the folder."""
    label: str
    """What authors and facilitators call it."""
    about: str
    """One sentence for the gallery: when to use it."""
    definition: type[D]
    response: type[R]
    progress: Callable[[D, R, Material], Progress]
    report: Callable[[D, R, Material], Blocks]
    """One participant's answer on paper. An empty response gives the empty form."""
    picture: Callable[[D, Sequence[R], Material], Blocks]
    """The group's answers: counts and, only where the definition's sharing is 'named', words."""
    voices: Callable[[D, R, Material], Sequence[Voice]] = lambda definition, response, material: ()
    """What was written in an answer, piece by piece, for a facilitator to choose from; nothing for a kind that is private."""
    check: Callable[[D, Material], Sequence[str]] = lambda definition, material: ()
    """What is wrong with a definition that its schema cannot say (an id that is not in the case, say)."""
    offers: Callable[[D, R, Material], Sequence[Offer]] = lambda definition, response, material: ()
    """What of an answer may be carried into later work. Nothing private is hidden: it goes to the same participant."""
    take: Callable[[D, R, Material, Sequence[Carried]], R] | None = None
    """The answer with chosen offers added. Nothing that was there is changed or lost. None: the kind takes nothing in."""
    either_child: bool = False
    """Whether an exercise on a fictional case can be done on the child the participant follows (`material.case` is then None)."""
    files: tuple[FileForm, ...] = ()
    """Forms of its own in which an answer can be saved, besides Word and a web page."""
    read_file: Callable[[D, Material, str, bytes], dict[str, Any]] | None = None
    """What the view is given for a file that a participant chose, by its name and content. Raises UnreadableFile."""
    facts_on_request: tuple[Sent, ...] = ()
    """Which sorts of facts travel to the page only when the view asks for them; of options, what is said of each."""
    needs_standard: bool = False
    """Whether `material.standard` is wanted: the statements of the Knowledge and Skills Statement."""
    needs_ssda903: bool = False
    """Whether `material.ssda903` is wanted: what the codes of the yearly return mean."""
