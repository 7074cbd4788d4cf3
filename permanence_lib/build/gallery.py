"""The gallery: every kind, what it is for, and which exercises use it. Written to exercises/README.md."""

from __future__ import annotations

from permanence_lib import exercises
from permanence_lib.content.library import Content

_HEAD = """# Exercises

One file an exercise; the file's name is its id (`w02a2` is the second activity of week 2).
To add one: `permanence new exercise w05a1 --kind worksheet`, then edit the file. Nothing else has to change.
This page is made by `permanence build`.

## Kinds
"""


def text(content: Content) -> str:
    """The whole page, as Markdown."""
    made = exercises.load(content)
    kinds = [exercises.find_kind(name) for name in exercises.kind_names()]
    entries = []
    for kind in kinds:
        used = [f"`{name}` {e.definition.title}" for name, e in made.items() if e.kind.name == kind.name]
        uses = "; ".join(used) if used else "not used yet"
        entries.append(f"### {kind.label} (`{kind.name}`)\n\n{kind.about}\n\nUsed in: {uses}.\n")
    return _HEAD + "\n" + "\n".join(entries)
