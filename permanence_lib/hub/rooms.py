"""The workshops an authority holds, as its operator lists them in rooms.yaml."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from permanence_lib.errors import ContentError


class HubRoom(BaseModel):
    """One workshop of one cohort: what it is called in an address, who may come in, and who leads it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=31)
    module: int = Field(ge=1, le=4)
    cohort: str = Field(min_length=1, max_length=60)
    group: str = Field(min_length=1)
    leads: str = Field(min_length=1)
    port: int = Field(default=0, ge=0, le=65535)
    places: int = Field(default=24, ge=1, le=200)


def read(path: Path) -> list[HubRoom]:
    """The rooms of a file, in its order; none where there is no file. ContentError when it says something it should not."""
    if not path.exists():
        return []
    listed = _listed(path)
    try:
        found = TypeAdapter(list[HubRoom]).validate_python(listed)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        at = ".".join(str(part) for part in first["loc"])
        raise ContentError(
            path, None, f"{at}: {first['msg']}.", "A room has name, module, cohort, group and leads."
        ) from None
    names = [room.name for room in found]
    if len(set(names)) < len(names):
        raise ContentError(
            path, None, "Two rooms have one name.", "Each room's name is its address: give each its own."
        )
    return found


def _listed(path: Path) -> object:
    import yaml

    try:
        return yaml.safe_load(path.read_text("utf-8")) or []
    except (OSError, yaml.YAMLError) as trouble:
        raise ContentError(path, None, f"The file cannot be read: {trouble}") from None
