"""How often Python looks for what nobody needs any more: rarely, as what a program reads at its start is all needed.

Python's own measure has it look some hundred times while a server starts, each time at more: a quarter of that time.
"""

from __future__ import annotations

import gc

#: How many new things there may be before it looks at them, and how many such looks before it looks further back.
_RARELY = (10_000, 20, 50)
_USUALLY = gc.get_threshold()


def rarely() -> None:
    """From now on."""
    gc.set_threshold(*_RARELY)


def usually() -> None:
    """As often as Python does: for a process that must stay small."""
    gc.set_threshold(*_USUALLY)


def settle() -> None:
    """What is there now stays: it is not looked at again, which takes a tenth of a second, and what is split off shares it."""
    gc.freeze()
