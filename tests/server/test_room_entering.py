"""Joining a running room, coming back, and what each role may open."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from visitor import Visitor

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "browser"))

import served

from permanence_lib.content.library import Content
from permanence_lib.store import open_store
from permanence_lib.workshop.members import Member
from permanence_lib.workshop.room import Room

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[served.Workshop]:
    """A workshop of module three."""
    started = served.workshop(tmp_path_factory.mktemp("room"), places=2)
    yield started
    started.stop()


@pytest.fixture(scope="module")
def room(running: served.Workshop) -> Iterator[Room]:
    """The same room, seen from beside the server."""
    store = open_store(str(running.store))
    yield Room(store, Content.load(), "w18", "Autumn")
    store.close()


@pytest.fixture(scope="module")
def sam(running: served.Workshop) -> Visitor:
    """Somebody who has joined."""
    made = Visitor(running.base)
    assert made.join(way="new", code=running.join_code, alias="Sam", needs="A seat\nnear the front").path == "/joined"
    return made


@pytest.fixture(scope="module")
def lead(running: served.Workshop) -> Visitor:
    """The facilitator."""
    made = Visitor(running.base)
    made.join(way="lead", code=running.facilitators_code)
    return made


def test_somebody_joins_with_the_code_as_they_heard_it(running: served.Workshop, sam: Visitor, room: Room) -> None:
    """Capitals and spaces do not matter; the name is kept clean and on one line."""
    other = Visitor(running.base)
    spoken = f"  {running.join_code.replace('-', ' ').upper()} "
    assert other.join(way="new", code=spoken, alias="  Kim\u202e\x07  Lee ").path == "/joined"
    aliases = {each.alias: each for each in room.members().values()}
    assert aliases["Sam"].needs == "A seat near the front"
    assert "Kim Lee" in aliases


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ({"alias": "Jo"}, 403, "Type the join code"),
        ({"alias": "Jo", "code": "wrong-code-11"}, 403, "not this workshop’s join code"),
        ({"code": "right"}, 400, "Type a name for the day"),
        ({"code": "right", "alias": "\u200b\u202e"}, 400, "Type a name for the day"),
        ({"code": "right", "alias": "sAm"}, 400, "Somebody here has that name"),
        ({"code": "right", "alias": "Jo", "way": "sideways"}, 400, "went wrong"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    running: served.Workshop, sam: Visitor, typed: dict[str, str], status: int, said: str
) -> None:
    """Beside its box and at the top; the code is never sent back."""
    if typed.get("code") == "right":
        typed = typed | {"code": running.join_code}
    page = Visitor(running.base).join(**{"way": "new", "needs": "Large print", **typed})
    assert page.status == status
    assert said in page.text
    assert "sideways" in typed.values() or "Large print" in page.text
    assert running.join_code not in page.text


def test_a_name_is_words_and_nothing_else(running: served.Workshop) -> None:
    """Script in a name is shown as it was typed."""
    other = Visitor(running.base)
    page = other.join(way="new", code=running.join_code, alias="<script>alert(1)</script>")
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text


def test_somebody_comes_back_as_themselves_on_another_device(running: served.Workshop, sam: Visitor) -> None:
    """With their own code, and with nobody else's."""
    found = re.search(r'class="ap-code">([a-z-]+-\d\d)<', sam.get("/joined").text)
    assert found
    phone = Visitor(running.base)
    assert phone.join(way="back", code=found[1].upper()).path == "/place"
    assert found[1] in phone.get("/joined").text
    assert Visitor(running.base).join(way="back", code=f"{found[1][:-1]}x").status == 403
    assert Visitor(running.base).join(way="back", code="").status == 403


def test_whoever_has_joined_is_not_asked_again(sam: Visitor, lead: Visitor) -> None:
    """The way in leads on to their own page."""
    assert sam.get("/join").path == "/joined"
    assert lead.get("/join").path == "/board"
    assert lead.get("/").path == "/board"
    assert sam.get("/").path == "/place"


