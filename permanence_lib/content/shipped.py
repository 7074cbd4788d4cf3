"""Which notebooks came with the workbook: `notebooks/shipped.json`, made by the build, names each with its fingerprint.

A page runs the cells of its notebook, whoever wrote them last. So a notebook that was altered since, or laid beside the
others, is not run. What its cells gave when it was built has a fingerprint of its own: a page may show that as it stands.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from permanence_lib.errors import AlteredNotebook

LIST = "shipped.json"
#: What a cell is; what it gave when it was last run is not, for it is run anew.
_ACTS = ("cell_type", "id", "metadata", "attachments")


def fingerprint(text: str) -> str:
    """The same for the same cells, however the file is laid out and whatever its cells gave. ValueError if it is none."""
    whole = json.loads(text)
    if not isinstance(whole, dict) or not isinstance(whole.get("cells"), list):
        raise ValueError("not a notebook")
    said = [whole.get("metadata"), whole.get("nbformat"), [_acting(cell) for cell in whole["cells"]]]
    return sha256(json.dumps(said, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _acting(cell: Mapping[str, Any]) -> list[Any]:
    source = cell.get("source", "")
    return [source if isinstance(source, str) else "".join(source), *(cell.get(name) for name in _ACTS)]


def given(text: str) -> str:
    """The same for the same HTML under the same cells: what a page shows of the notebook without running it."""
    pages = [[cell.get("id"), [_html(each) for each in cell.get("outputs", ())]] for cell in json.loads(text)["cells"]]
    return sha256(json.dumps(pages, ensure_ascii=True).encode()).hexdigest()


def _html(output: Mapping[str, Any]) -> str:
    found = output.get("data", {}).get("text/html", "")
    return found if isinstance(found, str) else "".join(found)


def list_of(texts: Mapping[str, str]) -> str:
    """The list for notebooks by name (`reports/authority` in a folder), as it lies on disk."""
    prints = {name: {"runs": fingerprint(text), "shows": given(text)} for name, text in sorted(texts.items())}
    return json.dumps(prints, indent=1) + "\n"


def read(folder: Path, name: str) -> str:
    """The text of one notebook of `folder`, if it is the one that came with the workbook; otherwise AlteredNotebook."""
    text = (folder / f"{name}.ipynb").read_text(encoding="utf-8")
    if not _is_listed(folder, name, "runs", lambda: fingerprint(text)):
        raise AlteredNotebook(
            f"The notebook {name} is not as it came with the workbook, so it was not run. Nothing that you saved has "
            "changed. Install the workbook again; whoever writes its content runs “permanence build”."
        )
    return text


def shows_what_it_gave(folder: Path, name: str, text: str) -> bool:
    """Whether what stands under the cells of a notebook of `folder` is what they gave when it was built."""
    return _is_listed(folder, name, "shows", lambda: given(text))


def _is_listed(folder: Path, name: str, what: str, made: Callable[[], str]) -> bool:
    try:
        return bool(json.loads((folder / LIST).read_text(encoding="utf-8"))[name][what] == made())
    except (OSError, ValueError, AttributeError, TypeError, KeyError):
        return False
