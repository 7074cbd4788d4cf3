"""A register as one web page to keep or print: everything open, and nothing asked of any network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from markupsafe import Markup

from permanence_lib.content.dates import say_date
from permanence_lib.laboratory.registers import law_page, research_page
from permanence_lib.laboratory.registers.law_page import View
from permanence_lib.screen import law, research
from permanence_lib.screen.asked import Given
from permanence_lib.screen.compiled import CompiledPage, Part, render

_HTML = "text/html; charset=utf-8"


def law_file(view: View, query: Mapping[str, str]) -> Given:
    """The law register, or what of it was asked for; a file on paper leads to no week."""
    page = law_page.page(replace(view, linked=False), query)
    parts = tuple(
        Part(
            section.id,
            section.title,
            Markup("<p>{}</p>").format(section.about),
            tuple(Part(fold.id, fold.title, Markup(law.render_rows(fold.rows))) for fold in section.folds),
        )
        for section in page.sections
    )
    lead = (page.narrow.found, page.total, *page.lead)
    return _file("law-register", page.title, lead, (*_due(page), *parts), view)


def _due(page: law.LawPage) -> Iterator[Part]:
    """What is to be looked at again comes first."""
    for name, title, groups in (
        ("failed", "Past the last day they may pass as settled", page.failed),
        ("overdue", "To be looked at again, and overdue", page.overdue),
        ("soon", "To be looked at again within 90 days", page.soon),
    ):
        if groups:
            yield Part(name, title, Markup("").join(_by_day(due) for due in groups))


def _by_day(due: law.Due) -> Markup:
    items = (Markup('<li><a href="{}">{}</a></li>').format(link.href, link.words) for link in due.links)
    return Markup("<p>{}</p><ul>{}</ul>").format(due.words, Markup("").join(items))


def research_file(view: View, query: Mapping[str, str]) -> Given:
    """The evidence register, or what of it was asked for."""
    page = research_page.page(replace(view, linked=False), query)
    shown = tuple(Part(x.id, x.title, Markup(research.render_rows(x.rows))) for x in page.sections)
    names = Markup("<ul>{}</ul>").format(
        Markup("").join(Markup("<li>{} {}</li>").format(id, topic) for id, topic in page.unchecked)
    )
    unchecked = (Part("not-checked", "Not yet checked, never shown in the weeks", names),) if page.unchecked else ()
    lead = (page.narrow.found, page.total, *page.lead, *page.rules, page.licence)
    return _file("evidence-register", page.title, lead, (*shown, *unchecked), view)


def _file(name: str, title: str, lead: tuple[str, ...], parts: tuple[Part, ...], view: View) -> Given:
    made = f"As it stood on {say_date(view.on)}."
    head = Markup("").join(Markup("<p>{}</p>").format(words) for words in (made, *lead) if words)
    return Given(f"{name}.html", _HTML, render(CompiledPage(title, head, parts)).encode())
