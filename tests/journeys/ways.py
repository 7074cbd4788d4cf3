"""The ways in which the workbook is run, each under the same few verbs: a journey is written once and walked in all of them."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "browser"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "hub"))

import served
import sqlalchemy as sa
from hubs import RunningHub
from playwright.sync_api import Browser, Page
from ports import free_port

from permanence_lib.identity import hub_person
from permanence_lib.store import Record, Store, open_store, roles

MODULE, COHORT, SPACE = 3, "Autumn", "room:w18-autumn-0a1b2c"
#: What that room is called at the Hub, and who is in which group there.
ROOM = "autumn-3"
GROUPS = {
    "participants": ["ann", "bob", "cat"],
    "cohort-autumn": ["ann"],
    "facilitators": ["fay"],
}
#: How long anything on a page may take, in milliseconds: a server a person is started at the first visit.
SLOWLY = 60_000


class Way(ABC):
    """One way to run it. People are named by their user names; `site` of a page is where its workbook or room begins."""

    def __init__(self, folder: Path, browser: Browser) -> None:
        self.folder, self.browser = folder, browser

    @abstractmethod
    def study(self, who: str) -> Page:
        """A new browser of this person's, at the home page of their workbook."""

    @abstractmethod
    def leave(self, page: Page) -> None:
        """The person has closed the workbook: the browser, and whatever server ran for them alone."""

    @abstractmethod
    def join(self, who: str) -> Page:
        """A new browser of this person's, at their place in the room."""

    @abstractmethod
    def lead(self) -> Page:
        """The facilitator's browser, at the board."""

    @abstractmethod
    def kept(self, who: str) -> list[Record]:
        """All that the database holds of this person's own study, looked up from outside."""

    @abstractmethod
    def room_store(self) -> AbstractContextManager[Store]:
        """What the room is kept in, reached from outside: others in it are pretended there."""

    @abstractmethod
    def stop(self) -> None:
        """End what was started."""

    def open(self, page: Page, path: str) -> Page:
        """A page of the same workbook or room; a week or a place is waited for until it can be used."""
        page.goto(f"{page.site}{path}")  # type: ignore[attr-defined]
        if path.startswith("/week/"):
            page.locator("body[data-ap-ready]").wait_for()
        return page

    def page(self, site: str) -> Page:
        """A page in a browser of its own, which notes what goes wrong on it and what it asks of others."""
        page = self.browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.set_default_timeout(SLOWLY)
        page.site, page.complaints, page.outside = site, [], []  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: page.complaints.append(str(error)))  # type: ignore[attr-defined]
        page.on("request", lambda asked: _note(page, asked.url))
        return page


def _note(page: Any, url: str) -> None:
    """What is asked of another host is noted."""
    if url.startswith("http") and not url.startswith(page.site.split("/", 3)[0] + "//" + page.site.split("/", 3)[2]):
        page.outside.append(url)


def with_all(page: Any) -> None:
    """Nothing went wrong on the page, and it asked nothing of any other host."""
    assert page.complaints == []
    assert page.outside == []


class Served(Way):
    """Our own servers: a study server a person, a room with a code. Where the answers are is said by `answers`."""

    def __init__(self, folder: Path, browser: Browser) -> None:
        super().__init__(folder, browser)
        self._studies: dict[str, served.Served] = {}
        self._room: served.Workshop | None = None

    @abstractmethod
    def answers(self, who: str) -> str:
        """The store of this person's study."""

    def study(self, who: str) -> Page:
        """Their own server, signed in by its token."""
        running = self._studies.get(who)
        if running is None:
            running = self._studies[who] = self._serve(who)
        page = self.page(running.base)
        page.goto(running.url)
        page.who = who  # type: ignore[attr-defined]
        return page

    def _serve(self, who: str) -> served.Served:
        program = (
            "import sys; from permanence_lib.server import study; study(port=int(sys.argv[1]), open_browser=False)"
        )
        command = [sys.executable, "-c", program, str(free_port())]
        return served.Served(command, PERMANENCE_STORE=self.answers(who))

    def leave(self, page: Page) -> None:
        """Browser and server end; the next visit starts another."""
        page.context.close()
        self._studies.pop(page.who).stop()  # type: ignore[attr-defined]

    @property
    def room(self) -> served.Workshop:
        """The room, open from the first who asks for it."""
        if self._room is None:
            self._room = self._open_room()
        return self._room

    def _open_room(self) -> served.Workshop:
        return served.workshop(self.folder / "room", MODULE, cohort=COHORT, places=3)

    def join(self, who: str) -> Page:
        """With the code on the wall, under an alias."""
        page = self.page(self.room.base)
        page.goto(f"{self.room.base}/join")
        page.get_by_label("Join code").fill(self.room.join_code)
        page.fill("#alias", who)
        page.locator("form:has(#alias) button[type=submit]").click()
        page.wait_for_url("**/joined")
        return self.open(page, "/place")

    def lead(self) -> Page:
        """With the facilitator's code."""
        return self.room.lead(self.page(self.room.base))

    def kept(self, who: str) -> list[Record]:
        """By a connection of our own."""
        with closing(open_store(self.answers(who), read_only=True)) as store:
            return store.everything(store.me().id)

    def room_store(self) -> AbstractContextManager[Store]:
        """The room's own file."""
        return closing(open_store(str(self.room.store)))

    def stop(self) -> None:
        """Every server."""
        for each in (*self._studies.values(), *([self._room] if self._room else [])):
            each.stop()


