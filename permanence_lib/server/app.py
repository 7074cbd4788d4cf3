"""One person's workbook on their own computer, closed to everybody else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tornado.web
from jupyter_server.base.handlers import FileFindHandler
from jupyterlab_server.themes_handler import ThemesHandler
from tornado.httputil import HTTPServerRequest
from voila.static_file_handler import MultiStaticFileHandler

from permanence_lib.server import about, large, made, own, pages, weeks
from permanence_lib.server.address import bind
from permanence_lib.server.channels import Channels
from permanence_lib.server.closed import KERNEL, ClosedVoila
from permanence_lib.server.door import Door, clean_address, find_key
from permanence_lib.server.shelf import Shelf
from permanence_lib.server.site import Site
from permanence_lib.store import place


class DoorApplication(tornado.web.Application):
    """Asks at the door before it looks for a handler."""

    def __init__(self, door: Door, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.door = door

    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> Any:
        """Static files for anybody on this computer, a cookie for the token, and the rest only with the cookie."""
        if self.door.is_for_us(request) and request.path.startswith("/static/"):
            return super().find_handler(request, **kwargs)
        if self.door.brings_token(request):
            return self.get_handler_delegate(request, Welcome)
        if self.door.admits(request):
            return super().find_handler(request, **kwargs)
        return self.get_handler_delegate(request, pages.Refused)


class Welcome(tornado.web.RequestHandler):
    """The first visit: the token becomes a cookie, and the address clean."""

    def get(self) -> None:
        """SameSite=Strict: no other site's page can act with it."""
        door = self.application.door  # type: ignore[attr-defined]
        self.set_cookie(door.cookie, door.pass_value, httponly=True, samesite="Strict", path="/")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "no-referrer")
        self.redirect(clean_address(self.request))


class StudyServer(ClosedVoila):
    """One person's workbook on their own computer, at 127.0.0.1."""

    def __init__(
        self, *, root: Path, front: pages.Front, port: int = 0, key_folder: Path | None = None,
        announce: Callable[[str], None] = print,
    ) -> None:  # fmt: skip
        super().__init__(root=root, announce=announce)
        self.front, self.wanted_port, self.key_folder = front, port, key_folder

    def listen(self) -> list[Any]:
        """At the usual port or the next that is free."""
        sockets, self.port = bind(self.wanted_port, self.announce)
        return sockets

    async def opened(self) -> None:
        """Tell the person where the workbook is."""
        address = f"http://127.0.0.1:{self.port}/?token={self.door.token}"
        self.announce(f"Achieving Permanence is open at\n\n    {address}\n\nTo stop it, press Ctrl+C in this window.")
        if self.open_browser:
            import webbrowser

            asyncio.get_running_loop().run_in_executor(None, webbrowser.open, address)

    def init_handlers(self) -> list[Any]:
        """The addresses there are; everything else is not found."""
        return [
            (r"/", pages.Home),
            (r"/dates", pages.Dates),
            (r"/standard", pages.Standard),
            (r"/route/([a-z0-9-]+)", pages.Route),
            (r"/figures", pages.Figures),
            (r"/week/figures\.ipynb", pages.ToFigures),
            (r"/week/([a-z0-9_-]+)", weeks.Week),
            (r"/week/([a-z0-9_-]+)/kernel", weeks.WeekKernel),
            (r"/static/[0-9a-f]+/([\w.-]+)", pages.Static, {"path": str(self.site.template / "static")}),
            (made.ADDRESS, made.Made),
            (rf"/api/kernels/{KERNEL}", pages.KernelState),
            (rf"/api/kernels/{KERNEL}/channels", Channels),
            (rf"/voila/api/shutdown/{KERNEL}", pages.Farewell),
            # Voila's own front end, for a page with widgets that ours does not know.
            (r"/voila/static/(.*)", MultiStaticFileHandler, {"paths": self.static_paths}),
            (r"/voila/api/themes/(.*)", ThemesHandler, self._themes()),
            (r"/voila/labextensions/(.*)", FileFindHandler, {"path": self.labextensions_path, "no_cache_paths": ["/"]}),
            (r"/(?:authority|records)(?:/[a-z0-9.-]*)*", large.Large),
            (about.ADDRESS, about.About),
            (r"/[a-z][a-z0-9.:/-]*", own.Own),
            (r"/.*", pages.Missing),
        ]

    def _themes(self) -> dict[str, Any]:
        return {
            "themes_url": "/voila/api/themes",
            "path": self.themes_dir,
            "labextensions_path": self.labextensions_path,
            "no_cache_paths": ["/"],
        }

    def application(self) -> DoorApplication:
        """Its door is the key in the printed address."""
        self.door = Door(find_key(self.key_folder), self.port)
        shelf = Shelf.of(Path(self.root_dir))
        self.site = Site(shelf.weeks(), authority=bool(place.server()))
        study = pages.Study(self.site, shelf, self.front, self.voila_configuration, self.template_paths)
        application = DoorApplication(self.door, **self.common(study))
        application.add_handlers(".*$", self.init_handlers())
        return application
