"""What is taught where, and what would be missing if an exercise went."""

from __future__ import annotations

from dataclasses import replace

import pytest
from typer.testing import CliRunner

from permanence_lib import coverage, exercises
from permanence_lib.check.activities import cover_problems
from permanence_lib.cli import app
from permanence_lib.content.library import Content


def test_the_table_names_every_exercise_by_statement() -> None:
    """As `permanence check --coverage` prints it: id, exercises, and the words in summary."""
    said = CliRunner().invoke(app, ["check", "--coverage"])
    assert said.exit_code == 0
    (line,) = (line for line in said.output.splitlines() if line.strip().startswith("3.1a "))
    assert "w02a2" in line
    assert "nothing yet" not in said.output
    assert "MISSING" not in said.output


def test_a_statement_that_loses_its_exercises_is_missed(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the table, and as a problem with the line of the standard where it stands."""
    made = exercises.load(content)
    left = {name: e for name, e in made.items() if "3.1a" not in e.definition.statements}
    monkeypatch.setattr(exercises, "load", lambda _: left)
    (served,) = (x for part in coverage.statements(content) for x in part.served if x.id == "3.1a")
    assert (served.exercises, served.missing_in) == ((), ("M1",))
    problems = [str(problem) for problem in cover_problems(content)]
    assert any("data/standard.yaml, line " in x and "no exercise serves 3.1a." in x for x in problems)


def test_a_statement_taught_in_another_module_only_is_missed_where_the_table_names_it(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The programme's own table is honoured module by module."""
    made = exercises.load(content)
    kept = {n: e for n, e in made.items() if n > "w08" or "1.2f" not in e.definition.statements}
    definition = made["w26a1"].definition.model_copy(update={"statements": ("1.2f",)})
    elsewhere = {"w26a1": replace(made["w26a1"], definition=definition)}
    monkeypatch.setattr(exercises, "load", lambda _: kept | elsewhere)
    assert any("1.2f is not taught in M1." in str(problem) for problem in cover_problems(content))
