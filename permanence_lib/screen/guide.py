"""The facilitator's guide as a page."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from permanence_lib.screen.home import environment


@dataclass(frozen=True)
class GuideSection:
    """A section: its id, its heading, and its text as ready HTML."""

    id: str
    title: str
    html: Markup


@dataclass(frozen=True)
class GuidePage:
    """The whole guide; `to_print` is the address of the file to keep."""

    title: str
    about: str
    sections: tuple[GuideSection, ...]
    to_print: str


def render(page: GuidePage) -> str:
    """The page's main part as HTML."""
    return environment().get_template("guide.html.j2").render(page=page)
