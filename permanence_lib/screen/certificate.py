"""The page about the certificate, and the certificate itself as a web page to keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from permanence_lib.screen.home import environment


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere."""

    words: str
    href: str


@dataclass(frozen=True)
class Asked:
    """One requirement: whether the work is there, whether the line manager has verified it, and what is missing."""

    words: str
    state: str  # "Verified", "Complete, waiting for your line manager" or "Still to do"
    missing: tuple[Link, ...] = ()
    more: int = 0


@dataclass(frozen=True)
class Checked:
    """What became of a file that was brought in."""

    headline: str
    reasons: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    state: str


@dataclass(frozen=True)
class CertificatePage:
    """Everything on the page."""

    certificate: str
    asked: tuple[Asked, ...]
    standing: str
    token: str
    is_ready: bool = False
    knows_keys: bool = False
    name: str = ""
    checked: Checked | None = None
    errors: Mapping[str, str] = field(default_factory=dict)


def render(page: CertificatePage) -> str:
    """The page's main part as HTML; every word in it is escaped."""
    return environment().get_template("certificate.html.j2").render(page=page)


def page_to_keep(title: str, body: str, language: str) -> str:
    """A certificate as one whole HTML file; `body` is ready HTML."""
    template = environment().get_template("certificate_to_keep.html.j2")
    return template.render(title=title, body=Markup(body), language=language)
