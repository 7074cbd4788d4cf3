"""A week's page, and the kernel it asks for."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import nbformat
from tornado import web
from tornado.iostream import StreamClosedError

from permanence_lib.content import shipped
from permanence_lib.errors import AlteredNotebook
from permanence_lib.server import coming, front, made, words
from permanence_lib.server.coming import Coming
from permanence_lib.server.document import Document, Render
from permanence_lib.server.packed import LineByLine
from permanence_lib.server.pages import Notebook, Page
from permanence_lib.server.rendering import log, renderer_of


class Week(Notebook):
    """A week of the workbook: a document where it can be one, otherwise a notebook that is run for this visit."""

    @web.authenticated
    async def get(self, name: str) -> None:
        """By our own front end, or by Voila's where it was asked for."""
        file = self.study.shelf.file(name)
        if file is None:
            raise web.HTTPError(404)
        if asked := front.wanted(self):
            await self.show(file, front=asked)
            return
        try:
            document = await self.study.documents.of(file, self._render(file))
        except AlteredNotebook as altered:
            log.error("%s", altered)
            self.refuse_altered()
        else:
            await (self._send(document, file) if document else self.show(file))

    async def _send(self, document: Document, file: Path) -> None:
        """Once; afterwards only that it is still the same. The kernel it will ask for is begun at once."""
        _ = self.xsrf_token  # sets the cookie without which the page can neither get a kernel nor end it
        self.set_header("Cache-Control", "private, no-cache")
        self.set_header("Etag", document.mark)
        if self.check_etag_header():
            self.set_status(304)
            self.finish()
        else:
            self._give(document)
        if coming.will_ask(self.request):
            self.study.begun.add(file.stem, Coming(self.kernel_manager, self.study.owner, notebook_of(file)))

    def _give(self, document: Document) -> None:
        """Compressed once for everybody."""
        form, content = document.packed.for_browser(forms_taken(self))
        if form:
            self.set_header("Content-Encoding", form)
        self.finish(content)

    def _render(self, file: Path) -> Render:
        async def render(notebook: Any) -> str:
            site = self.site.addresses() | {"asks": True, "preload": await asyncio.to_thread(made.of_week, file.stem)}
            renderer = renderer_of(file, self.study, site, self.settings)
            await renderer.initialize()
            return str(await renderer.as_it_stands(notebook))

        return render


class WeekKernel(Page):
    """The kernel of a week's page, asked for by the page itself: who it is, and what its cells gave, line by line."""

    _left = False
    _shorten: LineByLine | None = None

    @web.authenticated
    async def post(self, name: str) -> None:
        """Every line is JSON: the kernel first, then a cell each, in the end that it is done. A kernel nobody waits for ends."""
        kernel = self.study.begun.take(name) or Coming(self.kernel_manager, self.study.owner, self._notebook(name))
        self.set_header("Content-Type", "application/x-ndjson")
        self.set_header("X-Accel-Buffering", "no")  # a proxy that gathered the lines would hold them back
        if "gzip" in forms_taken(self):
            self.set_header("Content-Encoding", "gzip")
            self._shorten = LineByLine()
        try:
            async for line in kernel.lines():
                await self._tell(line)
        except StreamClosedError:
            await kernel.give_up()
        except Exception:
            log.exception("A page got no kernel.")
            await kernel.give_up()
            self._refuse()

    def on_connection_close(self) -> None:
        """The page was left while its kernel was being made."""
        self._left = True

    async def _tell(self, line: dict[str, Any]) -> None:
        if self._left:
            raise StreamClosedError
        said = json.dumps(line, separators=(",", ":")).encode() + b"\n"
        self.write(self._shorten.line(said, last="done" in line) if self._shorten else said)
        await self.flush()

    def _refuse(self) -> None:
        """In words, while there is still somebody to hear them; a page that has heard of its kernel asks anew by itself."""
        if not self._headers_written:
            self.set_status(503)
            self.clear_header("Content-Encoding")
            self.write({"why": words.NO_KERNEL})

    def _notebook(self, name: str) -> Any:
        """The notebook as it came with the workbook: no other is run."""
        file = self.study.shelf.file(name)
        if file is None:
            raise web.HTTPError(404)
        try:
            return notebook_of(file)
        except AlteredNotebook as altered:
            log.error("%s", altered)
            raise web.HTTPError(409) from altered


def forms_taken(page: Page) -> str:
    """In which forms its browser takes what is compressed; none under a prefix, where every address is still to be moved."""
    return page.request.headers.get("Accept-Encoding", "") if page.settings["base"] == "/" else ""


def notebook_of(file: Path) -> Any:
    """A week's notebook, if it is as it came with the workbook; AlteredNotebook otherwise."""
    return nbformat.reads(shipped.read(file.parent, file.stem), as_version=4)
