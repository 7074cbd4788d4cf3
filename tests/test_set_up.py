"""The ways to install the workbook agree with one another."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
#: The few packages that conda-forge calls something else.
CONDA_NAMES = {"matplotlib": "matplotlib-base", "holidays": "python-holidays", "brotli": "brotli-python"}


def split(requirement: str) -> tuple[str, str]:
    """'voila>=0.5.8' as its name and its floor."""
    name, floor = re.fullmatch(r"([A-Za-z0-9._-]+)(.*)", requirement).groups()  # type: ignore[union-attr]
    return name.lower(), floor


def conda() -> dict[str, str]:
    """What environment.yml asks for."""
    listed = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    return dict(split(item) for item in listed if isinstance(item, str))


def test_environment_and_project_ask_for_the_same() -> None:
    """Every package of pyproject.toml stands in environment.yml with the same floor, and nothing else does."""
    wanted = dict(split(item) for item in PROJECT["dependencies"])
    wanted = {CONDA_NAMES.get(name, name): floor for name, floor in wanted.items()}
    test = dict(split(item) for item in PROJECT["optional-dependencies"]["test"])
    extra = {"python": PROJECT["requires-python"], "pip": "", "pytest": test["pytest"], "nbval": test["nbval"]}
    assert conda() == wanted | extra


def of_others() -> list[str]:
    """All packages that are asked for, here or in an extra; an extra may name another of our own, whose packages are here too."""
    asked = [*PROJECT["dependencies"], *(each for extra in PROJECT["optional-dependencies"].values() for each in extra)]
    return [each for each in asked if not each.startswith(f"{PROJECT['name']}[")]


@pytest.mark.parametrize("requirement", of_others())
def test_the_tested_set_is_pinned(requirement: str) -> None:
    """Each package has one exact version in constraints.txt."""
    pins = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if "==" in line)
    assert split(requirement.replace("[binary]", ""))[0].replace("_", "-") in {
        name.lower().replace("_", "-") for name in pins
    }


def test_the_constraints_name_no_address() -> None:
    """Only names and versions, so that any mirror will do."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert [
        line
        for line in lines
        if line and not line.startswith("#") and not re.fullmatch(r"[A-Za-z0-9._-]+==[\w.!+]+", line)
    ] == []
