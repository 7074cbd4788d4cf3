"""Measures that anybody can repeat."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from permanence_lib.cli.app import app

if TYPE_CHECKING:
    from permanence_lib.bench.arrivals import Result
    from permanence_lib.bench.own_room import Way

bench = typer.Typer(
    no_args_is_help=True,
    help="Measure how all of it holds on this computer, beside references made in the same minutes.",
)
app.add_typer(bench, name="bench")


@bench.callback()
def _measures() -> None:
    pass


@bench.command()
def arrivals(
    n: Annotated[int, typer.Option(min=1, max=500, help="How many people arrive.")] = 20,
    over: Annotated[float, typer.Option(min=0, max=600, help="Within how many seconds.")] = 10.0,
    browser: Annotated[
        bool, typer.Option("--browser", help="One of them with a real browser (needs playwright).")
    ] = False,
    address: Annotated[
        str, typer.Option(help="A room that is running; otherwise one is made for the measurement.")
    ] = "",
    code: Annotated[str, typer.Option(help="Its join code. The arrivals stay in the list of that room.")] = "",
    hub_users: Annotated[
        str,
        typer.Option(help="For a room at a Hub, without a code: users of the Hub called this and -1, -2 and so on."),
    ] = "",
    hub_lead: Annotated[str, typer.Option(help="A user of the Hub who leads the room, to open the exercise.")] = "",
    hub_password: Annotated[
        str, typer.Option(help="The password of all of them.", envvar="PERMANENCE_BENCH_PASSWORD")
    ] = "",
    places: Annotated[
        int, typer.Option(min=0, help="Kernels kept ready in a room made for it; usually as many as arrive.")
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Every figure, for a machine.")] = False,
    to: Annotated[
        Path | None, typer.Option(help="The file that keeps the figures; otherwise one beside your own data.")
    ] = None,
) -> None:
    """People arrive at chance moments, each with an empty cache: how long until each can work, and what it takes."""
    from contextlib import nullcontext

    from permanence_lib.bench import keeping
    from permanence_lib.bench.own_room import OwnRoom, Way
    from permanence_lib.bench.told import figures, told

    if bool(address) != bool(code or hub_users):
        typer.echo("Give both --address and --code (or --hub-users), or neither.", err=True)
        raise typer.Exit(2)
    running = Way(address, code, hub_lead, users=hub_users, password=hub_password)
    with nullcontext(running) if address else OwnRoom(places=places or n + 2) as way:
        result = _measured(way, n, over, browser)
    if as_json:
        import json

        typer.echo(json.dumps(result.to_json(), indent=1))
    else:
        typer.echo(told(result))
        typer.echo(f"The figures are kept in {keeping.keep(figures(result), to)}")
    raise typer.Exit(1 if result.failures else 0)


@bench.command()
def fill(
    store: Annotated[str, typer.Option(help="A new file, or the address of a new database as its administrator.")] = "",
    people: Annotated[int, typer.Option(min=1, max=20_000, help="How many people's study.")] = 500,
    cohorts: Annotated[int, typer.Option(min=0, max=2_000, help="How many rooms of twenty.")] = 40,
) -> None:
    """Fill a new store with invented people's work, to see how everything holds when an authority has it."""
    from permanence_lib.bench.filling import fill as put_in
    from permanence_lib.errors import PermanenceError

    if not store:
        typer.echo("Say which store to fill: --store new.sqlite", err=True)
        raise typer.Exit(2)
    try:
        put_in(store, people, cohorts, say=typer.echo)
    except PermanenceError as trouble:
        typer.echo(str(trouble), err=True)
        raise typer.Exit(1) from None


def _measured(way: Way, n: int, over: float, browser: bool) -> Result:
    import asyncio

    from permanence_lib.bench import plain_room
    from permanence_lib.bench.arrivals import measure

    async def both() -> Result:
        looking = None
        if browser:
            from permanence_lib.bench.real_browser import seconds_to_use

            looking = asyncio.create_task(asyncio.to_thread(seconds_to_use, way, over / 2))
        result = await measure(way, n, over)
        if looking:
            result.browser = await looking
        if result.first_visit:
            result.plain = await plain_room.arrive(n, over, result.first_visit)
        return result

    return asyncio.run(both())
