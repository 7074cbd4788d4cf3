"""Where a room is kept, its certificate, its lights, and what the window says: each by itself."""

from __future__ import annotations

import io
import ssl
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from permanence_lib.cli import app
from permanence_lib.content.library import current
from permanence_lib.errors import PermanenceError
from permanence_lib.server.room import certificate, folder, network, readiness, running, telling
from permanence_lib.server.room.folder import Card, Folder
from permanence_lib.server.room.hall import Address
from permanence_lib.store import open_store
from permanence_lib.workshop import carried
from permanence_lib.workshop.room import Room

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")


@pytest.fixture
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that is nobody's."""
    monkeypatch.setattr(folder.place, "default", lambda: tmp_path / "answers.sqlite")
    return tmp_path


# ---- the folder


@posix
def test_a_room_is_for_its_owner_only(tmp_path: Path) -> None:
    """Also where the folder was there before."""
    (tmp_path / "room").mkdir(mode=0o755)
    room = Folder(tmp_path / "room")
    room.open(Card("w18", "Autumn"))
    assert stat.S_IMODE(room.path.stat().st_mode) == 0o700
    room.leave()


def test_a_room_found_again_keeps_its_port_and_its_wish_to_be_kept(tmp_path: Path) -> None:
    """Unless another port is asked for."""
    room = Folder(tmp_path / "room")
    assert room.card is None
    room.open(Card("w18", "Autumn", 9000, keep=True))
    room.leave()
    assert room.open(Card("w18", "Autumn")) == Card("w18", "Autumn", 9000, keep=True)
    room.leave()
    assert room.open(Card("w18", "Autumn", 9100)).port == 9100
    room.leave()


def test_one_room_is_never_opened_twice(tmp_path: Path) -> None:
    """Nor erased while it is open, nor taken for another cohort's."""
    first, second = Folder(tmp_path / "room"), Folder(tmp_path / "room")
    first.open(Card("w18", "Autumn"))
    for attempt in (lambda: second.open(Card("w18", "Autumn")), second.erase):
        with pytest.raises(PermanenceError, match="open already"):
            attempt()
    first.leave()
    with pytest.raises(PermanenceError, match="the room of “Autumn”"):
        second.open(Card("w18", "Spring"))
    second.open(Card("w18", "Autumn"))
    second.leave()


def test_erased_means_gone(tmp_path: Path) -> None:
    """Every file, whatever it is called."""
    room = Folder(tmp_path / "room")
    room.open(Card("w18", "Autumn"))
    store = open_store(str(room.answers))
    store.save("p_1", "w18s2c", {"text": "secret"}, base=0, request_id="r", definition_hash="d")
    store.close()
    (room.path / "pack").mkdir()
    (room.path / "pack" / "pack.html").write_text("words")
    room.erase()
    assert not room.path.exists()


def test_a_card_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    """The room opens all the same: its answers count, not its card."""
    room = Folder(tmp_path / "room")
    room.path.mkdir()
    for broken in ("", "{", "[]", '{"week": "w18"}', '{"week": "w18", "cohort": "A", "port": "x", "keep": 1}'):
        (room.path / "room.json").write_text(broken)
        assert room.card is None
    room.open(Card("w18", "Autumn"))
    room.leave()


@pytest.mark.parametrize("cohort", ["Autumn 2026", "Øst/../../etc", "  ", "💛", "a" * 300, "a-b", "a b", "CON"])
def test_a_cohorts_name_never_leads_out_of_the_rooms(own_data: Path, cohort: str) -> None:
    """And two names never lead to one folder."""
    found = folder.of("w18", cohort).path
    assert found.parent == own_data / "rooms"
    assert len(found.name) < 60
    assert found != folder.of("w18", f"{cohort}!").path


# ---- erasing by command


