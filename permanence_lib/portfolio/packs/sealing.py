"""What binds a pack and its return: one way of writing values, SHA-256 of what was shown, and a seal with the pack's key.

The page in the pack does the same in `screen/sealing.js`; both are tested on the vectors in tests/vectors/packs.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from html.parser import HTMLParser
from typing import Any

#: White space as HTML has it: what lies between two tags says nothing.
_SPACE = re.compile(r"[ \t\n\r\f]+")


def canonical(value: Any) -> str:
    """One way of writing plain values: names in the order of their characters, no space between, text as it is.

    Numbers are whole; a half character (a lone surrogate) becomes U+FFFD.
    """
    return json.dumps(_whole(value), ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def _whole(value: Any) -> Any:
    match value:
        case str():
            return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        case dict():
            return {_whole(name): _whole(part) for name, part in value.items()}
        case list() | tuple():
            return [_whole(part) for part in value]
        case float():
            raise TypeError("A number with a fraction has no one way of being written.")
    return value


def digest(value: Any) -> str:
    """SHA-256 of a value in its one way of being written, in hexadecimal."""
    return sha256(canonical(value))


def sha256(text: str) -> str:
    """SHA-256 of text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def seal(key: str, value: Any) -> str:
    """HMAC-SHA256 of a value with a key in hexadecimal: only who holds the pack or its workbook can make it."""
    return hmac.new(bytes.fromhex(key), canonical(value).encode(), hashlib.sha256).hexdigest()


def is_same(one: str, other: str) -> bool:
    """Whether two seals agree, in a time that tells nothing about where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())


def shown(html: str) -> str:
    """SHA-256 of the words that a reader sees of a piece of HTML, each run of white space counted as one space."""
    return sha256(words(html))


def words(html: str) -> str:
    """The text of a piece of HTML, as a browser gives it, with single spaces."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return plain("".join(reader.found))


def plain(text: str) -> str:
    """Words with each run of white space as one space, and none at the ends."""
    return _SPACE.sub(" ", text).strip(" ")


class _Words(HTMLParser):
    """Collects text and nothing else."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        """A stretch of text."""
        self.found.append(data)
