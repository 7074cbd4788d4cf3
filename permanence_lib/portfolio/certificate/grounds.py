"""What a certificate stands on: the archive of a portfolio, and in it the line manager's final return, checked again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from permanence_lib.content.programme import Completion, ShownBy

#: The occasion of the final return: after the last week.
FINAL = "w28"
_SAID = {
    "not-yet": "the line manager said “not yet”",
    "talk": "the line manager wants to talk about it first",
}


@dataclass(frozen=True)
class Standing:
    """What an archive says of completion: which requirements its work meets, and what the final return said of each.

    `met` and `missing` are by requirement, from the workbook that made the archive; `said` is from the manager's return,
    after it was checked against the pack it answers. `verified_on` is the day it is dated.
    """

    met: Mapping[str, bool]
    missing: Mapping[str, Sequence[str]]
    said: Mapping[str, str]
    verified_on: date | None


def lacking(standing: Standing, completion: Completion) -> tuple[str, ...]:
    """What stands between this archive and a certificate, a sentence each; none when nothing does."""
    return tuple(_lacking(standing, completion))


def _lacking(standing: Standing, completion: Completion) -> Iterator[str]:
    if standing.verified_on is None:
        yield "There is no final return from the line manager in this archive."
    for asked in completion.shown_by:
        if not standing.met.get(asked.id, False):
            yield f"{asked.text}: not complete yet{_what(asked, standing)}."
        elif standing.verified_on is not None and standing.said.get(asked.id) != "verified":
            said = _SAID.get(standing.said.get(asked.id, ""), "the line manager has not said anything about it")
            yield f"{asked.text}: {said}."


def _what(asked: ShownBy, standing: Standing) -> str:
    """What the workbook itself names as missing."""
    named = [str(words) for words in standing.missing.get(asked.id, ())]
    return f" ({'; '.join(named[:4])}{'; and more' if len(named) > 4 else ''})" if named else ""


def met_in(completion: Iterable[Mapping[str, Any]]) -> tuple[dict[str, bool], dict[str, list[str]]]:
    """What an archive says of completion, as requirement -> met, and requirement -> what is missing in words."""
    found = list(completion)
    met = {str(one.get("id")): one.get("met") is True for one in found}
    return met, {str(one.get("id")): _listed(one.get("missing")) for one in found}


def _listed(missing: Any) -> list[str]:
    return [str(words)[:200] for words in missing] if isinstance(missing, list) else []
