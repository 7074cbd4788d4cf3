"""The command itself: every module beside this one adds its own part."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Achieving Permanence: an interactive workbook for child and family social workers.",
)


@app.callback(invoke_without_command=True)
def _top(
    version: Annotated[bool, typer.Option("--version", help="Say the version and stop.")] = False,
) -> None:
    if version:
        from permanence_lib import __version__

        typer.echo(__version__)
        raise typer.Exit
