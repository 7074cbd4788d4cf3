"""A week's page is the same for everybody and at every visit; what is somebody's own comes with the kernel it asks for."""

from __future__ import annotations

import json
import re
import shutil
import sys
import urllib.error
import urllib.request
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from visitor import Visitor

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "browser"))

import served

from permanence_lib.content import shipped
from permanence_lib.content.library import Content
from permanence_lib.server.document import Document, Documents, is_document
from permanence_lib.store import open_store

pytestmark = pytest.mark.slow
NOTEBOOKS = served.REPOSITORY / "notebooks"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[served.Served]:
    """The workbook, served."""
    running = served.study(tmp_path_factory.mktemp("answers") / "answers.sqlite")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def ann(site: served.Served) -> Visitor:
    """Somebody who is signed in to it."""
    visitor = Visitor(site.base)
    visitor.get(site.url.removeprefix(site.base))
    return visitor


def ask(site: served.Served, visitor: Visitor, week: str, **headers: str) -> Any:
    """What a page asks for when it opens; to be read line by line."""
    cookies = "; ".join(f"{each.name}={each.value}" for each in visitor.cookies)
    token = {each.name: each.value for each in visitor.cookies}.get("_xsrf", "")
    given = {"Cookie": cookies, "X-XSRFToken": token or "", **headers}
    request = urllib.request.Request(f"{site.base}/week/{week}/kernel", b"", given, method="POST")
    return urllib.request.urlopen(request, timeout=60)


def lines(answer: Any) -> list[dict[str, Any]]:
    """All that was said."""
    return [json.loads(line) for line in answer]


def exercises_of(week: str) -> list[str]:
    """The exercises of a week, as its notebook has them."""
    book = nbformat.read(NOTEBOOKS / f"{week}.ipynb", as_version=4)
    return [cell.id for cell in book.cells if "exercise" in cell.metadata.get("tags", ())]


@pytest.mark.parametrize("week", ["w02", "w03", "w04", "w16", "w28"])
def test_a_second_visit_brings_no_page(week: str, site: served.Served, ann: Visitor) -> None:
    """It is a document with a mark, which names no kernel; with the mark it is not sent again."""
    first = ann.get(f"/week/{week}")
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert '"kernelId": ""' in first.text
    assert re.findall(r'class="slim-mount" data-model="([^"]+)"', first.text) == exercises_of(week)
    assert first.text.count("ap-sources") == 1
    again = ann.get(f"/week/{week}", **{"If-None-Match": first.headers["Etag"]})
    assert (again.status, again.text) == (304, "")
    assert ann.get(f"/week/{week}", **{"If-None-Match": 'W/"other"'}).text == first.text


def test_every_week_is_a_document(content: Content) -> None:
    """None has to be run to be read."""
    for week in content.weeks:
        file = NOTEBOOKS / f"{week}.ipynb"
        if file.is_file():
            text = shipped.read(NOTEBOOKS, week)
            assert is_document(nbformat.reads(text, as_version=4)), week
            assert shipped.shows_what_it_gave(NOTEBOOKS, week, text), week


def test_nothing_on_it_is_anybodys_own(site: served.Served, ann: Visitor) -> None:
    """It is letter by letter the same when answers have been saved; how far they have come is told by the kernel."""
    before = ann.get("/week/w02")
    store = open_store(site.command[-1])
    person = store.me().id
    store.save(person, "w02a2", {"decisions": []}, base=0, request_id="a", definition_hash="x", done=True)
    store.close()
    after = ann.get("/week/w02")
    assert after.text == before.text
    assert person not in after.text
    assert not re.search(r'<span class="ap-state"[^>]*>[^<]', after.text)
    told = {line.get("cell"): line for line in lines(ask(site, ann, "w02"))}
    assert 'data-ap-state="w02a2">Finished<' in told["progress"]["html"]


def test_a_page_is_told_its_kernel_and_each_exercise(site: served.Served, ann: Visitor) -> None:
    """The kernel first and at once; then each by its own name, in the order of the page; then that it is done."""
    ann.get("/week/w16")
    first, *told, last = lines(ask(site, ann, "w16"))
    assert ann.get(f"/api/kernels/{first['kernelId']}").status == 200
    assert [line["model"] for line in told if "model" in line] == exercises_of("w16")
    assert last == {"done": True}


