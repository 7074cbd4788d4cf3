"""The yearly return on children looked after (SSDA903): its tables, columns and codes, for reading local files."""

from __future__ import annotations

from permanence_lib.content.part import Day, Part, Text


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
    meaning: str = ""


class Table(Part):
    """One table of the return; `key` names the columns that identify a row."""

    table: Text
    holds: Text
    columns: tuple[Column, ...]
    key: tuple[Text, ...]


class Measure(Part):
    """Something a team can work out from its own return."""

    name: Text
    how: Text


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
    year_differences: tuple[Text, ...]
    measures: tuple[Measure, ...]
    reader_traps: tuple[Text, ...]
    validation_rules: ValidationRules

    def said(self, column: str, code: str) -> str | None:
        """What a code means, or None where the list does not have it."""
        known = {key.strip().upper(): words for key, words in self.codes.get(column, {}).items()}
        return known.get(code.strip().upper())
