"""At a real Hub everybody reaches their own workbook, and nobody anybody else's: by address, cookie, token, kernel or request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager

import httpx
import pytest
from hubs import GROUPS, RunningHub, Visitor, wait_for
from postgres import Cluster

from permanence_lib.store import open_store

pytestmark = pytest.mark.slow

#: How a browser asks for the line to a kernel.
LINE = {
    "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
    "Sec-WebSocket-Protocol": "v1.kernel.websocket.jupyter.org",
}  # fmt: skip


@pytest.fixture(scope="module")
def at_work(hub: RunningHub) -> RunningHub:
    """Ann, bob and lee have opened their own; and then lee was taken out of every group."""
    hub.regroup(GROUPS | {"participants": [*GROUPS["participants"], "lee"]})
    hub.start("ann", "bob", "lee")
    for name in ("ann", "bob", "lee"):
        opened = hub.person(name).get(hub.study(name))
        assert opened.status_code == 200, f"{opened.url}: {opened.text}\n{hub.told()}"
    hub.regroup(GROUPS)
    return hub


def _kernel(visitor: Visitor) -> str:
    """The kernel behind a week that somebody opens at their own server."""
    page = visitor.get(visitor.hub.study(visitor.name) + "week/w01?front=full").text
    found = re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", page)
    assert found, page[:500]
    return found[0]


def test_each_person_has_the_workbook_under_their_own_address(at_work: RunningHub) -> None:
    """And it says so: the same pages as on a laptop."""
    for name in ("ann", "bob"):
        page = at_work.person(name).get(at_work.study(name))
        assert f'data-base="/user/{name}/"' in page.text
        assert "Achieving Permanence" in page.text


def test_another_persons_server_is_closed(at_work: RunningHub) -> None:
    """To a participant, a facilitator, an operator, and to one who has not signed in."""
    for name in ("bob", "fay", "olu"):
        assert at_work.person(name).get(at_work.study("ann")).status_code == 403
    asked = at_work.stranger().get(at_work.study("ann"))
    assert "/hub/login" in str(asked.url)
    assert "Your programme" not in asked.text


def test_another_persons_kernel_is_out_of_reach_by_its_number(at_work: RunningHub) -> None:
    """At ann's server with bob's cookies, and at bob's own server with ann's number."""
    ann, bob = at_work.person("ann"), at_work.person("bob")
    number = _kernel(ann)
    assert ann.get(at_work.study("ann") + f"api/kernels/{number}").status_code == 200
    token = {"X-XSRFToken": bob.xsrf("/user/bob/")}
    for base in (at_work.study("ann"), at_work.study("bob")):
        assert bob.get(f"{base}api/kernels/{number}").status_code in (403, 404)
        assert bob.get(f"{base}api/kernels/{number}/channels", headers=LINE).status_code in (403, 404)
        ended = bob.post(f"{base}voila/api/shutdown/{number}", headers=token)
        assert ended.status_code == 403 or base == at_work.study("bob")  # there it ends nothing, as the next line says
    assert ann.get(at_work.study("ann") + f"api/kernels/{number}").status_code == 200


def test_the_cookie_of_one_server_opens_no_other(at_work: RunningHub) -> None:
    """Ann's cookies, sent to bob's server under every name it might look for."""
    ann = at_work.person("ann")
    stolen = {each.name: each.value or "" for each in ann.cookies.jar if each.path.startswith("/user/ann")}
    assert stolen
    as_bobs = stolen | {name.replace("ann", "bob"): value for name, value in stolen.items()}
    header = {"Cookie": "; ".join(f"{name}={value}" for name, value in as_bobs.items())}
    asked = httpx.get(at_work.study("bob") + "your-data", headers=header, follow_redirects=False)
    assert asked.status_code in (302, 403)
    assert asked.status_code == 403 or "/hub/api/oauth2/authorize" in asked.headers["Location"]


def test_nobody_can_start_stop_see_or_share_for_another_or_make_tokens(at_work: RunningHub) -> None:
    """What the Hub's own interface offers, tried by bob."""
    bob = at_work.person("bob")
    tries = [
        ("GET", "/users"), ("GET", "/users/ann"), ("POST", "/users/fay/server"), ("DELETE", "/users/ann/server"),
        ("POST", "/users/ann/tokens"), ("POST", "/users/bob/tokens"), ("POST", "/shares/ann/"), ("POST", "/shares/bob/"),
        ("GET", "/groups"), ("POST", "/groups/facilitators/users"), ("PATCH", "/users/bob"), ("GET", "/proxy"),
        ("GET", "/services"), ("POST", "/shutdown"),
    ]  # fmt: skip
    answers = {(method, path): bob.api(method, path, json={}).status_code for method, path in tries}
    assert {key: status for key, status in answers.items() if status not in (403, 404, 405)} == {}
    assert at_work.person("ann").get(at_work.study("ann")).status_code == 200


