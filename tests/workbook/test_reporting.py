"""A report's notebook is run in surroundings of its own: nothing of the run stays, and whatever stops it is told in words."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from permanence_lib import errors
from permanence_lib.content import shipped
from permanence_lib.content.library import Content
from permanence_lib.errors import PermanenceError, UnreadableFile
from permanence_lib.workbook import reporting

ASKED = """
import os
from permanence_lib.errors import UnreadableFile
print(os.getcwd(), os.environ["JUPYTER_RUNTIME_DIR"], os.environ["PERMANENCE_ROOT"], given)
if given == "wrong":
    raise UnreadableFile("There is no folder x.")
if given == "lost":
    {}["CHILD"]
"""


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """Content with one notebook of a report."""
    folder = tmp_path / "notebooks" / "reports"
    folder.mkdir(parents=True)
    given = nbformat.v4.new_code_cell("given = None", metadata={"tags": ["parameters"]})
    book = nbformat.v4.new_notebook(cells=[given, nbformat.v4.new_code_cell(ASKED)])
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(book, folder / "small.ipynb")
    listed = shipped.list_of({"reports/small": (folder / "small.ipynb").read_text("utf-8")})
    (folder.parent / shipped.LIST).write_text(listed, "utf-8")
    return Content.load(tmp_path)


@pytest.fixture
def scratch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where temporary folders are made: a short name, so that sockets fit in it."""
    with tempfile.TemporaryDirectory(dir="/tmp" if os.path.isdir("/tmp") else None) as folder:
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield Path(folder)


@pytest.mark.slow
def test_a_run_has_its_own_surroundings_and_leaves_nothing(content: Content, scratch: Path) -> None:
    """The kernel works in a folder that is gone afterwards; this process keeps its own surroundings and folder."""
    before, here = dict(os.environ), Path.cwd()
    folder, runtime, root, given = reporting.run("small", {"given": Path("a")}, content).split()
    assert folder == runtime and Path(folder).parent == scratch and not Path(folder).exists()
    assert Path(root) == content.root.resolve() and given == "a"
    assert (dict(os.environ), Path.cwd(), list(scratch.iterdir())) == (before, here, [])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("given", "sort", "said"),
    [
        ("wrong", UnreadableFile, r"^There is no folder x\.$"),
        (
            "lost",
            PermanenceError,
            r"^The notebook stopped before its end \(KeyError: 'CHILD'\)\. Nothing was written\.",
        ),
    ],
)
def test_what_stops_it_is_told_in_words(content: Content, scratch: Path, given: str, sort: type, said: str) -> None:
    """Our own errors as they stand; any other by its name, without a traceback."""
    with pytest.raises(PermanenceError, match=said) as stopped:
        reporting.run("small", {"given": given}, content)
    assert type(stopped.value) is sort and list(scratch.iterdir()) == []


def test_a_notebook_that_is_not_there_is_told_too(content: Content, scratch: Path) -> None:
    """Before a kernel is started."""
    with pytest.raises(PermanenceError, match="stopped before its end"):
        reporting.run("other", {}, content)
    assert list(scratch.iterdir()) == []


def test_every_error_of_ours_can_be_told_again() -> None:
    """A report's notebook may raise any of them; the message is what counts."""
    ours = [x for x in vars(errors).values() if isinstance(x, type) and issubclass(x, PermanenceError)]
    assert all(str(PermanenceError.__new__(sort, "So it is.")) == "So it is." for sort in ours)
