"""Aliases, join codes and the codes to come back with."""

from __future__ import annotations

import re

import pytest

from permanence_lib.workshop.members import Member, clean_alias, new_code, new_id, resume_code, same_code
from permanence_lib.workshop.room import Room

KEY = b"k" * 32


def test_codes_can_be_said_aloud_and_are_not_the_same_twice() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) > 195
    assert all(re.fullmatch(r"[a-z]+-[a-z]+-\d\d", code) for code in codes)


def test_a_resume_code_is_the_same_every_time_and_nobody_elses() -> None:
    members = [new_id() for _ in range(300)]
    codes = [resume_code(KEY, each) for each in members]
    assert codes == [resume_code(KEY, each) for each in members]
    assert len(set(codes)) == 300
    assert resume_code(b"other" * 8, members[0]) != codes[0]


@pytest.mark.parametrize("typed", ["copper-heron-47", "Copper Heron 47", "  COPPER-heron 47 ", "copper\u00a0heron 47"])
def test_a_code_is_taken_as_people_type_it(typed: str) -> None:
    assert same_code(typed, "copper-heron-47")


@pytest.mark.parametrize("typed", ["", "copper-heron-48", "copperheron47", "copper-heron-47-1"])
def test_another_code_is_another_code(typed: str) -> None:
    assert not same_code(typed, "copper-heron-47")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Sam \n B. ", "Sam B."),
        ("a\u202egnissor", "a gnissor"),
        ("x" * 90, "x" * 40),
        ("\x00", ""),
        ("<b>Jo</b>", "<b>Jo</b>"),
    ],
)
def test_an_alias_is_one_line_without_tricks(typed: str, kept: str) -> None:
    assert clean_alias(typed) == kept


def test_members_are_kept_in_the_order_they_came_and_can_be_changed(room: Room) -> None:
    room.put(Member("p_b", "Bea", "2026-11-18T09:00:02+00:00"))
    room.put(Member("p_a", "Ash", "2026-11-18T09:00:03+00:00"))
    room.put(Member("p_b", "Bea", "2026-11-18T09:00:02+00:00", gone=True))
    assert [(each.alias, each.gone) for each in room.members().values()] == [("Bea", True), ("Ash", False)]
