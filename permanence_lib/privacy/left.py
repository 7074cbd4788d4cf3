"""What a participant has said to leave: 'It is invented, or agreed'.

What is kept of it is a mark, never the words: 24 bits that hang on whose it is and on the words. Within one answer it is
as good as unique; nobody can turn it back, as dozens of real numbers share every mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

from permanence_lib.privacy.guard import Finding

#: Marks are kept in the store under left:<slot>.
KEPT_UNDER = "left"
_BYTES = 3
#: More than anybody leaves in one answer.
MOST = 500


def mark(participant: str, finding: Finding) -> str:
    """The mark of one finding: the same for the same words, however they are spaced or capitalised."""
    plain = "".join(filter(str.isalnum, finding.found.casefold()))
    return blake2b(f"{finding.sort}:{plain}".encode(), key=participant.encode()[:64], digest_size=_BYTES).hexdigest()


def marks_in(value: Mapping[str, Any] | None) -> frozenset[str]:
    """The marks of one record."""
    found = (value or {}).get("marks", ())
    return frozenset(found) if isinstance(found, (list, tuple)) else frozenset()


def value(marks: Iterable[str]) -> dict[str, Any]:
    """A record of marks."""
    return {"marks": sorted(marks)[:MOST]}
