"""A certificate file that somebody chose, read strictly: one JSON object, every name once, nothing a program could take two ways."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from permanence_lib.errors import UnreadableFile

#: A certificate is about 3 kB.
LARGEST = 256_000
_ZIP, _WORD_WORDS = b"PK\x03\x04", "Word certificate or a portfolio"


def read(content: bytes) -> dict[str, Any]:
    """The JSON object in a file. UnreadableFile, in the reader's words, for everything else."""
    if len(content) > LARGEST:
        raise UnreadableFile(
            f"This file is too large to be a certificate: {len(content):,} bytes, and a certificate has about 3,000. "
            "Choose the file whose name ends in .json."
        )
    if content.startswith(_ZIP):
        raise UnreadableFile(
            f"This looks like a {_WORD_WORDS}. Those carry no signature. Choose the file that came with it, whose name ends in .json."
        )
    try:
        found = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_each_name_once,
            parse_constant=_no_number,
            parse_float=_no_number,
        )
    except UnicodeDecodeError:
        raise UnreadableFile(_NOT_JSON) from None
    except (ValueError, RecursionError):
        raise UnreadableFile(_NOT_JSON) from None
    if not isinstance(found, dict):
        raise UnreadableFile("This file is JSON, but not a certificate: it does not hold one set of names and values.")
    return found


_NOT_JSON = (
    "This file is not a certificate: it is not whole JSON. If it came by e-mail, ask for it again as an attachment."
)


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two values under one name would let two programs read two different certificates."""
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UnreadableFile(
            f"This file says two things under the name “{twice[:40]}”, so it cannot be trusted to say one."
        )
    return found


def _no_number(written: str) -> NoReturn:
    """No certificate of ours holds a broken number, and two programs may write the same one in two ways."""
    raise UnreadableFile(f"This file holds a number ({written[:20]}) that no certificate of this programme has.")
