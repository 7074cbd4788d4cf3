"""One child's record of the yearly return as practice material: invented, or the reader's own under an alias; never kept."""

from __future__ import annotations

from permanence_lib.laboratory.records.history import Episode, History

__all__ = ["Episode", "History"]
