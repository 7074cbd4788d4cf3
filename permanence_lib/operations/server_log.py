"""What PostgreSQL's own log says of refusals: who looked for whose records, who tried to be somebody else.

The database writes these lines itself, as the one who asked cannot keep it from doing so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from permanence_lib.errors import UnreadableFile
from permanence_lib.store.record import Noted

#: A line begins with its moment; what somebody smuggled in after a line break begins with a tab.
_MOMENT = r"^(?P<at>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?) (?P<zone>\w+)"
_ASKING = r"(?: (?P<role>[^\s@]+)@\S+)?"
_REFUSED = re.compile(
    _MOMENT + r".*? LOG:\s+permanence refused: role=(?P<role>\S+) what=(?P<what>\w+) whose=(?P<whose>.*)$"
)
_DENIED = re.compile(
    _MOMENT + r".*?" + _ASKING + r" ERROR:\s+(?P<why>permission denied .*|must be (?:owner|superuser|member) .*)$"
)
_SHUT_OUT = re.compile(_MOMENT + r'.*? FATAL:\s+(?P<why>password authentication failed|permission denied for database "[^"]*"|role "(?P<gone>[^"]+)" is not permitted)(?: for user "(?P<role>[^"]+)")?')  # fmt: skip
_UTC = ("UTC", "GMT")


def read(path: Path, people: Mapping[str, str]) -> list[Noted]:
    """The refusals in a log, oldest first; `people` says which login is whose. UnreadableFile where there is none."""
    try:
        with path.open(encoding="utf-8", errors="replace") as log:
            return list(refusals(log, people))
    except OSError as trouble:
        raise UnreadableFile(f"{path} could not be read: {trouble.strerror}.") from trouble


def refusals(log: Iterable[str], people: Mapping[str, str]) -> Iterator[Noted]:
    """The lines of a log that tell of a refusal."""
    for each in log:
        line = each.rstrip("\r\n")
        if found := _REFUSED.match(line):
            tried = "tried to write" if found["what"] == "write" else "tried to read"
            yield Noted(
                _at(found), _who(found["role"], people), "refused", _unquoted(found["whose"]), f"{tried} records"
            )
        elif found := _DENIED.match(line):
            yield Noted(_at(found), _who(found["role"] or "", people), "refused", "the database", found["why"][:200])
        elif found := _SHUT_OUT.match(line):
            who = _who(found["role"] or found["gone"] or "", people)
            yield Noted(_at(found), who, "refused", "the database", found["why"][:200])


def _at(found: re.Match[str]) -> datetime:
    """The moment of a line; where a server keeps another time than UTC, it is taken as this computer's."""
    moment = datetime.fromisoformat(found["at"])
    return moment.replace(tzinfo=UTC) if found["zone"] in _UTC else moment.astimezone(UTC)


def _who(role: str, people: Mapping[str, str]) -> str:
    return people.get(role, role)


def _unquoted(name: str) -> str:
    """A name as PostgreSQL quotes it in its messages."""
    return name[1:-1].replace('""', '"') if name[:1] == name[-1:] == '"' and len(name) > 1 else name
