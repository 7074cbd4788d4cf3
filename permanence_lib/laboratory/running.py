"""Makes the authority's report: runs its notebook for one extract and gives back the account of what was read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from permanence_lib.content.library import Content
from permanence_lib.errors import PermanenceError, UnreadableFile
from permanence_lib.laboratory.report import ENDINGS
from permanence_lib.workbook import reporting


def run(extract: Path, to: Path | None, content: Content, as_at: date | None = None, rows: Path | None = None) -> str:
    """Run notebooks/reports/authority.ipynb with papermill, and give back the account of the files that were read.

    `to` is the report, `rows` a list of what is wrong in which row; the executed notebook is never written anywhere.
    Raises UnreadableFile where no table is found, and PermanenceError where a file cannot be made or written.
    """
    _check(extract, to)
    given = {"extract": extract.resolve(), "to": to and to.resolve(), "rows": rows and rows.resolve(), "as_at": as_at}
    return reporting.run("authority", given, content)


def _check(extract: Path, to: Path | None) -> None:
    """What can be told before anything is started."""
    if to and to.suffix.lower() not in ENDINGS:
        raise PermanenceError(f"{to.name}: the report is written to a file that ends in {' or '.join(ENDINGS)}.")
    if not extract.exists():
        raise UnreadableFile(f"There is no folder or file {extract}. Name the folder that holds the tables.")
