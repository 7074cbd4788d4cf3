"""A return is taken only when what was answered is what was sent; each way of tampering is refused, and says how."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import handing
import participant
import pytest

from permanence_lib.content.library import Content
from permanence_lib.errors import UnreadableFile
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.packs import kept, pack, returned
from permanence_lib.store import open_store

TODAY = participant.AFTERWARDS
Value = dict[str, Any]


@pytest.fixture(scope="module")
def sending(content: Content) -> Iterator[Desk]:
    """A desk with the work of three weeks, which only reads after the packs are made."""
    store = open_store("sqlite://")
    yield participant.study(store, content, ["w01", "w06", "w07"])
    store.close()


@pytest.fixture(scope="module")
def record(sending: Desk) -> Value:
    """The pack for week 7, with two pieces of work and the participant's lines."""
    return handing.made(sending, "w07", "w06a2@1", "w07a2@1", lines=True)


@pytest.fixture(scope="module")
def packs(sending: Desk, record: Value) -> dict[str, Value]:
    """What the workbook knows: that pack, one for week 14, one asked of a peer and one shared with the cohort."""
    others = [
        handing.made(sending, "w14"),
        handing.made(sending, "peer", "w06a2@1"),
        handing.made(sending, "cohort", note="For all."),
    ]
    return {one["sent"]["id"]: one for one in (record, *others)}


@pytest.fixture
def value(record: Value) -> Value:
    """An honest answer, to be spoilt."""
    return deepcopy(handing.answered(record))


@pytest.fixture
def refuse(packs: dict[str, Value]) -> Callable[[Value | bytes], tuple[str, ...]]:
    """Reads a spoilt file, and gives the reasons for which it was refused."""

    def read(spoilt: Value | bytes) -> tuple[str, ...]:
        content = spoilt if isinstance(spoilt, bytes) else handing.file(spoilt)
        with pytest.raises(UnreadableFile) as refused:
            returned.read(content, packs, TODAY)
        assert isinstance(refused.value, returned.Refused)
        assert str(refused.value) and "Traceback" not in str(refused.value)
        return refused.value.why

    return read


def _other(packs: dict[str, Value], occasion: str) -> Value:
    return next(one for one in packs.values() if one["sent"]["occasion"] == occasion)


def test_an_honest_answer_is_taken(value: Value, packs: dict[str, Value]) -> None:
    """Every item, in the words that were given."""
    taken = returned.read(handing.file(value), packs, TODAY)
    assert [(x.id, x.said) for x in taken.answer.items] == [(x["id"], "verified") for x in taken.sent["items"]]
    assert taken.answer.by.words == "Team manager, B. A." and taken.day == TODAY


def test_1_an_altered_verdict_with_the_old_seal(value: Value, refuse: Any) -> None:
    """Not yet becomes confirmed, on the way."""
    value["items"][0]["said"] = "not-yet"
    assert "The seal is not right" in refuse(value)[0]


def test_2_an_altered_comment(value: Value, refuse: Any) -> None:
    """One word is enough."""
    value["items"][2]["comment"] += "!"
    assert "The seal is not right" in refuse(value)[0]


def test_3_an_item_added(value: Value, record: Value, refuse: Any) -> None:
    """Even with a seal made by somebody who has the pack."""
    value["items"].append({"id": "portfolio", "sha256": "0" * 64, "said": "verified", "comment": ""})
    assert "'portfolio' was not in the pack" in refuse(handing.sealed(value, record))[0]


def test_4_an_item_removed(value: Value, record: Value, refuse: Any) -> None:
    """The one that was not yet, for instance."""
    gone = value["items"].pop(1)
    words = next(x["text"] for x in record["sent"]["items"] if x["id"] == gone["id"])
    assert refuse(handing.sealed(value, record))[0] == f"The item '{words}' was sent and has no answer."


def test_5_items_swapped(value: Value, record: Value, refuse: Any) -> None:
    """What was said of one under the name of another: the words that were shown do not fit."""
    one, other = value["items"][0], value["items"][1]
    one["id"], other["id"] = other["id"], one["id"]
    assert (
        sum("not shown in the words in which you sent it" in why for why in refuse(handing.sealed(value, record))) == 2
    )


