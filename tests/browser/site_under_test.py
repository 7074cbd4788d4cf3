"""Runs the study server on made-up notebooks, in a process of its own: `python site_under_test.py FOLDER PORT`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from permanence_lib.screen.home import CarryOn, DatesForm, HomePage, ModuleCard, WeekRow
from permanence_lib.server import kernels, policy
from permanence_lib.server.app import StudyServer
from permanence_lib.server.site import Site

MODULES = (
    "Assessment and planning for permanence", "Permanence within the family network",
    "Permanence through care", "Sustaining permanence",
)  # fmt: skip


class MadeUpFront:
    """A home page with a week of each status."""

    def __init__(self) -> None:
        self.start: date | None = None

    def ask(self, asked: object) -> None:
        """There are none of these pages here."""

    def set_start(self, start: date) -> None:
        """Kept in memory."""
        self.start = start

    def home(self) -> HomePage:
        """Four modules of seven weeks; two weeks written."""
        chosen = f"{self.start.day} {self.start:%B %Y}" if self.start else ""
        return HomePage(
            modules=tuple(_module(number, title) for number, title in enumerate(MODULES, 1)),
            welcome="A workbook for experienced social workers on achieving permanence for children. "
            "Work through it at your own pace; your answers are saved as you write.",
            carry_on=CarryOn(
                "Carry on",
                "The delay timeline",
                "/week/w02",
                "Week 2: Time and the child",
                "Saved on 18 November 2024 at 10:42",
            ),
            dates=DatesForm(chosen=chosen),
        )


def _module(number: int, title: str) -> ModuleCard:
    first = 7 * (number - 1) + 1
    return ModuleCard(number, title, tuple(_week(week) for week in range(first, first + 7)))


def _week(number: int) -> WeekRow:
    kind = {3: "Reading", 4: "Workshop", 0: "Reading"}.get(number % 7, "Study")
    statuses = {2: "In progress: 2 of 4 core activities done", 3: "Done", 5: "Not started"}
    return WeekRow(
        number=number, title="What permanence means to a child", kind=kind, status=statuses.get(number, "Being written"),
        focus="How time passes for a child, and what waiting costs.", dates="12 to 18 January 2026",
        href=f"/week/w{number:02}" if number in statuses else None, is_now=number == 2,
    )  # fmt: skip


if __name__ == "__main__":
    kernels.WARM = "import anywidget, ipywidgets"
    Site.made = ""  # made-up widgets come as text from their kernel
    policy.STRICT = policy.STRICT.replace("script-src 'self'", "script-src 'self' blob:")
    policy.HEADERS["Content-Security-Policy"] = policy.STRICT
    server = StudyServer(
        root=Path(sys.argv[1]), front=MadeUpFront(), port=int(sys.argv[2]), key_folder=Path(sys.argv[1]) / "key",
        announce=lambda words: sys.stdout.write(words + "\n") and sys.stdout.flush(),
    )  # fmt: skip
    server.open_browser = False
    server.initialize([])
    server.start()
