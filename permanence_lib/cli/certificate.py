"""Certificates: the programme's key, issuing, withdrawing; and checking one, which anybody can do."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from permanence_lib.cli.app import app

if TYPE_CHECKING:
    from permanence_lib.content.issuers import Issuers
    from permanence_lib.content.library import Content

#: Where a passphrase may stand instead of being typed.
PASSPHRASE = "PERMANENCE_KEY_PASSPHRASE"

certificate = typer.Typer(no_args_is_help=True, help="Issue certificates, with the programme's own key.")
app.add_typer(certificate, name="certificate")
IssuersFile = Annotated[
    Path | None, typer.Option("--issuers", help="Another list of keys than the workbook's own data/issuers.yaml.")
]


@certificate.command("new-key")
def new_key(
    to: Annotated[Path, typer.Option("--to", help="The folder for the key's file; best on a disk of its own.")],
) -> None:
    """Make the programme's key, encrypted with a passphrase, and say what to write into data/issuers.yaml."""
    from permanence_lib.portfolio.certificate import key

    path, did = key.new(to, _passphrase(confirm=True))
    typer.echo(
        f"Wrote {path}. Keep it, and the passphrase in another place. Whoever has both can issue certificates.\n"
    )
    typer.echo(f"The key's address:\n{did}\n\nTo be written into data/issuers.yaml, under issuers:\n")
    typer.echo(
        f"  - id: {did}\n    held_by: the role and body that hold this key\n    since: {date.today().isoformat()}"
    )


@certificate.command("issue")
def issue(
    portfolio: Annotated[Path, typer.Argument(help="The zip file a participant took away from their portfolio.")],
    key: Annotated[Path, typer.Option("--key", help="The file of the programme's key.")],
    name: Annotated[str, typer.Option("--name", help="Whose certificate it is, as it shall stand on it.")],
    to: Annotated[Path, typer.Option("--to", help="The folder for the certificate.")],
    confirmed_with: Annotated[
        str,
        typer.Option(
            "--confirmed-with", help="The line manager's role and the day you spoke: 'team manager, 3 August 2026'."
        ),
    ] = "",
    until: Annotated[str, typer.Option("--until", help="The last day it holds (2030-12-31), if it is to end.")] = "",
    show_name: Annotated[
        bool,
        typer.Option(
            "--show-name",
            help="Write the name into the signed file; otherwise only a code that it can be compared with.",
        ),
    ] = False,
    issuers: IssuersFile = None,
) -> None:
    """Issue a certificate, if every requirement is met and verified; otherwise say what is missing."""
    from permanence_lib.portfolio.certificate import issue as issuing
    from permanence_lib.portfolio.certificate import key as keys

    content = _content(issuers)
    wish = issuing.Wish(name, confirmed_with, _day(until), show_name)
    try:
        made = issuing.issue(_read(portfolio), wish, keys.load(key, _passphrase()), content, datetime.now(UTC))
    except issuing.NotYet as not_yet:
        typer.echo(str(not_yet), err=True)
        raise typer.Exit(1) from None
    for path in made.write(to):
        typer.echo(f"Wrote {path}")
    for words in made.warnings(content.issuers):
        typer.echo(f"\n{words}")


@certificate.command("withdraw")
def withdraw(
    file: Annotated[Path, typer.Argument(help="The certificate's .json file.")],
    why: Annotated[str, typer.Option("--why", help="Why it is taken back, as whoever checks it will read.")],
) -> None:
    """Say what to write into data/issuers.yaml so that a certificate no longer holds."""
    import json

    from permanence_lib.portfolio.certificate import reading

    number = str(reading.read(_read(file)).get("id", ""))
    typer.echo("To be written into data/issuers.yaml, under withdrawn, and sent to all who check certificates:\n")
    typer.echo(f"  - id: {number}\n    day: {date.today().isoformat()}\n    why: {json.dumps(why, ensure_ascii=False)}")


certificate.command("revoke", hidden=True)(withdraw)


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="The certificate's .json file.")],
    name: Annotated[str, typer.Option("--name", help="Whose it should be, to compare with what it holds.")] = "",
    issuers: IssuersFile = None,
) -> None:
    """Check a certificate, offline. Ends with 0: good; 1: altered or not to be relied on; 2: unreadable; 3: unknown key."""
    from permanence_lib.portfolio.certificate import verify as checking

    found = checking.check(_read(file), _content(issuers).issuers, date.today(), name)
    typer.echo(found.text())
    raise typer.Exit(found.exit_code)


def _passphrase(confirm: bool = False) -> str:
    given = os.environ.get(PASSPHRASE, "")
    return given or str(typer.prompt("Passphrase of the key", hide_input=True, confirmation_prompt=confirm))


def _content(issuers: Path | None) -> Content:
    """The workbook's content, with another list of keys where one is named."""
    from permanence_lib.content.library import Content

    content = Content.load()
    if issuers is not None:
        content.__dict__["issuers"] = _listed(issuers)  # where the property would keep what it has read
    return content


def _listed(path: Path) -> Issuers:
    from permanence_lib.content import loading
    from permanence_lib.content.issuers import Issuers

    return loading.load(path, Issuers)


def _read(path: Path) -> bytes:
    """A file of a size that can be one; what is too large for a portfolio is not read at all."""
    from permanence_lib.errors import UnreadableFile

    try:
        if path.stat().st_size > _LARGEST:
            raise UnreadableFile(f"{path} is too large to be a certificate or a portfolio.")
        return path.read_bytes()
    except OSError as trouble:
        raise UnreadableFile(f"{path} could not be read: {trouble.strerror}.") from None


_LARGEST = 200_000_000


def _day(written: str) -> date | None:
    from permanence_lib.errors import PermanenceError

    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise PermanenceError("Write the last day as year-month-day: --until 2030-12-31.") from None
