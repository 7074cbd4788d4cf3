"""Everything derived: notebooks from weeks, schemas from models, the gallery from kinds. `drift` finds what is stale.

| derived                | made from                             |
|------------------------|---------------------------------------|
| notebooks/*.ipynb      | data/weeks/*.md, exercises/, data/    |
| notebooks/shipped.json | the notebooks                         |
| data/schemas/*.json    | the models in permanence_lib          |
| exercises/README.md    | the kinds and the exercises           |
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from permanence_lib.build import gallery, listing, notebooks, schemas
from permanence_lib.content.library import Content


@dataclass(frozen=True)
class Derived:
    """A file that is never edited by hand: what it should hold, and what to edit instead."""

    path: Path
    text: str
    source: str

    def is_stale(self) -> bool:
        """Whether the file on disk is missing or says something else."""
        return not self.path.is_file() or self.path.read_text("utf-8") != self.text


def derive(content: Content, run: bool = True) -> Iterator[Derived]:
    """Every derived file, with the text it should have; without a run, notebooks keep the outputs they have."""
    yield from (Derived(path, text, "the models in permanence_lib") for path, text in schemas.texts(content))
    yield Derived(content.root / "exercises" / "README.md", gallery.text(content), "the kinds and the exercises")
    pages = [Derived(path, text, source) for path, text, source in notebooks.texts(content, run)]
    yield from pages
    listed = listing.text({page.path: page.text for page in pages}, content)
    yield Derived(listing.path(content), listed, "the notebooks")


def build(root: Path | None = None) -> list[Path]:
    """Write what is stale under a root; gives back the files written."""
    stale = [made for made in derive(Content.load(root)) if made.is_stale()]
    for made in stale:
        made.path.parent.mkdir(parents=True, exist_ok=True)
        made.path.write_text(made.text, encoding="utf-8")
    return [made.path for made in stale]


def drift(root: Path | None = None, run: bool = True) -> list[str]:
    """What no longer follows from its source, in words that say what to do."""
    content = Content.load(root)
    return [
        f"{_near(made.path, content)} does not follow from {made.source}. Run `permanence build`."
        for made in derive(content, run)
        if made.is_stale()
    ]


def _near(path: Path, content: Content) -> Path:
    with contextlib.suppress(ValueError):
        return path.relative_to(content.root)
    return path
