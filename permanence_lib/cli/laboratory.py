"""The evidence laboratory: an authority's own report, a cohort's evaluation, and invented extracts to practise on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from permanence_lib.cli.app import app

report = typer.Typer(no_args_is_help=True, help="Reports made on this computer, of groups and never of one child.")
app.add_typer(report, name="report")


@report.command()
def authority(
    extract: Annotated[
        Path, typer.Option(help="The folder with the tables of the yearly return (SSDA903), CSV or XML.")
    ],
    to: Annotated[Path | None, typer.Option(help="The report to write: a file ending in .html or .docx.")] = None,
    rows: Annotated[
        Path | None,
        typer.Option(help="Also write what is wrong in which line of which file, as CSV. No child is named."),
    ] = None,
    as_at: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Measure up to this day, not to the end of the last year."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; overwrite files that are there.")] = False,
) -> None:
    """The authority's own figures: what was read and what not, nine measures, the published figures beside them."""
    from permanence_lib.content.library import Content
    from permanence_lib.laboratory import running

    if to is None and rows is None:
        typer.echo("Say what to write: --to FILE.html, --to FILE.docx, or --rows FILE.csv.", err=True)
        raise typer.Exit(2)
    written = [path for path in (to, rows) if path]
    _ask(written, yes)
    typer.echo(running.run(extract, to, Content.load(), as_at.date() if as_at else None, rows).rstrip())
    typer.echo("\n".join(f"Wrote {path}" for path in written))


@report.command()
def cohort(
    files: Annotated[Path, typer.Option(help="The folder with the files participants sent (evaluation-….json).")],
    to: Annotated[Path, typer.Option(help="The report to write: a file ending in .html or .docx.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; overwrite the file if it is there.")] = False,
) -> None:
    """The evaluation by a cohort: before and after, what was used, the forms. Nothing of fewer than five; nobody's work."""
    from permanence_lib.content.library import Content
    from permanence_lib.portfolio.evaluation import collected, report, running

    content = Content.load()
    report.checked(to)
    _ask([to], yes)
    named = running.names_in(report.made(collected.from_folder(files).people, content))
    if named and not yes:
        typer.echo("Some of the words look as if they name a real person or place:")
        typer.echo("\n".join(f"  {line}" for line in named))
        typer.confirm("Make the report all the same?", abort=True)
    typer.echo(running.run(files, to, content).rstrip())
    typer.echo(f"Wrote {to}")


def _ask(files: list[Path], yes: bool) -> None:
    for path in files:
        if path.exists() and not yes:
            typer.confirm(f"{path} is there already. Overwrite it?", abort=True)


@app.command()
def synthetic(
    children: Annotated[int, typer.Option(help="How many invented children.")] = 500,
    seed: Annotated[int, typer.Option(help="The same seed makes the same files, on any computer.")] = 1,
    to: Annotated[Path, typer.Option(help="The folder to write to; empty, or with an older invented extract.")] = Path(
        "invented-extract"
    ),
    errors: Annotated[bool, typer.Option("--errors", help="Plant slips as they happen, and list them.")] = False,
) -> None:
    """Make an invented extract of the yearly return, for practice and tests. Nobody in it exists."""
    from permanence_lib.content.library import Content
    from permanence_lib.laboratory import synthetic as making

    files = making.write(to, children, seed, Content.load().ssda903, errors)
    typer.echo(f"Wrote {len(files)} files to {to}: {children} invented children, seed {seed}.")
