"""One person's workbook behind a Hub: who gets in, who does not, what is told to whom. The Hub is a stand-in."""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest
from hub_stand_in import HubServer, HubStandIn
from visitor import Visitor

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "browser"))

import served

RIGHT = "access:servers!server=ann/"
BASE = "/user/ann"


@pytest.fixture(scope="module")
def hub() -> Iterator[HubStandIn]:
    """Ann, whose server it is; Bob; and somebody who runs the Hub and may open everything."""
    running = HubStandIn({"ann": [], "bob": [], "root": ["admins"]})
    running.rights["root"] = [RIGHT, "access:servers", "admin:users", "access:services"]
    yield running
    running.stop()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ann's home."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def server(hub: HubStandIn, folder: Path) -> Iterator[HubServer]:
    """Ann's workbook."""
    activity = f"http://127.0.0.1:{hub.api_port}/hub/api/users/ann/activity"
    running = HubServer(
        hub, ["study", "--hub"], f"{BASE}/", RIGHT, JUPYTERHUB_USER="ann", XDG_DATA_HOME=str(folder), JUPYTERHUB_ACTIVITY_URL=activity,
        PERMANENCE_STORE=str(folder / "answers.sqlite"), CONFIGPROXY_AUTH_TOKEN="secret-of-the-proxy",
    )  # fmt: skip
    yield running
    assert running.stop() == 0, "\n".join(running.lines)


@pytest.fixture(scope="module")
def ann(hub: HubStandIn, server: HubServer) -> Visitor:
    """Ann, who has opened her workbook."""
    visitor = hub.somebody("ann")
    assert visitor.get(f"{BASE}/").status == 200
    return visitor


def test_its_owner_is_taken_to_the_page_they_wanted(hub: HubStandIn, server: HubServer) -> None:
    page = hub.somebody("ann").get(f"{BASE}/progress?a=b")
    assert (page.status, page.path) == (200, f"{BASE}/progress?a=b")


def test_every_address_of_its_pages_is_under_the_prefix(ann: Visitor) -> None:
    for path in ("/", "/progress", "/portfolio", "/week/w02", "/no-such-page"):
        text = ann.get(BASE + path).text
        assert '<html data-base="/user/ann/"' in text
        outside = re.findall(r'(?:href|src|action|data-portfolio)="/(?!user/ann/)[^"]*"', text)
        assert outside == [], path


def test_its_cookies_are_for_the_prefix_alone(ann: Visitor) -> None:
    ours = {
        cookie.name: cookie.path for cookie in ann.cookies if not cookie.name.startswith(("hub-", "jupyterhub-session"))
    }
    assert set(ours.values()) == {f"{BASE}/"} and len(ours) == 2


def test_footer_and_bar_speak_of_the_authoritys_server(ann: Visitor) -> None:
    text = ann.get(f"{BASE}/").text
    assert "kept on your authority’s server" in text and "stay on this computer" not in text
    assert f'href="{BASE}/sign-out"' in text


@pytest.mark.parametrize("name", ["bob", "root"])
def test_nobody_else_gets_in_whatever_their_rights(hub: HubStandIn, server: HubServer, ann: Visitor, name: str) -> None:
    other = hub.somebody(name)
    page = other.get(f"{BASE}/portfolio")
    assert page.status == 403 and "belongs to somebody else" in page.text and f"signed in as {name}" in page.text
    assert f'href="{hub.base}/hub/home"' in page.text
    kernel = ann.get(f"{BASE}/week/w02?front=full").kernel
    assert [other.get(f"{BASE}/api/kernels/{kernel}").status, other.post(f"{BASE}/dates").status] == [403, 403]
    assert ann.get(f"{BASE}/api/kernels/{kernel}").status == 200


def test_whoever_is_not_signed_in_is_sent_to_the_hub_for_pages_and_refused_otherwise(
    hub: HubStandIn, server: HubServer
) -> None:
    stranger = Visitor(hub.base)
    assert stranger.get(f"{BASE}/week/w02").path.startswith("/hub/login?next=")
    refused = stranger.post(f"{BASE}/dates")
    assert refused.status == 403 and "You are not signed in" in refused.text
    assert stranger.get(f"{BASE}/api/kernels/00000000-0000-0000-0000-000000000000").status == 403


def test_tokens_open_nothing_by_themselves(hub: HubStandIn, server: HubServer, ann: Visitor) -> None:
    token = next(token for token, name in hub.tokens.items() if name == "ann")
    for headers in (
        {"Authorization": f"token {token}"},
        {"X-Workbook-User": '{"pid": "ann"}'},
        {"Cookie": f"client-user-ann-workbook={token}"},
    ):
        assert Visitor(hub.base, **headers).get(f"{BASE}/portfolio").path.startswith("/hub/login")
    assert Visitor(hub.base).get(f"{BASE}/portfolio?token={token}").path.startswith("/hub/login")


