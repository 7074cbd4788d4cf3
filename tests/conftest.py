"""What every test stands on: the shipped content, and a workbook that keeps nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from permanence_lib.content.library import Content

#: No test may touch the answers of whoever runs it.
os.environ["PERMANENCE_STORE"] = "sqlite://"

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def content() -> Content:
    """The content as shipped."""
    return Content.load(ROOT)
