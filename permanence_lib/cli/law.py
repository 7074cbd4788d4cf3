"""Law and its age: marking a fact as checked, and failing when one is shown as settled for too long."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from permanence_lib.cli.app import app


@app.command()
def checked(
    name: Annotated[str, typer.Argument(metavar="ID", help="The fact's id, as `permanence check --law` prints it.")],
    by: Annotated[str, typer.Option(help="Who looked: a name or initials.")],
    read: Annotated[str, typer.Option(help="The page that was read; left out, the one the record names.")] = "",
    until: Annotated[
        str, typer.Option(help="The day to look again, as 2027-01-31; none where nothing is in motion.")
    ] = "",
    on: Annotated[str, typer.Option(help="The day it was looked at; left out, today.")] = "",
    doubt: Annotated[
        bool, typer.Option("--doubt", help="It could not be confirmed: pages mark it not yet checked.")
    ] = False,
) -> None:
    """Mark a fact as looked at again: one line more in data/checks.csv says who, when and what was read."""
    from permanence_lib.check import marking
    from permanence_lib.content import checks
    from permanence_lib.content.library import Content

    content = Content.load()
    kept = marking.record(name, content)
    check = marking.check_of(kept, marking.Marked(by, read, until, on, doubt), content, date.today())
    marking.add(check, content.data / checks.NAME)
    typer.echo(_said(kept.full_id))


def _said(full_id: str) -> str:
    """How the record stands now, read afresh."""
    from permanence_lib.check import marking
    from permanence_lib.content.dates import say_date
    from permanence_lib.content.library import Content

    record = marking.record(full_id, Content.load()).record
    if not record.settled:
        return "\n".join([_DOUBT.format(id=full_id, who=record.checked_by), *_resting_on(full_id.partition(":")[2])])
    again = f"; to be looked at again by {say_date(record.review_by)}" if record.review_by else ""
    fails = getattr(record, "fail_by", None)  # a study has none
    last = f"; may be shown as settled until {say_date(fails)}" if fails else ""
    day = say_date(record.as_at) if record.as_at else "no day"
    who = f"{full_id}: checked by {record.checked_by} on {day}{again}{last}."
    return f"{who}\nOne line was added to data/checks.csv. Run permanence build: the weeks name the day."


_DOUBT = "{id} is in doubt, says {who}: pages mark it as not yet checked. Run permanence build."


def _resting_on(name: str) -> list[str]:
    """Exercises that cannot stand on a fact nobody has checked: they are left out of their week until they are changed."""
    from permanence_lib import exercises
    from permanence_lib.content.library import Content

    wrong = [f"  {problem}" for problem in exercises.problems(Content.load()) if f"'{name}'" in str(problem)]
    return (
        ["Change these exercises; until then their place in the week says that they cannot be shown:", *wrong]
        if wrong
        else []
    )


def show_law(on: str) -> None:
    """What fails and what is due on a day; ends the command with 1 if anything fails."""
    from permanence_lib.check import marking, settled
    from permanence_lib.content.library import Content

    report = settled.law(Content.load(), marking.day(on, "--on") if on else date.today())
    typer.echo(str(report))
    raise typer.Exit(1 if report.failed else 0)
