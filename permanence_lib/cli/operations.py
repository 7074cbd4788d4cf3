"""Keeping the records: backup, restore, migrate, retention, audit. For whoever looks after the workbook for others, or for oneself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from permanence_lib.cli.app import app

if TYPE_CHECKING:
    from datetime import date

    from permanence_lib.operations.putting_back import Back
    from permanence_lib.operations.staying import Room
    from permanence_lib.store import Store

Folder = Annotated[
    Path | None, typer.Option("--to", help="The folder for backups; left out, the one PERMANENCE_BACKUPS names, or the workbook's own.")
]  # fmt: skip


@app.command()
def backup(
    to: Folder = None,
    keep: Annotated[int, typer.Option(min=1, help="How many are kept, this one counted; the oldest go.")] = 7,
) -> None:
    """Take a backup of every record, while people go on working. It is read back before older ones go."""
    from permanence_lib.operations import backups, whole

    where = backups.folder(to)
    with whole.opened() as store:
        made, gone = backups.make(store, where, keep=keep)
        _note(store, "backed-up", f"{made.manifest.records} records, {made.path.name}")
    typer.echo(f"Wrote {made.path}")
    for name, part in made.manifest.tables.items():
        typer.echo(f"  {name}: {part.rows} rows, SHA-256 {part.sha256}")
    typer.echo("It was read back, and every line is as it was written. It holds what people wrote, and it is not")
    typer.echo("scrambled: keep it on an encrypted disk, and a copy away from this computer.")
    if gone:
        typer.echo(f"Let go of {len(gone)} older: {', '.join(path.name for path in gone)}")


@app.command()
def restore(
    file: Annotated[Path | None, typer.Argument(help="A backup; left out, the newest of these records.")] = None,
    backups_in: Folder = None,
    check: Annotated[bool, typer.Option("--check", help="Only prove that it would come back whole; keep nothing.")] = False,
) -> None:  # fmt: skip
    """Put a backup back into an empty file or database, read every record back and show the proof."""
    from permanence_lib.operations import backups, putting_back, whole

    where = backups.folder(backups_in)
    chosen = file or putting_back.newest(where, backups.mark())
    if check:
        _say_back(putting_back.rehearsed(chosen))
        typer.echo("That was a rehearsal in memory: nothing was changed anywhere.")
        return
    with whole.opened() as store:
        _say_back(putting_back.put_back(chosen, store, where))


@app.command()
def migrate(
    to: Annotated[
        str, typer.Option("--to", help="Carry this file's records into that database: its address, or @ and a file that holds the address.")
    ] = "",
    local_as: Annotated[str, typer.Option("--as", help="With --to: the name under which this laptop's person signs in there.")] = "",
    backups_in: Annotated[Path | None, typer.Option("--backups", help="The folder for the backup that is taken before.")] = None,
) -> None:  # fmt: skip
    """Make the database, or bring it up to date after a backup; with --to, carry a file's records into a database."""
    from permanence_lib.operations import backups, migrating

    where = backups.folder(backups_in)
    done = migrating.migrate(where, _address(to) or None)
    if done.backup is not None:
        typer.echo(f"Took a backup first: {done.backup.path}")
    if done.is_new:
        typer.echo(f"The database was empty and is made ready (version {done.after}).")
    elif done.before == done.after:
        typer.echo(f"The database is up to date (version {done.after}).")
    else:
        typer.echo(f"The database was brought from version {done.before} to {done.after}.")
    if to:
        migrating.migrate(where)
        _carry(_address(to), local_as)


def _address(to: str) -> str:
    """The address itself; from a file where one is named, so that no password stands in a list of commands."""
    from permanence_lib.errors import PermanenceError

    try:
        return Path(to[1:]).read_text(encoding="utf-8").strip() if to.startswith("@") else to
    except OSError as trouble:
        raise PermanenceError(f"The file {to[1:]} could not be read: {trouble.strerror}.") from None


def _carry(to: str, local_as: str) -> None:
    from permanence_lib.identity import hub_person
    from permanence_lib.operations import carrying, whole

    with whole.opened(read_only=True) as source, whole.opened(to) as target:
        carried = carrying.carry(source, target, hub_person(local_as) if local_as else "")
    for one in carried:
        typer.echo(f"  {one.who}: {one.added} added, {one.records} there now, SHA-256 {one.sha256}: as in the file")
    typer.echo(
        "Read back and compared. The file stays as it is; erase it when everybody has looked at their work there."
    )


