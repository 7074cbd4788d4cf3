"""Facts of one week, each there once however many of its exercises stand on it."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


class Pool:
    """What there is so far."""

    def __init__(self) -> None:
        self._sent: dict[str, Any] = {}

    def share(self, material: Json) -> tuple[Json, Json]:
        """Material with names in place of facts, and the facts that no earlier exercise of the week has brought."""
        new: Json = {}
        named = {
            sort: [self._name(sort, fact, new) for fact in facts]
            if isinstance(facts, list)
            else self._name(sort, facts, new)
            if isinstance(facts, dict)
            else facts
            for sort, facts in material.items()
        }
        return named, new

    def _name(self, sort: str, fact: Json, new: Json) -> str:
        """The name of a fact; one that differs from an earlier fact of the same id gets a name of its own."""
        plain = f"{sort}/{fact.get('id', fact.get('number', ''))}"
        name, other = plain, 1
        while self._sent.get(name, fact) != fact:
            other += 1
            name = f"{plain} {other}"
        if name not in self._sent:
            self._sent[name] = new[name] = fact
        return name
