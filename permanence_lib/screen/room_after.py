"""What the facilitator does after the day: end it, leave questions to the next workshop, take the pack."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from permanence_lib.screen.choice import Choice
from permanence_lib.screen.home import environment


@dataclass(frozen=True)
class Kept:
    """A question that was kept. `going`: it is ticked to go to the next workshop."""

    id: str
    words: str
    answered: bool
    carried: bool
    going: bool

    @property
    def standing(self) -> str:
        """Whether it was answered, and whether it has waited before."""
        if self.answered:
            return "Answered today"
        return "From an earlier workshop, still open" if self.carried else "Still open"


@dataclass(frozen=True)
class AfterPage:
    """The whole page. `left` is how many questions lie ready for the next workshop; None where nothing can be left."""

    token: str
    title: str
    ended: str
    came: str
    questions: tuple[Kept, ...]
    left: int | None
    next_workshop: str
    choices: tuple[Choice, ...]
    rehearsal: bool = False
    open_now: tuple[str, ...] = ()
    news: str = ""
    trouble: str = ""

    @property
    def choosable(self) -> tuple[tuple[str, str, str], ...]:
        """Each question as a box to tick: value, words, how it stands."""
        return tuple((each.id, each.words, each.standing) for each in self.questions)

    @property
    def going(self) -> tuple[str, ...]:
        """The boxes that are ticked."""
        return tuple(each.id for each in self.questions if each.going)


@dataclass(frozen=True)
class PackPage:
    """The pack to read on the screen, with its chapters: id, title, ready HTML."""

    title: str
    head: Markup
    chapters: tuple[tuple[str, str, Markup], ...]


def render(page: AfterPage) -> str:
    """The page's main part as HTML; every word in it is escaped."""
    return environment().get_template("room_after.html.j2").render(page=page)


def render_pack(page: PackPage) -> str:
    """The pack's main part as HTML; words are escaped, and HTML is what document.html made."""
    return environment().get_template("room_after_pack.html.j2").render(page=page)
