"""A compiled document as files: Word, and one web page that asks nothing of any network."""

from __future__ import annotations

from markupsafe import Markup

from permanence_lib.document import docx, html
from permanence_lib.document.blocks import Document
from permanence_lib.portfolio.compiled.chapters import Chapter, Compiled
from permanence_lib.screen import compiled as screen

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word(made: Compiled) -> bytes:
    """The document as a .docx file."""
    return docx.render(Document(made.title, tuple(made.blocks()), cover=made.cover))


def page(made: Compiled) -> str:
    """The document as one HTML page, with everything it needs inside."""
    return screen.render(
        screen.CompiledPage(made.title, Markup(html.render(made.cover)), tuple(map(_part, made.chapters)))
    )


def _part(chapter: Chapter) -> screen.Part:
    return screen.Part(chapter.id, chapter.title, Markup(html.render(chapter.blocks)), tuple(map(_part, chapter.parts)))