@pytest.mark.parametrize(
    "path", ["/", "/place", "/board", "/screen", "/qr.svg", "/mine", "/after", "/week/w02", "/anything"]
)
def test_without_joining_every_page_leads_to_the_way_in(running: served.Workshop, path: str) -> None:
    """And nothing of it is shown."""
    page = Visitor(running.base).get(path)
    assert page.path == "/join"
    assert running.join_code not in page.text


@pytest.mark.parametrize(
    "path", ["/api/kernels", "/api/kernels/00000000-0000-0000-0000-000000000000", "/voila/api/contents"]
)
def test_without_joining_nothing_else_answers(running: served.Workshop, path: str) -> None:
    """Plainly refused, so that a page knows it is out."""
    assert Visitor(running.base).get(path).status == 403


@pytest.mark.parametrize("path", ["/board", "/screen", "/qr.svg", "/remote", "/remote.svg"])
def test_what_is_the_facilitators_is_hers_alone(sam: Visitor, lead: Visitor, path: str) -> None:
    """A participant is told so; the codes in the pictures stay unseen."""
    page = sam.get(path)
    assert page.status == 403
    assert "This page is for the facilitator" in page.text
    assert lead.get(path).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/home", "/week/w18", "/voila/render/w02.ipynb", "/voila/api/contents", "/api/contents", "/api/kernels", "/place.ipynb",
        "/static/0/../index.html.j2", "/login", "/dates", "/portfolio", "/your-data", "/voila/static/voila.js",
    ],
)  # fmt: skip
def test_only_the_rooms_own_addresses_answer(lead: Visitor, path: str) -> None:
    """No other notebook, nothing of the workbook whose computer it is."""
    assert lead.get(path).status == 404


def test_a_kernel_answers_its_owner_only(running: served.Workshop, sam: Visitor, lead: Visitor) -> None:
    """Neither another participant, nor the facilitator, nor somebody who has not joined; a spare one answers nobody."""
    kernel = sam.get("/place").kernel
    other = Visitor(running.base)
    other.join(way="new", code=running.join_code, alias="Another")
    assert sam.get(f"/api/kernels/{kernel}").status == 200
    for stranger in (other, lead, Visitor(running.base)):
        assert stranger.get(f"/api/kernels/{kernel}").status == 403
        assert stranger.get(f"/api/kernels/{kernel}/channels", Upgrade="websocket", Connection="Upgrade").status == 403
        assert stranger.post(f"/voila/api/shutdown/{kernel}").status == 403
    assert sam.get(f"/api/kernels/{kernel}").status == 200
    assert sam.get("/api/kernels/00000000-0000-0000-0000-000000000000").status == 404


def test_a_forged_identity_changes_nothing(running: served.Workshop, sam: Visitor, lead: Visitor) -> None:
    """The header by which a kernel would know its person is thrown away, however it is written."""
    forged = '{"pid": "facilitator", "role": "facilitator"}'
    for name in ("X-Workbook-User", "x-workbook-user", "X_Workbook_User", "HTTP_X_WORKBOOK_USER"):
        assert sam.get("/board", **{name: forged}).status == 403
        assert Visitor(running.base, **{name: forged}).get("/board").path == "/join"


def test_the_facilitator_opens_the_place_of_somebody_on_paper_and_of_nobody_else(
    lead: Visitor, sam: Visitor, room: Room
) -> None:
    """So that she can type their sheet in."""
    room.put(Member("p_paper", "Sheet 1", "2026-01-01T09:00:00+00:00", paper=True))
    page = lead.get("/place?as=p_paper")
    assert page.path == "/place?as=p_paper"
    assert lead.get(f"/api/kernels/{page.kernel}").status == 200
    assert sam.get(f"/api/kernels/{page.kernel}").status == 403
    real = next(name for name, member in room.members().items() if member.alias == "Sam")
    assert lead.get(f"/place?as={real}").path == "/board"
    assert sam.get("/place?as=p_paper").kernel != page.kernel


