"""What the process beside the workbook can do: the authority's report, and the records of single children."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from permanence_lib.content.library import Content
from permanence_lib.document import html
from permanence_lib.laboratory import report, writing
from permanence_lib.laboratory.apart.parcel import Parcel
from permanence_lib.laboratory.extract import Extract, account
from permanence_lib.laboratory.records.own import children

Tell = Callable[[str], None]
#: So many rows are told on the page; the list that can be downloaded has all of them.
SHOWN = 200


def authority(asked: Parcel, content: Content, tell: Tell) -> Parcel:
    """The report as the command makes it, and what was read and refused; no row leaves this process."""
    tell("Reading the rows")
    read = report.opened(asked.files or None, asked.said.get("as_at") or None, content)
    tell("Working out the nine measures")
    made = report.made(read, content)
    tell("Writing the page and the Word document")
    files = {
        "shown.html": html.render(made.blocks()).encode(),
        "report.html": made.page(),
        "report.docx": made.word(),
        "rows.csv": writing.listed(read),
    }
    return Parcel({"accounts": [asdict(one) for one in read.accounts], **_told(read)}, files)


def _told(read: Extract) -> dict[str, Any]:
    """What there is to say of rows: the first of those refused and of those doubted, and how many there are of each."""
    told = list(account.told(read.notes, read.ssda))
    counts = Counter(one.refused for one in told)
    return {
        name: {"count": counts[refused], "rows": [asdict(one) for one in told if one.refused is refused][:SHOWN]}
        for name, refused in (("refused", True), ("doubted", False))
    }


def records(asked: Parcel, content: Content, tell: Tell) -> Parcel:
    """The episodes of each child, without code, birth or worker; they go back to the workbook's memory only."""
    tell("Reading the rows")
    read = report.opened(asked.files, None, content)
    tell("Putting each child’s episodes in order")
    return Parcel({"children": children(read), "refused": _told(read)["refused"]["count"]})


JOBS: Mapping[str, Callable[[Parcel, Content, Tell], Parcel]] = {"authority": authority, "records": records}
