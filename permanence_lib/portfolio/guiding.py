"""The facilitator's guide, at one's own desk and in a room: the same page, and the same file to print."""

from __future__ import annotations

from markupsafe import Markup

from permanence_lib.content.guide import Guide, guide
from permanence_lib.content.library import Content
from permanence_lib.document.markdown import to_html
from permanence_lib.screen import compiled
from permanence_lib.screen import guide as screen
from permanence_lib.screen.asked import Answer, Asked, Given, Made

_ADDRESS = "/guide/print"


def answer(content: Content, asked: Asked) -> Answer | None:
    """/guide, and /guide/print as a file."""
    found = guide(content)
    match asked.rest:
        case () | ("",):
            sections = tuple(screen.GuideSection(x.id, x.title, Markup(to_html(x.text))) for x in found.sections)
            return Made(
                found.title, screen.render(screen.GuidePage(found.title, found.about, sections, _ADDRESS))
            )  # fmt: skip
        case ("print",):
            return Given("facilitators-guide.html", "text/html; charset=utf-8", _file(found))
    return None


def _file(found: Guide) -> bytes:
    """One web page that needs no network."""
    parts = tuple(compiled.Part(x.id, x.title, Markup(to_html(x.text))) for x in found.sections)
    head = Markup("<p>{}</p>").format(found.about)
    return compiled.render(compiled.CompiledPage(found.title, head, parts)).encode()
