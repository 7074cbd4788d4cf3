"""What a try to look or write as another leaves behind, and what rooms, leaders and managers see."""

from __future__ import annotations

import time

import psycopg
import pytest
from attacker import ROOM, SECRET, Attacker, row
from postgres import Postgres
from programs import add

from permanence_lib.errors import StoreError
from permanence_lib.store import Store, open_store


def told_in_log(database: Postgres, words: str, since: int) -> bool:
    """Whether the server's log tells it, after at most some seconds."""
    until = time.monotonic() + 10
    while words not in database.log.read_text(errors="replace")[since:]:
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def test_a_look_at_others_and_a_forgery_are_noted_where_nobody_reaches(
    database: Postgres, own: Store, ben: Attacker
) -> None:
    """The server's own log names the role and whose; also when the client tries to keep it quiet. Never the words."""
    for done, what in ((lambda: own.latest("ana", "w02a2"), "read"), (lambda: ben.refused(row("ana")), "write")):
        since = len(database.log.read_text(errors="replace"))
        done()
        assert told_in_log(database, f"permanence refused: role=ap_ben what={what} whose=ana", since)
    since = len(database.log.read_text(errors="replace"))
    ben.run(
        "SET permanence.told = 'told'",
        "SET client_min_messages = error",
        "SELECT * FROM record WHERE participant = 'ana'",
    )
    assert told_in_log(database, "role=ap_ben what=read whose=ana", since)
    assert SECRET not in database.log.read_text(errors="replace")


def test_ones_own_work_is_no_news_in_the_log(database: Postgres, own: Store) -> None:
    """What the workbook itself asks in a person's name leaves no line: a line means that somebody tried."""
    since = len(database.log.read_text(errors="replace"))
    own.me(), own.latest_all("ben"), own.everything("ben"), own.shared_with("ben"), own.newest(), own.newest("ben")
    own.note("opened", whose="ben")
    add(own, {"text": "quiet"}, 0, participant="ben", exercise="w03a1", request_id="quiet")
    database.cluster.sql("SELECT 1")  # the log is written in order: what came before is there after this
    assert "refused" not in database.log.read_text(errors="replace")[since:]


def test_a_client_is_not_told_whose_the_hidden_rows_are(ben: Attacker) -> None:
    """Even a client that asks for every message hears nothing of rows it does not see."""
    heard: list[str] = []
    with psycopg.connect(ben.url.replace("+psycopg", "")) as connection:
        connection.add_notice_handler(lambda notice: heard.append(str(notice.message_primary)))
        connection.execute("SET client_min_messages = log")
        connection.execute("SELECT * FROM record")
    assert not [line for line in heard if "ana" in line or "m_1" in line]


def test_a_line_in_the_log_of_access_is_ones_own_and_of_now(admin: Store, own: Store, ben: Attacker) -> None:
    """Whatever who and when a client sends, the line says who it was and when it came."""
    own.note("exported", who="ana", detail="signed as somebody else")
    ben.run("INSERT INTO access (at, who, what, whose, detail) VALUES ('1999', 'ana', 'shared', 'x', 'by hand')")
    lines = {line.detail: line for line in admin.noted()}
    assert lines["signed as somebody else"].who == lines["by hand"].who == "ben"
    assert lines["by hand"].at.year >= 2026


def test_the_rooms_login_sees_no_study(database: Postgres) -> None:
    """The service of the rooms reads and writes rooms, and can neither read nor write anybody's study."""
    rooms = Attacker(database.service_url())
    assert {whose for (whose,) in rooms.run("SELECT participant FROM record")} == {"m_1"}
    assert "row-level security" in rooms.refused(row("ana"))
    for statement in (
        "SELECT * FROM access",
        "SELECT * FROM person",
        "SELECT * FROM login",
        "UPDATE record SET value = ''",
    ):
        assert "permission denied" in rooms.refused(statement)
    assert rooms.run("DELETE FROM record WHERE space = '' RETURNING participant") == []


def test_who_leads_a_room_reads_it_and_writes_nothing_in_it(database: Postgres) -> None:
    """The table `lead` opens one space for reading."""
    fay = Attacker(database.person_url("fay"))
    assert fay.run("SELECT DISTINCT participant, space FROM record") == [("m_1", ROOM)]
    assert "row-level security" in fay.refused(row("m_1", ROOM, "by fay"))


def test_what_is_addressed_to_one_is_read_and_its_neighbours_are_not(database: Postgres) -> None:
    """One record is shared, with one person; the versions before and after are not."""
    ann, manager = open_store(database.person_url("ann")), open_store(database.person_url("may"))
    add(ann, {"n": 1}, participant="ann")
    shared = add(ann, {"n": 2}, 1, participant="ann", shared_with="may")
    add(ann, {"n": 3}, 2, participant="ann")
    assert manager.shared_with("may") == [shared] and manager.history("ann", "w02a2") == [shared]
    assert manager.latest_all("ann") == {"w02a2": shared} and manager.shared_with("ann") == []
    ann.close(), manager.close()


def test_a_forged_submission_hides_nobody_elses(database: Postgres, ben: Attacker) -> None:
    """Words by hand that are no answer, or endless: the manager still sees what others sent."""
    ann, manager = open_store(database.person_url("amy")), open_store(database.person_url("max"))
    sent = add(ann, {"n": 1}, participant="amy", shared_with="max")
    broken = row("ben", request="broken").replace("space)", "space, shared_with)").replace(", '')", ", '', 'max')")
    ben.run(broken.replace("'{}'", "'{'"))
    assert "dated" in ben.refused(broken.replace("2026-11-22T09", "soon").replace("broken", "b2"))
    assert "bounded" in ben.refused(broken.replace("'{}'", "repeat('x', 600001)").replace("broken", "b3"))
    assert manager.shared_with("max") == [sent]
    ann.close(), manager.close()


def test_a_request_mark_of_somebody_unseen_shows_nothing(own: Store, admin: Store) -> None:
    """The same mark used by another: refused in the same words as on a laptop, with nothing of theirs in it."""
    add(admin, {"text": SECRET}, participant="zoe", request_id="marked")
    with pytest.raises(Exception, match="mark of another one") as refused:
        add(own, participant="ben", exercise="w09a1", request_id="marked")
    assert SECRET not in str(refused.value)


def test_a_person_cannot_erase_and_is_told_who_can(own: Store) -> None:
    with pytest.raises(StoreError, match=r"erasing there is done by those who run it.*Nothing was erased"):
        own.erase("ben")
