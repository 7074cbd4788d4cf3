"""What is past its review date, and what nobody has checked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from permanence_lib.content.library import Content
from permanence_lib.content.part import NOT_CHECKED, Sourced


def _dated(content: Content) -> Iterator[tuple[str, str, Sourced]]:
    """Every record that ages: its file, its name, and itself."""
    for file, entries in (
        ("law/timetable.yaml", content.law),
        ("law/case_law.yaml", content.case_law),
        ("law/checklists.yaml", content.checklists),
        ("law/changes.yaml", content.law_changes),
        ("glossary.yaml", content.terms),
        ("cpd.yaml", {fact.id: fact for fact in content.cpd.asked}),
    ):
        for name, entry in entries.items():
            yield file, name, entry
    for option in content.options.values():
        for aspect, facts in option.aspects.items():
            for number, fact in enumerate(facts, start=1):
                yield "law/options.yaml", f"{option.id}, {aspect}, fact {number}", fact


def past_review(content: Content, on: date) -> Iterator[str]:
    """Records whose review date has passed, oldest first."""
    due = [(entry.review_by, file, name, entry) for file, name, entry in _dated(content) if entry.is_due(on)]
    for _, file, name, entry in sorted(due, key=lambda found: (str(found[0]), found[1], found[2])):
        yield f"data/{file}: {name}, {entry.due_words(on)}"


def recalled(content: Content) -> Iterator[str]:
    """How many records of each file are from general knowledge, and which."""
    found: dict[str, list[str]] = {}
    for file, name, entry in _dated(content):
        if not entry.settled:
            found.setdefault(file, []).append(name)
    for file, names in found.items():
        yield f"data/{file}: {len(names)} recalled, shown as '{NOT_CHECKED}': {'; '.join(names)}."
    hidden = [name for name, record in content.evidence.items() if not record.settled]
    if hidden:
        yield f"data/evidence.yaml: {len(hidden)} recalled, never shown: {', '.join(hidden)}."
