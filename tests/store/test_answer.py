"""Whatever a person can type or paste is kept as it was, or refused in words; nothing half-way."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programs import add

from permanence_lib.errors import AnswerRefused
from permanence_lib.store import Store, answer, open_store

PLAIN = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
VALUES = st.dictionaries(
    PLAIN,
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(2**60), 2**60)
        | st.floats(allow_nan=False, allow_infinity=False)
        | PLAIN,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PLAIN, inner, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(VALUES)
def test_any_plain_value_comes_back_as_it_was(value: dict[str, object]) -> None:
    """Names, numbers, lists and every sort of text survive storing exactly."""
    assert answer.from_text(answer.to_text(value)) == value


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(), max_size=20))
def test_cleaning_loses_only_what_no_database_takes(text: str) -> None:
    """Cleaned text can be stored, and differs from what was typed in NUL and half characters alone."""
    cleaned = answer.clean(text)
    cleaned.encode("utf-8")
    assert "\0" not in cleaned
    if all(char != "\0" and not 0xD800 <= ord(char) < 0xE000 for char in text):
        assert cleaned == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("👩🏽‍👧 née Ní Bhriain", "👩🏽‍👧 née Ní Bhriain"),
        ("שלום مرحبا \u202e", "שלום مرحبا \u202e"),
        ("\ufeffbegins with a mark", "\ufeffbegins with a mark"),
        ("half \ud83d a face", "half \ufffd a face"),
        ("\ude00", "\ufffd"),
        ("two halves \ud83d\ude00", "two halves 😀"),
        ("nul \0 here", "nul \ufffd here"),
        ('it\'s "quoted"; drop table record; --\r\n\\u0000', 'it\'s "quoted"; drop table record; --\r\n\\u0000'),
    ],
)
def test_text_from_anywhere_is_kept(store: Store, typed: str, kept: str) -> None:
    """Emoji, right-to-left, quotation marks and halves of characters from a bad paste: saved, and named parts too."""
    saved = add(store, {"text": typed, "rows": [{"a": (typed,)}], typed: 1})
    assert saved.value == {"text": kept, "rows": [{"a": [kept]}], kept: 1}
    assert store.latest("ana", "w02a2") == saved


def test_ids_are_cleaned_too(store: Store) -> None:
    """An id with half a character in it is stored and found again."""
    saved = add(store, participant="ana\ud800", request_id="r\0")
    assert store.latest("ana\ud800", "w02a2") == saved and saved.participant == "ana\ufffd"


def test_the_longest_answer_is_kept_and_a_longer_one_refused(store: Store) -> None:
    """Up to the limit everything is kept; past it the person is told how long the answer is and what to do."""
    room = answer.LONGEST - len(answer.to_text({"text": ""}))
    saved = add(store, {"text": "é" * room})
    with pytest.raises(AnswerRefused, match=r"too long.*600,001 characters.*stay on your screen.*Shorten"):
        add(store, {"text": "é" * (room + 1)}, 1)
    assert store.history("ana", "w02a2") == [saved]


def nested(depth: int) -> dict[str, object]:
    """Parts in parts in parts."""
    value: dict[str, object] = {}
    for _ in range(depth):
        value = {"part": value}
    return value


@pytest.mark.parametrize(
    "value",
    [
        {"n": float("nan")}, {"n": float("inf")}, {"n": 10**5000}, {"n": {1, 2}}, {"n": b"bytes"}, {(1, 2): "n"},
        ["a list"], "text", None, nested(100), nested(100_000),
    ],
    ids=["nan", "infinity", "huge", "set", "bytes", "odd name", "list", "text", "none", "deep", "bottomless"],
)  # fmt: skip
def test_what_is_no_plain_value_is_refused(store: Store, value: object) -> None:
    """Something that could not be read back is never stored, and the refusal is in words."""
    with pytest.raises(AnswerRefused, match=r"was not saved\. Your words stay on your screen\."):
        add(store, value, participant="ben")
    assert store.latest_all("ben") == {}


def test_as_deep_as_may_be_saved_may_be_read(store: Store) -> None:
    """The limit on depth leaves room: what is just inside it comes back."""
    value = nested(answer.DEEPEST)
    assert add(store, value).value == value


@pytest.mark.parametrize("part", ["request_id", "exercise", "participant", "definition_hash"])
@pytest.mark.parametrize("bad", ["", "x" * 101, None, 7])
def test_an_id_that_is_none_is_refused(part: str, bad: Any) -> None:
    """An empty, absurd or missing id is refused: two saves without a request id must never count as the same."""
    store = open_store("sqlite://")
    with pytest.raises(AnswerRefused, match="was not saved"):
        add(store, **{part: bad})


def test_a_shorter_stored_form_is_used(store: Store) -> None:
    """Text is stored as it is typed, without escapes, so that the limit means characters."""
    assert answer.to_text({"text": "é😀"}) == '{"text":"é😀"}'
    assert json.loads(answer.to_text({"a": [1, 2]})) == {"a": [1, 2]}
