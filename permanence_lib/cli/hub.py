"""A whole authority: the files a JupyterHub is set up with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from permanence_lib.cli.app import app


@app.command("hub-files")
def hub_files(
    to: Annotated[Path, typer.Option("--to", help="The folder to write them into.")],
    address: Annotated[str, typer.Option(help="What people will type: https://permanence.example.gov.uk")] = "",
) -> None:
    """Write the files that set up JupyterHub for a whole authority. What you have edited there is read, not overwritten."""
    from permanence_lib.hub.writing import write

    for path, kept in write(to, address):
        typer.echo(f"Kept {path}" if kept else f"Wrote {path}")
    typer.echo(f"\nBegin with {to / 'README.md'}.")


@app.command("hub-rooms-login")
def hub_rooms_login(
    settings: Annotated[Path, typer.Option("--settings", help="The Hub's permanence-hub.ini.")],
    to: Annotated[Path, typer.Option("--to", help="The file to write; nobody else will be able to read it.")],
) -> None:
    """Make the rooms' own login to the database, for a cluster's secret. On one computer the Hub does it by itself."""
    from permanence_lib.hub.configuration import rooms_login
    from permanence_lib.hub.settings import load

    rooms_login(load(settings.resolve()), to)
    typer.echo(f"The rooms' login is in {to}. Put it where the rooms look for it, and delete the file.")
