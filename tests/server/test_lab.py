"""JupyterLab with our settings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jupyter_core.paths import jupyter_path

from permanence_lib.server.lab import SETTINGS, arguments


@pytest.fixture
def schemas() -> dict[str, dict[str, object]]:
    """The settings JupyterLab and the widgets know: plugin -> properties."""
    found: dict[str, dict[str, object]] = {}
    for pattern, folder in (("lab", "schemas"), ("labextensions", "")):
        for path in jupyter_path(pattern):
            for file in (Path(path) / folder).glob("**/schemas/**/*.json" if not folder else "**/*.json"):
                plugin = f"{file.parent.parent.name}/{file.parent.name}:{file.stem}"
                found[plugin] = json.loads(file.read_text(encoding="utf-8")).get("properties", {})
    return found


def test_every_setting_of_ours_exists(schemas: dict[str, dict[str, object]]) -> None:
    """A setting that JupyterLab has renamed would silently do nothing."""
    overrides = json.loads((SETTINGS / "overrides.json").read_text(encoding="utf-8"))
    for plugin, values in overrides.items():
        assert set(values) <= set(schemas[plugin]), plugin


def test_it_starts_with_nothing_that_asks_other_hosts(tmp_path: Path) -> None:
    """JupyterLab accepts every option, and news, updates and the extension list are off."""
    from jupyterlab.labapp import LabApp

    options = dict(option.removeprefix("--").split("=", 1) for option in arguments(tmp_path, 8888, False))
    for name in options:
        owner, trait = name.split(".")
        if owner == "LabApp":
            assert trait in LabApp.class_trait_names(), name
    assert options["LabApp.extension_manager"] == "readonly"
    assert options["ServerApp.ip"] == "127.0.0.1"
