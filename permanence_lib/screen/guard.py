"""Modules that an exercise gets only when they are needed: what may name a real person, and what follows erasing."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def module(name: str = "guard") -> str:
    """One ES module, 'guard' or 'erased'. Its `guard(kit)` gives the part that shows, if there is one."""
    return (files("permanence_lib.screen") / "kit" / f"{name}.js").read_text(encoding="utf-8")
