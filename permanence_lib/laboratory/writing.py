"""What there is to say of the rows of a return, as a file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from permanence_lib.document.cells import neutral
from permanence_lib.document.written import write
from permanence_lib.laboratory.extract import Extract, account


def rows(read: Extract, to: Path | str) -> None:
    """What there is to say of rows, written to a CSV file."""
    write(Path(to), listed(read))


def listed(read: Extract) -> bytes:
    """What there is to say of rows, as CSV: file, line, table, whether it was used, what is wrong, what to do."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["File", "Line", "Table", "Used", "What is said", "What to do"])
    for one in account.told(read.notes, read.ssda):
        said = [one.file, str(one.line), one.table, "no" if one.refused else "yes", one.says, one.do]
        writer.writerow([neutral(cell) for cell in said])  # a file, or a cell that is quoted, may begin like a formula
    return out.getvalue().encode("utf-8-sig")
