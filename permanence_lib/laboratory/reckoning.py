"""The account of an extract as blocks: what was read, what was not and why. Counts and reasons, never a child."""

from __future__ import annotations

from collections import Counter

from permanence_lib.content.dates import say_date
from permanence_lib.content.ssda903 import Suppression
from permanence_lib.document.blocks import Block, Items, Paragraph, Table
from permanence_lib.laboratory.comparison import span
from permanence_lib.laboratory.extract.account import Account, by_table, reasons
from permanence_lib.laboratory.extract.extract import Extract
from permanence_lib.laboratory.suppression import is_small

_MOST = 30
#: Tables in which a row is a child, or nearly: their sizes are counts of children.
_CHILDREN = ("Header", "AD1", "PlacedAdoption", "UASC", "PrevPerm")


def counted(extract: Extract) -> list[int]:
    """The counts of children that the account shows; measures must not differ from them by a small number."""
    return [number for one in by_table(extract.accounts) if one.table in _CHILDREN for number in (one.given, one.read)]


def blocks(extract: Extract) -> list[Block]:
    """What was read: the files, a table of rows, reasons for refusals and doubts."""
    tables = by_table(extract.accounts)
    files = {one.file for one in extract.accounts}
    made: list[Block] = [
        Paragraph(
            f"{_files(len(files))} read, with episodes of the years {span(extract.years)}. "
            f"Everything is as at {say_date(extract.as_at)}: what came later is not counted."
        ),
        _rows(tables, extract),
    ]
    made += _troubles(extract)
    made += _reasons(extract, True, "Rows that were not used, and why", "Every row that was given was used.")
    return made + _reasons(extract, False, "Rows that were used, with a doubt", "Nothing was doubtful.")


def _files(count: int) -> str:
    return "1 file was" if count == 1 else f"{count} files were"


def _rows(tables: list[Account], extract: Extract) -> Table:
    under = extract.ssda.suppression.under
    rows = tuple((one.table or "None of the twelve", *_numbers(one, under)) for one in tables)
    return Table(
        "Rows by table: given is read and not used together; of those read, some stood in another year too",
        ("Table", "Given", "Read", "Not used", "Of those read, repeated"),
        rows,
    )


def _numbers(one: Account, under: int) -> tuple[str, str, str, str]:
    if _is_few(one, under):
        few = f"fewer than {under}" if is_small(one.given, under) else "not shown"
        return few, few, few, few
    # Without its repetitions such a table is a count of children, and would lie too near to other counts.
    repeated = "not shown" if one.table in _CHILDREN else f"{one.repeated:,}"
    return f"{one.given:,}", f"{one.read:,}", f"{one.refused:,}", repeated


def _is_few(one: Account, under: int) -> bool:
    """Whether so few rows were given or used that their number would be a small count of children."""
    return is_small(one.given, under) or is_small(one.read, under)


def _troubles(extract: Extract) -> list[Block]:
    """Files of which nothing could be used; their names stay on this computer."""
    found = Counter(one.trouble for one in extract.accounts if one.trouble)
    said = tuple(f"{_files(count)} not read in full. {trouble}" for trouble, count in found.items())
    return [Items(said)] if said else []


def _reasons(extract: Extract, refused: bool, caption: str, none: str) -> list[Block]:
    """Reasons with the number of rows. A row refused is a fault in a file; of doubts, numbers are small or rounded.

    Where a table has few rows its refused ones are not counted either: what is left of it could be worked out.
    """
    found = reasons(extract.notes, extract.ssda, refused)
    if not found:
        return [Paragraph(none)]
    rule = extract.ssda.suppression
    few = {one.table for one in by_table(extract.accounts) if _is_few(one, rule.under)}
    rows = tuple(
        (f"{table or 'None of the twelve'}: {says}", _number(count, rule, refused, table in few), do)
        for table, says, count, do in found[:_MOST]
    )
    more = [Paragraph(f"{len(found) - _MOST} further reasons are rarer than these.")] if len(found) > _MOST else []
    return [Table(caption, ("What is said", "Rows", "What to do"), rows), *more]


def _number(count: int, rule: Suppression, refused: bool, few: bool) -> str:
    """How many rows: exact where they were refused, so that the account adds up; else rounded."""
    if few:
        return "not shown"
    if refused:
        return f"{count:,}"
    if is_small(count, rule.under):
        return f"fewer than {rule.under}"
    return f"about {max(rule.under, rule.groups_to * round(count / rule.groups_to)):,}"
