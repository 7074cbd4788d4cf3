"""Archives of earlier layouts, made into the present one step by step: one function for every earlier version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StrictBool, ValidationError

from permanence_lib.portfolio.archive import layout
from permanence_lib.portfolio.archive.unpacking import refused

Files = dict[str, bytes]
Plain = dict[str, Any]


class _First(BaseModel):
    """The manifest of version 0: one SHA-256 a file, and no digest of its own."""

    model_config = ConfigDict(extra="forbid")

    format: Literal["achieving-permanence"]
    version: Literal[0]
    made: AwareDatetime
    files: dict[str, str]


class _Answer(BaseModel):
    """One version of an answer in version 0: its place in the list was its number."""

    model_config = ConfigDict(extra="forbid")

    value: dict[str, Any]
    done: StrictBool = False
    questions: str = Field(min_length=1, max_length=100)
    law_as_at: str | None = None
    saved: str


class _Answers(BaseModel):
    answers: dict[str, list[_Answer]]


def from_0(manifest: Plain, files: Files) -> tuple[Plain, Files]:
    """Version 0 held answers.json alone: {"answers": {exercise: [version, version, ...]}}; it was always the whole workbook."""
    try:
        first = _First.model_validate(manifest)
        found = _Answers.model_validate_json(files.get("answers.json", b""))
    except ValidationError as wrong:
        raise refused("This file is from an earlier version of the workbook, and is damaged.") from wrong
    _check(first, files)
    records = [
        {
            "exercise": name, "revision": n, "saved_at": one.saved, "done": one.done,
            "definition_hash": one.questions, "law_as_at": one.law_as_at, "value": one.value,
        }
        for name, versions in found.answers.items()
        for n, one in enumerate(versions, 1)
    ]  # fmt: skip
    content = layout.as_json({"records": records})
    listed = {"path": layout.RECORDS, "bytes": len(content), "sha256": layout.sha256(content)}
    now: Plain = {
        "format": layout.FORMAT, "version": 1, "scope": "everything", "made_at": manifest["made"],
        "workbook": {"title": "", "version": "0"}, "files": [listed],
    }  # fmt: skip
    return now | {"digest": layout.digest(now)}, {layout.RECORDS: content}


def _check(first: _First, files: Mapping[str, bytes]) -> None:
    """As in every version: all that is listed is there, nothing else is, and every byte is as it was."""
    if set(first.files) != set(files):
        raise refused("The list in this file does not agree with what is in it: something was taken out or put in.")
    for path, expected in first.files.items():
        if hashlib.sha256(files[path]).hexdigest() != expected:
            raise refused(f"“{path}” in this file has been changed since the workbook made it.")


#: From the version named to the next.
STEPS: Mapping[int, Callable[[Plain, Files], tuple[Plain, Files]]] = {0: from_0}


def to_present(manifest: Plain, files: Files) -> tuple[Plain, Files]:
    """The manifest and the files in the present layout."""
    while (version := manifest["version"]) < layout.VERSION:
        manifest, files = STEPS[version](manifest, files)
    return manifest, files


def plain_json(content: bytes, name: str) -> Any:
    """Plain values out of a part that is JSON; UnreadableFile when it is not, or holds what JSON has no word for."""
    try:
        return json.loads(content.decode("utf-8"), parse_constant=_no_such_number)
    except (ValueError, RecursionError) as broken:
        raise refused(f"“{name}” in this file is damaged and cannot be read.") from broken


def _no_such_number(words: str) -> float:
    raise ValueError(words)
