"""A record opened in an exercise: as a page that is kept nowhere, or as the file that the exercise opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.content.ssda903 import Ssda903
from permanence_lib.document import html
from permanence_lib.laboratory.records import filling, telling
from permanence_lib.laboratory.records.history import History
from permanence_lib.screen import practice as practice_page
from permanence_lib.screen.asked import Answer, Given, Whole
from permanence_lib.workbook import practice

if TYPE_CHECKING:
    from permanence_lib.laboratory.pages import Reader

_NOWHERE = (
    "What you write here is held on this page alone. It is not saved, not even in this browser, and it is gone when you close the "
    "page or load it again. To take it along, save an answer file at the end of the exercise."
)
_INVENTED = "{alias} is invented: nobody in this record exists."
_OWN = (
    "{alias} is a real child under an alias. Keep to the alias and to roles. The dates are exact, and somebody who knows the child "
    "may recognise them: a file that you save of this belongs where your authority keeps such things."
)
_WHOSE = {True: "Nobody in this record exists.", False: "The record is one of your authority’s own, under an alias."}


@dataclass(frozen=True)
class About:
    """A record on its way into an exercise: under which alias, from which page."""

    history: History
    alias: str
    address: str
    is_invented: bool


def links(address: str, content: Content) -> tuple[tuple[str, str, str, str], ...]:
    """For each exercise: what the link says, where it leads, where the answer file is, and its week and title."""
    made = []
    for name, opens in filling.OPENINGS.items():
        exercise = exercises.find(opens.exercise, content)
        week = content.weeks[exercise.week_id]
        words = f"week {week.number}, “{exercise.definition.title}”"
        made.append((opens.words, f"{address}/{name}", f"{address}/{name}.json", words))
    return tuple(made)


def table(history: History, alias: str, ssda: Ssda903) -> Markup:
    """The rows in words, as HTML."""
    return Markup(html.render([telling.table(history, f"{alias}’s episodes" if alias else "The episodes", ssda)]))


def answer(reader: Reader, about: About, rest: tuple[str, ...]) -> Answer | None:
    """The page that opens, or its answer file; None where nothing of that name opens."""
    if len(rest) != 1 or rest[0].removesuffix(".json") not in filling.OPENINGS:
        return None
    name = rest[0].removesuffix(".json")
    exercise, response = filling.answer(name, about.history, about.alias, reader.content)
    if rest[0].endswith(".json"):
        return Given(f"{exercise.id}-answer.json", "application/json", filling.file(exercise, response))
    page = practice.filled(exercise, reader.content, response, filling.OPENINGS[name].prompt, _words(about))
    return Whole(page, practice_page.policy(page))


def _words(about: About) -> practice_page.Words:
    own = _INVENTED if about.is_invented else _OWN
    return practice_page.Words(
        heading=f"{about.alias}: practice material",
        about=(own.format(alias=about.alias), _NOWHERE),
        again="Start again from the record",
        whose=_WHOSE[about.is_invented],
        back=("Back to the record", about.address),
    )
