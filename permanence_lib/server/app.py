"""The server: a stand-alone Voila, cut down to this workbook's pages and closed to everybody else."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tornado.web
from jupyter_server.auth.identity import IdentityProvider, User
from jupyter_server.base.handlers import FileFindHandler
from jupyterlab_server.themes_handler import ThemesHandler
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from traitlets.config import Config
from voila.app import Voila
from voila.paths import collect_static_paths, collect_template_paths
from voila.static_file_handler import MultiStaticFileHandler

from permanence_lib.server import own, pages, policy
from permanence_lib.server.address import bind
from permanence_lib.server.channels import Channels, WidgetMessagesOnly
from permanence_lib.server.door import Door, clean_address, find_key
from permanence_lib.server.kernels import OwnPython, StudyKernels
from permanence_lib.server.shelf import Shelf
from permanence_lib.server.site import Site

_KERNEL = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"


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


class OneReader(IdentityProvider):
    """Whoever came through the door is the one person whose workbook this is."""

    def get_user(self, handler: tornado.web.RequestHandler) -> User | None:
        """The reader, if the door admits them: asked again here, so that one slip does not open everything."""
        door = handler.application.door  # type: ignore[attr-defined]
        return User(username="reader", name="You") if door.admits(handler.request) else None

    @property
    def auth_enabled(self) -> bool:
        """Always."""
        return True

    def get_handlers(self) -> list[Any]:
        """No login page: the address is the login."""
        return []

    def is_token_authenticated(self, handler: tornado.web.RequestHandler) -> bool:
        """Nobody: so every form needs its own token too."""
        return False


class StudyServer(Voila):
    """One person's workbook on their own computer, at 127.0.0.1."""

    name = "permanence"

    def __init__(
        self, *, root: Path, front: pages.Front, port: int = 0, key_folder: Path | None = None,
        announce: Callable[[str], None] = print,
    ) -> None:  # fmt: skip
        # No configuration of other Voilas on this computer.
        super().__init__(
            config=_settings(), root_dir=str(root / "notebooks"), config_file_paths=[], log_level=logging.WARNING
        )
        self.front, self.wanted_port, self.key_folder, self.announce = front, port, key_folder, announce
        self.stopped = asyncio.Event()

    def start(self) -> None:
        """Serve until a signal to stop."""
        asyncio.run(self.serve())

    async def serve(self) -> None:
        """Listen, tell where, and stay until stopped; then end every kernel."""
        self.stopped = asyncio.Event()
        sockets, self.port = bind(self.wanted_port, self.announce)
        self.connection_dir = tempfile.mkdtemp(prefix="ap-", dir=_short_folder())
        try:
            self.door = Door(find_key(self.key_folder), self.port)
            self.app = self._application()
            http = HTTPServer(self.app, max_buffer_size=16_000_000)
            http.add_sockets(sockets)
            self._stop_on_signals()
            self.kernel_manager.prepare()
            self.opened(f"http://127.0.0.1:{self.port}/?token={self.door.token}")
            await self.stopped.wait()
            http.stop()
            await self.kernel_manager.close()
        finally:
            shutil.rmtree(self.connection_dir, ignore_errors=True)

    def opened(self, address: str) -> None:
        """Tell the person where the workbook is."""
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
            (r"/week/([a-z0-9_-]+)", pages.Week),
            (r"/static/[0-9a-f]+/([\w.-]+)", pages.Static, {"path": str(self.site.template / "static")}),
            (rf"/api/kernels/{_KERNEL}", pages.KernelState),
            (rf"/api/kernels/{_KERNEL}/channels", Channels),
            (rf"/voila/api/shutdown/{_KERNEL}", pages.Farewell),
            # Voila's own front end, for a page with widgets that ours does not know.
            (r"/voila/static/(.*)", MultiStaticFileHandler, {"paths": self.static_paths}),
            (r"/voila/api/themes/(.*)", ThemesHandler, self._themes()),
            (r"/voila/labextensions/(.*)", FileFindHandler, {"path": self.labextensions_path, "no_cache_paths": ["/"]}),
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

    def setup_template_dirs(self) -> None:
        """The template that ships in this package, whatever is installed elsewhere."""
        template = Site({}).template
        self.template_paths = [str(template), *collect_template_paths(["voila", "nbconvert"], "lab", prune=True)]
        self.static_paths = [str(template / "static"), *collect_static_paths(["voila", "nbconvert"], "lab")]
        self.static_paths.append(self.static_root)

    def _application(self) -> DoorApplication:
        shelf = Shelf.of(Path(self.root_dir))
        self.site = Site(shelf.weeks())
        study = pages.Study(self.site, shelf, self.front, self.voila_configuration, self.template_paths)
        settings = self.init_settings() | {
            "study": study,
            "headers": policy.HEADERS,
            "compress_response": True,
            "allow_remote_access": True,  # the door looks at the host, and at its port too
            "xsrf_cookie_kwargs": {"samesite": "Strict"},
            "serve_traceback": False,
            "websocket_max_message_size": 8_000_000,
        }
        application = DoorApplication(self.door, **settings)
        application.add_handlers(".*$", self.init_handlers())
        return application

    def _stop_on_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            if sys.platform == "win32":
                signal.signal(number, lambda *_: loop.call_soon_threadsafe(self.stopped.set))
            else:
                loop.add_signal_handler(number, self.stopped.set)


def _settings() -> Config:
    """Voila's and Jupyter's own settings, as this workbook needs them."""
    settings = Config()
    settings.Voila.ip = "127.0.0.1"
    settings.Voila.identity_provider_class = OneReader
    settings.Voila.kernel_websocket_connection_class = WidgetMessagesOnly
    settings.VoilaConfiguration.template = "permanence"
    settings.VoilaConfiguration.allow_template_override = "NO"
    settings.VoilaConfiguration.allow_theme_override = "NO"
    settings.VoilaConfiguration.show_tracebacks = False
    settings.VoilaConfiguration.strip_sources = True
    settings.VoilaConfiguration.multi_kernel_manager_class = StudyKernels
    settings.VoilaConfiguration.kernel_spec_manager_class = OwnPython
    settings.VoilaConfiguration.extension_allowlist = [
        "anywidget",
        "@jupyter-widgets/jupyterlab-manager",
        "@voila-dashboards/widgets-manager8",
    ]
    settings.MappingKernelManager.cull_idle_timeout = 600
    settings.MappingKernelManager.cull_interval = 60
    settings.MappingKernelManager.cull_connected = False
    return settings


def _short_folder() -> str | None:
    """Where kernels' sockets lie: their paths may not be longer than about a hundred letters."""
    return "/tmp" if os.name == "posix" and Path("/tmp").is_dir() else None
