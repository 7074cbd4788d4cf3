"""/law: the law register, whole or narrowed, and as a file to print."""

from __future__ import annotations

from permanence_lib.laboratory.pages import Reader
from permanence_lib.laboratory.registers import law_page, printed
from permanence_lib.laboratory.registers.law_page import View
from permanence_lib.screen import law as screen
from permanence_lib.screen.asked import Answer, Asked, Made


def answer(reader: Reader, asked: Asked) -> Answer | None:
    """/law and /law/print."""
    return answered(View(reader.content, reader.today()), asked)


def answered(view: View, asked: Asked) -> Answer | None:
    """The same for whoever looks, at a desk or in a room."""
    match asked.rest:
        case () | ("",):
            return Made(law_page.TITLE, screen.render(law_page.page(view, asked.query)))
        case ("print",):
            return printed.law_file(view, asked.query)
    return None
