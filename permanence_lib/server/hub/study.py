"""One person's workbook behind a Hub: what `permanence study --hub` runs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import tornado.web
from jupyterhub import __version__ as hub_version
from tornado.httputil import HTTPServerRequest
from tornado.netutil import bind_sockets

from permanence_lib import identity
from permanence_lib.server import pages, policy
from permanence_lib.server.app import StudyServer
from permanence_lib.server.closed import ClosedVoila
from permanence_lib.server.door import find_key
from permanence_lib.server.hub import signing
from permanence_lib.server.hub.activity import Activity
from permanence_lib.server.hub.charge import Charge, read
from permanence_lib.server.hub.door import HubDoor, HubSign
from permanence_lib.server.hub.sessions import Sessions, Visitor
from permanence_lib.server.shelf import Shelf
from permanence_lib.server.site import ROOMS, Site

#: How often those who only keep a page open are asked after, in seconds.
SWEEP = 15.0
#: What may be read without signing in: nothing of anybody stands there.
OPEN = ("/static/", "/about")
#: A browser may not say who it is: any header of this name is thrown away before anything looks at the request.
FORGED = "X-Workbook-User"


class HubApplication(tornado.web.Application):
    """Asks at the door before it looks for a handler, and sends whoever is not known to the Hub."""

    def __init__(self, door: HubDoor, activity: Activity, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.door, self.activity = door, activity

    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> Any:
        """Everything for the owner; for others the way in, or why there is none."""
        while FORGED in request.headers:
            del request.headers[FORGED]
        if not self.door.is_for_us(request):
            return self.get_handler_delegate(request, signing.Refused)
        if request.path == signing.BACK or request.path.startswith(OPEN):
            return super().find_handler(request, **kwargs)
        if self.door.admits(request):
            self.activity.saw(request)
            return super().find_handler(request, **kwargs)
        return self.get_handler_delegate(request, outsider(self.door, request))


def outsider(door: HubSign, request: HTTPServerRequest) -> type[signing.Outside]:
    """What answers somebody who is not let in: the way to the Hub where they wanted a page and the Hub may still let them."""
    if door.visitor(request) is not None:
        return signing.NotYours
    a_page = request.method in ("GET", "HEAD") and not request.path.startswith(("/api/", "/voila/"))
    return signing.SignIn if a_page else signing.Refused


class BehindHub(ClosedVoila):
    """What our servers have in common behind a Hub: where they listen, who is asked, who is told."""

    charge: Charge
    behind_proxy = True

    def behind(self, charge: Charge, key_folder: Path | None) -> None:
        """Take up what the Hub said."""
        self.charge, self.base = charge, charge.base
        self.sessions = Sessions(charge.hub)
        self.sessions.when_lost = self._left
        self.secret = find_key(key_folder)
        self._sweeping: list[asyncio.Task[None]] = []

    def listen(self) -> list[Any]:
        """Where the Hub says."""
        self.port = self.charge.port
        return list(bind_sockets(self.charge.port, None if self.charge.host in ("*", "") else self.charge.host))

    def common(self, study: Any) -> dict[str, Any]:
        """With the Hub's own mark, and cookies that also come along from a link in a letter."""
        secure = {"secure": True} if self.charge.scrambled else {}
        return super().common(study) | {
            "cookie_secret": self.secret,
            "headers": policy.HEADERS | {"X-JupyterHub-Version": hub_version},
            "xsrf_cookie_kwargs": {"samesite": "Lax", **secure},
        }

    def signing_handlers(self) -> list[Any]:
        """The addresses between the Hub and us."""
        return [(signing.BACK, signing.SignedIn), (signing.OUT, signing.SignOut)]

    def begin_watching(self, activity: Activity) -> None:
        """In the background, until `closing`."""
        self._sweeping = [asyncio.create_task(self._sweep()), asyncio.create_task(activity.go_on())]

    async def closing(self) -> None:
        """Nobody new comes in any more."""
        for task in self._sweeping:
            task.cancel()
        await asyncio.gather(*self._sweeping, return_exceptions=True)

    def last_typed(self) -> datetime | None:
        """When a kernel of somebody's page last heard anything."""
        kernels = self.kernel_manager
        theirs = [each for each in kernels.list_kernel_ids() if kernels.owner_of(each)]
        return max((kernels.get_kernel(each).last_activity for each in theirs), default=None)

    def ids_of(self, visitor: Visitor) -> set[str]:
        """Under which ids the kernels of a Hub's user run."""
        return {identity.hub_person(visitor.name)}

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP)
            try:
                await self.sessions.look_again()
            except Exception:
                self.log.exception("Who is signed in could not be looked over.")

    async def _left(self, visitor: Visitor) -> None:
        """Whoever signed out, lost a group or was shut out: their pages end, and ask at the door when they come again."""
        kernels, ids = self.kernel_manager, self.ids_of(visitor)
        for kernel_id in list(kernels.list_kernel_ids()):
            if kernels.owner_of(kernel_id) in ids:
                await kernels.finish(kernel_id)


class HubStudyServer(BehindHub, StudyServer):
    """A single-user server of the Hub that is our own workbook and nothing else."""

    def __init__(
        self, *, charge: Charge, root: Path, front: pages.Front, key_folder: Path | None = None,
        announce: Callable[[str], None] = print,
    ) -> None:  # fmt: skip
        super().__init__(root=root, front=front, key_folder=key_folder, announce=announce)
        self.behind(charge, key_folder)

    async def opened(self) -> None:
        """For the Hub's log."""
        self.announce(f"The workbook of {self.charge.owner} is open under {self.base}.")
        self.begin_watching(self.told)

    def application(self) -> HubApplication:  # type: ignore[override]
        """Its door is the Hub's word, and its kernels work for the owner alone."""
        self.door = HubDoor(self.charge, self.sessions, self.secret)  # type: ignore[assignment]
        self.knock = self.door.knock  # type: ignore[attr-defined]
        shelf = Shelf.of(Path(self.root_dir))
        self.site = Site(shelf.weeks(), rooms=(*ROOMS, (signing.OUT, "Sign out")), authority=True)
        owner = (identity.hub_person(self.charge.owner), "participant")
        study = pages.Study(self.site, shelf, self.front, self.voila_configuration, self.template_paths, owner)
        self.told = Activity(self.charge, self.last_typed)
        application = HubApplication(self.door, self.told, **self.common(study))  # type: ignore[arg-type]
        application.add_handlers(".*$", [*self.signing_handlers(), *self.init_handlers()])
        return application


def study(root: Path | None = None, announce: Callable[[str], None] = print) -> None:
    """Serve one person's workbook until the Hub stops it. PermanenceError outside a Hub, StoreError if answers cannot be kept."""
    from permanence_lib.content import places
    from permanence_lib.content.library import Content
    from permanence_lib.errors import PermanenceError
    from permanence_lib.server.laptop import WorkbookFront
    from permanence_lib.store import open_store, place, waiting

    charge = read()
    if not charge.owner:
        raise PermanenceError("The Hub does not say whose workbook this is. It belongs into a person's own server.")
    identity.serve_as(identity.hub_person(charge.owner), "participant")
    answers = waiting.patiently(open_store)
    try:
        if answers.refusal is None:
            answers.note("opened", whose=identity.hub_person(charge.owner), who=identity.hub_person(charge.owner))
        own = place.default().parent
        front = WorkbookFront(Content.load(root), answers, own)
        server = HubStudyServer(
            charge=charge, root=root or places.root(), front=front, key_folder=own, announce=announce
        )
        server.initialize([])
        server.start()
    finally:
        answers.close()
