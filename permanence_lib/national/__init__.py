"""The country's published figures as questions that can be explored: one function gives sentence, table and picture."""

from __future__ import annotations

from permanence_lib.national.beneath import SourceLine
from permanence_lib.national.choice import Choice, Choices, Offer
from permanence_lib.national.figures import Figure, rows
from permanence_lib.national.view import View, questions, view

__all__ = ["Choice", "Choices", "Figure", "Offer", "SourceLine", "View", "questions", "rows", "view"]
