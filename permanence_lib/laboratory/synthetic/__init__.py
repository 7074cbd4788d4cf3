"""Invented extracts: shaped like a return, marked as invented in every file, and the same for the same seed."""

from __future__ import annotations

from permanence_lib.laboratory.synthetic.invented import Invented, invent, write

__all__ = ["Invented", "invent", "write"]
