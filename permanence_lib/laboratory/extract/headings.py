"""Which table a row of headings belongs to: known by its columns, never by the file's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from permanence_lib.content.ssda903 import Ssda903, Table


class Headings:
    """What is known of the columns of all tables."""

    def __init__(self, ssda: Ssda903) -> None:
        self._ssda = ssda
        self._aliases = ssda.reading.aliases

    @cached_property
    def known(self) -> frozenset[str]:
        """Every column of every table."""
        return frozenset(column.name for table in self._ssda.tables for column in table.columns)

    @cached_property
    def child(self) -> frozenset[str]:
        """How the heading of the child's code may be written: a quick look tells most rows from headings."""
        names = {"CHILD", *(other for other, name in self._aliases.items() if name == "CHILD")}
        names |= {name.replace("_", " ") for name in names}
        cased = {form for name in names for form in (name, name.lower(), name.capitalize(), name.title())}
        return frozenset(cased | {f"\ufeff{form}" for form in cased})

    @cached_property
    def _telling(self) -> dict[str, frozenset[str]]:
        """The columns that no other table has."""
        count = Counter(column.name for table in self._ssda.tables for column in table.columns)
        return {
            table.table: frozenset(column.name for column in table.columns if count[column.name] == 1)
            for table in self._ssda.tables
        }

    def named(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Headings as the return spells them: capitals, no marks or spaces around, other names put right."""
        tidy = (
            re.sub(r"[\s-]+", "_", cell.replace("\ufeff", "").strip().strip("\"'").strip()).upper() for cell in cells
        )
        return tuple(self._aliases.get(name, name) for name in tidy)

    def table(self, names: Sequence[str]) -> Table | None:
        """The table with most of its columns among the names; None where no column tells."""
        there = set(names)
        fitting = [(self._weight(table, there), table) for table in self._ssda.tables if self._tells(table, there)]
        return max(fitting, key=lambda pair: pair[0])[1] if fitting else None

    def _tells(self, table: Table, there: set[str]) -> bool:
        """A column of its own, with the child or another one beside it: one word alone is too little."""
        shared = sum(column.name in there for column in table.columns)
        return bool(self._telling[table.table] & there) and shared > 1

    def _weight(self, table: Table, there: set[str]) -> tuple[int, float]:
        shared = sum(column.name in there for column in table.columns)
        return shared, shared / len(table.columns)
