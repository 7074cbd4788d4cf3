"""The yearly return on children looked after (SSDA903): its tables, columns and codes, for reading local files."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field, PositiveInt

from permanence_lib.content.part import Day, Distinct, Id, Part, Text


class XmlConventions(Part):
    """How the XML form differs from the CSV form."""

    root: Text
    child: Text
    header_children: Text
    episode: Text
    difference: Text


class Conventions(Part):
    """How the files are laid out."""

    csv: tuple[Text, ...]
    xml: XmlConventions
    collection_year: Text


class Column(Part):
    """One column of a table."""

    name: Text
    type: Text
    required: bool
    dropped: bool = False
    """Never kept on reading: it would name a child, a home or a worker."""
    meaning: str = ""


class Table(Part):
    """One table of the return; `key` names the columns that identify a row."""

    table: Text
    holds: Text
    each_year: bool = False
    """Whether a child has a row in every year's return."""
    from_year: int | None = None
    columns: tuple[Column, ...]
    key: tuple[Text, ...]

    @cached_property
    def kept(self) -> tuple[Column, ...]:
        """The columns that are kept on reading."""
        return tuple(column for column in self.columns if not column.dropped)


class Band(Part):
    """A range of whole numbers with a name; without `to` it is open upwards."""

    label: Text
    start: int = Field(alias="from")
    to: int | None = None


class Years(Part):
    """The years a code belongs to, each named by the March in which it ends."""

    start: int | None = Field(default=None, alias="from")
    to: int | None = None


class Comparison(Part):
    """Which published series a measure may be set beside, and in which unit it is published."""

    series: Text
    breakdown: Text
    unit: Literal["days", "weeks", "months"]


class Measure(Part):
    """Something a team can work out from its own return."""

    id: Id
    name: Text
    how: Text
    shows: Literal["days", "changes", "share"]
    counted: Text
    sentence: Text
    age_at: str = ""
    year_of: str = ""
    bands: tuple[Band, ...] = ()
    limits: dict[str, int] = Field(default_factory=dict)
    left_out: dict[str, Text]
    compare: Comparison | None = None
    no_comparison: str = ""
    caveats: tuple[Text, ...]


class Suppression(Part):
    """What is never shown of a small group."""

    under: PositiveInt
    spread_from: PositiveInt
    groups_to: PositiveInt


class Notice(Part):
    """What a reader says of a row; `refused` rows are not used."""

    id: Id
    refused: bool
    says: Text
    do: Text


class Reading(Part):
    """How much is read, what else a column or code may be called, and what is said of rows."""

    file_megabytes: PositiveInt
    all_megabytes: PositiveInt
    rows: PositiveInt
    columns: PositiveInt
    files: PositiveInt
    lines_before_headings: PositiveInt
    earliest: Day
    aliases: dict[str, Text]
    spellings: dict[str, dict[str, Text]]
    empties: tuple[Text, ...] = ()
    """What databases and spreadsheets write where there is nothing."""
    notices: Distinct[Notice]


class InventedAge(Part):
    """How many invented children start care at an age, and which way they go."""

    label: Text
    weight: PositiveInt
    routes: dict[str, PositiveInt]


class Spread(Part):
    """A length in days: the middle one, and the standard deviation of its logarithm."""

    middle: float
    wide: float


class Invented(Part):
    """Shares and spreads of the invented extracts; they prove nothing about children."""

    mark: Text
    last_year: int
    years: PositiveInt
    opening_years: PositiveInt
    months: tuple[PositiveInt, ...]
    ages: tuple[InventedAge, ...]
    needs: dict[str, PositiveInt]
    ethnicities: dict[str, PositiveInt]
    entries: dict[str, PositiveInt]
    homes: dict[str, PositiveInt]
    providers: dict[str, PositiveInt]
    reasons_for_moves: dict[str, PositiveInt]
    days: dict[str, Spread]
    longer_by_year_of_age: float
    reviews: tuple[PositiveInt, ...]
    reviews_then_every: PositiveInt
    shares: dict[str, float]
    errors: float


class ValidationRules(Part):
    """Where the checks on a return come from, and some of them."""

    source: Text
    useful_examples: dict[str, Text]


class Ssda903(Part):
    """ssda903.yaml: the file format, in our own words."""

    title: Text
    compiled: Day
    what: Text
    official_guide: Text
    column_source: Text
    confidence: Text
    privacy: Text
    conventions: Conventions
    tables: tuple[Table, ...]
    codes: dict[str, dict[str, Text]]
    code_years: dict[str, dict[str, Years]]
    groups: dict[str, tuple[Text, ...]]
    year_differences: tuple[Text, ...]
    measures: Distinct[Measure]
    reader_traps: tuple[Text, ...]
    validation_rules: ValidationRules
    age_bands: tuple[Band, ...]
    suppression: Suppression
    reading: Reading
    invented: Invented

    def said(self, column: str, code: str) -> str | None:
        """What a code means, or None where the list does not have it."""
        known = {key.strip().upper(): words for key, words in self.codes.get(column, {}).items()}
        return known.get(code.strip().upper())

    @cached_property
    def by_table(self) -> dict[str, Table]:
        """The tables by their names."""
        return {table.table: table for table in self.tables}

    @cached_property
    def by_measure(self) -> dict[str, Measure]:
        """The measures by their ids."""
        return {measure.id: measure for measure in self.measures}

    @cached_property
    def notices(self) -> dict[str, Notice]:
        """What a reader can say of a row, by id."""
        return {notice.id: notice for notice in self.reading.notices}
