"""T24, T26, T28 and T30: what an authority's Hub, proxy and database add to what can go wrong."""

from __future__ import annotations

from typing import Any

import pytest
import rooms
import sqlalchemy as sa
import tornado.web
from postgres import Postgres
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from permanence_lib.errors import StoreError
from permanence_lib.server import lab_kernels
from permanence_lib.server.edge import moved
from permanence_lib.server.kernels import kernel_environment
from permanence_lib.store import open_store, roles

TOKENS = {
    "JUPYTERHUB_API_TOKEN": "secret-1", "JUPYTERHUB_SERVICE_PREFIX": "/user/ann/", "JPY_API_TOKEN": "secret-2", "JUPYTER_TOKEN": "secret-3",
    "CONFIGPROXY_AUTH_TOKEN": "secret-4", "PGPASSWORD": "secret-5", "JUPYTERHUB_CRYPT_KEY": "secret-6", "OAUTH_CLIENT_SECRET": "secret-7",
}  # fmt: skip
NEEDED = {"PATH": "/bin", "PERMANENCE_STORE": "postgresql://x"}


def test_t24_no_token_of_the_hub_reaches_a_kernel() -> None:
    """Of the workbook's own servers, whoever started them."""
    assert kernel_environment(TOKENS | NEEDED) == NEEDED


def test_t24_nor_one_of_jupyterlab_behind_a_hub() -> None:
    """Its kernels know what they need and the name of their notebook; on one's own computer, all that one has set."""
    told = lab_kernels.environment(TOKENS | NEEDED | {"JPY_SESSION_NAME": "w02.ipynb"})
    assert "secret" not in str(told)
    assert told.items() >= (NEEDED | {"JPY_SESSION_NAME": "w02.ipynb"}).items()
    assert lab_kernels.environment({"MY_SETTING": "x"}) == {"MY_SETTING": "x"}


HOSTILE = [
    "a'; DROP TABLE record; --",
    'b"; ALTER ROLE authority SUPERUSER; --',
    "c\\'; SELECT pg_sleep(9) --",
    "%(x)s :x {x} $1",
    "d';NOTIFY x;'",
]


def test_t26_nothing_hostile_becomes_part_of_a_statement(postgres: Postgres) -> None:
    """Not the name of a person, an exercise or a request, nor any word: each comes back as it was given."""
    for hostile in HOSTILE:
        store = open_store(roles.person_url(postgres.admin_url, hostile))
        try:
            saved = store.save(
                hostile, hostile, {hostile: hostile}, base=0, request_id=hostile, definition_hash=hostile
            )
            assert (saved.participant, saved.exercise, saved.value) == (hostile, hostile, {hostile: hostile})
            assert list(store.latest_all(hostile)) == [hostile]
            store.note("exported", whose=hostile, detail=hostile)
        finally:
            store.close()
    looking = sa.create_engine(postgres.admin_url)
    with looking.connect() as connection:
        may_all = connection.scalar(
            sa.text("SELECT count(*) FROM pg_roles WHERE rolsuper AND rolname NOT LIKE 'postgres%'")
        )
        kept = connection.scalar(sa.text("SELECT count(*) FROM record"))
    looking.dispose()
    assert (may_all, kept) == (0, len(HOSTILE))


class Away(tornado.web.RequestHandler):
    """Leads on, as pages of ours do."""

    def get(self) -> None:
        """To another page of the same site."""
        self.redirect("/there")


class Page(tornado.web.RequestHandler):
    """A page with a link."""

    def get(self) -> None:
        """Which the edge puts under the prefix."""
        self.finish('<!doctype html><html><body><a href="/there">on</a></body></html>')


ASKED = [
    "/user/ann/go", "/user/ann//evil.example/go", "/user/ann/../bob/go", "/user/bob/go", "//evil.example/user/ann/go", "/user/ann%2f..%2fbob/go",
    "/user/ann/%2e%2e/%2e%2e/go", "/user/ann/\\evil.example/go", "/USER/ann/go", "/user/anne/go", "/user/ann;x/go", "/user/ann/page",
]  # fmt: skip
FORGED = {
    "X-Forwarded-Prefix": "//evil.example", "X-Forwarded-Host": "evil.example", "X-Script-Name": "/evil", "X-Original-URL": "/user/bob/",
    "Forwarded": "host=evil.example", "X-Forwarded-Proto": "javascript",
}  # fmt: skip


@pytest.mark.parametrize("path", ASKED)
def test_t28_no_prefix_leads_to_another_host(path: str) -> None:
    """Nor to another person's address: whatever is asked for and whatever a header says."""

    async def ask() -> Any:
        application = tornado.web.Application([(r"/go", Away), (r"/page", Page)])
        sockets = bind_sockets(0, "127.0.0.1")
        server = HTTPServer(moved(application, "/user/ann/"))
        server.add_sockets(sockets)
        address = f"http://127.0.0.1:{sockets[0].getsockname()[1]}{path}"
        asked = HTTPRequest(address, headers=FORGED, follow_redirects=False)
        found = await AsyncHTTPClient().fetch(asked, raise_error=False)
        server.stop()
        return found

    answer = rooms.run(ask())
    body = (answer.body or b"").decode()
    assert "evil" not in answer.headers.get("Location", "") + body
    if answer.code == 302:
        assert answer.headers["Location"] == "/user/ann/there"
    elif answer.code == 200:
        assert 'href="/user/ann/there"' in body
    else:
        assert answer.code in (301, 400, 404)


@pytest.mark.parametrize("place", ["nowhere.invalid:5432", "127.0.0.1:1"])
def test_t30_no_message_names_host_user_or_password(place: str) -> None:
    """Nor the database; what is told is told in plain words."""
    with pytest.raises(StoreError) as told:
        open_store(f"postgresql+psycopg://ann_somebody:very-secret@{place}/casework_db")
    words = f"{told.value} {told.value.__cause__ or ''}"
    for secret in ("very-secret", "ann_somebody", "nowhere", "127.0.0.1", "casework_db", "Traceback"):
        assert secret not in str(told.value), words
    assert "database" in str(told.value)
