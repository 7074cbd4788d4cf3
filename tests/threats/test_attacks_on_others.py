"""T3 to T7 and T17: somebody in a room, or at its door, reaches nobody else, nothing hidden and no file."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rooms
import served
from attacking import SCRIPT, refusal, still_works

from permanence_lib import exercises
from permanence_lib.bench.client import Page, Person, Refused
from permanence_lib.content.library import current

pytestmark = pytest.mark.slow
EXERCISES = list(exercises.readable(current(), "w18"))


def example(name: str) -> dict[str, Any]:
    """The author's answer to an exercise."""
    found = next(each for each in EXERCISES if each.id == name).example()
    assert found
    value: dict[str, Any] = found.model_dump(mode="json")
    return value


# ---- other people


def test_t03_anothers_kernel_is_out_of_reach(room: served.Workshop) -> None:
    """Neither read, nor spoken to, nor ended: not by another participant, not by the facilitator, not by a stranger."""

    async def attack() -> None:
        _, theirs = await rooms.join(room, "Victim")
        thief, stranger, facilitator = await rooms.be_in(room, "Thief"), Person(room.base), Person(room.base)
        await facilitator.lead(room.facilitators_code)
        for person in (thief, facilitator, stranger):
            assert await refusal(person, theirs.kernel) == 403
            assert (await person.device.get(f"/api/kernels/{theirs.kernel}")).status == 403
            assert (await person.device.post(f"/voila/api/shutdown/{theirs.kernel}", {})).status == 403
        await still_works(theirs)

    rooms.run(attack())


def test_t03_nobody_elses_site_may_open_the_websocket(room: served.Workshop) -> None:
    """With the right cookie and another origin, or under another name of this computer."""

    async def attack() -> None:
        person, page = await rooms.join(room, "Lured")
        assert await refusal(person, page.kernel, Origin="http://evil.example") == 403
        assert await refusal(person, page.kernel, Host=f"evil.example:{room.base.rsplit(':', 1)[1]}") == 403
        await still_works(page)

    rooms.run(attack())


FORGED = ["X-Workbook-User", "x-workbook-user", "X_Workbook_User", "X-Forwarded-User", "Remote-User"]


@pytest.mark.parametrize("name", FORGED)
def test_t04_a_forged_header_makes_nobody_else_of_anybody(room: served.Workshop, name: str) -> None:
    """The page is one's own, whoever the header names; and without a cookie it opens nothing."""
    forged = {name: json.dumps({"pid": "facilitator", "role": "facilitator"})}

    async def attack() -> None:
        person = await rooms.be_in(room, f"Forger {FORGED.index(name)}")
        assert (await person.device.get("/board", **forged)).status == 403
        page = await Page.of(await person.device.get("/place", **forged), person.device)
        assert page.seen["me"]["alias"] == f"Forger {FORGED.index(name)}"
        stranger = await Person(room.base).device.get("/board", **forged)
        assert (stranger.status, stranger.to) == (302, "/join")

    rooms.run(attack())


def test_t04_a_cookie_cannot_be_made_or_changed(room: served.Workshop) -> None:
    """Another's id, another role, another day, half a signature: whoever holds it is a stranger."""

    async def attack() -> None:
        person = await rooms.be_in(room, "Baker")
        name, held = next((name, held) for name, held in person.device.cookies.items() if "room" in name)
        pid, role, since, sign = held.split(".")
        for forged in (
            f"facilitator.facilitator.{since}.{sign}", f"{pid}.facilitator.{since}.{sign}", f"{pid}.{role}.9999999999.{sign}",
            f"{pid}.{role}.{since}.{sign[:-1]}", f"{pid}.{role}.{since}.", f"{pid}.{role}.{since}", "....", "",
        ):  # fmt: skip
            person.device.cookies[name] = forged
            answer = await person.device.get("/place")
            assert (answer.status, answer.to) == (302, "/join"), forged

    rooms.run(attack())


# ---- what is hidden, disabled, or not theirs


def test_t03_nothing_of_anybody_else_is_in_a_participants_page(room: served.Workshop) -> None:
    """Not in the page, not in any model of its kernel, shown or not: no code, no facilitator's note, nobody's words or needs."""

    async def look() -> str:
        _, board = await rooms.lead(room)
        first = board.seen["exercises"][0]["id"]
        await board.act("open", {"exercise": first})
        _, other = await rooms.join(room, "Somebody private", needs="a seat near the door")
        await (await other.exercise(first)).save(example(first))
        _, page = await rooms.join(room, "Nosy")
        await page.exercise(first)
        await page.say("comm_msg", {"comm_id": page._control, "data": {"method": "request_states"}})
        await still_works(page)
        return json.dumps([page.states, page.seen], ensure_ascii=False)

    told = rooms.run(look())
    for secret in (room.facilitators_code, "Somebody private", "a seat near the door"):
        assert secret not in told
    notes = [each.definition.facilitator_notes for each in EXERCISES if each.definition.facilitator_notes]
    assert notes
    assert not [note for note in notes if json.dumps(note, ensure_ascii=False)[1:60] in told]


def test_t07_what_a_page_does_not_offer_is_refused_all_the_same(room: served.Workshop) -> None:
    """The facilitator's acts from a participant's page, an exercise that is not open, one that is not there."""

    async def attack() -> None:
        _, board = await rooms.lead(room)
        shut = [each["id"] for each in board.seen["exercises"] if each["phase"] == "waiting"][-1]
        _, page = await rooms.join(room, "Eager")
        for act in (
            "reveal",
            "open-exercise",
            "approve",
            "take-out",
            "end",
            "pause",
            "go",
            "clock-start",
            "__init__",
            "_open",
        ):
            with pytest.raises(Refused):
                await page.act(act, {"exercise": shut, "member": "facilitator"})
        for name in (shut, "w18s9z", "../w18s1a", "w02a1", "__class__"):
            with pytest.raises(Refused):
                await page.act("open", {"exercise": name})
        assert not (await board.until(lambda seen: True))["state"]["ended_at"]

    rooms.run(attack())


