"""The national figures in a notebook: a week shows one question as it opens, the page of figures lets any be explored."""

from __future__ import annotations

import base64
import logging
import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from permanence_lib import national
from permanence_lib.content.library import Content
from permanence_lib.document import data, html, picture, text
from permanence_lib.document.blocks import Block, Heading, Items, Paragraph, Table
from permanence_lib.errors import PermanenceError
from permanence_lib.national import Choice, View
from permanence_lib.workbook.shown import Shown

if TYPE_CHECKING:
    from permanence_lib.screen.live import LiveWidget

Json = dict[str, Any]
_log = logging.getLogger(__name__)
_UNEXPECTED = "The page met a fault of its own with this view. Choose another, or reload the page."
_FOLDS = re.compile(r' (?:data-label|class)="[^"]*"')
_CHOSEN = ("form", "start", "end", "period")


class Figures:
    """The page of figures: hears what is asked and answers with one view, or with its data as a file. It keeps nothing."""

    def __init__(self, content: Content, asked: View | None = None) -> None:
        self._content, self._asked = content, asked

    def widget(self) -> LiveWidget:
        """What the notebook displays; without a browser every question as it opens, or the one that was asked for."""
        from permanence_lib.screen.live import shown_with
        from permanence_lib.workbook.figures_widget import FiguresWidget

        blocks, parts = self.blocks(), shown_with("figures")
        return FiguresWidget(plain=text.render(blocks), page=html.render(blocks), hear=self.hear, parts=parts)

    def blocks(self) -> Sequence[Block]:
        """As a document: the view that was asked for, or the list of questions with what each says."""
        if self._asked:
            return [
                Heading(self._asked.question.title, 2),
                Paragraph(self._asked.question.about),
                *self._asked.blocks(),
            ]
        return [block for question in self._questions for block in _summary(self._content, question)]

    @property
    def _questions(self) -> list[str]:
        return list(national.questions(self._content))

    def hear(self, message: Json) -> list[Json]:
        """Answer one message of the page; a fault is told, never raised."""
        if message.get("kind") == "hello":
            return [{"kind": "seen", "seen": self.seen()}]
        if message.get("kind") != "act":
            return []
        return [{"kind": "acted", "id": message.get("id"), **self._did(message)}]

    def seen(self) -> Json:
        """All questions with what each tells, and the view to begin with, if one was asked for."""
        found = national.questions(self._content).values()
        asked = [_wanted(self._asked)] if self._asked else []
        return {"questions": [{"id": one.id, "title": one.title, "about": one.about} for one in found], "asked": asked}

    def _did(self, message: Json) -> Json:
        given = message.get("given")
        try:
            view = self._view(given if isinstance(given, dict) else {})
            return _file(view) if message.get("what") == "csv" else {"view": shown(view, self._content)}
        except PermanenceError as trouble:
            return {"why": str(trouble)}
        except Exception:
            _log.exception("The page of figures could not show a view.")
            return {"why": _UNEXPECTED}

    def _view(self, given: Mapping[str, Any]) -> View:
        groups = given.get("groups")
        chosen = {name: str(given.get(name) or "") for name in _CHOSEN}
        named = tuple(str(name) for name in groups) if isinstance(groups, list) else ()
        return national.view(self._content, str(given.get("question")), Choice(groups=named, **chosen))


def asked(
    content: Content, question: str | None, form: str | None = None, groups: Sequence[str] | str = (),
    start: str | None = None, end: str | None = None, period: str | None = None,
) -> View | None:  # fmt: skip
    """The view that a notebook's parameters name; None where they name no question. PermanenceError for what there is not."""
    named = (groups,) if isinstance(groups, str) else tuple(groups or ())
    if question is None:
        if named or any((form, start, end, period)):
            raise PermanenceError("Say which question as well: form, groups, start, end and period are of one.")
        return None
    chosen = Choice(form or "", named, *(str(each) if each else "" for each in (start, end, period)))
    return national.view(content, question, chosen)


def shown(view: View, content: Content) -> Json:
    """A view as the page draws it. Sentence, table and picture come from the chart, as everywhere."""
    choice, offered, question = view.choice, view.choices, view.question
    weeks = [
        {"id": name, "title": f"Week {content.weeks[name].number}: {content.weeks[name].title}"}
        for name in question.weeks
    ]
    return {
        "question": {
            "id": question.id, "title": question.title, "about": question.about, "weeks": weeks,
            "measure": bool(question.measure),
        },
        "choice": {"form": choice.form, "groups": list(choice.groups)} | {name: getattr(choice, name) for name in _CHOSEN[1:]},
        "choices": {
            "forms": [(one.id, one.label) for one in offered.forms],
            "groups": [(one.id, one.label) for one in offered.groups],
            "periods": [(one.id, one.label) for one in offered.periods],
        },
        "sentence": view.sentence,
        "blocks": data.as_data([view.chart]),
        "notes": list(view.notes),
        "ask": list(question.ask),
        "sources": [{"words": line.words, "url": str(line.url) if line.url else None} for line in view.sources],
    }  # fmt: skip


def in_week(question: str, content: Content) -> Shown:
    """One question as it opens, in a week's page: picture, sentence, table, what was counted, source, and a way further."""
    view = national.view(content, question)
    chart = view.chart
    # The notebook beside this one: right under any Voila and in JupyterLab, and our own server takes it to /figures.
    link = f'<a href="figures.ipynb#{escape(question)}">Explore these figures</a>'
    page = (
        f'<figure class="ap-figure"><figcaption>{escape(chart.title)}</figcaption>'
        f'<div class="ap-figure-picture" tabindex="0" role="region" aria-label="Picture: {escape(chart.title, quote=True)}">'
        f"{picture.svg(chart)}</div>"
        f"<p>{escape(chart.sentence)}</p><details><summary>The same as a table</summary>{_table(chart.table)}</details>"
        f'<p class="ap-source">{escape(" ".join(_counted(view)))} {escape(chart.source)} {link}</p></figure>'
    )
    return Shown(page, text.render([*view.blocks()]))


def _table(table: Table) -> str:
    """Without what only folds a table into cards: every byte of a week counts."""
    return _FOLDS.sub("", html.render([table]))


def _counted(view: View) -> tuple[str, ...]:
    """The definition, and where counting changed within what is shown."""
    return view.notes[: 1 + len(view.chart.breaks)]


def _wanted(view: View) -> Json:
    choice = view.choice
    filled = {"form": choice.form, "groups": list(choice.groups)}
    return {"question": view.question.id} | filled | {name: getattr(choice, name) for name in _CHOSEN[1:]}


def _summary(content: Content, question: str) -> list[Block]:
    view = national.view(content, question)
    sources = Items(tuple(line.words for line in view.sources))
    return [Heading(view.question.title), Paragraph(view.question.about), Paragraph(view.sentence), sources]


def _file(view: View) -> Json:
    name = f"{view.question.id}.csv"
    return {"name": name, "data": base64.b64encode(view.csv()).decode("ascii")}
