"""Erasing everything of one participant: the list of names, then the answers, past recovery from the workbook's own files."""

from __future__ import annotations

from pathlib import Path

from permanence_lib.portfolio.archive import held
from permanence_lib.privacy import names
from permanence_lib.store import Store


def erase(store: Store, participant: str, folder: Path | None) -> None:
    """Erase; StoreError when something could not be removed, and doing it again finishes it.

    Pages that are open learn of it at their next word: they save nothing more, and load themselves again.
    """
    from permanence_lib.store.noted import ERASED

    names.erase(folder)
    held.erase(folder)
    store.erase(participant)
    store.note("erased", whose=ERASED)


def files(store: Store, folder: Path | None) -> list[Path]:
    """Every file that may hold something of a participant: the answers with what lies beside them, and the names."""
    path = store.path
    beside = sorted(path.parent.glob(f"{path.name}*")) if path else []
    return [*beside, *names.files(folder), *held.files(folder)]