def test_6_an_item_twice(value: Value, record: Value, refuse: Any) -> None:
    """Two verdicts on one thing."""
    value["items"].append({**value["items"][0], "said": "talk"})
    assert any("answered more than once" in why for why in refuse(handing.sealed(value, record)))


def test_7_the_id_of_another_pack(value: Value, packs: dict[str, Value], refuse: Any) -> None:
    """An answer to week 7 under the name of the pack for week 14."""
    value["pack"] = _other(packs, "w14")["sent"]["id"]
    why = refuse(value)
    assert "another occasion (w07)" in why[0] and "not the pack that was sent" in why[1]


def test_8_a_hash_altered_and_the_seal_made_anew(value: Value, record: Value, refuse: Any) -> None:
    """The seal agrees; what was shown does not."""
    value["items"][0]["sha256"] = "1" * 64
    why = refuse(handing.sealed(value, record))
    assert "not shown in the words in which you sent it" in why[0] and not any("seal" in one for one in why)


def test_9_a_seal_made_with_another_key(value: Value, packs: dict[str, Value], refuse: Any) -> None:
    """A file made by hand, by somebody who never had this pack."""
    assert "the pack did not make it" in refuse(handing.sealed(value, _other(packs, "w14")))[0]


def test_10_the_wrong_occasion(value: Value, record: Value, refuse: Any) -> None:
    """Week 7 said to be week 28."""
    value["occasion"] = "w28"
    assert "another occasion (w28) than the pack (w07)" in refuse(handing.sealed(value, record))[0]


def test_11_a_pack_that_was_changed_before_it_was_answered(value: Value, record: Value, refuse: Any) -> None:
    """Somebody edited the file; its own digest tells."""
    value["pack_digest"] = "2" * 64
    assert "something in it was changed on the way" in refuse(handing.sealed(value, record))[0]


def test_12_the_words_of_a_piece_of_work_changed(value: Value, record: Value, refuse: Any) -> None:
    """The plan that was read is not the plan that was sent."""
    value["pieces"][0]["sha256"] = "3" * 64
    assert "'Plan repair' was not shown in the words in which you sent it" in refuse(handing.sealed(value, record))[0]


def test_13_a_piece_of_work_left_out(value: Value, record: Value, refuse: Any) -> None:
    """What was sent must have been there."""
    value["pieces"].pop()
    assert "'Case tracker review' was sent and has no answer" in refuse(handing.sealed(value, record))[0]


def test_14_a_name_twice(value: Value, refuse: Any) -> None:
    """Two readings of one file cannot both stand."""
    text = handing.file(value).replace(b'"overall": "",', b'"overall": "", "overall": "All well.",')
    assert "says 'overall' twice" in refuse(text)[0]


def test_15_a_huge_file(refuse: Any) -> None:
    """Not read at all."""
    assert "too large to be a return (0.7 MB)" in refuse(b'{"a": "' + b"x" * 700_000 + b'"}')[0]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_16_a_truncated_file(value: Value, refuse: Any, share: float) -> None:
    """Wherever it breaks off, nothing of it is taken."""
    whole = handing.file(value)
    why = refuse(whole[: int(len(whole) * share)])
    assert "breaks off before its end" in why[0]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"), (b"\xff\xfe\x00{", "not text"), (b"<!DOCTYPE html><p>", "is a page and not a return"),
        (b"hello", "cannot be read"), (b"[]", "holds something else"), (b"{}", "not a return of Achieving Permanence"),
        (b"[" * 20_000 + b"]" * 20_000, "not a return"), (b'{"a": NaN}', "a number that no return has"),
        (b'{"a": 1.5}', "a number that no return has"), (b'{"a": ' + b"9" * 5000 + b"}", "not a return"),
        (b"PK\x03\x04", "cannot be read"),
    ],
)  # fmt: skip
def test_17_what_is_no_return_at_all(refuse: Any, raw: bytes, words: str) -> None:
    """Each said for what it is."""
    assert words in " ".join(refuse(raw))


@pytest.mark.parametrize("version", [2, 0, "1", True, None, 1e3])
def test_18_another_version(value: Value, refuse: Any, version: Any) -> None:
    """Nothing is guessed."""
    value["version"] = version
    assert refuse(value)


def test_19_a_date_in_the_future(value: Value, record: Value, refuse: Any) -> None:
    """The day is said as people say it."""
    value["on"] = (TODAY + timedelta(days=1)).isoformat()
    assert "It is dated 30 July 2026, which is in the future." in refuse(handing.sealed(value, record))


