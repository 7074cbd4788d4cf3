"""What is held in memory while somebody works with an extract, and forgotten on request or when the workbook is closed."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from permanence_lib.laboratory.apart import Parcel, Task
from permanence_lib.laboratory.records.history import History
from permanence_lib.laboratory.records.own import mark


@dataclass
class Children:
    """The records of one's own extract. Each has a name made up for this sitting; a real code is nowhere."""

    records: Mapping[str, History]
    refused: int
    salt: str
    marks: frozenset[str]
    aliases: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, result: Parcel) -> Children:
        """From what the process beside the workbook gave."""
        found = result.said["children"]
        records = {secrets.token_hex(8): History.of(one) for one in found["records"]}
        return cls(records, result.said["refused"], found["salt"], frozenset(found["marks"]))

    def is_a_code(self, alias: str) -> bool:
        """Whether an alias is the code of a child in the extract."""
        return mark(alias, self.salt) in self.marks


class Sitting:
    """One participant's work with extracts: the authority's report, and the records. At most one of each."""

    def __init__(self) -> None:
        self.report: Task | None = None
        self.reading: Task | None = None
        self._children: Children | None = None

    def begin_report(self, root: Path, asked: Parcel) -> None:
        """Make the report; one under way, or made before, gives way to it."""
        self.forget_report()
        self.report = Task("authority", root, asked)

    def forget_report(self) -> None:
        """Stop it, or let go of it."""
        task, self.report = self.report, None
        if task:
            task.stop()

    def begin_reading(self, root: Path, asked: Parcel) -> None:
        """Read the records of an extract; those read before give way to them."""
        self.forget_records()
        self.reading = Task("records", root, asked)

    def forget_records(self) -> None:
        """Stop the reading, and let go of every record and alias."""
        task, self.reading, self._children = self.reading, None, None
        if task:
            task.stop()

    @property
    def children(self) -> Children | None:
        """The records, once they are read and there were any."""
        task = self.reading
        if self._children is None and task and task.result and "children" in task.result.said:
            self._children = Children.of(task.result)
            task.result = Parcel()  # held once, not twice
        return self._children


_SITTINGS: dict[str, Sitting] = {}


def of(participant: str) -> Sitting:
    """This participant's sitting; it lives as long as the workbook is open."""
    return _SITTINGS.setdefault(participant, Sitting())


def forget_all() -> None:
    """Let go of everything that is held, whoever's it is: after everything was erased."""
    for one in _SITTINGS.values():
        one.forget_report()
        one.forget_records()
    _SITTINGS.clear()
