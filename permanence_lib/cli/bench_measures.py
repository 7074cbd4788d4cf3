"""Measure pages, saves, chronologies, portfolios and extracts, each beside a reference; and compare two measurements."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from permanence_lib.cli.bench import bench

if TYPE_CHECKING:
    from permanence_lib.bench.figures import Measurement

_To = Annotated[Path | None, typer.Option(help="The file that keeps the figures; otherwise one beside your own data.")]


@bench.command()
def page(
    week: Annotated[str, typer.Option(help="The week that is opened, with saved answers in it.")] = "w16",
    rounds: Annotated[int, typer.Option(min=1, max=100, help="How often each is opened, by turns.")] = 5,
    counts: Annotated[bool, typer.Option("--counts", help="Only what does not depend on the computer.")] = False,
    to: _To = None,
) -> None:
    """A week page: bytes, requests and time to an answered click, beside a static page and Voila as it comes."""
    from permanence_lib.bench import page as measuring

    _told(lambda: measuring.measure(week, rounds, times=not counts), to)


@bench.command()
def save(
    times: Annotated[int, typer.Option(min=1, max=100_000, help="How many saves, one after another.")] = 200,
    people: Annotated[int, typer.Option(min=0, max=500, help="How many save together afterwards.")] = 20,
    store: Annotated[
        str,
        typer.Option(help="A database whose administrator you are; otherwise what PERMANENCE_STORE says, or a file."),
    ] = "",
    to: _To = None,
) -> None:
    """A save until the disk has it, beside a row put into plain SQLite."""
    from permanence_lib.bench import save as measuring

    _told(lambda: measuring.measure(times, people, store), to)


@bench.command()
def chronology(
    events: Annotated[int, typer.Option(min=2, max=5_000, help="How many entries it has.")] = 500,
    times: Annotated[int, typer.Option(min=1, max=100, help="How often each is done, by turns.")] = 5,
    keys: Annotated[
        int, typer.Option(min=0, max=500, help="How many keys are pressed in a browser, if there is one.")
    ] = 60,
    to: _To = None,
) -> None:
    """A long chronology: reading, questions, Word, Excel, beside bare tables; and a key until the page is painted."""
    from permanence_lib.bench import chronology as measuring

    _told(lambda: measuring.measure(events, times, keys), to)


@bench.command()
def portfolio(
    times: Annotated[int, typer.Option(min=1, max=100, help="How often each is made, by turns.")] = 1,
    weeks: Annotated[int, typer.Option(min=1, max=28, help="How far the invented participant has come.")] = 28,
    to: _To = None,
) -> None:
    """A whole filled workbook as Word, web page and zip, beside the same words in a bare Word document."""
    from permanence_lib.bench import portfolio as measuring

    _told(lambda: measuring.measure(times, weeks), to)


@bench.command()
def extract(
    children: Annotated[int, typer.Option(min=50, max=100_000, help="How many invented children.")] = 10_000,
    times: Annotated[int, typer.Option(min=1, max=100, help="How often each is done, by turns.")] = 3,
    to: _To = None,
) -> None:
    """An authority's yearly return, read and measured, beside a plain reading by pandas."""
    from permanence_lib.bench import extract as measuring

    _told(lambda: measuring.measure(children, times), to)


@bench.command()
def compare(
    old: Annotated[Path, typer.Argument(help="The figures before.")],
    new: Annotated[Path, typer.Argument(help="The figures now.")],
) -> None:
    """What has become better or worse, beyond what chance may do. Ends with 1 when anything has become worse."""
    from permanence_lib.bench import comparing, keeping

    before, now = keeping.kept(old), keeping.kept(new)
    typer.echo(comparing.said(before, now))
    raise typer.Exit(any(change.verdict == "worse" for change in comparing.changes(before, now)))


def _told(measure: Callable[[], Measurement], to: Path | None) -> None:
    """Make it, say it, keep it. Ends with 1 when something failed."""
    from permanence_lib.bench import keeping, saying

    found = measure()
    typer.echo(saying.said(found))
    typer.echo(f"The figures are kept in {keeping.keep(found, to)}")
    raise typer.Exit(1 if found.failures else 0)
