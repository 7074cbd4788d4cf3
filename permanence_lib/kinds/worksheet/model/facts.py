"""What the law says of an option, as far as it stands beside a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def aspects_beside(options: Iterable[Mapping[str, Any]], names: Sequence[str]) -> list[list[Any]]:
    """The heading and the facts of each `option.aspect` named, in the order of the names."""
    known = {f"{option['id']}.{aspect}": _headed(option, aspect) for option in options for aspect in option["aspects"]}
    return [known[name] for name in dict.fromkeys(names) if name in known]


def _headed(option: Mapping[str, Any], aspect: str) -> list[Any]:
    return [f"{option['name']}: {aspect.replace('_', ' ')}", list(option["aspects"][aspect])]
