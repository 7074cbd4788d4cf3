"""The process beside the workbook: a parcel in, stages on the way, a parcel out. It touches no file but the content's own."""

from __future__ import annotations

import os
import sys
from contextlib import redirect_stdout
from pathlib import Path

from permanence_lib.content.library import Content
from permanence_lib.errors import PermanenceError
from permanence_lib.laboratory.apart import jobs
from permanence_lib.laboratory.apart.parcel import Parcel

#: What a line on the error channel begins with when it tells the stage that was reached.
STAGE = "stage: "
_FAULT = (
    "The workbook met a fault of its own while it read these files ({name}). Nothing of them was kept. Try one table or "
    "one year at a time, to find the file it stumbles over."
)


def main() -> None:
    """Do what the parcel asks; a fault is told by its name alone, since its words may hold a row."""
    answer = Parcel({"trouble": _FAULT.format(name="no answer")})
    try:
        asked = Parcel.opened(sys.stdin.buffer.read())
        with redirect_stdout(sys.stderr):  # the way out belongs to the answer
            answer = jobs.JOBS[asked.said["job"]](asked, Content.load(Path(asked.said["root"])), _tell)
    except PermanenceError as trouble:
        answer = Parcel({"trouble": str(trouble)})
    except MemoryError:
        answer = Parcel({"trouble": "There is not enough memory for files of this size. Read fewer years at a time."})
    except Exception as fault:
        answer = Parcel({"trouble": _FAULT.format(name=type(fault).__name__)})
    sys.stdout.buffer.write(answer.packed())


def _tell(stage: str) -> None:
    sys.stderr.write(f"{STAGE}{stage}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(5)  # the pages somebody is reading come first
    main()
