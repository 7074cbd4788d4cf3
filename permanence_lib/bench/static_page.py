"""The least that a page of some size can take: text and a script that are only sent, and a button that answers itself."""

from __future__ import annotations

import random
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

#: How much of it is the page; the rest is its script.
_PAGE = 20_000
_HEAD = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A page</title>'
_REST = '<script type="module" src="/script.js"></script></head><body><button id="go">Go</button><p id="said"></p><!--{}--></body></html>'
_SCRIPT = (
    "document.getElementById('go').onclick = () => {{ document.getElementById('said').textContent = 'Gone'; }};\n"
    "document.body.dataset.ready = 'yes';\n//{}"
)


def serve(port: int, size: int) -> None:
    """Until the process is ended."""
    page = (_HEAD + _REST.format(_filling(min(size, _PAGE)))).encode()
    files = {"/": ("text/html; charset=utf-8", page), "/script.js": ("text/javascript", _script(size - len(page)))}

    class Sends(BaseHTTPRequestHandler):
        """One of the two, as it lies there."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            media_type, content = files.get(self.path, ("", b""))
            self.send_response(200 if content else 404)
            self.send_header("Content-Type", media_type or "text/plain")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "no-cache" if self.path == "/" else "public, max-age=31536000, immutable")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Nothing is logged."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Sends)
    print(f"http://127.0.0.1:{port}/", flush=True)  # noqa: T201 what starts it waits for this line
    server.serve_forever()


def _script(size: int) -> bytes:
    return _SCRIPT.format(_filling(max(0, size - len(_SCRIPT)))).encode()


def _filling(size: int) -> str:
    """Letters that nothing can make smaller by much."""
    return random.Random(1).randbytes(size // 2).hex()
