"""The portfolio and the workbook as files, and a file brought in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from permanence_lib.cli.app import app
from permanence_lib.cli.writing import write

if TYPE_CHECKING:
    from permanence_lib.portfolio.desk import Desk

_SURE = "Make the file all the same?"


@app.command()
def portfolio(
    to: Annotated[Path, typer.Option(help="The file to write.")],
    everything: Annotated[bool, typer.Option("--everything", help="The whole workbook, private answers too.")] = False,
    word: Annotated[bool, typer.Option("--word", help="The portfolio as a Word document.")] = False,
    html: Annotated[bool, typer.Option("--html", help="The portfolio as one web page.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; overwrite the file if it is there.")] = False,
) -> None:
    """Your portfolio as a file: a zip with data, readable copies and a receipt, or a document alone."""
    if everything + word + html > 1:
        typer.echo("Choose one of --everything, --word and --html.", err=True)
        raise typer.Exit(2)
    name = "everything" if everything else "word" if word else "html" if html else "portfolio"
    with _desk() as desk:
        _ask(desk, name, to, yes)
        from permanence_lib.portfolio import taking_away

        content, troubles = taking_away.made(name, desk)
        if content:
            desk.note("exported", name)
    if not content:
        typer.echo(
            "The document could not be made. `permanence portfolio` without --word or --html saves the data.", err=True
        )
        raise typer.Exit(1)
    write(to, content, "Your answers are safe in the workbook.")
    typer.echo("\n".join([f"Wrote {to}", *troubles]))


def _ask(desk: Desk, name: str, to: Path, yes: bool) -> None:
    """Before anything leaves: an older file, and what looks like a real person."""
    from permanence_lib.portfolio import taking_away

    if yes:
        return
    if to.exists():
        typer.confirm(f"{to} is there already. Overwrite it?", abort=True)
    found = taking_away.found(name, desk)
    if found:
        typer.echo("Some of the words look as if they name a real person or place:")
        typer.echo("\n".join(f"  {line}" for line in found))
        typer.confirm(_SURE, abort=True)


@app.command("bring-in")
def bring_in(
    file: Annotated[Path, typer.Argument(help="A whole-workbook zip.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Bring a whole workbook in from a file. Says first what it would do; nothing here is overwritten."""
    from permanence_lib.portfolio import archive, bringing_in

    try:
        content = file.read_bytes()
    except OSError as trouble:
        typer.echo(f"{file} could not be read: {trouble.strerror}.", err=True)
        raise typer.Exit(2) from None
    with _desk() as desk:
        found = archive.read(content, "everything")
        plan = archive.plan(found, desk)
        typer.echo("\n".join(bringing_in.told_in_lines(plan, desk)) or "There is nothing in this file.")
        if plan.of("apart"):
            typer.echo(
                "To see both versions of what was worked on in both places, bring the file in on the page /take-away."
            )
        if not plan.count:
            typer.echo("Nothing to add.")
            return
        if not yes:
            typer.confirm(f"Add {plan.count} saved versions?", abort=True)
        added = archive.bring_in(found, desk, mark=plan.mark)
    typer.echo(f"{added} saved versions were brought in.")


@contextmanager
def _desk() -> Iterator[Desk]:
    """The desk of whoever's computer this is."""
    from permanence_lib.content.library import Content
    from permanence_lib.identity import who
    from permanence_lib.portfolio.desk import Desk
    from permanence_lib.store import open_store, place

    store = open_store()
    try:
        kept = place.find(None)
        yield Desk(Content.load(), store, who(store), kept.parent if kept else None)
    finally:
        store.close()
