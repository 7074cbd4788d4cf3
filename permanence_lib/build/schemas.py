"""JSON Schemas: what an editor needs to complete and check an author's YAML."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.content.schemas import SCHEMAS


def texts(content: Content) -> Iterator[tuple[Path, str]]:
    """One schema for each sort of data file, and one for exercises of every kind."""
    folder = content.data / "schemas"
    for name, model in SCHEMAS.items():
        yield folder / name, _written(TypeAdapter(model).json_schema())
    kinds = [exercises.find_kind(name) for name in exercises.kind_names()]
    for kind in kinds:
        yield folder / "exercises" / f"{kind.name}.json", _written(_definition(kind.definition, kind.name))
    yield folder / "exercise.json", _written(_any_kind([kind.name for kind in kinds]))


def _definition(model: type[BaseModel], name: str) -> dict[str, Any]:
    schema = model.model_json_schema(mode="validation")
    schema["properties"]["kind"] = {"const": name}
    return schema


def _any_kind(names: list[str]) -> dict[str, Any]:
    """The kind chooses the schema: an editor then complains about one kind only."""
    return {
        "title": "Exercise",
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"enum": names}},
        "allOf": [
            {"if": {"properties": {"kind": {"const": name}}}, "then": {"$ref": f"exercises/{name}.json"}}
            for name in names
        ],
    }


def _written(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
