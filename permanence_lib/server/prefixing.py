"""A page's own addresses under a prefix: `href="/week/w01"` becomes `href="/user/ann/week/w01"`, while the page streams."""

from __future__ import annotations

import re

from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.web import OutputTransform

#: What may hold an address in a page of ours.
_HOLDS = frozenset({b"href", b"src", b"action", b"formaction", b"data-portfolio", b"data-made"})
_INSIDE = rb"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+"""
#: A comment, an element whose inside is no HTML, or one opening tag. Quantifiers never give back, so that no text is slow.
_PART = re.compile(
    rb"<!--.*?-->|(?P<raw><(?P<name>script|style|textarea|title)(?=[\s/>])" + _INSIDE + rb">).*?(?=</(?P=name))"
    rb"|(?P<tag><(?!(?:script|style|textarea|title)[\s/>])[a-z]" + _INSIDE + rb">)",
    re.S | re.I,
)
_START = re.compile(rb"<(?=[a-zA-Z]|!--|!?-?\Z)")
_ATTRIBUTE = re.compile(rb"""([^\s"'>/=]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""")
_MAY_HOLD = re.compile(rb"""=\s*["']?/""")
_HTML = re.compile(rb"<html(?=[\s>])", re.I)
_REFRESH = re.compile(rb"(url=['\"]?)(/(?![/\\]))", re.I)


def prefixed(address: str, base: str) -> str:
    """An address of ours (one slash, not two) with the prefix; any other as it is."""
    return base + address[1:] if address.startswith("/") and address[1:2] not in ("/", "\\") else address


class Prefixing:
    """Takes a page in pieces, cut anywhere, and gives it back with its addresses moved."""

    def __init__(self, base: str) -> None:
        self.base = base.encode()
        self._held = b""

    def take(self, piece: bytes, last: bool = False) -> bytes:
        """As much of the page as is certain by now; all of it with the last piece."""
        text, given, at = self._held + piece, [], 0
        self._held = b""
        while start := _START.search(text, at):
            found = _PART.match(text, start.start())
            if found:
                given += [text[at : found.start()], self._part(found)]
                at = found.end()
            elif last:  # what never ends is no tag, and nothing after it is one
                break
            else:
                given.append(text[at : start.start()])
                self._held = text[start.start() :]
                return b"".join(given)
        return b"".join([*given, text[at:]])

    def _part(self, found: re.Match[bytes]) -> bytes:
        whole, opening = found[0], found["raw"] or found["tag"]
        return self._tag(opening) + whole[len(opening) :] if opening else whole

    def _tag(self, tag: bytes) -> bytes:
        """One opening tag; the page's own also says where the page lies, for its scripts."""
        if _HTML.match(tag):
            return b'<html data-base="' + self.base + b'"' + tag[5:]
        if not _MAY_HOLD.search(tag):
            return tag
        if tag[:5].lower() == b"<meta":
            return _REFRESH.sub(lambda found: found[1] + self.base, tag)
        return _ATTRIBUTE.sub(self._attribute, tag)

    def _attribute(self, found: re.Match[bytes]) -> bytes:
        name, between, value = found.groups()
        quote = value[:1] if value[:1] in (b'"', b"'") else b""
        inside = value[len(quote) :]
        if name.lower() not in _HOLDS or inside[:1] != b"/" or inside[1:2] in (b"/", b"\\"):
            return found[0]
        return name + between + quote + self.base + inside[1:]


class PrefixedPage(OutputTransform):
    """Every page an application gives out, under the prefix its connection came by; files to keep stay as they are."""

    def __init__(self, request: HTTPServerRequest) -> None:
        base = getattr(request.connection, "base", "/")
        self._moving = Prefixing(base) if base != "/" else None

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:  # fmt: skip
        """The first piece, and how long the whole is where that is known."""
        if not _is_page(headers):
            self._moving = None
        chunk = self.transform_chunk(chunk, finishing)
        if self._moving and "Content-Length" in headers:
            if finishing:
                headers["Content-Length"] = str(len(chunk))
            else:
                del headers["Content-Length"]
        return status_code, headers, chunk

    def transform_chunk(self, chunk: bytes, finishing: bool) -> bytes:
        """Any piece."""
        return self._moving.take(chunk, finishing) if self._moving else chunk


def _is_page(headers: HTTPHeaders) -> bool:
    return (
        headers.get("Content-Type", "").startswith("text/html")
        and "Content-Encoding" not in headers
        and not headers.get("Content-Disposition", "").startswith("attachment")
    )
