"""What somebody chose to see of a question, filled in from what it opens with; what does not exist is refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from permanence_lib.content.complaints import did_you_mean
from permanence_lib.content.figures import FORM_WORDS, Form, Question
from permanence_lib.errors import PermanenceError
from permanence_lib.national.figures import Figure
from permanence_lib.national.periods import Period

_NONE = "has no figures for"
Ends = tuple[Period | None, Period | None]


@dataclass(frozen=True)
class Choice:
    """Empty is the question's own. `groups` by id or label; `start`, `end` and `period` as statistics.csv writes them."""

    form: str = ""
    groups: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    period: str = ""


@dataclass(frozen=True)
class Offer:
    """Something that can be chosen: the id to ask for, and what it is called."""

    id: str
    label: str


@dataclass(frozen=True)
class Choices:
    """Everything a question can be asked for; `periods` from the first to the latest."""

    forms: tuple[Offer, ...]
    groups: tuple[Offer, ...]
    periods: tuple[Offer, ...]


def choices(question: Question, figures: Sequence[Figure]) -> Choices:
    """What there is to choose from."""
    times = {period.label: period.key for period in reversed(periods(figures))}
    return Choices(
        tuple(Offer(form, FORM_WORDS[form]) for form in question.forms),
        tuple(Offer(group.id, group.label) for group in question.groups),
        tuple(Offer(key, label) for label, key in reversed(times.items())),
    )


def periods(figures: Iterable[Figure]) -> list[Period]:
    """The times there are figures of, in order, a year before its quarters; one time may be written in two ways."""
    return sorted({figure.period for figure in figures}, key=lambda period: (period.starts, -period.step, period.key))


def filled(question: Question, choice: Choice, figures: Sequence[Figure]) -> Choice:
    """The choice with nothing left open. PermanenceError, in the reader's words, for what does not exist."""
    form = _form(question, choice)
    groups = _groups(question, choice)
    times = periods(figure for figure in figures if figure.group.id in groups)
    return replace(_timed(question, choice, form, times, periods(figures)), form=form, groups=groups)


def _form(question: Question, choice: Choice) -> Form:
    offered = {form: FORM_WORDS[form] for form in question.forms}
    asked = choice.form or question.default.form or question.forms[0]
    return _found(asked, offered, "cannot be shown as")


def _groups(question: Question, choice: Choice) -> tuple[str, ...]:
    """By id, in the question's own order, each once."""
    offered = {group.id: group.label for group in question.groups}
    asked = choice.groups or question.default.groups or tuple(offered)
    chosen = {_found(name, offered, "has no group") for name in asked}
    return tuple(name for name in offered if name in chosen)


def _timed(question: Question, choice: Choice, form: Form, own: list[Period], every: list[Period]) -> Choice:
    labels, known = {period.key: period.label for period in every}, {period.key: period for period in every}
    asked = [known[_found(name, labels, _NONE)] if name else None for name in (choice.start, choice.end, choice.period)]
    opening = [
        known.get(name or "") for name in (question.default.start, question.default.end, question.default.period)
    ]
    if form == "groups":
        return Choice(period=_one_time(asked[2], opening[2], own).key)
    first, last = _stretch((asked[0], asked[1]), (opening[0], opening[1]), own)
    return Choice(start=first.key, end=last.key)


def _one_time(asked: Period | None, opening: Period | None, own: list[Period]) -> Period:
    """The time asked for, the question's own, or the latest there is of these groups."""
    if asked and asked.at not in [period.at for period in own]:
        raise PermanenceError(f"There is no figure of these groups for {asked.label}. Choose another time or group.")
    return asked or (opening if opening in own else None) or own[-1]


def _stretch(asked: Ends, opening: Ends, own: list[Period]) -> tuple[Period, Period]:
    """From and to, the earlier first, with something between them."""
    first, last = asked[0] or opening[0] or own[0], asked[1] or opening[1] or own[-1]
    if first.starts > last.ends:
        if all(asked):
            raise PermanenceError(f"{first.label} is later than {last.label}: choose the earlier one first.")
        first, last = (first, own[-1]) if asked[0] else (own[0], last)
    if not any(period.within(first, last) for period in own):
        words = f"from {first.label} to {last.label}"
        raise PermanenceError(f"There is no figure of these groups {words}. Choose other years or groups.")
    return first, last


Name = TypeVar("Name", bound=str)


def _found(asked: str, offered: dict[Name, str], but: str) -> Name:
    """The id that was meant: by id, or by label in any letters."""
    for name, label in offered.items():
        if asked.strip().casefold() in (name.casefold(), label.casefold()):
            return name
    near = did_you_mean(asked, offered) or f"There are: {', '.join(offered.values())}."
    raise PermanenceError(f"This question {but} '{asked}'. {near}")
