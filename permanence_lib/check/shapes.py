"""Can every data file be read, and does each hold what it should?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from permanence_lib.content import checks, loading
from permanence_lib.content.complaints import did_you_mean, shown
from permanence_lib.content.library import Content
from permanence_lib.content.schemas import FILES, model_of
from permanence_lib.errors import ContentError


def shape_problems(content: Content) -> Iterator[ContentError]:
    """Files that are missing, that nothing reads, or that do not hold what they should."""
    there = {path.relative_to(content.data).as_posix(): path for path in sorted(_data_files(content.data))}
    for name in FILES:
        if name not in there:
            yield ContentError(Path("data") / name, None, "this file is missing.", "Bring it back.")
    for name, path in there.items():
        yield from _problems_of(name, path)
    yield from checks.problems(content.data / checks.NAME)


def _data_files(data: Path) -> Iterator[Path]:
    yield from data.rglob("*.yaml")
    yield from data.rglob("*.yml")


def _problems_of(name: str, path: Path) -> Iterator[ContentError]:
    model = model_of(name)
    if model is None:
        instead = did_you_mean(name, FILES) or "Move it elsewhere, or see data/README.md for the names of files."
        yield ContentError(shown(path), None, "no part of the workbook reads this file.", instead)
    else:
        yield from loading.problems(path, model)
