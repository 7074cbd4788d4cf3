"""Achieving Permanence: the workbook's library. A notebook needs only `Workbook`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from permanence_lib import postponed as postponed

if TYPE_CHECKING:
    from permanence_lib.workbook import Workbook

__version__ = "0.1.0"
__all__ = ["Workbook", "__version__"]


def __getattr__(name: str) -> Any:
    """Bring in the workbook only when a notebook asks for it."""
    if name == "Workbook":
        from permanence_lib.workbook import Workbook

        return Workbook
    raise AttributeError(name)
