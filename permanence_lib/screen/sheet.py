"""A page with one form on it: a few questions, what was typed before, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from permanence_lib.screen.home import environment


@dataclass(frozen=True)
class Box:
    """One question. `sort` is how it is asked; `value` what stands in it; a date has three values, a choice its choices."""

    name: str
    label: str
    sort: Literal["line", "area", "choice", "tick", "date"] = "line"
    value: str = ""
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    date: tuple[str, str, str] = ("", "", "")
    short: bool = False


@dataclass(frozen=True)
class Sheet:
    """The page. `newer` holds what another window has saved in the meantime, in words; `base` the version it goes back to."""

    title: str
    about: str
    action: str
    token: str
    draft: str
    boxes: tuple[Box, ...]
    back: tuple[str, str]
    base: int = 0
    said: str = ""
    newer: tuple[str, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)
    links: tuple[tuple[str, str], ...] = ()
    button: str = "Save"

    @property
    def heading(self) -> str:
        """The title of the browser's tab, which says when something is wrong."""
        return f"Error: {self.title}" if self.errors or self.newer else self.title


def render(sheet: Sheet) -> str:
    """The page's main part as HTML; every word in it is escaped."""
    return environment().get_template("sheet.html.j2").render(sheet=sheet)
