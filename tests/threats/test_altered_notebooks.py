"""T16, T10 and T17: a page runs a notebook that came with the workbook, as it came, with words that stay words; and nothing else."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import made_up_notebooks
import nbformat
import pytest
import served

from permanence_lib.content import shipped
from permanence_lib.content.library import Content
from permanence_lib.errors import AlteredNotebook, UnknownParameter
from permanence_lib.workbook import reporting

pytestmark = pytest.mark.slow
CODE = "open({!r}, 'w').close()"
#: A value that would be code if papermill wrote it as it stands.
VALUE = "\"'\\n\nimport os\n{canary}\n'''\"\"\" + __import__('os').getcwd() # {{x}} \\"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[served.Served, Path]]:
    """A running study server, and its notebooks."""
    folder = made_up_notebooks.write(tmp_path_factory.mktemp("altered"))
    running = served.small_site(folder)
    yield running, folder / "notebooks"
    running.kill()


def get(running: served.Served, path: str) -> tuple[int, str]:
    """Status and text, for the reader of the workbook."""
    first = http.client.HTTPConnection(running.base.removeprefix("http://"), timeout=60)
    first.request("GET", running.url.removeprefix(running.base))
    cookie = first.getresponse().headers["Set-Cookie"].split(";")[0]
    asking = http.client.HTTPConnection(running.base.removeprefix("http://"), timeout=60)
    asking.request("GET", path, headers={"Cookie": cookie})
    answer = asking.getresponse()
    return answer.status, answer.read().decode()


def change(file: Path, how: Callable[[Any], None]) -> None:
    """Alter a notebook as somebody with an editor would."""
    book = json.loads(file.read_text("utf-8"))
    how(book)
    file.write_text(json.dumps(book), "utf-8")


def test_t16_an_altered_notebook_is_refused_and_a_whole_one_is_not(
    site: tuple[served.Served, Path], canary: Path
) -> None:
    """The page says so in plain words; not a cell of it is run."""
    running, folder = site
    code = nbformat.v4.new_code_cell(CODE.format(str(canary)), id="more")
    assert get(running, "/week/w03")[0] == 200
    change(folder / "w03.ipynb", lambda book: book["cells"].append(dict(code)))
    status, page = get(running, "/week/w03")
    assert status == 500
    assert "This page was not opened" in page and "Traceback" not in page and str(folder) not in page
    assert get(running, "/week/w02")[0] == 200
    assert not canary.exists()


def test_t16_only_what_is_run_decides(tmp_path: Path) -> None:
    """Other line ends, another order and other results are no alteration; another word or another tag is."""
    folder = made_up_notebooks.write(tmp_path) / "notebooks"
    file = folder / "w02.ipynb"
    whole = file.read_text("utf-8")
    harmless: list[Callable[[Any], None]] = [
        lambda book: book["cells"][1].update(execution_count=7, outputs=[]),
        lambda book: book.update(dict(reversed(list(book.items())))),
    ]
    for how in harmless:
        change(file, how)
        assert shipped.read(folder, "w02")
    file.write_bytes(whole.replace("\n", "\r\n").encode())
    assert shipped.read(folder, "w02")
    harmful: list[Callable[[Any], None]] = [
        lambda book: book["cells"][0].update(source="# Other words"),
        lambda book: book["cells"][0].update(cell_type="code", outputs=[], execution_count=None),
        lambda book: book["cells"][1]["metadata"].update(tags=["parameters"]),
        lambda book: book["cells"].pop(),
        lambda book: book["metadata"].update(title="Another"),
    ]
    for how in harmful:
        file.write_text(whole, "utf-8")
        change(file, how)
        with pytest.raises(AlteredNotebook):
            shipped.read(folder, "w02")


def test_t16_every_notebook_that_ships_is_on_the_list(content: Content) -> None:
    """As it lies here, and no other."""
    folder = content.root / "notebooks"
    lying = {
        file.relative_to(folder).with_suffix("").as_posix()
        for file in folder.rglob("*.ipynb")
        if "checkpoint" not in str(file)
    }
    assert set(json.loads((folder / shipped.LIST).read_text("utf-8"))) == lying
    for name in sorted(lying):
        assert shipped.read(folder, name)


def test_t16_a_report_runs_no_altered_notebook(tmp_path: Path, canary: Path, content: Content) -> None:
    """Papermill would run it, whatever its trust."""
    (tmp_path / "notebooks" / "reports").mkdir(parents=True)
    for name in ("reports/authority.ipynb", shipped.LIST):
        (tmp_path / "notebooks" / name).write_text((content.root / "notebooks" / name).read_text("utf-8"), "utf-8")
    change(
        tmp_path / "notebooks/reports/authority.ipynb",
        lambda book: book["cells"][-1].update(source=CODE.format(str(canary))),
    )
    with pytest.raises(AlteredNotebook, match="was not run"):
        reporting.run("authority", {}, Content.load(tmp_path))
    assert not canary.exists()


def test_t17_a_notebook_that_was_laid_beside_the_others_is_not_served(
    site: tuple[served.Served, Path], canary: Path
) -> None:
    """Neither while the server runs, nor after it was started again."""
    running, folder = site
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CODE.format(str(canary)))])
    nbformat.write(book, folder / "w27.ipynb")
    assert get(running, "/week/w27")[0] == 404
    running.stop()
    running.restart()
    assert get(running, "/week/w27")[0] == 500
    assert not canary.exists()


def test_t10_a_parameter_is_words_and_its_name_no_code(tmp_path: Path, canary: Path) -> None:
    """Whatever a value holds it arrives letter by letter; a name that is not a plain one is refused before anything runs."""
    (tmp_path / "notebooks" / "reports").mkdir(parents=True)
    cells = [
        nbformat.v4.new_code_cell("given = None", metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell("print(ascii(given))"),
    ]
    book = nbformat.v4.new_notebook(cells=cells)
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    text = nbformat.writes(book)
    (tmp_path / "notebooks/reports/small.ipynb").write_text(text, "utf-8")
    (tmp_path / "notebooks" / shipped.LIST).write_text(shipped.list_of({"reports/small": text}), "utf-8")
    content = Content.load(tmp_path)
    value = VALUE.format(canary=CODE.format(str(canary)))
    assert reporting.run("small", {"given": value}, content).strip() == ascii(value)
    run = CODE.format(str(canary))
    for name in ("a=1;b", f"a\n{run}\nb", "A", "", "a b", "__a", f"a # {run}", "é"):
        with pytest.raises(UnknownParameter):
            reporting.run("small", {name: "1"}, content)
    assert not canary.exists()
