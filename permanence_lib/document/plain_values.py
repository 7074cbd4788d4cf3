"""Blocks as plain values and back: how a document is kept, or sent to somebody who renders it for themselves.

What comes back is blocks or nothing: a reader never renders HTML that somebody else has made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cache
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from permanence_lib.document.blocks import Block, Blocks

_NAME = "block"
_SORTS = {sort.__name__: sort for sort in get_args(Block)}


def of(blocks: Blocks) -> list[dict[str, Any]]:
    """Each block by its name with what is in it."""
    return [{_NAME: type(block).__name__, **asdict(block)} for block in blocks]


def blocks(values: Iterable[Any]) -> list[Block]:
    """The blocks that were written down; ValueError when something is not one."""
    return [_block(value) for value in values]


def _block(value: Any) -> Block:
    if not isinstance(value, Mapping) or str(value.get(_NAME)) not in _SORTS:
        raise ValueError("not a block of a document")
    rest = {name: part for name, part in value.items() if name != _NAME}
    try:
        made: Block = _adapter(str(value[_NAME])).validate_python(rest)
    except ValidationError as wrong:
        raise ValueError(f"not a {value[_NAME]}: {wrong.error_count()} things are wrong") from None
    return made


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(_SORTS[name])
