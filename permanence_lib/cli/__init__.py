"""The `permanence` command: reads what was asked and hands it on. Nothing is imported before it is needed."""

from __future__ import annotations

import pkgutil
import sys
from importlib import import_module

import typer

from permanence_lib import collector
from permanence_lib.cli.app import app
from permanence_lib.errors import PermanenceError

for _part in pkgutil.iter_modules(__path__):
    if not _part.name.startswith("_"):  # __main__ runs the command
        import_module(f"{__name__}.{_part.name}")


def main() -> None:
    """Run the command; what goes wrong is said in one paragraph, without a traceback."""
    collector.rarely()
    try:
        app()
    except PermanenceError as trouble:
        typer.echo(str(trouble), err=True)
        sys.exit(2)
