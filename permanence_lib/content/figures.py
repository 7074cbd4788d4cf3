"""Questions that the national statistics answer: which rows belong together, how they are said, what to be careful of."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from permanence_lib.content.part import Distinct, Id, Part, Text

Form = Literal["years", "groups"]
"""years: a line for each group, over time. groups: the groups beside each other, at one time."""
FORM_WORDS: dict[Form, str] = {"years": "Over the years", "groups": "Groups beside each other"}
WeekId = Annotated[str, Field(pattern=r"^w\d\d$")]


class FigureUnit(Part):
    """What is counted or measured: '1 month', '13 months', and the names the rows of statistics.csv give it."""

    id: Text
    rows: Annotated[tuple[Text, ...], Field(min_length=1)]
    """The names in the column `unit` that are this unit."""
    one: Text
    many: Text
    axis: Text
    """What stands beside the numbers of a picture: 'months, on average (mean)'."""
    share: bool = False
    """Whether it is so many in a hundred, which is also said as 'about 7 in 10'."""

    def words(self, number: float) -> str:
        """'1,210 children', '1 month', '69%'; digits as published."""
        digits = f"{number:,.0f}" if number == int(number) else f"{number:,.1f}"
        if self.share:
            return f"{digits}%"
        return f"{digits} {self.one if number == 1 else self.many}"


class Group(Part):
    """One line or bar: the rows it is made of and the words it goes by."""

    id: Id
    label: Text
    series: Text
    breakdown_group: Text
    breakdown: Text
    period_type: Text | None = None


class QuestionPart(Part):
    """Rows of one series that may stand beside each other; each entry of `groups` is a breakdown and its label."""

    series: Text
    breakdown_group: Text
    period_type: Text | None = None
    """Needed where a series has years and quarters: they are lines apart."""
    groups: Annotated[dict[Text, Text], Field(min_length=1)]

    def made(self) -> tuple[Group, ...]:
        """Its groups, in the author's order."""
        return tuple(
            Group(
                id=_name(label),
                label=label,
                series=self.series,
                breakdown_group=self.breakdown_group,
                breakdown=breakdown,
                period_type=self.period_type,
            )
            for breakdown, label in self.groups.items()
        )


class Break(Part):
    """A place where figures before and after are not counted alike."""

    at: Text
    """The first period counted the new way, as statistics.csv writes it."""
    words: Text
    groups: tuple[Id, ...] = ()
    """The groups it concerns; none means all."""


class Opening(Part):
    """What a question shows before anything is chosen; what is left out is everything, or the latest."""

    form: Form | None = None
    groups: tuple[Id, ...] = ()
    start: Text | None = None
    end: Text | None = None
    period: Text | None = None


class Question(Part):
    """A question a social worker asks of the country's figures, with the rows that answer it."""

    id: Id
    title: Text
    about: Text
    """How to read it, in a short paragraph."""
    unit: Text
    """Which of the file's units."""
    snapshot: bool = False
    """Whether rows of a reporting year are counted on its last day, 31 March."""
    parts: Annotated[tuple[QuestionPart, ...], Field(min_length=1)]
    forms: Annotated[tuple[Form, ...], Field(min_length=1)] = ("years", "groups")
    default: Opening = Opening()
    definition: Text
    breaks: tuple[Break, ...] = ()
    cautions: tuple[int | Text, ...] = ()
    """Own words, or the number of a caution of series.yaml, counted from 1."""
    ask: Annotated[tuple[Text, ...], Field(min_length=1, max_length=3)]
    """Questions to stop at."""
    weeks: tuple[WeekId, ...] = ()
    measure: Id | None = None
    """The measure of ssda903.yaml that counts nearly the same in an authority's own return."""

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """All its groups, in the author's order."""
        return tuple(group for part in self.parts for group in part.made())

    @model_validator(mode="after")
    def _groups_are_told_apart(self) -> Self:
        names = [group.id for group in self.groups]
        for name in names:
            if names.count(name) > 1:
                raise PydanticCustomError("same_group", "two groups are both called '{name}'.", {"name": name})
        return self

    @model_validator(mode="after")
    def _named_groups_exist(self) -> Self:
        known = {group.id for group in self.groups}
        named = [*self.default.groups, *(name for one in self.breaks for name in one.groups)]
        for name in named:
            if name not in known:
                words = {"name": name, "known": ", ".join(sorted(known))}
                raise PydanticCustomError("group", "there is no group '{name}'. There are: {known}.", words)
        return self

    @model_validator(mode="after")
    def _opens_in_a_form_it_has(self) -> Self:
        if self.default.form and self.default.form not in self.forms:
            raise PydanticCustomError("form", "default.form is not one of its forms.")
        return self


class RowNote(Part):
    """How a note that many rows carry is said once, or not at all."""

    begins: Text
    words: Text | None = None
    """Said once for all rows whose note begins so; nothing where the words of a figure say it already."""


class QuestionsFile(Part):
    """statistics/questions.yaml: the questions, their units, and the series that none of them uses."""

    title: Text
    units: Distinct[FigureUnit]
    row_notes: tuple[RowNote, ...] = ()
    questions: Distinct[Question]
    unused: dict[Text, Text] = Field(default_factory=dict)
    """Series that no question shows, each with why."""

    def unit(self, question: Question) -> FigureUnit:
        """The unit of a question."""
        return next(unit for unit in self.units if unit.id == question.unit)

    @field_validator("questions")
    @classmethod
    def _units_exist(cls, questions: tuple[Question, ...], read: ValidationInfo) -> tuple[Question, ...]:
        known = [unit.id for unit in read.data.get("units", ())]
        for question in questions:
            if question.unit not in known:
                words = {"question": question.id, "unit": question.unit, "known": ", ".join(known)}
                raise PydanticCustomError("unit", "{question}: no unit '{unit}'. There are: {known}.", words)
        return questions


def _name(label: str) -> str:
    """A label as a name for an address: 'Under 1 year' is under-1-year."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
