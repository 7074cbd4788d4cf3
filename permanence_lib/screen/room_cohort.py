"""The facilitator's page about the cohort before the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from permanence_lib.screen.home import environment


@dataclass(frozen=True)
class CohortPage:
    """What the cohort told, ready as HTML that document.html made, and the form that brings in more."""

    title: str
    token: str
    people: int
    told: Markup
    at_the_door: Markup
    news: str = ""
    refused: tuple[str, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)


def render(page: CohortPage) -> str:
    """The page's main part as HTML; every word in it is escaped."""
    return environment().get_template("room_cohort.html.j2").render(page=page)