def test_what_it_is_told_travels_short_and_line_by_line(site: served.Served, ann: Visitor) -> None:
    """The kernel can be read before the first cell has run, though all of it is one piece of gzip."""
    answer = ask(site, ann, "w16", **{"Accept-Encoding": "gzip, br"})
    assert answer.headers["Content-Encoding"] == "gzip"
    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS + 16)
    pieces = []
    while piece := answer.read1():
        pieces.append(unpack.decompress(piece))
    assert unpack.eof
    told = [json.loads(line) for line in b"".join(pieces).splitlines()]
    assert pieces[0].count(b"\n") < len(told) == len(exercises_of("w16")) + 3
    assert "kernelId" in told[0]
    assert {line["widget"]["state"]["parts"]["exercise"] for line in told if "widget" in line} == set(
        exercises_of("w16")
    )
    assert not any("_esm" in line["widget"]["state"] for line in told if "widget" in line)


def test_an_exercise_comes_with_the_answer_to_what_it_asks_first(site: served.Served, ann: Visitor) -> None:
    """What its person wrote, as it stands in the store."""
    store = open_store(site.command[-1])
    person = store.me().id
    store.save(person, "w16a2", {"nothing": "of ours"}, base=0, request_id="b", definition_hash="x", done=True)
    store.close()
    told = {line["cell"]: line["foreseen"] for line in lines(ask(site, ann, "w16")) if "foreseen" in line}
    assert list(told) == exercises_of("w16")
    assert [each["question"] for each in told.values()][1:3] == [{"kind": "hello"}, {"kind": "hello", "child": "case"}]
    opened = {name: each["answers"][0] for name, each in told.items()}
    assert {name: (each["kind"], each["revision"]) for name, each in opened.items()} == {
        name: ("opened", int(name == "w16a2")) for name in exercises_of("w16")
    }


def test_a_page_of_no_week_has_no_kernel(site: served.Served, ann: Visitor) -> None:
    """Nor has one without the form's token, or without the cookie."""
    for week, headers, status in (("w99", {}, 404), ("w02", {"X-XSRFToken": "x"}, 403), ("w02", {"Cookie": ""}, 403)):
        with pytest.raises(urllib.error.HTTPError) as refused:
            ask(site, ann, week, **headers)
        assert refused.value.code == status


def test_a_kernel_nobody_waits_for_ends(site: served.Served, ann: Visitor) -> None:
    """The page was left while its cells ran."""
    answer = ask(site, ann, "w15")
    kernel = json.loads(answer.readline())["kernelId"]
    answer.close()
    assert served.wait_until(lambda: ann.get(f"/api/kernels/{kernel}").status == 404, 10)


class TestDocuments:
    """What is made once, of which notebooks."""

    @staticmethod
    async def _render(notebook: Any) -> str:
        return json.dumps([cell.get("outputs") for cell in notebook.cells])

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """One week, with the list it stands on."""
        for name in ("w02.ipynb", shipped.LIST):
            shutil.copy(NOTEBOOKS / name, tmp_path / name)
        return tmp_path

    def _made(self, kept: Documents, folder: Path) -> Document | None:
        work = kept.of(folder / "w02.ipynb", self._render)
        try:
            work.send(None)
        except StopIteration as found:
            return found.value  # type: ignore[no-any-return]
        raise AssertionError("it waited for something")

    def test_it_is_made_once(self, folder: Path) -> None:
        """And anew when its notebook is written anew."""
        kept = Documents()
        first = self._made(kept, folder)
        assert first
        assert self._made(kept, folder) is first
        file = folder / "w02.ipynb"
        file.write_text(file.read_text("utf-8") + "\n", "utf-8")
        again = self._made(kept, folder)
        assert again is not first
        assert again == first

    def test_what_somebody_wrote_under_a_cell_is_not_shown(self, folder: Path) -> None:
        """Such a notebook is whole, so it is run; but what stands there is not believed."""
        file = folder / "w02.ipynb"
        book = json.loads(file.read_text("utf-8"))
        sources = next(cell for cell in book["cells"] if cell["id"] == "sources")
        sources["outputs"][0]["data"]["text/html"] = ["<p>Not ours</p>"]
        file.write_text(json.dumps(book), "utf-8")
        assert shipped.read(folder, "w02")
        assert self._made(Documents(), folder) is None
