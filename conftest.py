"""The notebooks are tests themselves (`pytest --nbval notebooks`): their kernels then come from tests/notebook_kernels.py."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Nothing, unless notebooks are tested in this process."""
    if config.getoption("nbval", False) or config.getoption("nbval_lax", False):
        sys.path.append(str(Path(__file__).resolve().parent / "tests"))
        import notebook_kernels

        notebook_kernels.use(config)