def test_t07_traits_sent_by_a_browser_change_nobodys_page(room: served.Workshop) -> None:
    """An update of a model's state stays in that one person's kernel, and never decides who they are or what is right."""

    async def attack() -> dict[str, Any]:
        person, page = await rooms.join(room, "Tamper")
        update = {
            "method": "update",
            "state": {"view": "IPY_MODEL_x", "plain": SCRIPT, "_esm": SCRIPT},
            "buffer_paths": [],
        }
        for model in list(page.states):
            await page.say("comm_msg", {"comm_id": model, "data": update})
        await page.act("look", {"exercise": ""})
        page.cut()
        _, other = await rooms.join(room, "Untouched")
        assert SCRIPT not in json.dumps(other.states)
        fresh = await person.open("/place")
        assert SCRIPT not in json.dumps(fresh.states)
        me: dict[str, Any] = fresh.seen["me"]
        return me

    assert rooms.run(attack())["alias"] == "Tamper"


@pytest.mark.parametrize(
    "path",
    [
        "/week/w02", "/week/w18", "/place.ipynb", "/place/../board", "/voila/render/board.ipynb", "/voila/files/answers.sqlite",
        "/notebooks/board.ipynb", "/api/contents", "/api/contents/answers.sqlite", "/api/sessions", "/api/kernels", "/api/kernelspecs",
        "/api/terminals", "/terminals/1", "/lab", "/tree", "/files/answers.sqlite", "/static/0/../../answers.sqlite",
        "/static/%2e%2e/answers.sqlite", "/server-key", "/answers.sqlite", "/metrics", "/api/status", "/login", "/portfolio",
    ],
)  # fmt: skip
def test_t17_there_are_no_other_notebooks_files_or_services(room: served.Workshop, path: str) -> None:
    """Not for a participant, and not for the facilitator either."""

    async def attack() -> list[int]:
        person, facilitator = await rooms.be_in(room, f"Path {path}"[:40]), Person(room.base)
        await facilitator.lead(room.facilitators_code)
        return [(await one.device.get(path)).status for one in (person, facilitator)]

    assert all(status in (403, 404) for status in rooms.run(attack()))


@pytest.mark.parametrize("path", ["/board", "/screen", "/after", "/entry", "/cohort", "/qr.svg"])
def test_t07_the_facilitators_pages_are_closed_to_participants(room: served.Workshop, path: str) -> None:
    """The button is not there, and nor is the page."""

    async def attack() -> Any:
        return await (await rooms.be_in(room, f"Curious {path}")).device.get(path)

    answer = rooms.run(attack())
    assert answer.status in (403, 404)
    assert room.facilitators_code not in answer.text


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_t17_nothing_is_put_into_the_served_folder(room: served.Workshop, method: str) -> None:
    """No upload, no new notebook, no new kernel, no file gone."""
    notebooks = served.REPOSITORY / "notebooks"
    before = sorted((file.name, file.stat().st_mtime_ns) for file in notebooks.iterdir())

    async def attack() -> list[int]:
        person = await rooms.be_in(room, f"Upload {method}")
        tried = (
            "/api/contents/evil.ipynb",
            "/notebooks/evil.ipynb",
            "/api/kernels",
            "/place",
            "/static/0/evil.js",
            "/board",
        )
        body = json.dumps({"type": "notebook", "content": {"cells": []}, "name": "python3"})
        return [(await person.device.send(method, path, body)).status for path in tried]

    assert all(status in (400, 403, 404, 405) for status in rooms.run(attack()))
    assert sorted((file.name, file.stat().st_mtime_ns) for file in notebooks.iterdir()) == before


def test_t06_words_that_are_a_script_are_words(room: served.Workshop) -> None:
    """In a name and in what somebody needs: as text in the board's data, and never as it stands in any page's HTML."""

    async def attack() -> tuple[list[str], str]:
        person = await rooms.be_in(room, SCRIPT[:40], needs=SCRIPT)
        facilitator, board = await rooms.lead(room)
        paths = ("/joined", "/mine", "/leave"), ("/after", "/entry", "/cohort", "/board")
        pages = [await person.device.get(path) for path in paths[0]]
        pages += [await facilitator.device.get(path) for path in paths[1]]
        return [page.text for page in pages], json.dumps(board.seen)

    pages, told = rooms.run(attack())
    assert "<script>document.title" in told
    assert all("<script>document.title" not in page for page in pages)


# ---- codes, last: afterwards this address may try no more for a minute


def test_t05_codes_cannot_be_guessed(room: served.Workshop) -> None:
    """After ten wrong ones, of whatever sort and by whatever device of the address, none is looked at: not even the right one."""

    async def attack() -> tuple[list[str], str]:
        said: list[str] = []
        for number in range(12):
            guesser = Person(room.base)
            way = ({"way": "new", "alias": "x"}, {"way": "back"}, {"way": "lead"})[number % 3]
            await guesser.device.get("/join")
            answer = await guesser.device.post(
                "/join", way | {"code": f"wrong-guess-{number}"}, **{"X-Forwarded-For": f"10.0.0.{number}"}
            )
            said.append(str(answer.status))
        with pytest.raises(Refused) as refused:
            await Person(room.base).lead(room.facilitators_code)
        return said, str(refused.value)

    said, right = rooms.run(attack())
    assert said == ["403"] * 10 + ["429"] * 2
    assert right == "429"
