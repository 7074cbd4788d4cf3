"""An author's Markdown as HTML: the plain kind, without raw HTML."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")


def to_html(words: str) -> str:
    """Markdown in, HTML out; tags typed by the author come out as text."""
    return str(_reader().render(words)).strip()
