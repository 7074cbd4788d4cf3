"""The built wheel carries everything: installed in an empty folder it serves, checks and opens a week."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from this tree, by the builder that is installed for the tests."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    made = subprocess.run(command, capture_output=True, text=True)
    assert made.returncode == 0, made.stdout + made.stderr
    return next(out.glob("*.whl"))


def test_the_wheel_holds_content_notebooks_template_and_settings(wheel: Path) -> None:
    """Everything a page needs."""
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "permanence_lib/shipped/data/law/timetable.yaml",
        "permanence_lib/shipped/exercises/w02a2.yaml",
        "permanence_lib/shipped/notebooks/w02.ipynb",
        "permanence_lib/screen/template/index.html.j2",
        "permanence_lib/screen/kit/frame.js",
        "permanence_lib/kinds/worksheet/view.js",
        "permanence_lib/store/migrations/env.py",
        "permanence_lib/store/migrations/versions/0002_rights.sql",
        "permanence_lib/server/lab_settings/overrides.json",
    ):
        assert wanted in names
    assert any(name.endswith("share/jupyter/voila/templates/permanence/index.html.j2") for name in names)
    ours = [name for name in names if "conftest" in name or "/tests/" in name or "__pycache__" in name]
    assert not ours, "What is for tests stays here."


@pytest.mark.slow
def test_the_installed_wheel_works_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    """Away from the clone: content found, a week opened, the doctor content."""
    target = tmp_path / "installed"
    venv.create(target, with_pip=False, system_site_packages=True)
    site = target / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    zipfile.ZipFile(wheel).extractall(site)
    empty = tmp_path / "empty"
    empty.mkdir()
    code = (
        "import permanence_lib, sys; from permanence_lib import Workbook; from permanence_lib.content.places import root; "
        "week = Workbook.open().week('w16'); print(root()); print(week.exercise('w16a2')._plain[:20])"
    )
    surroundings = {
        "PERMANENCE_STORE": "sqlite://",
        "PERMANENCE_STRICT": "1",
        "PYTHONPATH": str(site),
        "PATH": "/usr/bin:/bin",
        "HOME": str(empty),
    }
    found = subprocess.run([sys.executable, "-c", code], cwd=empty, env=surroundings, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    assert str(site / "permanence_lib" / "shipped") in found.stdout
