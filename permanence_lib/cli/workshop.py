"""The workshop day: opening a room, and erasing rooms that are over."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from permanence_lib.cli.app import app

Module = Annotated[int, typer.Option(help="The module whose workshop it is: 1 to 4.")]
Cohort = Annotated[str, typer.Option(help="What the cohort is called; the same name finds its room again.")]
Network = Annotated[
    bool, typer.Option("--network", help="Let devices on the room's network in, not only this computer.")
]
Tls = Annotated[
    str,
    typer.Option(
        help="How what travels is scrambled: 'self-made' (with --network, unless you say otherwise), 'off' for a hotspot of your "
        "own, or the file of a certificate."
    ),
]
TlsKey = Annotated[Path | None, typer.Option(help="The certificate's key, if it is in a file of its own.")]
Keep = Annotated[bool, typer.Option("--keep", help="Keep the room when it has ended, until you erase it.")]
Rehearse = Annotated[bool, typer.Option("--rehearse", help="Twenty pretended people join; nothing is kept.")]
Erase = Annotated[
    bool, typer.Option("--erase", help="Erase rooms instead: the cohort's, the module's, or all of them.")
]
Yes = Annotated[bool, typer.Option("--yes", help="With --erase: do not ask again.")]
Port = Annotated[int, typer.Option(help="The port to use; another is taken if it is busy. 0: the one it had before.")]
Browser = Annotated[bool, typer.Option(help="Open the board in this computer's browser.")]
Places = Annotated[int, typer.Option(help="For how many people pages are kept warm.")]


Hub = Annotated[
    bool, typer.Option("--hub", help="As a service of a JupyterHub: people come signed in, without a code.")
]
Group = Annotated[str, typer.Option(help="With --hub: those of this group may join.")]
Leads = Annotated[str, typer.Option(help="With --hub: those of this group lead.")]


@app.command()
def workshop(
    module: Module = 0, cohort: Cohort = "", network: Network = False, tls: Tls = "", tls_key: TlsKey = None, keep: Keep = False,
    rehearse: Rehearse = False, port: Port = 0, browser: Browser = True, places: Places = 24, erase: Erase = False,
    yes: Yes = False, hub: Hub = False, group: Group = "", leads: Leads = "",
) -> None:  # fmt: skip
    """Open a workshop for the people in the room, or erase one that is over."""
    if erase:
        _erase(module, cohort, yes)
        return
    if not module or not (cohort.strip() or rehearse):
        typer.echo('Say which workshop, and whose: permanence workshop --module 3 --cohort "Autumn"', err=True)
        raise typer.Exit(2)
    if hub:
        from permanence_lib.server.hub.room import workshop as behind_hub

        behind_hub(module, cohort.strip(), group, leads, keep=keep, places=places)
        return
    from permanence_lib.server.room import workshop as serve

    serve(
        module, cohort.strip() or "A cohort", network=network, tls=tls, tls_key=tls_key, keep=keep, rehearse=rehearse, port=port,
        browser=browser, places=places,
    )  # fmt: skip


def _erase(module: int, cohort: str, yes: bool) -> None:
    """Show what would go, ask, and erase it."""
    from permanence_lib.server.room import running

    chosen, questions = running.kept(module, cohort.strip()), running.kept_questions(module, cohort.strip())
    if not (chosen or questions):
        typer.echo("No such room is kept on this computer.")
        return
    typer.echo("These rooms and everything in them will be erased:")
    for each in chosen:
        typer.echo(f"    {running.called(each)}")
    for file in questions:
        typer.echo(f"    questions left to the next workshop, in {file}")
    if not yes and not typer.confirm("This cannot be undone. Erase them?", default=False):
        typer.echo("Nothing was erased.")
        return
    running.erase(chosen, typer.echo)
    for file in questions:
        file.unlink(missing_ok=True)
        typer.echo(f"Erased: {file}.")
