"""Scripts, styles and data, compressed once and kept in memory: twenty who arrive together ask for each of them twenty times."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath

import brotli
from tornado import web

from permanence_lib.screen import modules
from permanence_lib.server import policy

_TYPES = {
    ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json",
}  # fmt: skip
_OTHER = "application/octet-stream"
#: Below so many bytes compressing saves nothing.
_WORTH = 500
#: The last step takes twice as long and saves two bytes in a hundred; it is done once, and sent to everybody.
_EFFORT = 11
#: What a page of ours asks for as one file, since every request costs a thousand bytes: all that it imports, or stands on.
_GATHERED, _STANDS_ON = "slim.js", {"shell.css": "tokens.css"}


@dataclass(frozen=True)
class Packed:
    """One file: what it is, as it is, and compressed in two ways where that is worth it."""

    media_type: str
    plain: bytes
    small: bytes | None
    smaller: bytes | None

    @classmethod
    def of(cls, name: str, text: str) -> Packed:
        """A text that is sent like a file of that name."""
        media_type, plain = _TYPES.get(PurePath(name).suffix, _OTHER), text.encode()
        if media_type == _OTHER or len(plain) < _WORTH:
            return cls(media_type, plain, None, None)
        smaller = brotli.compress(plain, mode=brotli.MODE_TEXT, quality=_EFFORT)
        return cls(media_type, plain, gzip.compress(plain, 9, mtime=0), smaller)

    def for_browser(self, takes: str) -> tuple[str, bytes]:
        """The shortest form that a browser takes, by what it says in Accept-Encoding; and what the form is called."""
        named = {each.partition(";")[0].strip() for each in takes.split(",")}
        if self.smaller and "br" in named:
            return "br", self.smaller
        return ("gzip", self.small) if self.small and "gzip" in named else ("", self.plain)


class LineByLine:
    """Lines compressed as they come, so that each can be read before the next is there; what they share is sent once."""

    def __init__(self) -> None:
        self._work = zlib.compressobj(6, wbits=zlib.MAX_WBITS + 16)  # 16: with the head and end of gzip

    def line(self, said: bytes, *, last: bool = False) -> bytes:
        """One line; after the last there is no other."""
        return self._work.compress(said) + self._work.flush(zlib.Z_FINISH if last else zlib.Z_SYNC_FLUSH)


@cache
def packed(folder: Path) -> Mapping[str, Packed]:
    """Every file of a folder by its name, as it was at the first look; no folder inside it, and nothing linked to."""
    files = [file for file in sorted(folder.iterdir()) if file.is_file() and not file.is_symlink()]
    return {file.name: Packed.of(file.name, _text(file)) for file in files}


def _text(file: Path) -> str:
    """What is sent of a file: without comments, and with what belongs to it."""
    if file.name == _GATHERED:
        return modules.gathered_from(file.parent, file.name)
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".js":
        return modules.shorn(text)
    if file.suffix != ".css":
        return text
    below = _STANDS_ON.get(file.name)
    return modules.bare_style((file.with_name(below).read_text(encoding="utf-8") if below else "") + text)


def give(handler: web.RequestHandler, file: Packed) -> None:
    """Answer with a file whose address holds its fingerprint: as small as the browser takes it, and to be kept for ever."""
    form, content = file.for_browser(handler.request.headers.get("Accept-Encoding", ""))
    if form:
        handler.set_header("Content-Encoding", form)
    handler.set_header("Content-Type", file.media_type)
    handler.set_header("Cache-Control", "public, max-age=31536000, immutable")
    if not handler.settings.get("compress_response"):  # where Tornado packs other answers, it says so of every one
        handler.set_header("Vary", "Accept-Encoding")
    handler.clear_header("Server")
    for header, value in (policy.HEADERS if file.media_type == "image/svg+xml" else policy.FOR_PARTS).items():
        handler.set_header(header, value)
    handler.finish(content)