class Laptop(Served):
    """Everybody on their own computer, and a facilitator's machine: one SQLite file each."""

    def answers(self, who: str) -> str:
        """The file."""
        return str(self.folder / who / "answers.sqlite")


class Database(Served):
    """Our servers again, with everybody's answers in one PostgreSQL: a login a person, a space of its own for the room."""

    def __init__(self, folder: Path, browser: Browser, admin_url: str) -> None:
        super().__init__(folder, browser)
        self._admin, self._urls = admin_url, dict[str, str]()

    def answers(self, who: str) -> str:
        """The person's own login, the same for as long as this way is gone."""
        if who not in self._urls:
            self._urls[who] = roles.person_url(self._admin, who)
        return self._urls[who]

    def _open_room(self) -> served.Workshop:
        folder, port = self.folder / "room", str(free_port())
        program = str(Path(__file__).with_name("room_on_postgres.py"))
        command = [sys.executable, program, port, str(folder), SPACE, str(MODULE), COHORT]
        return served.Workshop(command, folder, PERMANENCE_STORE=roles.service_url(self._admin))

    def room_store(self) -> AbstractContextManager[Store]:
        """The room's space, as an administrator sees it."""
        return closing(open_store(self._admin, space=SPACE))


class Authority(Way):
    """Behind a JupyterHub: everybody signs in there, has a server of their own, and the room is one of its services."""

    def __init__(self, folder: Path, browser: Browser, hub: RunningHub) -> None:
        super().__init__(folder, browser)
        self.hub = hub

    def _signed_in(self, who: str, site: str) -> Page:
        """In a new browser, by the Hub's own page."""
        page = self.page(site.rstrip("/"))
        page.goto(f"{self.hub.address}/hub/login")
        page.fill("#username_input", who)
        page.fill("#password_input", "x")
        page.locator("#login_submit").click()
        page.wait_for_url(lambda url: "/login" not in url)
        page.who = who  # type: ignore[attr-defined]
        return page

    def study(self, who: str) -> Page:
        """Their own server, started by the Hub at the first visit."""
        page = self._signed_in(who, self.hub.study(who))
        self.hub.person(who).start()
        page.goto(self.hub.study(who))
        return page

    def leave(self, page: Page) -> None:
        """The browser is closed, and the Hub stops the server, as it does when nobody has been there for a while."""
        page.context.close()
        self.hub.person(page.who).stop()  # type: ignore[attr-defined]

    def join(self, who: str) -> Page:
        """No code: an alias is all that is asked."""
        page = self._at_the_room(who)
        page.fill("#alias", who)
        page.locator("form:has(#alias) button[type=submit]").click()
        page.wait_for_url("**/place")
        return page

    def lead(self) -> Page:
        """Somebody of the group that leads comes straight to the board."""
        page = self._at_the_room("fay")
        page.wait_for_url("**/board")
        return page

    def _at_the_room(self, who: str) -> Page:
        page = self._signed_in(who, self.hub.room(ROOM))
        self.hub.person(who).enter(ROOM)  # it is there: rooms come up beside the Hub, not before it
        page.goto(self.hub.room(ROOM))
        return page

    def kept(self, who: str) -> list[Record]:
        """As an administrator of the database sees it."""
        with closing(open_store(self.hub.admin_url, read_only=True)) as store:
            return store.everything(hub_person(who))

    def room_store(self) -> AbstractContextManager[Store]:
        """The room's space, found by its week."""
        engine = sa.create_engine(self.hub.admin_url)
        with engine.connect() as connection:
            found = "SELECT DISTINCT space FROM record WHERE space LIKE 'room:w18-%'"
            (space,) = connection.execute(sa.text(found)).scalars()
        engine.dispose()
        return closing(open_store(self.hub.admin_url, space=space))

    def stop(self) -> None:
        """The Hub goes with all its servers."""
