"""A file that a command was asked for; where it cannot be written, the command ends in words."""

from __future__ import annotations

from pathlib import Path

import typer


def write(to: Path, content: bytes, safe: str = "") -> None:
    """Whole or not at all, and for its owner alone; `safe` says what was not lost."""
    from permanence_lib.document import written
    from permanence_lib.errors import PermanenceError

    try:
        written.write(to, content)
    except PermanenceError as trouble:
        typer.echo(f"{trouble} {safe}".strip(), err=True)
        raise typer.Exit(1) from None