def test_20_a_date_before_the_pack_was_made(value: Value, record: Value, refuse: Any) -> None:
    """And one that is no date."""
    value["on"] = (TODAY - timedelta(days=1)).isoformat()
    assert "It is dated 28 July 2026, before the pack was made on 29 July 2026." in refuse(
        handing.sealed(value, record)
    )
    value["on"] = "2026-02-30"
    assert "no real date" in refuse(handing.sealed(value, record))[0]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda v: v.pop("by"), "Something is missing from the file: by."),
        (lambda v: v.update(extra="x"), "no return has: extra."),
        (lambda v: v["items"][0].update(said="yes"), "not as the pack writes it: items, number 1, said."),
        (lambda v: v["items"][0].update(said=""), "not as the pack writes it: items, number 1, said."),
        (lambda v: v["items"][1].update(comment="x" * 4001), "longer than the pack allows: items, number 2, comment."),
        (lambda v: v["items"][1].update(comment=["x"]), "items, number 2, comment"),
        (lambda v: v.update(items={}), "not as the pack writes it: items."),
        (lambda v: v.update(digest="x"), "not as the pack writes it: digest."),
        (lambda v: v["answers"].pop("seen"), "The question 'What have you seen them do differently, and when was it?' is missing."),
        (lambda v: v["answers"].update(mine="x"), "an answer to 'mine', which was not asked"),
        (lambda v: v["by"].update(role="  ", name=""), "does not say who answered"),
    ],
)  # fmt: skip
def test_21_fields_of_another_sort_or_length(value: Value, record: Value, refuse: Any, spoil: Any, words: str) -> None:
    """Every one is there, of its sort, and nothing besides; the seal is honest each time."""
    spoil(value)
    spoilt = value if "digest" in value and value["digest"] == "x" else handing.sealed(value, record)
    assert words in " ".join(refuse(spoilt))


def test_22_half_a_character_is_no_answer(value: Value, refuse: Any) -> None:
    """A lone surrogate, written out as JSON can write it."""
    text = handing.file(value).replace(b"I was there.", rb"\ud800", 1)
    assert "not as the pack writes it" in refuse(text)[0]


def test_23_a_pack_from_another_workbook_and_one_nobody_can_answer(
    value: Value, packs: dict[str, Value], refuse: Any
) -> None:
    """Unknown ids, and what was shared with the cohort."""
    value["pack"] = "f" * 16
    assert "not made in this workbook" in refuse(value)[0]
    shared = _other(packs, "cohort")
    assert "not made in this workbook" in refuse(handing.answered(shared))[0]


def test_script_in_a_comment_stays_text(value: Value, record: Value, packs: dict[str, Value]) -> None:
    """It is taken word for word; that it is shown as text is asked of the page."""
    value["items"][0]["comment"] = "<script>alert(1)</script>"
    taken = returned.read(handing.file(handing.sealed(value, record)), packs, TODAY)
    assert taken.answer.items[0].comment == "<script>alert(1)</script>"


def test_an_older_pack_is_taken_and_it_is_said_that_the_work_has_gone_on(sending: Desk, content: Content) -> None:
    """The version that was sent is the version that was answered."""
    store = open_store("sqlite://")
    desk = participant.study(store, content, ["w07"])
    record = handing.made(desk, "w07", "w07a2@1")
    exercise = desk.written["w07a2"]
    participant.answer(store, desk.person.participant, exercise, "w07a2", value={"answers": {}})
    later = Desk(content, store, desk.person, today=desk.today)
    taken = returned.read(handing.file(handing.answered(record)), pack.kept(later), TODAY)
    assert kept.moved_on(later, taken.sent) == ("Case tracker review",)
    assert kept.moved_on(sending, taken.sent) == ()
    store.close()


def test_an_archive_can_be_asked_the_same(value: Value, packs: dict[str, Value]) -> None:
    """Values that were read already, such as those of a workbook taken to another machine."""
    again = json.loads(json.dumps(value))
    assert returned.check(again, packs, date(2027, 1, 1)).answer.pack == value["pack"]
    again["overall"] = "Added."
    with pytest.raises(returned.Refused, match="seal"):
        returned.check(again, packs, date(2027, 1, 1))