def test_rooms_are_erased_by_name_and_only_after_yes(own_data: Path) -> None:
    """What would go is shown first."""
    for week, cohort in (("w18", "Autumn"), ("w18", "Spring"), ("w04", "Autumn")):
        room = folder.of(week, cohort)
        room.open(Card(week, cohort))
        room.leave()
    run = CliRunner()
    asked = ["workshop", "--erase", "--module", "3", "--cohort", "Autumn"]
    said = run.invoke(app, asked, input="n\n").output
    assert "“Autumn” (w18)" in said and "Spring" not in said and "Nothing was erased" in said
    run.invoke(app, asked, input="y\n")
    assert [each.card for each in running.kept()] == [Card("w04", "Autumn"), Card("w18", "Spring")]
    run.invoke(app, ["workshop", "--erase", "--yes"])
    assert running.kept() == []
    assert "No such room" in run.invoke(app, ["workshop", "--erase"]).output


def test_questions_left_to_the_next_workshop_go_with_their_cohort(own_data: Path) -> None:
    """Not with one room of it: they are for the others."""
    for cohort in ("Autumn", "Spring"):
        room = folder.of("w04", cohort)
        room.open(Card("w04", cohort))
        store = open_store(f"sqlite:///{room.answers}")
        asked = Room(store, current(), "w04", cohort)
        kept = asked.act("question-keep", {"words": "Who tells the child?"}).questions[0].id
        carried.keep(asked, [kept])
        store.close()
        room.leave()
    run = CliRunner()
    run.invoke(app, ["workshop", "--erase", "--module", "1", "--cohort", "Autumn", "--yes"])
    assert len(running.kept_questions()) == 2
    said = run.invoke(app, ["workshop", "--erase", "--cohort", "Autumn", "--yes"]).output
    assert "questions left to the next workshop" in said
    assert len(running.kept_questions()) == 1
    assert running.kept_questions(cohort="Autumn") == []


def test_a_workshop_needs_a_module_that_has_one_and_a_cohort() -> None:
    """Said in words, before anything is made."""
    run = CliRunner()
    for wanted in ([], ["--module", "3"], ["--cohort", "Autumn"]):
        answer = run.invoke(app, ["workshop", *wanted])
        assert answer.exit_code == 2
        assert "Say which workshop" in answer.output
    with pytest.raises(PermanenceError, match="Modules 1, 2, 3, 4"):
        running.workshop(7, "Autumn")


# ---- the certificate


@posix
def test_a_self_made_certificate_names_the_room_and_is_used_again(tmp_path: Path) -> None:
    """So that devices that were told to trust it go on doing so; made anew for another address."""
    _, first = certificate.self_made(tmp_path, ["127.0.0.1", "laptop.local"])
    assert certificate.self_made(tmp_path, ["laptop.local"])[1] == first
    assert certificate.self_made(tmp_path, ["127.0.0.1", "10.0.0.7"])[1] != first
    assert all(stat.S_IMODE(each.stat().st_mode) == 0o600 for each in tmp_path.iterdir())


def test_a_broken_certificate_is_made_anew(tmp_path: Path) -> None:
    """Half a file after a full disk."""
    certificate.self_made(tmp_path, ["127.0.0.1"])
    (tmp_path / "certificate.pem").write_text("-----BEGIN")
    assert len(certificate.self_made(tmp_path, ["127.0.0.1"])[1]) == 95


def test_a_given_certificate_is_taken_or_refused_in_words(tmp_path: Path) -> None:
    """With its key in the same file, in another, or missing."""
    certificate.self_made(tmp_path, ["127.0.0.1"])
    cert, key = tmp_path / "certificate.pem", tmp_path / "certificate-key.pem"
    both = tmp_path / "both.pem"
    both.write_bytes(cert.read_bytes() + key.read_bytes())
    assert certificate.given(cert, key).minimum_version == ssl.TLSVersion.TLSv1_2
    certificate.given(both, None)
    for wrong in ((cert, None), (tmp_path / "none.pem", None), (key, key)):
        with pytest.raises(PermanenceError, match="cannot be used"):
            certificate.given(*wrong)


# ---- the network


def test_addresses_are_those_of_networks() -> None:
    """Never this computer's own, which no other device can use."""
    assert not any(each.startswith(("127.", "169.254.", "0.")) for each in network.addresses())
    assert set(network.names(network=False)) == {"127.0.0.1", "localhost"}
    assert set(network.names(network=True)) >= {"127.0.0.1", *network.addresses()}


