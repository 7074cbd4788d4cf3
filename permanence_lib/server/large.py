"""Pages that are given large files: the body is taken as it comes, and one that is too large is told so in words."""

from __future__ import annotations

import inspect
from typing import Any

from tornado import httputil, web

from permanence_lib.server import words
from permanence_lib.server.own import Own

#: What is kept of one request. More than this is let go by, so that the page can still say why.
MOST = 80_000_000
#: No request is cut off half-way: a browser would only say that the connection was reset.
_NO_END = 1 << 40
_MOST_SECONDS = 900.0
_MOST_FILES = 600

_TOO_LARGE = (
    "That is more than can be read at once",
    (
        f"Together the files were larger than {MOST // 1_000_000} MB, the most that this page takes. None of them was kept.",
        "Choose fewer years at a time, or a zip file of the same tables, which is much smaller. For more than that, use the "
        "command: permanence report authority --extract FOLDER --to REPORT.html.",
    ),
)
_NOT_READ = (
    "What was sent could not be read",
    (
        "The form did not arrive whole, so nothing of it was used. Go back, choose the files again and send them once more.",
    ),
)


@web.stream_request_body
class Large(Own):
    """A participant's own page with a box for large files. They are held in memory and never written to the disk."""

    async def prepare(self) -> None:
        """Before the body: let it be as large as it is, and wait for it."""
        self._pieces: list[bytes] = []
        self._size = 0
        self.request.connection.set_max_body_size(_NO_END)
        self.request.connection.set_body_timeout(_MOST_SECONDS)
        await super().prepare()

    def data_received(self, chunk: bytes) -> None:
        """Keep a piece, or let it go by when there is too much already."""
        self._size += len(chunk)
        if self._size <= MOST:
            self._pieces.append(chunk)
        else:
            self._pieces.clear()

    def check_xsrf_cookie(self) -> None:
        """The form's token stands in the body: `post` asks for it once the body is here."""

    @web.authenticated
    async def post(self) -> None:
        """A form that was filled in."""
        if self._size > MOST:
            self._refuse(_TOO_LARGE)
            return
        try:
            self._take_body()
        except httputil.HTTPInputError:
            self._refuse(_NOT_READ)
            return
        super().check_xsrf_cookie()
        await self._answer(sent=True)

    def _refuse(self, said: tuple[str, tuple[str, ...]]) -> None:
        """Why nothing was taken, with the way back to the form."""
        self.send_plain(words.Plain(*said, (self.request.path, "Back to the form")))

    def _take_body(self) -> None:
        """The form's fields and files, where Tornado would have put them for a small form."""
        body = b"".join(self._pieces)
        self._pieces.clear()
        request = self.request
        content_type = request.headers.get("Content-Type", "")
        httputil.parse_body_arguments(
            content_type, body, request.body_arguments, request.files, request.headers, **_many_parts()
        )
        for name, values in request.body_arguments.items():
            request.arguments.setdefault(name, []).extend(values)


def _many_parts() -> dict[str, Any]:
    """Leave to take a form of many files, where this Tornado asks for it."""
    if "config" not in inspect.signature(httputil.parse_body_arguments).parameters:
        return {}
    return {"config": httputil.ParseBodyConfig(multipart=httputil.ParseMultipartConfig(max_parts=_MOST_FILES))}
