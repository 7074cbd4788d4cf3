"""What a model finds wrong with an author's file, said with the line and with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from permanence_lib.content import strict_yaml
from permanence_lib.errors import ContentError

Location = Sequence[int | str]


def shown(path: Path) -> Path:
    """The file as authors know it: from data/ or exercises/ on."""
    for folder in ("data", "exercises"):
        if folder in path.parts:
            last = len(path.parts) - 1 - path.parts[::-1].index(folder)
            return Path(*path.parts[last:])
    return path


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """'Did you mean rowan?', or nothing when no known word is near."""
    names = {str(name).lower(): str(name) for name in known}
    near = get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    return f"Did you mean '{names[near[0]]}'?" if near else ""


def complaints(path: Path, text: str, data: Any, model: type[BaseModel], wrong: ValidationError) -> list[ContentError]:
    """Every finding about one file, in the order of its lines, each said once."""
    root = strict_yaml.nodes(text)
    found: dict[tuple[int, str], ContentError] = {}
    for finding in _without_misspelt(wrong.errors(include_url=False)):
        real = list(_steps(data, finding))
        line = line_at(root, real)
        problem, instead = _words(finding, real, model)
        found.setdefault((line, problem), ContentError(shown(path), line, _placed(problem, data, real), instead))
    return [found[key] for key in sorted(found)]


def _without_misspelt(findings: list[ErrorDetails]) -> list[ErrorDetails]:
    """The findings, less any name that is only missing because it is misspelt beside."""
    unknown = [finding["loc"] for finding in findings if finding["type"] == "extra_forbidden"]

    def misspelt(finding: ErrorDetails) -> bool:
        *place, name = finding["loc"]
        beside = [str(loc[-1]) for loc in unknown if list(loc[:-1]) == place]
        return finding["type"] == "missing" and any(did_you_mean(other, [str(name)]) for other in beside)

    return [finding for finding in findings if not misspelt(finding)]


def _steps(data: Any, finding: ErrorDetails) -> Iterator[int | str]:
    """The way to the finding as the file has it, without pydantic's own stations (a union's branches)."""
    for step in finding["loc"]:
        if _has(data, step):
            data = data[step]
            yield step
        elif finding["type"] == "missing" and step == finding["loc"][-1]:
            yield step
    if finding["type"] == "twice":
        same = [place for place, entry in enumerate(data) if entry.get("id") == finding["ctx"]["name"]]
        yield same[1]


def _has(data: Any, step: int | str) -> bool:
    return step in data if isinstance(data, dict) else isinstance(data, list) and step in range(len(data))


def line_at(root: yaml.Node | None, steps: Location) -> int:
    """The line of the piece, or of what should have held it."""
    line = strict_yaml.line_of(root) if root else 1
    node = root
    for step in steps:
        node, line = _child(node, step, line)
    return line


def _child(node: yaml.Node | None, step: int | str, line: int) -> tuple[yaml.Node | None, int]:
    """The piece one step in, and the line to name for it: for a named value the line of its name."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step], strict_yaml.line_of(node.value[step])
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return value, strict_yaml.line_of(key)
    return None, line


def _placed(problem: str, data: Any, steps: Location) -> str:
    """The problem with the entry it is about: 'in w02a2: ...'."""
    inside = ""
    for step in steps:
        data = data[step] if _has(data, step) else None
        if isinstance(data, dict) and isinstance(data.get("id"), str):
            inside = data["id"]
    return f"in {inside}: {problem}" if inside else problem


_OWN = {
    "unread": "Say where it was read, or mark it recalled.",
    "twice": "Give one of them another id.",
}


def _words(finding: ErrorDetails, steps: Location, model: type[BaseModel]) -> tuple[str, str]:
    """What is wrong and what to write, from one of pydantic's findings."""
    name = _name(steps)
    given, kind, context = finding["input"], finding["type"], finding.get("ctx", {})
    if kind == "extra_forbidden":
        known = _fields(model, steps[:-1])
        near = did_you_mean(name, known)
        return f"'{name}' is not known here.", near or f"This can hold: {', '.join(known)}."
    if kind == "missing":
        return f"'{name}' is missing.", f"Add a line `{name}: ...`."
    if kind == "literal_error":
        return _not_one_of(name, given, str(context.get("expected", "")))
    if kind == "day":
        return f"{name}: '{given}' is not a date.", str(context["instead"])
    if kind in _OWN:
        return finding["msg"], _OWN[kind]
    if kind == "value_error":
        return f"{name}: {finding['msg'].removeprefix('Value error, ')}", ""
    return _wrong_sort(name, given, kind, finding["msg"])


def _name(steps: Location) -> str:
    """The name a finding is about: the last one on the way to it."""
    return next((step for step in reversed(steps) if isinstance(step, str)), "the file")


def _not_one_of(name: str, given: object, expected: str) -> tuple[str, str]:
    choices = re.findall(r"'([^']+)'", expected)
    near = did_you_mean(str(given), choices)
    listed = f"It can be: {', '.join(choices)}." if choices else f"It can be {expected}."
    return f"{name}: '{given}' is not one of the words used here.", f"{near} {listed}".strip()


_SORTS = (
    (r"date", "is not a date.", "Write the year first, for example 2024-11-18."),
    (r"bool", "must be true or false.", "Write true or false, without quotes."),
    (r"int", "must be a whole number.", "Write figures only, without quotes or commas."),
    (r"float|decimal|finite", "must be a number.", "Write figures only, with a point for decimals."),
    (r"string_too_short", "is empty.", "Write some text, or delete the line."),
    (r"string_type", "must be text.", "Put quotes round it."),
    (r"tuple|list|too_(short|long)", "must be a list of the right length.",
     "Start each entry on its own line with a dash and a space."),
    (r"dict|model|mapping", "must hold lines of its own.", "Write `name: value` on the lines below, stepped in."),
)  # fmt: skip
_PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "Use small letters, figures and hyphens, for example adoption-panel.",
    r"^https?://\S+$": "Write a web address that starts with https://.",
}


def _wrong_sort(name: str, given: object, kind: str, message: str) -> tuple[str, str]:
    """For a value of the wrong sort, shape or size."""
    if given is None:
        return f"{name}: nothing is written here.", "Write a value, or delete the line."
    if kind == "string_pattern_mismatch":
        pattern = message.split("'")[1]
        return f"{name}: '{given}' is not written as expected.", _PATTERNS.get(pattern, f"Its form is {pattern}.")
    for sign, problem, instead in _SORTS:
        if re.match(sign, kind):
            return f"{name}: {_short(given)} {problem}", instead
    return f"{name}: {_short(given)} will not do.", message.replace("Input should", "It should") + "."


def _short(given: object) -> str:
    """What stands in the file, cut to a few words."""
    if isinstance(given, list | dict):
        return "this"
    return f"'{given}'" if len(str(given)) < 60 else f"'{str(given)[:57]}...'"


def _fields(model: Any, steps: Location) -> list[str]:
    """The names that a place in a model can hold."""
    for step in steps:
        model = _inside(model, step)
    parts = _models(model)
    return [field for part in parts for field in part.model_fields]


def _inside(annotation: Any, step: int | str) -> Any:
    """The annotation one step in."""
    for part in _models(annotation):
        if isinstance(step, str) and step in part.model_fields:
            return part.model_fields[step].annotation
    return annotation


def _models(annotation: Any) -> list[type[BaseModel]]:
    """The models named in an annotation: Distinct[Person] gives Person."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models(inner)]
