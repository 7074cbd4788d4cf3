"""A place in a text, before it is put into words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple


class Mark(NamedTuple):
    """Characters `start` to `end` look like a `sort`; `weak` when it may well be something else."""

    sort: str
    start: int
    end: int
    weak: bool = False


#: How many places one pattern looks at more closely: far more than any real text has, and an end to one made to be slow.
CANDIDATES = 1000


def candidates(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The first places that fit a pattern, to be looked at more closely."""
    return islice(pattern.finditer(text), CANDIDATES)