@app.command()
def retention(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would go.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask: for a time-table.")] = False,
    rules: Annotated[Path | None, typer.Option(help="Your own copy of data/retention.yaml.")] = None,
    backups_in: Annotated[Path | None, typer.Option("--backups", help="The folder of the backups.")] = None,
) -> None:
    """Show what has been kept as long as data/retention.yaml says, and let it go."""
    from datetime import UTC, datetime

    from permanence_lib.content import loading
    from permanence_lib.content.library import Content
    from permanence_lib.content.retention import Retention
    from permanence_lib.operations import backups, staying, whole

    chosen = loading.load(rules, Retention) if rules else Content.load().retention
    now = datetime.now(UTC)
    with whole.opened(read_only=dry_run) as store:
        place = staying.Place(store, backups.folder(backups_in), backups.mark(), list(_rooms()))
        typer.echo("These have stayed their time:")
        typer.echo("\n".join(f"  {line}" for line in staying.due(place, chosen, now).said()))
        if dry_run or not (yes or typer.confirm("Let them go? This cannot be undone.", default=False)):
            typer.echo("Nothing was changed.")
            return
        typer.echo("Gone:")
        typer.echo("\n".join(f"  {line}" for line in staying.let_go(place, chosen, now).said()))


def _rooms() -> Iterator[Room]:
    """The rooms that lie in folders on this computer, but for those that were opened to be kept."""
    from datetime import UTC, datetime

    from permanence_lib.operations.staying import Room
    from permanence_lib.server.room import folder, running

    for each in folder.all_of_them():
        card = each.card
        if card is None or not card.keep:
            files = [file.stat().st_mtime for file in each.path.glob("answers.sqlite*")] or [each.path.stat().st_mtime]
            yield Room(running.called(each), datetime.fromtimestamp(max(files), UTC), each.erase)


@app.command()
def audit(
    person: Annotated[str, typer.Option(help="Only what this person did, or what was done with their work.")] = "",
    since: Annotated[str, typer.Option(help="The first day, as 2026-11-22.")] = "",
    until: Annotated[str, typer.Option(help="The last day, counted.")] = "",
    what: Annotated[list[str] | None, typer.Option(help="Only these: opened, exported, shared, erased...")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="For a spreadsheet.")] = False,
    postgres_log: Annotated[
        Path | None, typer.Option(help="The database server's own log: adds what it refused, and to whom.")
    ] = None,
) -> None:
    """Who did what with whose work, and when: the access log, which holds no word of anybody's work."""
    from permanence_lib.operations import auditing, telling, whole
    from permanence_lib.store.noted import WHATS

    wrong = [each for each in what or () if each not in WHATS]
    if wrong:
        typer.echo(f"“{wrong[0]}” is no word of the log. These are: {', '.join(WHATS)}.", err=True)
        raise typer.Exit(2)
    with whole.opened(read_only=True) as store:
        lines = auditing.found(
            store, person=person, first=_day(since), last=_day(until), what=what or (), server=postgres_log
        )
    if as_csv:
        typer.echo(telling.table(lines), nl=False)
        return
    typer.echo("\n".join(telling.line(one) for one in lines) or "Nothing of the kind is in the log.")


def _day(written: str) -> date | None:
    from datetime import date

    from permanence_lib.errors import PermanenceError

    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise PermanenceError(f"“{written}” is no day. Write it as year-month-day: 2026-11-22.") from None


def _say_back(back: Back) -> None:
    typer.echo(f"Put back: {back.manifest.records} records, as they stood on {back.manifest.made_at:%d %B %Y at %H:%M} UTC.")  # fmt: skip
    for proof in back.proofs:
        typer.echo(
            f"  {proof.table}: {proof.found.rows} rows read back, SHA-256 {proof.found.sha256}: as in the backup"
        )
    if back.left_out:
        typer.echo(f"Left out, as there is no place for it here: {', '.join(back.left_out)}.")
    if back.erased_again:
        typer.echo(f"{back.erased_again} people who were erased after this backup was made were erased from it again.")


def _note(store: Store, what: str, detail: str) -> None:
    """A line in the access log, where the store takes one."""
    from permanence_lib.errors import StoreReadOnly

    with suppress(StoreReadOnly):
        store.note(what, detail=detail)
