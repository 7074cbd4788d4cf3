"""Runs a report's notebook with papermill. Whatever its kernel writes lies in one folder, which is gone afterwards.

There is one way for all of them: the authority's report, the cohort's evaluation, the pack of a workshop day.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Mapping
from pathlib import Path
from subprocess import DEVNULL
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from permanence_lib import errors
from permanence_lib.content import shipped
from permanence_lib.content.library import Content
from permanence_lib.errors import AlteredNotebook, PermanenceError, UnknownParameter

if TYPE_CHECKING:
    from papermill import PapermillExecutionError
    from traitlets.config import Config

#: Seconds after which the start of a kernel is given up: it takes one or two, and longer on a busy computer.
_START = 120
#: A socket's whole name may have 104 characters on some systems, of which its own file takes 13.
_LONGEST = 90
_log = logging.getLogger(__name__)


def run(
    name: str, given: Mapping[str, object], content: Content, *, keep: Path | None = None, patience: int | None = None
) -> str:
    """Run notebooks/reports/<name>.ipynb with parameters, and give back what its cells printed.

    A parameter is handed over in words (a path, a day as 2025-03-31); one that is None or '' stays as the notebook has
    it. `keep`: a file for the notebook as it was run; without it, that is written nowhere. `patience`: seconds for one
    cell. Raises what the notebook raised where that can be told to a person, and PermanenceError for anything else.
    """
    import papermill

    notebook = content.root / "notebooks" / "reports" / f"{name}.ipynb"
    said = {_named(each): str(value) if value else None for each, value in given.items()}
    with TemporaryDirectory(prefix="permanence-report-") as folder:
        try:
            shipped.read(content.root / "notebooks", f"reports/{name}")
            executed = papermill.execute_notebook(
                str(notebook),
                str(keep) if keep else None,
                said,
                progress_bar=False,
                start_timeout=_START,
                execution_timeout=patience,
                **_private(Path(folder), content),
            )
        except papermill.PapermillExecutionError as wrong:
            raise _told(wrong) from None
        except AlteredNotebook:
            raise
        except Exception as trouble:  # no kernel, no time, no room on the disk: the person can do the same about each
            _log.exception("The notebook %s could not be run.", name)
            raise _not_made(type(trouble).__name__) from None
    return _printed(executed)


def _named(parameter: str) -> str:
    """The name of a parameter. Papermill writes it into the notebook as it stands, where anything else would be run."""
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,40}", parameter, re.ASCII):
        raise UnknownParameter("A parameter has a name that no notebook takes, so nothing was run.")
    return parameter


def _told(wrong: PapermillExecutionError) -> PermanenceError:
    """What stopped the notebook: one of our own errors in its words, and any other without its traceback."""
    sort = getattr(errors, wrong.ename, None)
    if isinstance(sort, type) and issubclass(sort, PermanenceError):
        return PermanenceError.__new__(sort, str(wrong.evalue))
    _log.error("A report's notebook stopped: %s: %s", wrong.ename, wrong.evalue)
    return _not_made(f"{wrong.ename}: {wrong.evalue}")


def _not_made(why: str) -> PermanenceError:
    return PermanenceError(f"The notebook stopped before its end ({why}). Nothing was written. Try again.")


def _printed(executed: Any) -> str:
    outputs = (output for cell in executed.cells for output in cell.get("outputs", ()))
    return "".join(output.text for output in outputs if output.output_type == "stream" and output.name == "stdout")


def _private(folder: Path, content: Content) -> dict[str, Any]:
    """A kernel whose history, connection and working folder are `folder`.

    It is told so in its own surroundings. This process keeps its own, for a server may be starting other kernels meanwhile.
    """
    from jupyter_client.manager import AsyncKernelManager

    surroundings = {"IPYTHONDIR": folder, "JUPYTER_RUNTIME_DIR": folder, "PERMANENCE_ROOT": content.root.resolve()}

    class PrivateKernel(AsyncKernelManager):
        """Started for one run."""

        def start_kernel(self, **kw: Any) -> Any:
            """With surroundings of its own."""
            environment = {**os.environ, **{name: str(place) for name, place in surroundings.items()}}
            quiet = {
                "stdout": DEVNULL,
                "stderr": DEVNULL,
            }  # what a cell says comes as a message; the rest is the machinery's
            return super().start_kernel(**{**kw, **quiet, "env": environment, "cwd": str(folder)})

    return {"kernel_manager_class": PrivateKernel, "config": over_files(folder)}


def over_files(folder: Path) -> Config:
    """A kernel is spoken to through files of this folder, where the system has such and can name them: a port that was free a
    moment ago may be taken by the time the kernel is there."""
    from traitlets.config import Config

    transport = "tcp" if os.name == "nt" or len(str(folder)) > _LONGEST else "ipc"
    return Config({"KernelManager": {"transport": transport, "connection_file": str(folder / "kernel.json")}})
