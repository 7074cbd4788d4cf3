"""Before anything leaves: what looks like a real person is shown, and the participant decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from permanence_lib.portfolio.desk import Desk
from permanence_lib.privacy import guard, left, names
from permanence_lib.privacy.guard import Finding
from permanence_lib.privacy.names import NameList
from permanence_lib.screen import leaving
from permanence_lib.screen.asked import Asked, Made
from permanence_lib.screen.leaving import Found, LeavingPage, Part

#: How many things of one part are listed; the rest are counted.
LISTED = 20
_NOT_CARRIED = ("_xsrf", "sure")


def ask(desk: Desk, asked: Asked, parts: Mapping[str, str]) -> Made | None:
    """A page that shows what was found in `parts` (title -> words) and asks; None when there is nothing to ask.

    The page sends the same form again, or asks for the same address again, with `sure=yes`: then the answer is None.
    It carries every typed, ticked and hidden value. It cannot carry a file that was chosen in the form, because no
    browser lets a page do so: the page then asks for that file again, in a box of the same name. A form that takes a
    file is better asked about what was typed before the file is chosen.
    What was said in an exercise to be invented or agreed is not asked about again, only counted.
    """
    if "yes" in (asked.one("sure"), asked.query.get("sure")):
        return None
    listed = names.read(desk.folder)
    agreed = _left(desk)
    found = {title: guard.find(words, listed.words) for title, words in parts.items()}
    open_to_ask = {title: [one for one in ones if not _is_left(one, desk, agreed)] for title, ones in found.items()}
    shown = tuple(_part(title, ones, listed) for title, ones in open_to_ask.items() if ones)
    if not shown:
        return None
    known = sum(map(len, found.values())) - sum(map(len, open_to_ask.values()))
    page = LeavingPage(
        parts=shown,
        action=asked.path,
        method="post" if asked.sent else "get",
        hidden=tuple(_values(asked)),
        token=asked.token,
        files=tuple((name, file.name) for name, file in asked.files.items()),
        left=known,
    )
    return Made(page.title, leaving.render(page))


def _left(desk: Desk) -> frozenset[str]:
    """The marks of everything said to be invented or agreed, in whatever exercise."""
    return frozenset(mark for record in desk.under(left.KEPT_UNDER).values() for mark in left.marks_in(record.value))


def _is_left(finding: Finding, desk: Desk, agreed: frozenset[str]) -> bool:
    return bool(agreed) and left.mark(desk.person.participant, finding) in agreed


def _values(asked: Asked) -> Iterable[tuple[str, str]]:
    """Every name and value of the form, or of the address where no form was sent."""
    if not asked.sent:
        return [(name, value) for name, value in asked.query.items() if name not in _NOT_CARRIED]
    return [(name, value) for name, values in asked.fields.items() if name not in _NOT_CARRIED for value in values]


def _part(title: str, findings: Sequence[Finding], listed: NameList) -> Part:
    """One part: the same words once, with how often they stand there."""
    times = Counter((one.sort, " ".join(one.found.split())) for one in findings)
    first = {(one.sort, " ".join(one.found.split())): one for one in reversed(findings)}
    rows = tuple(_row(first[key], count, listed) for key, count in times.items())
    return Part(title, rows[:LISTED], max(0, len(rows) - LISTED))


def _row(finding: Finding, times: int, listed: NameList) -> Found:
    alias = listed.alias_of(finding.found) if finding.sort == "name" else ""
    instead = f"Write “{alias}”, the alias on your list." if alias else finding.instead
    return Found(finding.label, " ".join(finding.found.split())[:80], finding.why, instead, times)
