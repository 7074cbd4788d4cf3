"""What the Hub said of somebody, how long it counts, and what it charges a server with. No Hub is asked here."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rooms import run
from tornado.httputil import HTTPHeaders
from tornado.web import HTTPError, create_signed_value

from permanence_lib.errors import PermanenceError
from permanence_lib.identity import hub_person
from permanence_lib.server.hub.charge import read
from permanence_lib.server.hub.door import HubDoor
from permanence_lib.server.hub.sessions import AGAIN, GRACE, Sessions, Visitor
from permanence_lib.server.kernel import kernel_environment

RIGHT = "access:servers!server=ann/"
TOLD = {
    "JUPYTERHUB_API_TOKEN": "secret-of-the-server", "JUPYTERHUB_API_URL": "http://127.0.0.1:8081/hub/api", "JPY_API_TOKEN": "secret-too",
    "JUPYTERHUB_CLIENT_ID": "jupyterhub-user-ann", "JUPYTERHUB_SERVICE_PREFIX": "/user/ann/", "JUPYTERHUB_USER": "ann",
    "JUPYTERHUB_SERVICE_URL": "http://127.0.0.1:9001/user/ann/", "JUPYTERHUB_OAUTH_ACCESS_SCOPES": f'["{RIGHT}"]',
    "JUPYTERHUB_PUBLIC_URL": "https://Hub.Example/user/ann/", "JUPYTERHUB_BASE_URL": "/",
}  # fmt: skip


class Line:
    """A Hub that says what it is set to say."""

    access_scopes = frozenset({RIGHT})

    def __init__(self) -> None:
        self.says: Any = {"name": "ann", "groups": ["a"], "scopes": [RIGHT]}
        self.asked = 0

    async def user_for_token(self, token: str, **how: Any) -> Any:
        """After a moment, as over a network."""
        self.asked += 1
        await asyncio.sleep(0)
        if isinstance(self.says, Exception):
            raise self.says
        return self.says

    def check_scopes(self, wanted: Any, user: Any) -> Any:
        """As JupyterHub does, for rights without inner structure."""
        return set(wanted) & set(user["scopes"])


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Case:
    """Sessions, their Hub, their clock, and who was told to have gone."""

    def __init__(self) -> None:
        self.line, self.clock, self.lost = Line(), Clock(), list[Visitor]()
        self.sessions = Sessions(self.line, self.clock)

        async def note(visitor: Visitor) -> None:
            self.lost.append(visitor)

        self.sessions.when_lost = note

    def look(self, session: str = "s") -> Visitor | None:
        """Once."""
        return run(self.sessions.look("token", session))


@pytest.fixture
def case() -> Case:
    """A fresh one."""
    return Case()


ANN = Visitor("ann", frozenset({"a"}), True)


def test_the_hub_is_asked_once_for_a_while(case: Case) -> None:
    assert [case.look(), case.look()] == [ANN, ANN]
    assert case.line.asked == 1
    case.clock.now += AGAIN
    assert case.look() == ANN
    assert case.line.asked == 2
    assert AGAIN <= 60, "whoever loses a group loses the part within a minute"


def test_the_files_of_one_page_ask_one_question(case: Case) -> None:
    async def together() -> list[Visitor | None]:
        return list(await asyncio.gather(*(case.sessions.look("token") for _ in range(12))))

    assert run(together()) == [ANN] * 12
    assert case.line.asked == 1


def test_another_session_of_the_browser_at_the_hub_is_asked_about_at_once(case: Case) -> None:
    case.look("before")
    case.look("")  # signed out there, or in as somebody else
    assert case.line.asked == 2


def test_whoever_the_hub_does_not_know_any_more_is_out_and_said_to_have_gone(case: Case) -> None:
    case.look()
    case.line.says = None
    case.clock.now += AGAIN
    assert case.look() is None
    assert case.sessions.of("token") is None
    assert case.lost == [ANN]


def test_a_group_that_was_lost_is_told_with_who_they_were(case: Case) -> None:
    case.look()
    case.line.says = {"name": "ann", "groups": [], "scopes": [RIGHT]}
    case.clock.now += AGAIN
    assert case.look() == Visitor("ann", frozenset(), True)
    assert case.lost == [ANN]


def test_whoever_only_keeps_a_page_open_is_asked_after_too(case: Case) -> None:
    case.look()
    case.line.says = None
    case.clock.now += AGAIN
    run(case.sessions.look_again())
    assert case.lost == [ANN]


def test_a_hub_that_is_being_restarted_throws_nobody_out(case: Case) -> None:
    case.look()
    case.line.says = HTTPError(500)
    case.clock.now += GRACE - 1
    assert case.look() == ANN
    case.clock.now += 2
    assert case.look() is None, "but it is not gone for ever"


def test_somebody_unknown_is_not_let_in_while_the_hub_is_away(case: Case) -> None:
    case.line.says = HTTPError(502)
    assert case.look() is None


def test_signing_out_here_is_at_once(case: Case) -> None:
    case.look()
    run(case.sessions.forget("token"))
    assert case.sessions.of("token") is None and case.lost == [ANN]


def test_a_session_nobody_uses_is_forgotten_and_its_pages_end(case: Case) -> None:
    case.look()
    case.clock.now += 3601
    run(case.sessions.look_again())
    assert case.sessions.of("token") is None and case.lost == [ANN]


def test_the_tokens_of_the_hub_are_taken_out_of_the_environment_as_they_are_read() -> None:
    told = dict(TOLD)
    charge = read(told)
    assert not [name for name, value in told.items() if "secret" in value]
    assert charge.hub.api_token == "secret-of-the-server"
    assert (charge.base, charge.host, charge.port, charge.owner) == ("/user/ann/", "127.0.0.1", 9001, "ann")
    assert (charge.public_host, charge.scrambled) == ("hub.example", True)
    assert kernel_environment(TOLD) == {}, "nothing of the Hub's reaches a kernel"


@pytest.mark.parametrize("left_out", ["JUPYTERHUB_API_TOKEN", "JUPYTERHUB_SERVICE_URL", "JUPYTERHUB_SERVICE_PREFIX"])
def test_outside_a_hub_it_says_so(left_out: str) -> None:
    with pytest.raises(PermanenceError, match=f"started by a JupyterHub.*{left_out}.*leave --hub out"):
        read({name: value for name, value in TOLD.items() if name != left_out})


def test_a_hub_that_names_no_right_is_refused() -> None:
    with pytest.raises(PermanenceError, match="which right lets somebody in"):
        read(TOLD | {"JUPYTERHUB_OAUTH_ACCESS_SCOPES": "[]"})


def test_an_address_of_the_hubs_own_is_never_taken_for_one_of_ours() -> None:
    charge = read(dict(TOLD))
    assert charge.at_hub("/hub/home", "http://x") == "https://hub.example/hub/home"
    assert charge.at_hub("https://login.example/", "http://x") == "https://login.example/"
    assert read(TOLD | {"JUPYTERHUB_PUBLIC_URL": ""}).at_hub("/hub/home", "http://x") == "http://x/hub/home"


@pytest.mark.parametrize(
    ("held", "known"),
    [("token", True), ("another", False), ("", False)],
)
def test_only_a_cookie_of_this_servers_making_is_read(held: str, known: bool) -> None:
    charge, sessions = read(dict(TOLD)), Sessions(Line())
    door = HubDoor(charge, sessions, b"s" * 32)
    made = create_signed_value(b"s" * 32 if known else b"x" * 32, door.cookie, held).decode()
    run(door.knock(HTTPHeaders({"Cookie": f"{door.cookie}={made}"})))
    assert (sessions.of("token") is not None) is known


def test_the_cookie_is_for_the_whole_host_only_where_the_hub_says_so() -> None:
    plain, fixed = (
        HubDoor(read(TOLD | {"JUPYTERHUB_COOKIE_HOST_PREFIX_ENABLED": said}), Sessions(Line()), b"s").cookie
        for said in ("", "1")
    )
    assert plain == "jupyterhub-user-ann-workbook" and fixed == f"__Host-{plain}"


@pytest.mark.parametrize(
    ("username", "person"),
    [("Ann", "ann"), ("ann.b-c_d", "ann.b-c_d"), ("a" * 50, "a" * 50)],
)
def test_a_plain_user_name_is_an_id_in_small_letters(username: str, person: str) -> None:
    assert hub_person(username) == person


@pytest.mark.parametrize("username", ["ann@example.org", "Åsa", "a" * 51, "", "ann/bob", "../bob", "ann\x00"])
def test_any_other_user_name_becomes_a_mark_of_its_own(username: str) -> None:
    made = hub_person(username)
    assert made.startswith("u-") and len(made) == 26 and made.removeprefix("u-").isalnum()
    assert made == hub_person(username) != hub_person(username + "x")
