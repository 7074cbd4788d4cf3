"""The pack of a workshop day as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from permanence_lib.cli.app import app
from permanence_lib.cli.writing import write

if TYPE_CHECKING:
    from permanence_lib.workshop.room import Room

_ENDINGS = (".docx", ".html", ".ipynb")


@app.command("workshop-pack")
def workshop_pack(
    room: Annotated[Path, typer.Option(help="The folder the room is kept in; `permanence workshop` names it.")],
    to: Annotated[
        Path, typer.Option(help="The file to write: .docx, .html, or .ipynb for the notebook as it was run.")
    ],
    week: Annotated[str | None, typer.Option(help="Which workshop (w18), where several are kept there.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; overwrite the file if it is there.")] = False,
) -> None:
    """The pack of a workshop day: agenda as run, pictures, themes, questions, evaluation. No names; nothing of fewer than five."""
    from permanence_lib.content.library import Content
    from permanence_lib.workshop.pack import kept, making

    if to.suffix not in _ENDINGS:
        typer.echo(f"The file's name must end in {', '.join(_ENDINGS[:-1])} or {_ENDINGS[-1]}.", err=True)
        raise typer.Exit(2)
    content = Content.load()
    found = kept.opened(room, content, week)
    try:
        if not yes:
            _ask(found, to)
        made = making.file(room, content, found.week.id, to.suffix)
    finally:
        found.store.close()
    write(to, made, "The room is as it was.")
    typer.echo(f"Wrote {to}")


def _ask(room: Room, to: Path) -> None:
    """Before anything leaves: an older file, and what looks like a real person."""
    from permanence_lib.workshop.pack import leaving

    if to.exists():
        typer.confirm(f"{to} is there already. Overwrite it?", abort=True)
    found = leaving.found(room)
    if found:
        typer.echo("Some of the words look as if they name a real person or place:")
        typer.echo("\n".join(f"  {line}" for line in found))
        typer.confirm("Make the file all the same?", abort=True)
