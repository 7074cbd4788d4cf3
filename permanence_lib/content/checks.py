"""data/checks.csv: every time somebody looked again at the source of a fact. Lines are added and never changed."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, Field, ValidationError

from permanence_lib.content.complaints import shown
from permanence_lib.content.part import Day, Part, Text, Url
from permanence_lib.errors import ContentError

NAME = "checks.csv"
COLUMNS = ("when", "file", "id", "who", "read", "outcome", "look_again_by", "words")
Outcome = Literal["stands", "in_doubt"]
#: What says where a record comes from and how old it is; the rest is what somebody vouches for.
_NOT_THE_WORDS = {
    "url", "grade", "second_url", "source_version", "check_at", "as_at", "confidence", "principle_confidence",
    "review_by", "checked_by", "fail_by", "note", "cited_as",
}  # fmt: skip


class Check(Part):
    """One line: on a day somebody read a source and found that the words stand, or that they are in doubt."""

    when: Day
    file: Text
    id: Text
    who: Annotated[str, Field(pattern=r"^[^=+\-@,;\s][^,;\n]*$")]
    read: Url | None = None
    outcome: Outcome
    look_again_by: Day | None = None
    words: Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]
    """The mark of the words that were checked: words changed since are not vouched for."""
    line: int = 0

    def row(self) -> str:
        """The line as it stands in the file."""
        values = self.model_dump(mode="json", include=set(COLUMNS))
        text = StringIO()
        csv.writer(text, lineterminator="\n").writerow([values[name] or "" for name in COLUMNS])
        return text.getvalue()


def mark(record: BaseModel) -> str:
    """A short fingerprint of what a record says; it stays when only its source or age is changed."""
    said = record.model_dump(mode="json", exclude=_NOT_THE_WORDS, exclude_defaults=True)
    if isinstance(said.get("clock"), dict):  # filled in on reading, from other lists
        said["clock"] = {name: value for name, value in said["clock"].items() if name not in _FILLED_IN}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:12]


_FILLED_IN = ("words", "stage", "stage_words")


def read(path: Path) -> tuple[Check, ...]:
    """Every line in its order; none where nobody has checked anything yet.

    Raises:
        ContentError: the first line that cannot be read.
    """
    found = []
    for each in _each(path):
        if isinstance(each, ContentError):
            raise each
        found.append(each)
    return tuple(found)


def problems(path: Path) -> Iterator[ContentError]:
    """Every line that cannot be read."""
    yield from (each for each in _each(path) if isinstance(each, ContentError))


def _each(path: Path) -> Iterator[Check | ContentError]:
    if not path.is_file():
        return
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        instead = "Save the file as UTF-8, or bring back the last good one and run `permanence checked` again."
        yield ContentError(shown(path), None, "the file is not stored as UTF-8.", instead)
        return
    rows = csv.reader(StringIO(text))
    heading = next(rows, [])
    if tuple(heading) != COLUMNS:
        yield ContentError(shown(path), 1, "the first line must name the columns.", f"Write {','.join(COLUMNS)}.")
        return
    for row in rows:
        if row:
            yield _line(path, rows.line_num, row)


def _line(path: Path, line: int, row: list[str]) -> Check | ContentError:
    if len(row) != len(COLUMNS):
        found = f"this line has {len(row)} columns and should have {len(COLUMNS)}."
        return ContentError(shown(path), line, found, _AGAIN)
    values = {name: value for name, value in zip(COLUMNS, row, strict=True) if value}
    try:
        return Check.model_validate(values | {"line": line})
    except ValidationError as wrong:
        first = wrong.errors()[0]
        column = str(first["loc"][0])
        said = f"'{values.get(column, '')}' cannot stand under {column}." if column in values else f"{column} is empty."
        return ContentError(shown(path), line, said, _AGAIN)


_AGAIN = "Take the line out and add it with `permanence checked ID --by NAME`; it is made for you."
