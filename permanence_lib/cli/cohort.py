"""What a cohort told before a workshop, from the files participants made."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from permanence_lib.cli.app import app
from permanence_lib.cli.writing import write


@app.command()
def cohort(
    files: Annotated[list[Path], typer.Argument(help="The files participants made on the page Before the workshop.")],
    to: Annotated[Path, typer.Option(help="The file to write: .html or .docx.")],
) -> None:
    """What a cohort told before a workshop, added together. Nothing of fewer than five people."""
    from permanence_lib.content.library import Content
    from permanence_lib.document import docx
    from permanence_lib.document.blocks import Document
    from permanence_lib.errors import UnreadableFile
    from permanence_lib.portfolio.before import share, together
    from permanence_lib.workshop.printed import web_page

    content = Content.load()
    found: list[share.Share] = []
    for path in files:
        try:
            found.append(share.read(_bytes(path), path.name, found[0].week if found else _week(path)))
        except UnreadableFile as trouble:
            typer.echo(str(trouble), err=True)
    told = share.newest(found)
    if not told or told[0].week not in content.weeks:
        typer.echo("None of the files could be used, so nothing was written.", err=True)
        raise typer.Exit(1)
    week = content.weeks[told[0].week]
    document = Document(f"The cohort before {week.title}", tuple(together.told(told, content, week)))
    write(to, docx.render(document) if to.suffix == ".docx" else web_page(document))
    typer.echo(f"Wrote {to}, from {len(told)} {'person' if len(told) == 1 else 'people'}.")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as trouble:
        typer.echo(f"{path} could not be read: {trouble.strerror}.", err=True)
        return b""


def _week(path: Path) -> str:
    """The workshop the first file is for: all others must be for the same."""
    import json

    try:
        week = json.loads(_bytes(path)).get("week")
    except (ValueError, AttributeError):
        return ""
    return str(week)
