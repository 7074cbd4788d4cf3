"""The pages about the workbook itself, at one's own desk and in a room: the same pages, and the same files to print."""

from __future__ import annotations

from importlib.metadata import version

from markupsafe import Markup

from permanence_lib.content import trust
from permanence_lib.content.guide import Guide
from permanence_lib.content.library import Content
from permanence_lib.document.markdown import to_html
from permanence_lib.screen import about as screen
from permanence_lib.screen import compiled
from permanence_lib.screen.asked import Answer, Asked, Given, Made
from permanence_lib.screen.guide import GuidePage, GuideSection


def answer(content: Content, asked: Asked) -> Answer | None:
    """/about, /about/privacy and its like, and /about/privacy/print as a file."""
    pages = trust.pages(content)
    match asked.rest:
        case () | ("",):
            page = screen.AboutPage(
                _entries(trust.FOR_EVERYBODY, pages), _entries(trust.FOR_THE_OPERATOR, pages), version("permanence")
            )  # fmt: skip
            return Made(page.title, screen.render(page))
        case (name,) if name in pages:
            return Made(pages[name].title, _page(name, pages[name]))
        case (name, "print") if name in pages:
            return Given(f"{name}.html", "text/html; charset=utf-8", _file(pages[name]))
    return None


def _entries(names: tuple[str, ...], pages: dict[str, Guide]) -> tuple[screen.Entry, ...]:
    return tuple(screen.Entry(f"/about/{name}", pages[name].title, pages[name].about) for name in names)


def _page(name: str, found: Guide) -> str:
    sections = tuple(
        GuideSection(part.id, part.title, screen.with_cards(to_html(part.text), part.title)) for part in found.sections
    )
    return screen.render_text(GuidePage(found.title, found.about, sections, f"/about/{name}/print"))


def _file(found: Guide) -> bytes:
    """One web page that needs no network."""
    parts = tuple(
        compiled.Part(part.id, part.title, screen.with_cards(to_html(part.text), part.title)) for part in found.sections
    )
    head = Markup("<p>{}</p>").format(found.about)
    return compiled.render(compiled.CompiledPage(found.title, head, parts)).encode()