def test_a_way_back_that_this_browser_did_not_begin_is_refused(hub: HubStandIn, server: HubServer) -> None:
    victim, attacker = hub.somebody("ann"), hub.somebody("bob")
    attacker.get(f"{BASE}/")
    code = {**next(iter(hub.codes.values()), {}), "name": "bob"}
    hub.codes["stolen"] = {
        "client_id": "client-user-ann",
        "redirect_uri": f"{BASE}/oauth_callback",
        "code_challenge": "",
        **code,
    }
    page = victim.get(f"{BASE}/oauth_callback?code=stolen&state=made-up")
    assert page.status == 403 and "did not finish" in page.text
    assert not [cookie for cookie in victim.cookies if cookie.name.endswith("-workbook")]


def test_asked_under_another_name_it_refuses(server: HubServer) -> None:
    page = Visitor(server.local, Host="evil.example").get("/progress")
    assert page.status == 403 and "not signed in" in page.text


def test_what_is_kept_is_kept_under_the_hubs_name_for_them(ann: Visitor, server: HubServer, folder: Path) -> None:
    done = ann.post(f"{BASE}/dates", **{"start-day": "12", "start-month": "1", "start-year": "2026"})
    assert (done.status, done.path) == (200, f"{BASE}/")
    with sqlite3.connect(folder / "answers.sqlite") as database:
        assert {row[0] for row in database.execute("SELECT participant FROM record")} == {"ann"}


def test_no_kernel_holds_a_token_and_each_knows_its_person(ann: Visitor, server: HubServer) -> None:
    kernel = ann.get(f"{BASE}/week/w02?front=full").kernel
    assert kernel
    parent = psutil.Process(server.process.pid)
    started = parent.children(recursive=True)
    assert started
    for process in started:
        told = process.environ()
        assert not [name for name in told if "JUPYTERHUB" in name or "TOKEN" in name], process.cmdline()
        assert not {"secret-of-the-proxy", server.environment["JUPYTERHUB_API_TOKEN"]} & set(told.values())


def test_the_hub_is_told_that_somebody_is_at_work(hub: HubStandIn, server: HubServer, ann: Visitor) -> None:
    begun = _now()
    ann.get(f"{BASE}/progress")
    done = _now()
    assert served.wait_until(lambda: hub.told and hub.told[-1]["last_activity"] >= begun, 20)
    said = hub.told[-1]
    assert said["token"] == f"token {server.environment['JUPYTERHUB_API_TOKEN']}"
    assert said["servers"][""]["last_activity"] == said["last_activity"] and said["last_activity"].endswith("Z")
    for _ in range(3):  # what an open page asks by itself is no work
        ann.get(f"{BASE}/static/0/shell.css")
    assert max(each["last_activity"] for each in hub.told) <= done


def _now() -> str:
    return datetime.now(UTC).isoformat().replace("+00:00", "Z")


def test_signing_out_ends_the_pages_and_leads_to_the_hubs_own_door(hub: HubStandIn, server: HubServer) -> None:
    visitor = hub.somebody("ann")
    kernel = visitor.get(f"{BASE}/week/w02?front=full").kernel
    asked = visitor.get(f"{BASE}/sign-out")
    assert asked.status == 200 and f'action="{BASE}/sign-out"' in asked.text
    assert visitor.post(f"{BASE}/sign-out", token="forged").status == 403
    out = visitor.post(f"{BASE}/sign-out")
    assert out.status == 200 and out.headers["Refresh"] == f"0; url={hub.base}/hub/logout"
    assert visitor.get(f"{BASE}/api/kernels/{kernel}").status == 403
    visitor.get("/hub/logout")
    assert visitor.get(f"{BASE}/").path.startswith("/hub/login")


def test_the_hub_is_away_for_a_moment_and_nobody_is_thrown_out(hub: HubStandIn, server: HubServer) -> None:
    visitor = hub.somebody("ann")
    visitor.get(f"{BASE}/")
    hub.down = True
    try:
        visitor.get("/hub/home")
        assert visitor.get(f"{BASE}/progress").path == f"{BASE}/progress"
    finally:
        hub.down = False


def test_a_restart_throws_nobody_out(hub: HubStandIn, server: HubServer) -> None:
    visitor = hub.somebody("ann")
    visitor.get(f"{BASE}/")
    assert server.stop() == 0
    server.lines.clear()
    server.start()
    asked = len(hub.codes)
    assert visitor.get(f"{BASE}/progress").path == f"{BASE}/progress"
    assert len(hub.codes) == asked
