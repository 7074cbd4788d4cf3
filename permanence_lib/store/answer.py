"""An answer as it stands in the store: JSON text, of a bounded size, in characters every database takes."""

from __future__ import annotations

import json
from typing import Any

from permanence_lib.errors import AnswerRefused, StoreError

#: The longest answer kept, in characters of its stored form: the store's own guard, whoever calls it.
LONGEST = 600_000
#: The longest id or label kept, in characters.
LONGEST_LABEL = 100
#: How deep lists may stand in lists: anything that can be saved must also be readable.
DEEPEST = 50
_REPLACEMENT = "\ufffd"
_STAYS = "Your words stay on your screen."


def clean(text: str) -> str:
    """The same words without what no database takes: half characters and NUL become U+FFFD."""
    if text.isascii():
        return text.replace("\0", _REPLACEMENT)
    return text.replace("\0", _REPLACEMENT).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def label(text: str) -> str:
    """An id as it is stored; refused when empty or absurdly long, for it comes from a browser."""
    if not isinstance(text, str) or not 0 < len(text) <= LONGEST_LABEL:
        raise AnswerRefused(
            f"The page sent something the workbook does not understand, so this was not saved. {_STAYS} "
            "Copy them somewhere safe, load the page again and put them back."
        )
    return clean(text)


def to_text(value: dict[str, Any]) -> str:
    """The answer as JSON text, cleaned; AnswerRefused when it is too long or is not plain values."""
    try:
        if not isinstance(value, dict):
            raise TypeError("not named parts")
        text = json.dumps(_cleaned(value, 0), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError):
        raise AnswerRefused(
            f"This answer holds something that cannot be kept, so it was not saved. {_STAYS} "
            "Copy them somewhere safe, load the page again and put them back."
        ) from None
    if len(text) > LONGEST:
        raise AnswerRefused(
            f"This answer is too long to be saved: about {len(text):,} characters, where {LONGEST:,} can be kept. "
            f"{_STAYS} Shorten the answer, or keep part of it in a document of your own, and it will be saved."
        )
    return text


def from_text(text: str) -> dict[str, Any]:
    """The answer back from its JSON text; StoreError when somebody has altered it in the file."""
    try:
        value = json.loads(text)
        if isinstance(value, dict):
            return value
    except (ValueError, RecursionError):
        pass
    raise StoreError(
        "One saved answer is damaged and cannot be shown. Nothing was changed, and the other answers are safe. "
        "Keep the file as it is and ask whoever looks after the workbook to restore that answer from a backup copy."
    )


def _cleaned(value: Any, depth: int) -> Any:
    """The value with every string in it cleaned, names of parts too."""
    if isinstance(value, str):
        return clean(value)
    if depth > DEEPEST:
        raise ValueError("too deep")
    if isinstance(value, dict):
        return {_cleaned(name, depth + 1): _cleaned(part, depth + 1) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_cleaned(part, depth + 1) for part in value]
    return value
