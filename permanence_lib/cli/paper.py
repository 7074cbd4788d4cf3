"""A workshop day on paper, before there is a room."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from permanence_lib.cli.app import app
from permanence_lib.cli.writing import write


@app.command("workshop-paper")
def workshop_paper(
    module: Annotated[int, typer.Option(help="Whose workshop: 1 to 4.", min=1, max=4)],
    to: Annotated[Path, typer.Option(help="The folder to write the files into.")],
) -> None:
    """A workshop day that works with no screens: sheets for participants and, apart from them, the facilitator's."""
    from permanence_lib.content.library import Content
    from permanence_lib.workshop.paper import booklets

    content = Content.load()
    week = next(week for week in content.weeks.values() if week.module == module and week.workshop)
    try:
        to.mkdir(parents=True, exist_ok=True)
        for each in booklets(week, content).values():
            for form in ("word", "print"):
                name, _, made = each.file(form)
                write(to / name, made)
                typer.echo(f"Wrote {to / name}")
    except OSError as trouble:
        typer.echo(f"{to} could not be written: {trouble.strerror}.", err=True)
        raise typer.Exit(1) from None
