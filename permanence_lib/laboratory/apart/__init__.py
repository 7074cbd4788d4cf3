"""Work on an extract in a process of its own: the workbook stays quick, and nothing is written to the disk.

Files go in and results come out through the process's own pipes. `__main__` is what runs there, `task` what asks for it.
"""

from __future__ import annotations

from permanence_lib.laboratory.apart.parcel import Parcel
from permanence_lib.laboratory.apart.task import Task

__all__ = ["Parcel", "Task"]
