"""The home page: where to carry on, when each week is, and how far each has come. Plain HTML, without a kernel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

if TYPE_CHECKING:
    from permanence_lib.screen.standard import Link

_EARLIEST, _LATEST = 2020, 2100


@dataclass(frozen=True)
class CarryOn:
    """The card at the top: the exercise last touched, or where to begin."""

    heading: str  # "Carry on" or "Begin"
    title: str
    href: str
    where: str = ""  # "Week 2: Assessing permanence"
    when: str = ""  # "Saved on 18 November 2024 at 10:42"
    button: str = "Carry on"


@dataclass(frozen=True)
class WeekRow:
    """One week in the list. Without `href` it is still being written, and shows what it will hold."""

    number: int
    title: str
    kind: str  # "Study", "Reading" or "Workshop"
    status: str  # "Not started", "In progress: 2 of 4 core activities done", "Done" or "Being written"
    focus: str = ""
    dates: str = ""  # "12 to 18 January 2026"
    href: str | None = None
    is_now: bool = False

    @property
    def state(self) -> str:
        """The status in one word, for its look only: the words themselves are always shown."""
        return {"Not": "new", "In": "going", "Done": "done"}.get(self.status.split(" ")[0], "unwritten")


@dataclass(frozen=True)
class ModuleCard:
    """One of the four modules."""

    number: int
    title: str
    weeks: tuple[WeekRow, ...]
    about: str = ""
    dates: str = ""


@dataclass(frozen=True)
class FieldError:
    """What is wrong with a date, and which box it is about: 'day', 'month' or 'year'."""

    box: str
    message: str


@dataclass(frozen=True)
class DatesForm:
    """Asks when the programme starts; left out where a page cannot be sent anywhere (in JupyterLab)."""

    action: str = "/dates"
    xsrf: str = ""
    day: str = ""
    month: str = ""
    year: str = ""
    chosen: str = ""  # "12 January 2026", when a date has been given before
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True)
class RouteCard:
    """A shorter way through the material."""

    title: str
    href: str
    hours: int


@dataclass(frozen=True)
class Standing:
    """How things stand, in brief: the requirements in words, and the next workshop with what is still to do for it."""

    requirements: str
    href: str
    workshop: str = ""
    workshop_href: str = ""
    when: str = ""
    needs: tuple[Link, ...] = ()


@dataclass(frozen=True)
class HomePage:
    """Everything on the home page."""

    modules: tuple[ModuleCard, ...]
    welcome: str
    carry_on: CarryOn | None = None
    dates: DatesForm | None = None
    routes: tuple[RouteCard, ...] = ()
    standard: str | None = None
    standing: Standing | None = None
    title: str = "Achieving Permanence"


def render(page: HomePage) -> str:
    """The page's main part as HTML; every word in it is escaped."""
    return environment().get_template("home.html.j2").render(page=page)


def read_date(day: str, month: str, year: str) -> tuple[date | None, tuple[FieldError, ...]]:
    """The date typed in three boxes, or what is wrong with it."""
    typed = {"day": day, "month": month, "year": year}
    missing = [box for box, text in typed.items() if not text]
    if len(missing) == 3:
        return None, (FieldError("day", "Enter the date your programme starts"),)
    if missing:
        return None, (FieldError(missing[0], f"The start date must include a {' and a '.join(missing)}"),)
    if len(year) != 4 or not year.isascii() or not year.isdigit():
        return None, (FieldError("year", "The year must be four numbers, for example 2026"),)
    return _real_date(typed)


def _real_date(typed: dict[str, str]) -> tuple[date | None, tuple[FieldError, ...]]:
    try:
        start = date(int(typed["year"]), read_month(typed["month"]), int(typed["day"]))
    except (ValueError, OverflowError):
        return None, (FieldError("day", "The start date must be a real date, for example 12 1 2026"),)
    if not _EARLIEST <= start.year <= _LATEST:
        return None, (FieldError("year", f"The start date must be between {_EARLIEST} and {_LATEST}"),)
    return start, ()


def read_month(text: str) -> int:
    """A month as a number or by its name, as people write it."""
    names = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    return names.index(text[:3].lower()) + 1 if text[:3].lower() in names else int(text)


@cache
def environment() -> Environment:
    """The templates of pages that need no kernel."""
    folder = Path(__file__).resolve().parent / "template"
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["paragraphs"] = _paragraphs
    return environment


def _paragraphs(text: str) -> Markup:
    """Text with blank lines as paragraphs."""
    return Markup("").join(Markup("<p>{}</p>").format(part.strip()) for part in text.split("\n\n") if part.strip())
