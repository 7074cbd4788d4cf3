"""The first page of the laboratory: what can be looked at there, and what stays where."""

from __future__ import annotations

from dataclasses import dataclass

from permanence_lib.screen.home import environment


@dataclass(frozen=True)
class Door:
    """One room of the laboratory: what it answers, and how it stands today."""

    title: str
    href: str
    about: str
    now: str = ""


@dataclass(frozen=True)
class LaboratoryPage:
    """The whole page."""

    title: str
    lead: tuple[str, ...]
    doors: tuple[Door, ...]
    stays: tuple[str, ...]


def render(page: LaboratoryPage) -> str:
    """The page's main part as HTML; every word in it is escaped."""
    return environment().get_template("laboratory.html.j2").render(page=page)
