"""Privacy from the command line: look a file through, see where data lies, erase it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from permanence_lib.cli.app import app


@app.command()
def guard(
    file: Annotated[Path, typer.Argument(help="A Word document or a text file.")],
) -> None:
    """Look a file through for what may name a real person, your own list of names too. Fails if there is anything."""
    from permanence_lib.privacy import files, names
    from permanence_lib.privacy.guard import find
    from permanence_lib.store import place

    store = place.find()
    listed = names.read(store.parent if store else None)
    text = files.words_of(file)
    found = find(text, listed.words)
    if listed.trouble:
        typer.echo(listed.trouble, err=True)
    for one in found:
        line = text.count("\n", 0, one.start) + 1
        typer.echo(f"Line {line}: {one.label}: “{' '.join(one.found.split())}”. {one.why} {one.instead}")
    typer.echo(_summed_up(len(found), file.name))
    raise typer.Exit(1 if found else 0)


def _summed_up(count: int, name: str) -> str:
    if not count:
        return f"Nothing in {name} looks like a real person's detail. That is no proof: read it once more yourself."
    things = "1 thing" if count == 1 else f"{count} things"
    return f"{things} in {name} may name a real person."


@app.command()
def data() -> None:
    """Say what is kept of you on this computer, and in which files."""
    from permanence_lib.portfolio import erasing
    from permanence_lib.store import open_store, place

    store = open_store(read_only=True)
    path = place.find()
    kept = store.latest_all(store.me().id) if path else {}
    typer.echo(f"{len(kept)} saved records, with all their versions. Nothing is deleted by itself.")
    for file in erasing.files(store, path.parent if path else None):
        typer.echo(f"  {file}")
    store.close()


@app.command()
def erase(
    yes: Annotated[bool, typer.Option("--yes", help="Erase without asking again.")] = False,
    person: Annotated[
        str, typer.Option(help="Somebody else, by the name they sign in with: for whoever looks after the records of many.")
    ] = "",
    backups_in: Annotated[Path | None, typer.Option("--backups", help="With --person: the folder of the backups.")] = None,
) -> None:  # fmt: skip
    """Erase your answers with all their versions, and your list of names, from this computer. It cannot be undone."""
    from permanence_lib.portfolio import erasing
    from permanence_lib.store import open_store, place

    if person:
        _erase_person(person, yes, backups_in)
        return
    if place.server():
        typer.echo("The records of many are in this database: say whose with --person, under the administrator's login.", err=True)  # fmt: skip
        raise typer.Exit(2)
    store = open_store()
    folder = store.path.parent if store.path else None
    me = store.me().id
    count = len(store.latest_all(me))
    typer.echo(f"This erases {count} saved records with all their versions, your list of names, and copies put aside.")
    typer.echo("To take everything with you first, open the workbook and choose Your data, Give me all my data.")
    if not _is_meant(yes):
        store.close()
        raise typer.Exit(1)
    erasing.erase(store, me, folder)
    store.close()
    typer.echo("Erased. The files were searched afterwards, and nothing of it was found.")
    typer.echo(
        "A browser may still hold drafts of words that were not saved: open the workbook, choose Your data, and clear them there."
    )
    _say_backups(me, backups_in)


def _is_meant(yes: bool) -> bool:
    if yes or typer.prompt("Type erase to confirm", default="", show_default=False).strip().casefold() == "erase":
        return True
    typer.echo("Nothing was erased.")
    return False


def _erase_person(person: str, yes: bool, backups_in: Path | None) -> None:
    """One of many: everything of theirs, their login, their name in the log; then what was searched and what is left."""
    from permanence_lib.identity import hub_person
    from permanence_lib.operations import backups, taking_out, whole
    from permanence_lib.store import place, roles

    who = hub_person(person)
    with whole.opened() as store:
        count = taking_out.held(store, who)
        typer.echo(f"This erases {count} saved versions of “{who}”, their name in the access log, and their login if they have one.")  # fmt: skip
        typer.echo("What they did in a workshop stands under another name in its room, and goes with the room.")
        if not _is_meant(yes):
            raise typer.Exit(1)
        if server := place.server():
            roles.drop(server, who)
        gone = taking_out.erase(store, who, backups.folder(backups_in), backups.mark())
    typer.echo(f"Erased. {gone.searched} rows of every table were searched afterwards.")
    for one in gone.left:
        typer.echo(f"  Somebody else's work still names them: {one.rows} rows of {one.table}.{one.column}")
    if not gone.left:
        typer.echo("  None of them names the person.")
    _say_backups(who, backups_in)


def _say_backups(who: str, backups_in: Path | None) -> None:
    """The backups that still hold a person, and until when."""
    from permanence_lib.content.library import Content
    from permanence_lib.operations import backups, taking_out

    days = Content.load().retention.backups.days
    for one in taking_out.holding(backups.folder(backups_in), who):
        typer.echo(f"  Still in a backup, until {one.until(days):%d %B %Y}: {one.path}")
