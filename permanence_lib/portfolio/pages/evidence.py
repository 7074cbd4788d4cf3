"""The evidence map, one statement, and the form that ties a piece to it."""

from __future__ import annotations

from permanence_lib.portfolio import leaving
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.standard import evidence, map_document, mapped, tying
from permanence_lib.screen.asked import Answer, Asked, Given, Made
from permanence_lib.screen.evidence import render, render_overview


def answer(desk: Desk, asked: Asked) -> Answer | None:
    """/evidence, /evidence/by-module, /evidence/document, /evidence/4.4b and /evidence/4.4b/w22a1."""
    match asked.rest:
        case () | ("",):
            page = mapped.map_page(desk, asked)
            return Made(page.title, render(page))
        case ("by-module",):
            page = mapped.overview_page(desk, asked)
            return Made(page.title, render_overview(page))
        case ("document",):
            return _document(desk, asked) if asked.sent else answer(desk, _whole(asked))
        case (name,) if line := evidence.line_of(desk, name):
            return tying.statement_page(desk, asked, line)
        case (name, slot) if statement := desk.content.statements.get(name):
            take = tying.take if asked.sent else tying.tie_page
            return take(desk, asked, statement, slot)
    return None


def _document(desk: Desk, asked: Asked) -> Answer:
    """The Word document, once the participant has looked at what leaves."""
    from permanence_lib.document import docx

    question = leaving.ask(desk, asked, map_document.leaving(desk))
    if question is not None:
        return question
    desk.note("exported", "evidence")
    return Given(map_document.NAME, map_document.MEDIA_TYPE, docx.render(map_document.made(desk)))


def _whole(asked: Asked) -> Asked:
    """A document address opened without its form is the map."""
    return Asked(path=mapped.MAP, token=asked.token)