def test_operators_see_and_stop_servers_but_open_none_and_are_nobody_else(at_work: RunningHub) -> None:
    """They keep the Hub; the words are not theirs."""
    olu = at_work.person("olu")
    assert {"ann", "bob"} <= {each["name"] for each in olu.api("GET", "/users").json()}
    assert olu.get(at_work.study("bob") + "your-data").status_code == 403
    for method, path in (("POST", "/users/ann/tokens"), ("POST", "/users/ann/server"), ("DELETE", "/users/ann")):
        assert olu.api(method, path, json={}).status_code in (403, 404)
    assert olu.api("DELETE", "/users/bob/server").status_code in (202, 204)
    bob = at_work.person("bob")
    wait_for(lambda: not bob.api("GET", "/users/bob").json()["servers"], "bob's server did not stop")
    bob.start()


def test_somebody_in_no_group_does_not_come_in(hub: RunningHub) -> None:
    """Whatever the provider says of who they are."""
    refused = hub.person("eve")
    assert "/hub/login" in str(refused.get("/hub/home").url)


def test_words_go_to_the_database_under_the_persons_own_login(at_work: RunningHub) -> None:
    """Saved through the server's own pages, read back by the administrator; and the server's login sees no more."""
    ann = at_work.person("ann")
    start = {"start-day": "2", "start-month": "3", "start-year": "2026", "_xsrf": ann.xsrf("/user/ann/")}
    asked = ann.post(at_work.study("ann") + "dates", data=start)
    assert asked.status_code == 200, asked.text[:400]
    with closing(open_store(at_work.admin_url, read_only=True)) as store:
        assert store.everything("ann")
        assert store.everything("bob") == []


def test_a_database_without_a_place_is_told_with_503_and_a_way_to_try_again(
    at_work: RunningHub, postgres_cluster: Cluster
) -> None:
    """Their page, a page of their own and a form; and when there is a place again everything opens by itself."""
    ann, at = at_work.person("ann"), at_work.study("ann")
    with _no_place_for(postgres_cluster, "ap_ann"):
        for path in ("", "portfolio"):
            told = ann.get(at + path)
            assert (told.status_code, told.headers["Retry-After"]) == (503, "10"), told.text[:400]
            assert "more people at it than it was set up for" in told.text
            assert f'<a href="/user/ann/{path}">Try again</a>' in told.text
        sent = ann.post(at + "dates", data={"start-day": "2", "_xsrf": ann.xsrf("/user/ann/")})
        assert sent.status_code == 503 and "go back to it" in sent.text
        assert ann.get(at + "about").status_code == 200
    assert "Something went wrong" not in told.text
    assert ann.get(at).status_code == 200


@contextmanager
def _no_place_for(cluster: Cluster, role: str) -> Iterator[None]:
    """The database shows somebody's programs out and takes none of them in, as a full one does."""
    cluster.sql(f"ALTER ROLE {role} CONNECTION LIMIT 0")
    cluster.sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{role}'")
    try:
        yield
    finally:
        cluster.sql(f"ALTER ROLE {role} CONNECTION LIMIT 20")


def test_somebody_taken_out_of_every_group_loses_their_server_too(at_work: RunningHub) -> None:
    """Without signing out: the Hub looks again, and so does the server."""
    lee = at_work.person("lee")
    wait_for(lambda: lee.get(at_work.study("lee")).status_code == 403, "lee could still open the workbook", 60)
    assert lee.api("POST", "/users/lee/server", json={}).status_code == 403
