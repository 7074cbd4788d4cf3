"""What our servers have in common: a stand-alone Voila, cut down to named pages and closed to everybody without a key."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import signal
import ssl
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tornado.web
from jupyter_server.auth.identity import IdentityProvider, User
from tornado.httpserver import HTTPServer
from traitlets.config import Config
from voila.app import Voila
from voila.paths import collect_static_paths, collect_template_paths

from permanence_lib import collector
from permanence_lib.server import policy
from permanence_lib.server.channels import WidgetMessagesOnly
from permanence_lib.server.edge import ROOT, Knock, moved
from permanence_lib.server.kernels import OwnPython, StudyKernels
from permanence_lib.server.site import TEMPLATE

KERNEL = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"


class AtTheDoor(IdentityProvider):
    """Whoever the door admits: asked again at every handler, so that one slip does not open everything."""

    def get_user(self, handler: tornado.web.RequestHandler) -> User | None:
        """The person the door knows this request to come from."""
        who: str | None = handler.application.door.person(handler.request)  # type: ignore[attr-defined]
        return User(username=who, name=who) if who else None

    @property
    def auth_enabled(self) -> bool:
        """Always."""
        return True

    def get_handlers(self) -> list[Any]:
        """No login page of Voila's."""
        return []

    def is_token_authenticated(self, handler: tornado.web.RequestHandler) -> bool:
        """Nobody: so every form needs its own token too."""
        return False


class ClosedVoila(Voila):
    """Serves until stopped, and ends every kernel then. What it serves, and to whom, its children say."""

    name = "permanence"
    #: Certificate and key, where it speaks TLS.
    tls: ssl.SSLContext | None = None
    #: Where it lies on its host, seen from outside: a Hub puts it under a prefix of its own.
    base = ROOT
    #: Whether a proxy stands before it, and what that says of where requests come from counts.
    behind_proxy = False
    #: What looks at every request first, where there is such a thing.
    knock: Knock | None = None

    def __init__(self, *, root: Path, announce: Callable[[str], None], settings: Config | None = None) -> None:
        # No configuration of other Voilas on this computer.
        config = common_settings()
        config.merge(settings or Config())
        super().__init__(
            config=config, root_dir=str(root / "notebooks"), config_file_paths=[], log_level=logging.WARNING
        )
        self.announce = announce
        self.stopped = asyncio.Event()

    def start(self) -> None:
        """Serve until a signal to stop."""
        asyncio.run(self.serve())

    async def serve(self) -> None:
        """Listen, tell where, and stay until stopped; then end every kernel."""
        self.stopped = asyncio.Event()
        sockets = self.listen()
        self.connection_dir = tempfile.mkdtemp(prefix="ap-", dir=short_folder())
        try:
            self.app = self.application()
            http = HTTPServer(
                moved(self.app, self.base, self.knock), max_buffer_size=16_000_000, ssl_options=self.tls, body_timeout=120,
                idle_connection_timeout=600, xheaders=self.behind_proxy,
            )  # fmt: skip
            http.add_sockets(sockets)
            self._stop_on_signals()
            self.kernel_manager.prepare()
            await self.opened()
            collector.settle()
            await self.stopped.wait()
            http.stop()
            await self.closing()
            await self.kernel_manager.close()
        finally:
            shutil.rmtree(self.connection_dir, ignore_errors=True)

    def listen(self) -> list[Any]:
        """The sockets to listen at; sets `port`."""
        raise NotImplementedError

    def application(self) -> tornado.web.Application:
        """Door and addresses together."""
        raise NotImplementedError

    async def opened(self) -> None:
        """It listens: tell where."""

    async def closing(self) -> None:
        """Nobody new comes in any more."""

    def common(self, study: Any) -> dict[str, Any]:
        """Settings of every application of ours; `study` is what its pages need."""
        given: dict[str, Any] = self.init_settings()
        return given | {
            "study": study,
            "base": self.base,
            "headers": policy.HEADERS,
            "compress_response": True,
            "allow_remote_access": True,  # the door looks at the host, and at its port too
            "xsrf_cookie_kwargs": {"samesite": "Strict", **({"secure": True} if self.tls else {})},
            "serve_traceback": False,
            "websocket_max_message_size": 8_000_000,
        }

    def setup_template_dirs(self) -> None:
        """The template that ships in this package, whatever is installed elsewhere."""
        self.template_paths = [str(TEMPLATE), *collect_template_paths(["voila", "nbconvert"], "lab", prune=True)]
        self.static_paths = [str(TEMPLATE / "static"), *collect_static_paths(["voila", "nbconvert"], "lab")]
        self.static_paths.append(self.static_root)

    def _stop_on_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            if sys.platform == "win32":
                signal.signal(number, lambda *_: loop.call_soon_threadsafe(self.stopped.set))
            else:
                loop.add_signal_handler(number, self.stopped.set)


def common_settings() -> Config:
    """Voila's and Jupyter's own settings, as this workbook needs them."""
    settings = Config()
    settings.Voila.ip = "127.0.0.1"
    settings.Voila.identity_provider_class = AtTheDoor
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
    settings.StudyKernels.quiet = 0.7  # a page that is just being shown goes before a kernel for the next
    settings.MappingKernelManager.cull_idle_timeout = 600
    settings.MappingKernelManager.cull_interval = 60
    settings.MappingKernelManager.cull_connected = False
    return settings


def short_folder() -> str | None:
    """Where kernels' sockets lie: their paths may not be longer than about a hundred letters."""
    return "/tmp" if os.name == "posix" and Path("/tmp").is_dir() else None
