"""Study, check, build: the commands of every day."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from permanence_lib.cli.app import app

Port = Annotated[int, typer.Option(help="The port to use; another is taken if it is busy.")]
Browser = Annotated[bool, typer.Option(help="Open the page in the browser.")]
Hub = Annotated[bool, typer.Option("--hub", help="As a server of a JupyterHub, which starts it and says for whom.")]


@app.command()
def study(port: Port = 8866, browser: Browser = True, hub: Hub = False) -> None:
    """Open the workbook on this computer. Your answers stay in a file of your own."""
    if hub:
        from permanence_lib.server.hub.study import study as behind_hub

        behind_hub()
        return
    from permanence_lib.server import study as serve

    serve(port=port, open_browser=browser)


@app.command()
def lab(port: Port = 8888, browser: Browser = True, hub: Hub = False) -> None:
    """The same workbook in JupyterLab, for those who want it."""
    if hub:
        from permanence_lib.server.hub.lab import lab as behind_hub

        behind_hub()
        return
    from permanence_lib.server.lab import lab as serve

    serve(port=port, open_browser=browser)


@app.command()
def check(
    coverage: Annotated[bool, typer.Option("--coverage", help="Show what serves each outcome and statement.")] = False,
    law: Annotated[
        bool, typer.Option("--law", help="Fail if a fact is shown as settled after its last day; list what is due.")
    ] = False,
    on: Annotated[str, typer.Option(help="With --law: the day to check for, as 2027-01-31; left out, today.")] = "",
) -> None:
    """Check every word of the content: files, references, and what is past its review date."""
    from permanence_lib.check import check as examine

    if coverage:
        _show_coverage()
        return
    if law:
        from permanence_lib.cli.law import show_law

        show_law(on)
        return

    report = examine()
    typer.echo(str(report))
    raise typer.Exit(1 if report.problems else 0)


def _show_coverage() -> None:
    from permanence_lib import coverage
    from permanence_lib.content.library import Content

    typer.echo(coverage.as_text(Content.load()))


@app.command()
def build(
    check: Annotated[bool, typer.Option("--check", help="Change nothing; fail if anything is stale.")] = False,
    run: Annotated[
        bool, typer.Option(help="With --check: run the notebooks too. pytest --nbval does the same.")
    ] = True,
) -> None:
    """Build notebooks, schemas and the gallery from the content."""
    from permanence_lib import build as builder

    if check:
        stale = builder.drift(run=run)
        typer.echo("\n".join(stale) or "Everything derived follows from its source.")
        raise typer.Exit(1 if stale else 0)
    written = builder.build()
    typer.echo("\n".join(f"Wrote {path.name}" for path in written) or "Nothing was stale.")


new = typer.Typer(no_args_is_help=True, help="Start a new week, exercise or kind.")
app.add_typer(new, name="new")


@new.command("week")
def new_week(name: Annotated[str, typer.Argument(help="The week's id: w03.")]) -> None:
    """A new week's Markdown, with a place for each of its exercises."""
    from permanence_lib import scaffold
    from permanence_lib.content.library import Content

    _say(scaffold.new_week(name, Content.load()))


@new.command("exercise")
def new_exercise(
    name: Annotated[str, typer.Argument(help="The exercise's id: w05a1.")],
    kind: Annotated[str, typer.Option(help="Which kind of exercise.")] = "worksheet",
) -> None:
    """A new exercise file, filled with an example of its kind."""
    from permanence_lib import scaffold
    from permanence_lib.content.library import Content

    _say(scaffold.new_exercise(name, kind, Content.load()))


@new.command("kind")
def new_kind(name: Annotated[str, typer.Argument(help="The folder's name: reach_map.")]) -> None:
    """A new kind: a folder with six files that already pass every test."""
    from permanence_lib import scaffold

    _say(scaffold.new_kind(name))


def _say(paths: list[Path]) -> None:
    for path in paths:
        typer.echo(f"Wrote {path}")


@app.command()
def practice(
    exercise: Annotated[str, typer.Argument(help="The exercise's id: w15a2.")],
    to: Annotated[
        Path | None, typer.Option(help="The file to write; left out, the exercise's id and 'practice.html'.")
    ] = None,
) -> None:
    """One exercise as a single HTML file, to practise on without the workbook or a network."""
    from permanence_lib import exercises
    from permanence_lib.content.library import Content
    from permanence_lib.workbook import practice as practices

    content = Content.load()
    if exercise not in exercises.files(content):
        typer.echo(f"There is no exercise {exercise}. The ids are the names of the files in exercises/.", err=True)
        raise typer.Exit(2)
    path = to or Path(f"{exercise}-practice.html")
    path.write_text(practices.copy(exercises.find(exercise, content), content), encoding="utf-8")
    typer.echo(f"Wrote {path}")


@app.command()
def doctor() -> None:
    """Look the installation over and say, in plain words, what to do about anything amiss."""
    from permanence_lib.server.doctor import examine, said
    from permanence_lib.store import place

    findings = examine()
    if place.server():
        from permanence_lib.operations import health

        findings += health.examine()
    typer.echo(said(findings))
    raise typer.Exit(1 if any(finding.level == "problem" for finding in findings) else 0)
