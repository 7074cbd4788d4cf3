"""What a kernel carries when a week is open in it, and the server before anybody comes: modules and processor time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from permanence_lib.content import places
from permanence_lib.errors import PermanenceError

#: What no page needs before somebody asks for a file or a table.
HEAVY = ("pandas", "matplotlib", "numpy", "openpyxl", "docx", "sqlalchemy", "PIL", "lxml")
_KERNEL = """
import contextlib, io, json, sys, time
import ipykernel.kernelapp, anywidget
bare = len(sys.modules), time.process_time()
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
with contextlib.redirect_stdout(io.StringIO()):
    for source in json.loads(sys.argv[1]):
        shell.run_cell(source, store_history=False).raise_error()
print(json.dumps({"bare": bare, "all": (len(sys.modules), time.process_time()), "names": sorted({n.partition(".")[0] for n in sys.modules})}))
"""
_IMPORTED = """
import json, sys, time
__import__(sys.argv[1])
print(json.dumps({"all": (len(sys.modules), time.process_time()), "names": sorted({n.partition(".")[0] for n in sys.modules})}))
"""


@dataclass(frozen=True)
class Weight:
    """Modules and processor seconds: of the bare libraries, and of everything; and which heavy packages are among it."""

    bare_modules: int
    bare_seconds: float
    modules: int
    seconds: float
    heavy: tuple[str, ...]


def of_kernel(week: str, store: str) -> Weight:
    """A kernel that has run the cells of a week, with the answers in `store`."""
    told = _run(_KERNEL, json.dumps(cells(places.root() / "notebooks" / f"{week}.ipynb")), PERMANENCE_STORE=store)
    return _weight(told["bare"], told)


def of_server() -> Weight:
    """The server's process when it has just been imported."""
    return _weight(_run(_IMPORTED, "voila.app")["all"], _run(_IMPORTED, "permanence_lib.server.app"))


def cells(notebook: Path) -> list[str]:
    """The code of a notebook, cell by cell."""
    read: dict[str, Any] = json.loads(notebook.read_text("utf-8"))
    return ["".join(each["source"]) for each in read["cells"] if each["cell_type"] == "code"]


def _weight(bare: tuple[int, float], told: dict[str, Any]) -> Weight:
    modules, seconds = told["all"]
    return Weight(bare[0], bare[1], modules, seconds, tuple(name for name in HEAVY if name in told["names"]))


def _run(program: str, *given: str, **environment: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", program, *given],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )
    if done.returncode:
        raise PermanenceError(f"The weight could not be taken:\n{done.stderr[-2000:]}")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
