"""The pages about the workbook itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from permanence_lib.screen.guide import GuidePage
from permanence_lib.screen.home import environment

_TABLE = re.compile(r"<table>.*?</table>", re.S)
_CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.S)
_HEADING = re.compile(r"<th[^>]*>(.*?)</th>", re.S)
_ROW = re.compile(r"<tr>.*?</tr>", re.S)
_TAG = re.compile(r"<[^<>]+>")


@dataclass(frozen=True)
class Entry:
    """One page in the list."""

    href: str
    title: str
    about: str


@dataclass(frozen=True)
class AboutPage:
    """All of them, in two lists."""

    everybody: tuple[Entry, ...]
    operator: tuple[Entry, ...]
    version: str
    title: str = "About, privacy and accessibility"


def render(page: AboutPage) -> str:
    """The list's main part as HTML."""
    return environment().get_template("about.html.j2").render(page=page)


def render_text(page: GuidePage) -> str:
    """One page's main part as HTML."""
    return environment().get_template("about_text.html.j2").render(page=page)


def with_cards(html: str, caption: str) -> Markup:
    """The HTML with its tables named, their rows headed by the first cell, and every cell labelled for narrow screens."""
    return Markup(_TABLE.sub(lambda found: _cards(found[0], caption), html))


def _cards(table: str, caption: str) -> str:
    head, *rows = _ROW.findall(table)
    labels = [escape(Markup(_TAG.sub("", label)).unescape()) for label in _HEADING.findall(head)]
    columns = head.replace("<th>", '<th scope="col">')
    body = "".join(_row(row, labels) for row in rows)
    named = f'<caption class="ap-vh">{escape(caption)}</caption>'
    return f'<table class="ap-cards">{named}<thead>{columns}</thead><tbody>{body}</tbody></table>'


def _row(row: str, labels: list[Markup]) -> str:
    first, *others = _CELL.findall(row)
    cells = "".join(f'<td data-label="{label}">{cell}</td>' for label, cell in zip(labels[1:], others, strict=True))
    return f'<tr><th scope="row">{first}</th>{cells}</tr>'
