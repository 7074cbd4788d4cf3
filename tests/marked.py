"""An answer with a mark in it, to see where a person's words come out."""

from __future__ import annotations

import json
from typing import Any

MARKER = "zq-private-words-zq"
MARKUP = f"{MARKER} <script>x</script>"


def with_marker(value: Any, mark: str = MARKUP) -> Any:
    """The answer with the longest typed text replaced by the mark."""
    words = sorted(_texts(value), key=len)
    if not words:
        return None
    return json.loads(json.dumps(value).replace(json.dumps(words[-1]), json.dumps(mark)))


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if " " in value else []
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [found for item in inner for found in _texts(item)]
