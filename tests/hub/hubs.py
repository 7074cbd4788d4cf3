"""A real JupyterHub with its proxy, set up by the files that ship, and people signed in to it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import psutil
import pytest
from ports import free_port

#: Who is in which group. Gus has JupyterLab; eve is known to nobody.
GROUPS = {
    "participants": ["ann", "bob", "gus"],
    "cohort-autumn": ["ann", "bob"],
    "cohort-spring": ["bob", *(f"arrival-{number}" for number in range(1, 9))],
    "facilitators": ["fay"],
    "lab": ["gus"],
    "operators": ["olu"],
}
ROOMS = [
    {
        "name": "autumn-3",
        "module": 3,
        "cohort": "Autumn",
        "group": "cohort-autumn",
        "leads": "facilitators",
        "places": 2,
    },
    {
        "name": "spring-1",
        "module": 1,
        "cohort": "Spring",
        "group": "cohort-spring",
        "leads": "facilitators",
        "places": 2,
    },
]
#: The command `jupyterhub`, without three seconds of imports that nothing asks for.
_HUB = "import permanence_lib.postponed; from jupyterhub.app import main; main()"
PATIENCE = 180.0
ROOT = Path(__file__).resolve().parents[2]


def needed() -> None:
    """Skip, saying why, where there is no JupyterHub or proxy; on the machine of the continuous checks that is a failure."""
    missing = [name for name in ("jupyterhub", "configurable-http-proxy") if _program(name) is None]
    if not missing:
        return
    words = f"No {' and no '.join(missing)} on this machine: see tests/run."
    if os.environ.get("CI") == "true":
        pytest.fail(words)
    pytest.skip(words)


def _program(name: str) -> str | None:
    return shutil.which(name, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))


def wait_for(what: Callable[[], Any], why: str, patience: float = PATIENCE) -> Any:
    """What becomes true, or a failure that says what did not."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if found := what():
            return found
        time.sleep(0.15)
    raise AssertionError(f"Waited {patience:.0f} s in vain: {why}")


class ToThisComputer(httpx.HTTPTransport):
    """Takes every name to 127.0.0.1, as a wildcard record in an authority's DNS would."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The same request, to this computer; the Host header stays."""
        there = httpx.Request(
            request.method,
            request.url.copy_with(host="127.0.0.1"),
            headers=request.headers,
            stream=request.stream,
            extensions=request.extensions,
        )
        return super().handle_request(there)


class Visitor(httpx.Client):
    """One person's browser, as far as cookies and redirects go."""

    def __init__(self, hub: RunningHub, name: str) -> None:
        # A line for each request: one kept open may be closed at the other end in the moment it is used again.
        transport = ToThisComputer(limits=httpx.Limits(max_keepalive_connections=0))
        super().__init__(transport=transport, base_url=hub.address, follow_redirects=True, timeout=60)
        self.hub, self.name = hub, name

    def sign_in(self) -> httpx.Response:
        """Through the Hub's own page."""
        self.get("/hub/login")
        return self.post("/hub/login", data={"username": self.name, "password": "x", "_xsrf": self.xsrf("/hub/")})

    def xsrf(self, path: str) -> str:
        """The Hub's token against forged forms, as its page would send it."""
        return next((each.value or "" for each in self.cookies.jar if each.name == "_xsrf" and each.path == path), "")

    def api(self, method: str, path: str, **more: Any) -> httpx.Response:
        """A call of the Hub's API, as the Hub's own pages make it: with the cookie."""
        headers = {"X-XSRFToken": self.xsrf("/hub/"), "Referer": f"{self.hub.address}/hub/home"}
        return self.request(method, f"/hub/api{path}", headers=headers, **more)

    def start(self, server: str = "workbook") -> str:
        """Their own server, started and ready: its address."""
        self.ask_for(server)
        return self.ready()

    def ask_for(self, server: str = "workbook") -> None:
        """Have it begin to start."""
        asked = self.api("POST", f"/users/{self.name}/server", json={"server": server})
        assert asked.status_code in (201, 202, 400), asked.text  # 400: it runs already, or is starting

    def ready(self) -> str:
        """Wait until it is: its address."""
        wait_for(lambda: self._ready(), f"the server of {self.name} did not start; {self.hub.told()}")
        return self.hub.study(self.name)

    def enter(self, room: str) -> httpx.Response:
        """A room's first page, once the room answers: it is started beside the Hub, not before it."""
        asked: list[httpx.Response] = []

        def answered() -> bool:
            asked.append(self.get(self.hub.room(room)))
            return asked[-1].status_code not in (502, 503)

        wait_for(answered, f"the room {room} did not open; {self.hub.told()}")
        return asked[-1]

    def stop(self) -> None:
        """Stop it, and wait until it is gone."""
        self.api("DELETE", f"/users/{self.name}/server")
        wait_for(lambda: not self._running(), f"the server of {self.name} did not stop")

    def _server(self) -> dict[str, Any]:
        return dict(self.api("GET", f"/users/{self.name}").json().get("servers", {}).get("", {}))

    def _ready(self) -> bool:
        found = self._server()
        assert found or self.api("GET", f"/users/{self.name}").json().get("pending"), self.hub.told()
        return bool(found.get("ready"))

    def _running(self) -> bool:
        return bool(self._server())


