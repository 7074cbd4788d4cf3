"""The pack of a workshop day: how it was run, what the room made of it, and nothing that says who gave which answer."""

from permanence_lib.workshop.pack.notebook import Report, report

__all__ = ["Report", "report"]
