"""From an author's file to checked content. Every complaint says the file, the line, what is wrong, what to write.

`load` gives content or raises the first complaint; `problems` gives every complaint there is; `read` and `validated`
are its two halves, for a file whose model depends on what it says.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from permanence_lib.content import strict_yaml
from permanence_lib.content.complaints import Location, complaints, did_you_mean, line_at, shown
from permanence_lib.errors import ContentError

Model = TypeVar("Model", bound=BaseModel)


def read(path: Path) -> dict[str, Any]:
    """The file as plain values: text, numbers, true and false, lists and names with values."""
    try:
        data = strict_yaml.values(_text(path))
    except strict_yaml.NotPlain as wrong:
        raise ContentError(shown(path), wrong.line, wrong.problem, wrong.instead) from None
    if not isinstance(data, dict):
        raise ContentError(shown(path), 1, "the file must be a list of names and values.", "Start with `name: value`.")
    return data


def validated(path: Path, data: dict[str, Any], model: type[Model]) -> Model:
    """The values as content; the first complaint is raised."""
    try:
        return model.model_validate(data)
    except ValidationError as wrong:
        raise complaints(path, _text(path), data, model, wrong)[0] from None


def load(path: Path, model: type[Model]) -> Model:
    """The file as content; the first complaint is raised."""
    return validated(path, read(path), model)


def problems(path: Path, model: type[BaseModel]) -> list[ContentError]:
    """Every complaint about a file; none when it is well."""
    try:
        data = read(path)
    except ContentError as wrong:
        return [wrong]
    try:
        model.model_validate(data)
    except ValidationError as wrong:
        return complaints(path, _text(path), data, model, wrong)
    return []


def line(path: Path, steps: Location) -> int:
    """The line of one piece of a file, found by the way to it: ("cases", 2, "name")."""
    return line_at(strict_yaml.nodes(_text(path)), steps)


def _text(path: Path) -> str:
    """The words of the file."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        near = did_you_mean(path.name, [other.name for other in path.parent.glob("*")])
        raise ContentError(shown(path), None, "there is no such file.", near) from None
    except UnicodeDecodeError as wrong:
        line = path.read_bytes()[: wrong.start].count(b"\n") + 1
        instead = "Save the file as UTF-8 (in Notepad: Save as, Encoding, UTF-8)."
        raise ContentError(shown(path), line, "a letter here is not stored as UTF-8.", instead) from None
