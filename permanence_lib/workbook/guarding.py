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


class Guard:
    """What the page is told of it, for one exercise: after an answer was opened or saved, when asked, and when it is left."""

    def __init__(self, store: Store, person: Identity) -> None:
        self._watch, self._marked = Watch(store, person), False

    def after(self, reply: Message, message: Message, slot: str) -> list[Message]:
        """What in the answer may name a real person, or that nothing does any more; nothing where nothing is new."""
        if reply["kind"] not in ("opened", "saved"):
            return []
        is_new = reply["kind"] == "opened"
        found = self.found(reply.get("value") if is_new else message.get("value"), slot)
        return [self._marks(found, is_new)] if found or self._marked else []

    def looked(self, message: Message, slot: str) -> Message:
        """What is in the answer on the page, saved or not: asked before a file is made of it."""
        return self._marks(self.found(message.get("value"), slot)) | {"id": message.get("id")}

    def leave(self, message: Message, slot: str) -> Message:
        """Some of it is invented or agreed: kept as marks, never as words."""
        marks = [str(mark) for mark in message.get("marks") or ()]
        self._watch.leave(slot, marks, message.get("leave") is not False)
        return self.looked(message, slot)

    def found(self, value: Any, slot: str) -> list[Message]:
        """What is found in an answer and was not left."""
        return self._watch.look(slot, value)

    def _marks(self, found: list[Message], is_new: bool = False) -> Message:
        """What the page shows, with the name of the module that shows it unless the page has that already."""
        from permanence_lib.screen import parts

        module = {"module": parts.later("guard").name} if found and (is_new or not self._marked) else {}
        self._marked = bool(found)
        return {"kind": "guard", "found": found} | module


def erased() -> Message:
    """The page is to forget everything and begin again."""
    from permanence_lib.screen import parts

    return {"kind": "guard", "found": [], "erased": True, "module": parts.later("erased").name}


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
