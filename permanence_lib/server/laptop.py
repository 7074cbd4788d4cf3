"""Study on one's own computer: what `permanence study` runs."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

from permanence_lib.screen.asked import Answer, Asked
from permanence_lib.screen.home import HomePage
from permanence_lib.screen.route import RoutePage
from permanence_lib.screen.standard import StandardPage


class WorkbookFront:
    """The home page as the workbook makes it from content and store."""

    def __init__(self, content: Any, store: Any, folder: Path | None = None) -> None:
        self.content, self.store, self.folder = content, store, folder

    def home(self) -> HomePage:
        """As things stand today."""
        from permanence_lib.identity import who
        from permanence_lib.portfolio.desk import Desk
        from permanence_lib.portfolio.progress import front

        page: HomePage = front.home(Desk(self.content, self.store, who(self.store), self.folder))
        return page

    def standard(self) -> StandardPage:
        """Where everything is taught."""
        from permanence_lib import workbook

        page: StandardPage = workbook.standard(self.content)
        return page

    def route(self, name: str) -> RoutePage | None:
        """A shorter way through the material, or None if there is none of that name."""
        from permanence_lib import workbook

        if name not in self.content.routes:
            return None
        page: RoutePage = workbook.route(name, self.content, self.store)
        return page

    def ask(self, asked: Asked) -> Answer | None:
        """One of the participant's own pages, or of the laboratory's, or None if there is none at this address."""
        from permanence_lib.identity import who
        from permanence_lib.laboratory import pages as laboratory
        from permanence_lib.laboratory import sitting
        from permanence_lib.portfolio import pages
        from permanence_lib.portfolio.desk import Desk

        if asked.path == "/your-data/erased":
            sitting.forget_all()
        person = who(self.store)
        found = pages.answer(Desk(self.content, self.store, person, self.folder), asked)
        return found or laboratory.answer(
            laboratory.Reader(self.content, person.participant, folder=self.folder), asked
        )

    def set_start(self, start: date) -> None:
        """Keep the date the programme starts."""
        from permanence_lib import workbook

        workbook.set_start(self.store, start)


def study(port: int = 0, open_browser: bool = True, store: str | None = None, root: Path | None = None) -> None:
    """Serve the workbook to its owner until stopped. StoreError if answers cannot be kept."""
    from permanence_lib.content import places
    from permanence_lib.content.library import Content
    from permanence_lib.server.app import StudyServer
    from permanence_lib.store import open_store, place

    if store:
        os.environ[place.SETTING] = store  # the kernels go by it
    answers = open_store(store)
    try:
        # What is no answer (the list of names, a file being brought in) stays on this computer, wherever answers are kept.
        folder = place.default() if place.server(store) else place.find(store)
        own = folder.parent if folder else None
        front = WorkbookFront(Content.load(root), answers, own)
        server = StudyServer(root=root or places.root(), front=front, port=port, key_folder=own)
        server.open_browser = open_browser
        server.initialize([])
        server.start()
    finally:
        answers.close()
