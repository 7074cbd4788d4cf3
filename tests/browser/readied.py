"""Imported once, by the process that servers of tests are split off from: what each of them would import and read."""

from __future__ import annotations

import os
from contextlib import closing
from importlib import import_module
from pathlib import Path

import nbformat

os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # nobody debugs here, so nobody need be warned

from permanence_lib import collector
from permanence_lib.content.library import Content, current
from permanence_lib.identity import Identity
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress import front
from permanence_lib.server import made, packed, seedling
from permanence_lib.server.site import TEMPLATE
from permanence_lib.server.warming import warm
from permanence_lib.store import open_store

_OTHERS = (
    *seedling._KERNEL, "permanence_lib.server.laptop", "permanence_lib.server.app", "permanence_lib.server.room.running",
    "permanence_lib.server.lab", "permanence_lib.portfolio.pages", "permanence_lib.laboratory.pages", "permanence_lib.workbook",
)  # fmt: skip


def _the_same(cls: type[Content], root: Path | None = None) -> Content:
    return current() if root is None else cls(root)


collector.rarely()
for name in _OTHERS:
    import_module(name)
warm()
with closing(open_store("sqlite://")) as nothing:
    front.home(Desk(current(), nothing, Identity("nobody")))
#: What every server would compress, and compile to read a notebook with.
packed.packed(TEMPLATE / "static")
for name in {part for week in current().weeks for part in made.of_week(week)}:
    made.packed(name)
nbformat.validate(nbformat.v4.new_notebook())
#: Servers of the shipped content share what was read of it here.
Content.load = classmethod(_the_same)  # type: ignore[assignment,method-assign]
collector.settle()
