"""Serves the workbook: study on one's own computer. Nothing heavy is imported until something is served."""

from permanence_lib.server.laptop import study

__all__ = ["study"]