def test_whoever_is_taken_out_is_out_at_once(running: served.Workshop, room: Room) -> None:
    """Their next request is refused, their page's kernel ends, and their code does not let them in again; what they wrote is kept."""
    guest = Visitor(running.base)
    guest.join(way="new", code=running.join_code, alias="Guest")
    code = re.search(r'class="ap-code">([a-z-]+-\d\d)<', guest.get("/joined").text)
    kernel = guest.get("/place").kernel
    member = next(each for each in room.members().values() if each.alias == "Guest")
    before = len(running.kernels)
    room.put(Member(**{**member.to_json(), "gone": True}))
    assert guest.get(f"/api/kernels/{kernel}").status == 403
    assert guest.get("/place").path == "/join"
    assert code
    assert "The facilitator has closed your place" in guest.join(way="back", code=code[1]).text
    assert served.wait_until(lambda: len(running.kernels) < before, 10)


def test_another_sites_form_does_not_join(running: served.Workshop) -> None:
    """Without the token of its own page."""
    other = Visitor(running.base)
    other.get("/join")
    assert other.post("/join", token="made up", way="new", code=running.join_code, alias="X").status == 403


def test_the_room_is_not_reached_under_a_strangers_name(running: served.Workshop, sam: Visitor) -> None:
    """A name of somebody else's that points here (DNS rebinding)."""
    page = sam.get("/place", Host="evil.example")
    assert page.status == 403
    assert "You are not in this workshop" in page.text


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(running: served.Workshop) -> None:
    """HttpOnly and SameSite=Strict; not marked for TLS where there is none."""
    other = Visitor(running.base)
    other.join(way="new", code=running.join_code, alias="Cookie")
    held = next(each for each in other.cookies if each.name.startswith("ap-room-"))
    assert held.has_nonstandard_attr("HttpOnly")
    assert held.get_nonstandard_attr("SameSite") == "Strict"
    assert not held.secure


def test_the_lights_are_for_the_facilitator(lead: Visitor, sam: Visitor) -> None:
    """Others learn only whether all is well."""
    assert '"lights"' not in sam.get("/ready").text
    said = lead.get("/ready").text
    for what in ("Pages", "Answers", "Clock", "Network"):
        assert f'"what": "{what}"' in said


def test_leaving_ends_this_device_and_not_the_place(running: served.Workshop) -> None:
    """The kernel goes, the cookie goes, the answers stay."""
    other = Visitor(running.base)
    other.join(way="new", code=running.join_code, alias="Leaver")
    code = re.search(r'class="ap-code">([a-z-]+-\d\d)<', other.get("/leave").text)
    kernel = other.get("/place").kernel
    assert other.post("/leave").path == "/join"
    assert other.get("/place").path == "/join"
    assert code
    assert other.join(way="back", code=code[1]).path == "/place"
    assert other.get(f"/api/kernels/{kernel}").status == 404


def test_after_ten_wrong_codes_none_is_looked_at(running: served.Workshop) -> None:
    """The right one neither, whichever code it is; and the page says for how long. Last, because it shuts this computer out."""
    other = Visitor(running.base)
    other.get("/join")
    statuses = [
        other.post("/join", way=way, code="nobody-nothing-11", alias="X").status for way in ["new", "back", "lead"] * 4
    ]
    assert 429 in statuses
    assert set(statuses[statuses.index(429) :]) == {429}
    page = other.post("/join", way="lead", code=running.facilitators_code)
    assert page.status == 429
    assert "Too many wrong codes" in page.text
    assert 0 < int(page.headers["Retry-After"]) <= 60


def test_the_privacy_notice_can_be_read_before_joining(running: served.Workshop, sam: Visitor) -> None:
    """Whoever is asked for words is told first what becomes of them; nothing else opens with it."""
    stranger = Visitor(running.base)
    assert "/about" in stranger.get("/join").text
    for address in ("/about", "/about/privacy", "/about/privacy/print"):
        assert stranger.get(address).status == 200
    assert "Privacy notice for participants" in stranger.get("/about/privacy").text
    assert stranger.get("/about/nothing").status == 404 and stranger.get("/aboutmine").path != "/aboutmine"
    assert stranger.get("/about/a/b/c").path == "/join" or stranger.get("/about/a/b/c").status in (403, 404)
    assert stranger.get("/place").path == "/join"
    assert 'href="/mine"' in sam.get("/about/privacy").text
