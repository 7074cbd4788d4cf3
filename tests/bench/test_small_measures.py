"""Each measurement in its small form: it runs, and what does not depend on the computer stays within its limits."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from one_browser import find_chromium
from postgres import Cluster
from typer.testing import CliRunner

from permanence_lib.bench import browser, chronology, extract, keeping, limits, page, portfolio, save, weight
from permanence_lib.bench.figures import Measurement
from permanence_lib.cli import app
from permanence_lib.errors import PermanenceError
from permanence_lib.store import open_store

pytestmark = pytest.mark.slow


def held(found: Measurement) -> None:
    """To its counts and ratios; nothing failed."""
    assert found.failures == []
    assert found.figures
    assert limits.broken(found, "count", "ratio") == []


@pytest.mark.browser
def test_a_week_page(tmp_path: Path) -> None:
    """Bytes, requests, models, modules. In a process of its own, as a process takes playwright only once."""
    with_it = {**os.environ, "PERMANENCE_CHROMIUM": find_chromium()}
    kept = tmp_path / "page.json"
    asked = ["bench", "page", "--week", "w16", "--counts", "--to", str(kept)]
    done = subprocess.run(
        [sys.executable, "-m", "permanence_lib.cli", *asked], capture_output=True, text=True, check=False, env=with_it
    )
    assert done.returncode == 0, done.stderr
    found = keeping.kept(kept)
    assert found.notes == []
    assert {"first-visit.bytes", "second-visit.bytes", "first-visit.requests", "models", "kernel.modules"} <= {
        each.name for each in found.figures
    }
    held(found)


def test_a_save(tmp_path: Path) -> None:
    """By the command, which keeps what it says."""
    kept = tmp_path / "save.json"
    done = CliRunner().invoke(app, ["bench", "save", "--times", "60", "--people", "0", "--to", str(kept)])
    assert done.exit_code == 0, done.output
    assert f"The figures are kept in {kept}" in done.output
    held(keeping.kept(kept))


def test_a_save_in_a_database(postgres_cluster: Cluster) -> None:
    """What was saved there is removed again."""
    address = postgres_cluster.fresh()
    found = save.measure(times=20, people=0, store=address)
    assert found.failures == []
    assert found.asked["in"] == "a database"
    with closing(open_store(address)) as store:
        assert store.newest() == 0


def test_a_long_chronology() -> None:
    """Five hundred events: a rule that looks at every pair of them for nothing would show."""
    held(chronology.measure(events=500, times=2))


def test_a_portfolio() -> None:
    """Of an invented person's first week."""
    held(portfolio.measure(times=2, weeks=1))


def test_an_extract() -> None:
    """Of a small authority, and not the first time: that reads what the later times have."""
    held(extract.measure(children=500, times=3))


def test_without_a_browser_the_rest_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """And it is said plainly what is missing and what to install."""
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    with pytest.raises(PermanenceError, match="pip install playwright"), browser.opened():
        pass
    some = weight.Weight(500, 0.5, 900, 1.0, ("sqlalchemy",))
    monkeypatch.setattr(weight, "of_kernel", lambda week, store: some)
    monkeypatch.setattr(weight, "of_server", lambda: some)
    found = page.measure("w03", times=False)
    assert "The page itself was not measured" in found.notes[0]
    assert found.times(found.find("kernel.cpu") or found.figures[0]) == 2.0