# ---- the lights


def lights(
    tmp_path: Path, warm: int = 3, host: str = "127.0.0.1", newest: datetime | None = None
) -> dict[str, readiness.Light]:
    """The lights of a room with a store, by what they are about."""
    store = tmp_path / "answers.sqlite"
    open_store(str(store)).close()
    room = readiness.Room(store, lambda: warm, lambda: 3, host, 1, lambda: newest)
    return {each.what: each for each in readiness.lights(room)}


def test_all_is_well(tmp_path: Path) -> None:
    """Four green lights, and the window says so."""
    found = lights(tmp_path, newest=datetime.now(UTC))
    assert all(each.good for each in found.values())
    assert readiness.said(list(found.values())).startswith("Ready.")


def test_each_light_says_what_is_wrong(tmp_path: Path) -> None:
    """In words that say what to do."""
    found = lights(tmp_path, warm=1, host="10.255.255.1", newest=datetime.now(UTC) + timedelta(hours=2))
    assert not found["Pages"].good and "1 of 3" in found["Pages"].words
    assert not found["Clock"].good and "Set its clock" in found["Clock"].words
    assert not found["Network"].good and "Wi-Fi" in found["Network"].words
    assert readiness.said(list(found.values())).startswith("Not ready yet")


def test_a_store_that_somebody_holds_is_not_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers would wait; nor is a disk that is nearly full."""
    import sqlite3

    monkeypatch.setattr(readiness, "_WAIT", 0.1)
    lights(tmp_path)
    other = sqlite3.connect(tmp_path / "answers.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert not lights(tmp_path)["Answers"].good
    other.close()
    assert lights(tmp_path)["Answers"].good
    monkeypatch.setattr(readiness, "_ROOM_ON_DISK", 1 << 60)
    assert "free on the disk" in lights(tmp_path)["Answers"].words


def test_a_clock_of_another_age_is_noticed() -> None:
    """A flat battery makes it the day the computer was built."""
    assert not readiness._clock(None, datetime(2000, 1, 1, tzinfo=UTC)).good
    assert not readiness._clock(None, datetime(2090, 1, 1, tzinfo=UTC)).good


# ---- the window


def opening(**changes: object) -> str:
    """What the window says."""
    address = Address("http://10.0.0.7:8866", "http://127.0.0.1:8866", network=True)
    told = {
        "title": "Workshop three",
        "cohort": "Autumn",
        "address": address,
        "code": "copper-heron-47",
        "lead": "a-b-c-d-1234",
        "kept": "Kept.",
    }
    return telling.opened(telling.Opening(**(told | changes)))  # type: ignore[arg-type]


def test_the_window_gives_address_code_and_a_picture_of_both() -> None:
    """And the facilitator's own way in, on this computer's own address."""
    said = opening()
    for words in (
        "http://10.0.0.7:8866",
        "copper-heron-47",
        "http://127.0.0.1:8866/join#facilitator=a-b-c-d-1234",
        "█",
    ):
        assert words in said


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "can read along"),
        ({"fingerprint": "AB:CD", "scrambled": True}, "choose “Advanced”"),
        ({"scrambled": True}, "the certificate you gave"),
        ({"on_network": False}, "no other device can join"),
        ({"address": Address("http://127.0.0.1:1", "http://127.0.0.1:1")}, "--network"),
        ({"found_again": True}, "carries on where it was"),
        ({"rehearsal": True}, "This is a rehearsal"),
        ({"questions": 1}, "One question from an earlier workshop"),
    ],
)
def test_the_window_says_plainly_how_things_are(changes: dict[str, object], words: str) -> None:
    """What may be read on the way, what kind of room it is, what was brought along."""
    assert words in opening(**changes).replace("\n", " ")


def test_a_window_that_cannot_show_the_picture_goes_without(monkeypatch: pytest.MonkeyPatch) -> None:
    """An old Windows console."""
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="cp1252"))
    assert telling.picture("copper-heron-47") == ""
