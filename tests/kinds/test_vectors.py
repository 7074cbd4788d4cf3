"""What is computed twice, in the browser and in Python, gives the same: the same vectors run through both."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).resolve().parent.parent
ROOT = TESTS.parent
KINDS = ROOT / "permanence_lib" / "kinds"
VECTORS = [path for path in sorted((TESTS / "vectors").glob("*/*.json")) if (KINDS / path.parent.name).is_dir()]
_RUN = """
import {readFileSync} from "node:fs";
const {modules, name, cases} = JSON.parse(readFileSync(0, "utf8"));
const module = Object.assign({}, ...await Promise.all(modules.map(each => import(each))));
const dates = await import(DATES);
console.log(JSON.stringify(cases.map(args => module[name](...args, dates) ?? null)));
"""

each = pytest.mark.parametrize("path", VECTORS, ids=lambda path: f"{path.parent.name}/{path.stem}")
#: A file without "python" is of something only the browser does.
in_both = pytest.mark.parametrize(
    "path",
    [path for path in VECTORS if '"python"' in path.read_text("utf-8")],
    ids=lambda path: f"{path.parent.name}/{path.stem}",
)


def vectors(path: Path) -> tuple[dict[str, Any], str]:
    """A file of vectors and the kind it belongs to."""
    return json.loads(path.read_text("utf-8")), path.parent.name


@in_both
def test_python_gives_what_the_vector_says(path: Path) -> None:
    """Each case through the model."""
    wanted, kind = vectors(path)
    compute = getattr(import_module(f"permanence_lib.kinds.{kind}.model"), wanted["python"])
    assert [json.loads(json.dumps(compute(*case["args"]))) for case in wanted["cases"]] == [
        case["expect"] for case in wanted["cases"]
    ]


@each
def test_the_browser_gives_what_the_vector_says(path: Path) -> None:
    """Each case through view.js, or what it fetches later, run by Node.js."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed here; the continuous checks have it")
    wanted, kind = vectors(path)
    modules = [file.as_uri() for name in ("view.js", "more.js") if (file := KINDS / kind / name).is_file()]
    dates = (ROOT / "permanence_lib" / "screen" / "kit" / "dates.js").as_uri()
    given = json.dumps({"modules": modules, "name": wanted["js"], "cases": [case["args"] for case in wanted["cases"]]})
    code = _RUN.replace("DATES", json.dumps(dates))
    found = subprocess.run([node, "--input-type=module", "-e", code], input=given, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout) == [case["expect"] for case in wanted["cases"]]
