"""What looks like a real person in one participant's answers: marked and explained, never a reason not to save."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from permanence_lib.errors import Conflict
from permanence_lib.identity import Identity
from permanence_lib.privacy import guard, left, names
from permanence_lib.privacy.guard import Finding
from permanence_lib.privacy.names import NameList

if TYPE_CHECKING:
    from permanence_lib.store import Store

Message = dict[str, Any]
#: How many are shown at once under an exercise; the next come when these are dealt with.
SHOWN = 12


class Watch:
    """Looks through the answers to one exercise. Only what has changed since the last look is read again."""

    def __init__(self, store: Store, person: Identity) -> None:
        self._store, self._person = store, person
        self._seen: dict[str, tuple[Finding, ...]] = {}
        self._listed = ""

    def look(self, slot: str, value: Any) -> list[Message]:
        """What is found in an answer and was not left, each once, in order, for the page."""
        listed = self._names()
        gone = self._left(slot)
        found = {left.mark(self._person.participant, finding): finding for finding in self._find(value, listed)}
        return [_shown(mark, finding, listed) for mark, finding in found.items() if mark not in gone]

    def leave(self, slot: str, marks: list[str], leave: bool = True) -> None:
        """Keep that these were said to be invented or agreed; `leave` false takes it back."""
        wanted = {mark for mark in marks if len(mark) == 6 and mark.isalnum()}
        for _ in range(3):
            kept = self._store.latest(self._person.participant, f"{left.KEPT_UNDER}:{slot}")
            before = left.marks_in(kept.value if kept else None)
            try:
                self._keep(slot, before | wanted if leave else before - wanted, kept.revision if kept else 0)
                return
            except Conflict:  # another window said the same just now
                continue

    def _keep(self, slot: str, marks: frozenset[str] | set[str], base: int) -> None:
        self._store.save(
            self._person.participant, f"{left.KEPT_UNDER}:{slot}", left.value(marks), base=base,
            request_id=uuid.uuid4().hex, definition_hash=left.KEPT_UNDER,
        )  # fmt: skip

    def _left(self, slot: str) -> frozenset[str]:
        kept = self._store.latest(self._person.participant, f"{left.KEPT_UNDER}:{slot}")
        return left.marks_in(kept.value if kept else None)

    def _names(self) -> NameList:
        path: Path | None = self._store.path
        listed = names.read(path.parent if path else None)
        if listed.revision != self._listed:  # another list: everything is to be looked through again
            self._seen, self._listed = {}, listed.revision
        return listed

    def _find(self, value: Any, listed: NameList) -> list[Finding]:
        pieces = dict.fromkeys(words_with_births(value))
        before = self._seen
        self._seen = {words: before[words] if words in before else guard.find(words, listed.words) for words in pieces}
        return [finding for findings in self._seen.values() for finding in findings]


def words_with_births(value: Any, name: str = "") -> list[str]:
    """Every piece of writing in an answer; what stands in a box for a birth says so."""
    born = "born " if name == "born" else ""
    if isinstance(value, str):
        return [born + value] if value.strip() else []
    if born and isinstance(value, dict) and value.get("known", "day") == "day":
        return [f"born {value.get('day')}/{value.get('month')}/{value.get('year')}"]
    if isinstance(value, dict):
        return [words for key, item in value.items() for words in words_with_births(item, key)]
    return [words for item in value for words in words_with_births(item)] if isinstance(value, list) else []


def _shown(mark: str, finding: Finding, listed: NameList) -> Message:
    alias = listed.alias_of(finding.found) if finding.sort == "name" else ""
    instead = f"Write “{alias}” instead: that is the alias on your list." if alias else finding.instead
    return {
        "mark": mark,
        "label": finding.label,
        "found": " ".join(finding.found.split())[:80],
        "why": finding.why,
        "instead": instead,
    }
