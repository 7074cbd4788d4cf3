"""A whole workshop day on paper: sheets for participants, and apart from them what only the facilitator needs."""

from permanence_lib.workshop.paper.booklet import Booklet, booklets

__all__ = ["Booklet", "booklets"]
