"""Try whether a store loses anything."""

from __future__ import annotations

from typing import Annotated

import typer

from permanence_lib.cli.bench import bench


@bench.command()
def faults(
    times: Annotated[int, typer.Option(min=1, max=100_000, help="How many savers are killed.")] = 200,
    people: Annotated[int, typer.Option(min=1, max=100, help="How many save together afterwards.")] = 60,
    store: Annotated[
        str,
        typer.Option(
            help="A file that is not there yet, or the address of a database whose administrator you are; "
            "otherwise a file made for the trial."
        ),
    ] = "",
) -> None:
    """Kill people in the middle of saving, and let many save at once: what was acknowledged must be there, whole and once."""
    from permanence_lib.bench.faults import told, trial

    found = trial(times, people, store)
    typer.echo(told(found))
    raise typer.Exit(1 if found.failures else 0)