@dataclass
class RunningHub:
    """A Hub that answers: where, what its folder holds, and who is signed in."""

    address: str
    folder: Path
    log: Path
    process: subprocess.Popen[bytes]
    admin_url: str = ""
    subdomains: bool = False
    people: dict[str, Visitor] = field(default_factory=dict)

    def study(self, name: str) -> str:
        """Where somebody's own workbook is."""
        return f"{self._host(name)}/user/{name}/"

    def room(self, name: str) -> str:
        """Where a room is."""
        return f"{self._host(f'{name}--service')}/services/{name}/"

    def _host(self, own: str) -> str:
        """Scheme and host: where everybody has a name of their own, that."""
        return self.address.replace("//", f"//{own}.") if self.subdomains else self.address

    def person(self, name: str) -> Visitor:
        """Somebody, signed in."""
        if name not in self.people:
            self.people[name] = Visitor(self, name)
            self.people[name].sign_in()
        return self.people[name]

    def start(self, *names: str) -> None:
        """Several people's servers, side by side."""
        for name in names:
            self.person(name).ask_for()
        for name in names:
            self.person(name).ready()

    def stranger(self) -> Visitor:
        """Somebody who has not signed in."""
        return Visitor(self, "")

    def regroup(self, groups: Mapping[str, list[str]]) -> None:
        """Put people into other groups, as an operator edits the file."""
        new = self.folder / "groups.new"
        new.write_text(json.dumps(groups), encoding="utf-8")  # JSON is YAML
        new.replace(self.folder / "groups.yaml")

    def told(self) -> str:
        """The end of the Hub's log, for a failure."""
        return "the Hub's log ends:\n" + "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-40:])


@contextmanager
def hub(
    admin_url: str = "", *, groups: Mapping[str, list[str]] = GROUPS, rooms: list[dict[str, Any]] | None = None,
    settings: Mapping[str, str] | None = None, config: str = "", subdomains: bool = False,
) -> Iterator[RunningHub]:  # fmt: skip
    """A Hub on free ports; with an admin's address of PostgreSQL everybody's words are kept there. Stopped, with all servers, at the end."""
    needed()
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="permanence-hub-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o711)  # a test may give people numbers of their own: they go through to their homes
        port, proxy, inside, *of_rooms = (free_port() for _ in range(3 + len(ROOMS if rooms is None else rooms)))
        address = f"http://{'hub.localhost' if subdomains else '127.0.0.1'}:{port}"
        listed = [{**room, "port": at} for room, at in zip(ROOMS if rooms is None else rooms, of_rooms, strict=True)]
        given = _settings(folder, address, admin_url, subdomains) | dict(settings or {})
        _write(folder, given, groups, listed)
        with (folder / "jupyterhub_config.py").open("a", encoding="utf-8") as file:
            file.write(_of_this_test(proxy, inside, config))
        running = RunningHub(address, folder, folder / "hub.log", _started(folder), admin_url, subdomains)
        stack.callback(_stop, running.process)
        wait_for(lambda: _answers(running), f"the Hub did not start; {running.told()}")
        yield running


def _settings(folder: Path, address: str, admin_url: str, subdomains: bool) -> dict[str, str]:
    """As an operator would write them."""
    given = {
        "address": address, "groups": "file", "data": str(folder / "data"), "spawner": "simple",
        "groups_again": "2", "subdomains": str(subdomains).lower(),
    }  # fmt: skip
    if admin_url:
        (folder / "database").write_text(admin_url, encoding="utf-8")
        (folder / "database").chmod(0o600)
        given["database_file"] = "database"
    return given


def _write(
    folder: Path, given: Mapping[str, str], groups: Mapping[str, list[str]], rooms: list[dict[str, Any]]
) -> None:
    """The shipped files, written out by the command that an operator uses, and what an operator adds."""
    ini = "[hub]\n" + "".join(f"{name} = {value}\n" for name, value in given.items())
    (folder / "permanence-hub.ini").write_text(ini, encoding="utf-8")
    (folder / "groups.yaml").write_text(json.dumps(groups), encoding="utf-8")
    (folder / "rooms.yaml").write_text(json.dumps(rooms), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "permanence_lib.cli", "hub-files", "--to", str(folder)], check=True, capture_output=True
    )


def _of_this_test(proxy: int, inside: int, config: str) -> str:
    """Ports that are free here, and what a test asks for."""
    return (
        f"\nc.ConfigurableHTTPProxy.api_url = 'http://127.0.0.1:{proxy}'\nc.JupyterHub.hub_port = {inside}\n"
        f"c.ConfigurableHTTPProxy.command = [{_program('configurable-http-proxy')!r}]\n{config}\n"
    )


def _started(folder: Path) -> subprocess.Popen[bytes]:
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("PERMANENCE_", "JUPYTER"))}
    with (folder / "hub.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-c", _HUB, "-f", str(folder / "jupyterhub_config.py")],
            cwd=folder, env=keep, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip


def _answers(running: RunningHub) -> bool:
    assert running.process.poll() is None, running.told()
    with suppress(httpx.HTTPError):
        return running.stranger().get("/hub/health").status_code == 200
    return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    """As an operator would; what is left after that, people's servers too, is ended by its number."""
    with_it: list[psutil.Process] = []
    with suppress(psutil.NoSuchProcess):  # it may have ended by itself
        with_it = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(30)
    for each in (process, *with_it):
        with suppress(psutil.NoSuchProcess):
            each.kill()
    process.wait(10)


def host_of(address: str) -> str:
    """The name in an address."""
    return urlsplit(address).hostname or ""
