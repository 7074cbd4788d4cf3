"""The account of an extract: what was given, read, refused and repeated, and why, file by file and row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pandas

from permanence_lib.content.ssda903 import Ssda903
from permanence_lib.laboratory.extract.notes import COLUMNS


@dataclass(frozen=True)
class Account:
    """Rows of one table in one file: `given` is always `read` and `refused` together; `repeated` are among those read."""

    file: str
    table: str
    given: int
    read: int
    refused: int
    repeated: int = 0
    trouble: str = ""


@dataclass(frozen=True)
class Told:
    """What there is to say of one row, in words; `refused` rows were not used."""

    file: str
    line: int
    table: str
    refused: bool
    says: str
    do: str


def by_table(accounts: Iterable[Account]) -> list[Account]:
    """The account of each table over all files, in the order in which they were met."""
    found: dict[str, Account] = {}
    for one in accounts:
        if one.trouble:
            continue
        so_far = found.get(one.table, Account("", one.table, 0, 0, 0))
        found[one.table] = replace(
            so_far, given=so_far.given + one.given, read=so_far.read + one.read,
            refused=so_far.refused + one.refused, repeated=so_far.repeated + one.repeated,
        )  # fmt: skip
    return list(found.values())


def said(accounts: Iterable[Account], notes: int) -> str:
    """The account of every file in lines, for whoever holds the files."""
    accounts = tuple(accounts)
    lines = []
    for one in accounts:
        numbers = f"{one.given} rows given, {one.read} read ({one.repeated} of them repeated), {one.refused} not used"
        read = f"{one.table or 'no table of the return'}, {numbers}"
        lines.append(f"{one.file}: {f'not read in full. {one.trouble}' if one.trouble else read}")
    given, used = sum(one.given for one in accounts), sum(one.read for one in accounts)
    return "\n".join(
        [*lines, f"Together {given} rows given, {used} read, {given - used} not used; {notes} things to say of rows."]
    )


def told(notes: pandas.DataFrame, ssda: Ssda903) -> Iterator[Told]:
    """Every notice in words, one row after another. Raw codes are shown; no child's code or date ever is."""
    for file, line, table, column, rule, shown in zip(*(notes[name].tolist() for name in COLUMNS), strict=True):
        notice = ssda.notices[rule]
        words = notice.says.format(column=column or "A column", shown=shown, table=table)
        yield Told(file, line, table, notice.refused, words, notice.do)


def reasons(notes: pandas.DataFrame, ssda: Ssda903, refused: bool) -> list[tuple[str, str, int, str]]:
    """(table, what is wrong, rows, what to do) with the most frequent first; of refused rows, or of doubtful ones."""
    rules = [name for name, notice in ssda.notices.items() if notice.refused is refused]
    these = notes[notes["rule"].isin(rules)]
    counted = Counter(zip(*(these[name].tolist() for name in ("table", "rule", "column", "shown")), strict=True))
    found = []
    for (table, rule, column, shown), count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
        notice = ssda.notices[rule]
        says = notice.says.format(column=column or "A column", shown=shown, table=table)
        found.append((table, says, count, notice.do))
    return found
