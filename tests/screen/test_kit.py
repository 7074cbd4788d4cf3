"""The kit: its own tests run by Node.js, and the module it is made into."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from permanence_lib.screen.modules import kit_module

HERE = Path(__file__).resolve().parent
VENDOR = HERE.parent.parent / "permanence_lib" / "screen" / "vendor"


@pytest.fixture
def node() -> str:
    """Node.js, which the continuous checks have."""
    found = shutil.which("node")
    if found is None:
        pytest.skip("Node.js is not installed here; the continuous checks have it")
    return found


@pytest.mark.parametrize("path", sorted(HERE.glob("*.test.mjs")), ids=lambda path: path.stem)
def test_the_browser_half_keeps_its_rules(node: str, path: Path) -> None:
    """Each rule is the name of a test in that file."""
    found = subprocess.run([node, "--test", str(path)], capture_output=True, text=True)
    assert found.returncode == 0, found.stdout


def test_the_kit_is_one_module_that_parses(node: str) -> None:
    """Set one after another, the parts make a module without imports."""
    module = kit_module()
    assert "\nimport " not in module
    checked = subprocess.run([node, "--check", "--input-type=module"], input=module, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr


def test_the_vendored_file_is_the_one_we_say_it_is() -> None:
    """Its hash stands in the README beside it."""
    digest = hashlib.sha256((VENDOR / "preact-htm.js").read_bytes()).hexdigest()
    assert digest in (VENDOR / "README.md").read_text("utf-8")
