"""A Hub for tests without one: signing in by OAuth as JupyterHub does it, the questions its servers ask, and the proxy before all."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import secrets
import subprocess
import sys
import threading
import time
from base64 import urlsafe_b64encode
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tornado import web
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from visitor import Visitor

REPOSITORY = Path(__file__).resolve().parent.parent.parent
#: How long a server may take to answer for the first time, in seconds.
PATIENCE = 180.0


class HubStandIn:
    """The Hub and its proxy at `base`. `users` holds everybody's groups; what they may open is in `rights`."""

    def __init__(self, users: dict[str, list[str]]) -> None:
        self.users = users
        self.rights: dict[str, list[str]] = {name: [f"access:servers!server={name}/"] for name in users}
        self.tokens: dict[str, str] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.routes: dict[str, int] = {}
        self.secrets: dict[str, str] = {}
        self.told: list[dict[str, Any]] = []
        self.asked = 0
        self.down = False
        ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(ready)), daemon=True)
        self._thread.start()
        assert ready.wait(20)

    @property
    def base(self) -> str:
        """Where browsers go."""
        return f"http://127.0.0.1:{self.port}"

    def sign_out(self, name: str) -> None:
        """As when somebody signs out at the Hub, or their tokens run out."""
        self.tokens = {token: who for token, who in self.tokens.items() if who != name}

    def environment(self, prefix: str, right: str, **more: str) -> tuple[int, dict[str, str]]:
        """A port, and what a server there is told."""
        socket, port = bind_unused_port()
        socket.close()
        client, token = f"client{prefix.replace('/', '-').rstrip('-')}", secrets.token_hex(16)
        self.routes[prefix], self.secrets[client] = port, token
        api = f"http://127.0.0.1:{self.api_port}/hub/api"
        return port, {
            "JUPYTERHUB_API_TOKEN": token, "JUPYTERHUB_API_URL": api, "JUPYTERHUB_CLIENT_ID": client,
            "JUPYTERHUB_SERVICE_PREFIX": prefix, "JUPYTERHUB_SERVICE_URL": f"http://127.0.0.1:{port}{prefix}",
            "JUPYTERHUB_OAUTH_CALLBACK_URL": f"{prefix}oauth_callback", "JUPYTERHUB_BASE_URL": "/", "JUPYTERHUB_HOST": "",
            "JUPYTERHUB_OAUTH_ACCESS_SCOPES": json.dumps([right]), "JUPYTERHUB_PUBLIC_URL": f"{self.base}{prefix}",
            "JUPYTERHUB_ACTIVITY_INTERVAL": "1", **more,
        }  # fmt: skip

    def somebody(self, name: str, at: str = "") -> Visitor:
        """A browser that is signed in at the Hub; `at` is where it goes first."""
        visitor = Visitor(self.base)
        visitor.get(f"/hub/login?as={name}")
        if at:
            visitor.get(at)
        return visitor

    def stop(self) -> None:
        """End it."""
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join(10)

    async def _serve(self, ready: threading.Event) -> None:
        rules = [
            (r"/hub/api/?", Version), (r"/hub/api/oauth2/authorize", Authorize), (r"/hub/api/oauth2/token", Token), (r"/hub/api/user", User),
            (r"/hub/api/users/(\w+)/activity", Told), (r"/hub/(login|logout|home)", Pages),
        ]  # fmt: skip
        hub = HTTPServer(web.Application(rules, hub=self))
        socket, self.api_port = bind_unused_port()
        hub.add_socket(socket)
        proxy = await asyncio.start_server(self._pass_on, "127.0.0.1", 0)
        self.port = proxy.sockets[0].getsockname()[1]
        self.routes["/hub/"] = self.api_port
        self._loop, self._stopped = asyncio.get_running_loop(), asyncio.Event()
        ready.set()
        await self._stopped.wait()
        proxy.close()
        hub.stop()

    async def _pass_on(self, browser: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        """One request a connection: the head chooses where, the rest is passed on as it comes."""
        with suppress(OSError, asyncio.IncompleteReadError, StopIteration):
            head = (await browser.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ", 2)[1]
            port = next(port for prefix, port in self.routes.items() if (path + "/").startswith(prefix))
            server, there = await asyncio.open_connection("127.0.0.1", port)
            lines = head.rstrip("\r\n").split("\r\n")
            if "upgrade: websocket" not in head.lower():
                lines = [each for each in lines if not each.lower().startswith("connection:")] + ["Connection: close"]
            there.write(
                ("\r\n".join([*lines, "X-Forwarded-For: 192.0.2.7", "X-Forwarded-Proto: http"]) + "\r\n\r\n").encode(
                    "latin-1"
                )
            )
            await asyncio.gather(_pour(browser, there), _pour(server, back))
        back.close()


async def _pour(source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await source.read(65536):
            to.write(piece)
            await to.drain()
    with suppress(OSError):
        to.close()


class AtStandIn(web.RequestHandler):
    """What all of its pages know."""

    @property
    def hub(self) -> HubStandIn:
        """The stand-in itself."""
        hub: HubStandIn = self.settings["hub"]
        return hub

    def prepare(self) -> None:
        """A Hub that is down answers nothing of use."""
        if self.hub.down:
            raise web.HTTPError(503)


class Version(AtStandIn):
    """What JupyterHub's own servers ask first."""

    def get(self) -> None:
        """The version installed here."""
        from jupyterhub import __version__

        self.finish({"version": __version__})


class Authorize(AtStandIn):
    """The first half of OAuth: a browser that is signed in gets a code and goes back."""

    def get(self) -> None:
        """To the way back with a code, or to the sign-in page."""
        name = self.get_cookie("hub-user")
        if not name:
            self.redirect(f"/hub/login?{urlencode({'next': self.request.uri or ''})}")
            return
        asked = {key: self.get_argument(key) for key in ("client_id", "redirect_uri", "state", "code_challenge")}
        code = secrets.token_hex(8)
        self.hub.codes[code] = {**asked, "name": name}
        self.redirect(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")


class Token(AtStandIn):
    """The second half: a server that knows its secret, and sent the browser itself, gets a token."""

    def post(self) -> None:
        """Once for each code."""
        given = self.hub.codes.pop(self.get_argument("code"), None)
        verifier = hashlib.sha256(self.get_argument("code_verifier", "").encode()).digest()
        right = given is not None and (
            self.hub.secrets.get(given["client_id"]) == self.get_argument("client_secret")
            and given["redirect_uri"] == self.get_argument("redirect_uri")
            and given["code_challenge"].rstrip("=") == urlsafe_b64encode(verifier).decode().rstrip("=")
        )
        if not right or given is None:
            self.set_status(400)
            self.finish({"error": "invalid_grant"})
            return
        token = secrets.token_hex(16)
        self.hub.tokens[token] = given["name"]
        self.finish({"access_token": token, "token_type": "Bearer"})


class User(AtStandIn):
    """Who holds a token."""

    def get(self) -> None:
        """As the Hub answers."""
        self.hub.asked += 1
        name = self.hub.tokens.get(self.request.headers.get("Authorization", "").removeprefix("token "))
        if name is None:
            self.set_status(403)
            self.finish({"status": 403})
            return
        self.finish({"name": name, "admin": False, "groups": self.hub.users[name], "scopes": self.hub.rights[name]})


class Told(AtStandIn):
    """That somebody is at work."""

    def post(self, name: str) -> None:
        """Noted."""
        said = json.loads(self.request.body)
        self.hub.told.append({"who": name, "token": self.request.headers["Authorization"], **said})


class Pages(AtStandIn):
    """Signing in as `?as=`, out, and where people land."""

    def get(self, name: str) -> None:
        """The one asked for."""
        if name == "login" and self.get_argument("as", ""):
            self.set_cookie("hub-user", self.get_argument("as"), path="/hub/")
            self.set_cookie("jupyterhub-session-id", secrets.token_hex(8), path="/")
            self.redirect(self.get_argument("next", "/hub/home"))
            return
        if name == "logout":
            self.hub.sign_out(self.get_cookie("hub-user", "") or "")
            self.clear_cookie("hub-user", path="/hub/")
        self.finish(f"<!DOCTYPE html><html lang='en'><title>Hub</title><h1>The Hub: {name}</h1></html>")


class HubServer:
    """One of our servers, started as the Hub starts it."""

    def __init__(self, hub: HubStandIn, command: list[str], prefix: str, right: str, **more: str) -> None:
        port, told = hub.environment(prefix, right, **more)
        keep = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTERHUB_")}
        self.environment = keep | {"PYTHONPATH": str(REPOSITORY), "PYTHONUNBUFFERED": "1"} | told
        self.base, self.local = f"{hub.base}{prefix.rstrip('/')}", f"http://127.0.0.1:{port}{prefix.rstrip('/')}"
        self.command, self._port = [sys.executable, "-m", "permanence_lib.cli", *command], port
        self.lines: list[str] = []
        self.start()

    def start(self) -> None:
        """And wait until it listens."""
        self.process = subprocess.Popen(
            self.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=self.environment, cwd=REPOSITORY
        )  # fmt: skip
        threading.Thread(target=self._listen, args=(self.process,), daemon=True).start()
        end = time.monotonic() + PATIENCE
        while not any("is open under" in line for line in self.lines):
            if self.process.poll() is not None or time.monotonic() > end:
                self.stop()
                raise RuntimeError("The server did not start:\n" + "\n".join(self.lines))
            time.sleep(0.05)

    def stop(self) -> int:
        """End it as the Hub does; its exit status."""
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(timeout=30)

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout
        for line in process.stdout:
            self.lines.append(line.rstrip())
