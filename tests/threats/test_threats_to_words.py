"""T19 to T22: kernels that nobody needs any more, saves that are lost or late, files in other hands, and odd words and dates."""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import test_reserve

from permanence_lib.errors import AnswerRefused, Conflict
from permanence_lib.portfolio.certificate import key
from permanence_lib.portfolio.pages.cpd import read_day
from permanence_lib.screen import home
from permanence_lib.server.closed import common_settings
from permanence_lib.server.kernels import StudyKernels
from permanence_lib.store import Store, answer, open_store
from permanence_lib.workshop.members import LONGEST_ALIAS, clean_alias

ANN, BEN = ("p_ann", "participant"), ("p_ben", "participant")
WORDS = "nobody-asked-the-grandmother"


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where kernels' sockets lie: their paths may not be long."""
    with tempfile.TemporaryDirectory(prefix="ap-", dir="/tmp") as made:
        yield Path(made)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A file of one's own."""
    opened = open_store(str(tmp_path / "answers.sqlite"))
    yield opened
    opened.close()


def save(store: Store, value: dict[str, Any], base: int = 0, mark: str = "one") -> Any:
    """Save an answer as a page does."""
    return store.save("p_ann", "w02a2", value, base=base, request_id=mark, definition_hash="x")


# ---- T19


@pytest.mark.slow
def test_t19_one_person_cannot_take_all_kernels(folder: Path) -> None:
    """A page too many of one's own ends the page before it, and somebody else's stays."""

    async def open_ten(kernels: StudyKernels) -> list[str | None]:
        theirs = await kernels.take(BEN)
        for _ in range(3):
            await kernels.take(ANN)
        assert theirs in kernels
        return [kernels.owner_of(each) for each in kernels.list_kernel_ids()]

    owners = test_reserve.in_kernels(open_ten, folder, each=2, most=40, reserve=1)
    assert owners.count("p_ann") == 2
    assert owners.count("p_ben") == 1


@pytest.mark.slow
def test_t19_a_page_that_was_left_loses_its_kernel(folder: Path) -> None:
    """After a while without a browser; the ones in reserve stay, though nobody uses them."""

    async def leave(kernels: StudyKernels) -> bool:
        await test_reserve.until_full(kernels)
        left = await kernels.take(ANN)
        waiting = list(kernels.spares)
        kernels.cull_idle_timeout = 1
        await asyncio.sleep(1.2)  # so long nobody was there
        await kernels.cull_kernels()
        return left not in kernels and set(waiting) <= set(kernels.spares) and waiting[0] in kernels

    assert test_reserve.in_kernels(leave, folder, reserve=2)
    settings = common_settings().MappingKernelManager
    assert (settings.cull_idle_timeout, settings.cull_interval) == (600, 60)


# ---- T20


def test_t20_what_is_sent_twice_is_kept_once_and_what_is_late_is_told(store: Store) -> None:
    """The same save again is the same record; a save on an older version is refused with the newer one, which stays."""
    first = save(store, {"text": "A"})
    assert save(store, {"text": "A"}) == first
    newer = save(store, {"text": "AB"}, 1, "two")
    with pytest.raises(Conflict) as late:
        save(store, {"text": "AC"}, 1, "three")
    assert late.value.newest == newer
    assert [each.value["text"] for each in store.history("p_ann", "w02a2")] == ["A", "AB"]


def test_t20_what_was_acknowledged_is_there_for_another_program(store: Store) -> None:
    """As soon as the save has come back, and before anything is closed."""
    save(store, {"text": WORDS})
    other = open_store(str(store.path), read_only=True)
    found = other.latest("p_ann", "w02a2")
    other.close()
    assert found is not None and found.value == {"text": WORDS}


# ---- T21


def test_t21_erased_words_are_in_no_file(store: Store) -> None:
    """Neither in the answers nor in the log beside them, while they are in use."""
    assert store.path is not None
    lying = store.path.parent
    for base in range(20):
        save(store, {"text": f"{WORDS} " * (1 + base * 50)}, base, f"m{base}")
    assert [file for file in lying.iterdir() if WORDS.encode() in file.read_bytes()]
    store.erase("p_ann")
    assert not [file for file in lying.iterdir() if WORDS.encode() in file.read_bytes()]


def test_t21_a_key_in_other_hands_signs_nothing(tmp_path: Path) -> None:
    """The issuer's key lies locked with its passphrase: its bytes are nowhere in the file."""
    from cryptography.hazmat.primitives import serialization

    file, _ = key.new(tmp_path, "three blind mice ran up")
    opened = serialization.load_pem_private_key(file.read_bytes(), b"three blind mice ran up")
    bare = opened.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    assert b"ENCRYPTED" in file.read_bytes()
    assert bare.splitlines()[1] not in file.read_bytes()
    with pytest.raises(ValueError, match=r"decrypt|password"):
        serialization.load_pem_private_key(file.read_bytes(), b"three blind mice ran")


# ---- T22

DATES = [
    "0",
    "-1",
    "32",
    "1e3",
    "٣",
    "²",
    "0x10",
    "1\u202e2",
    " ",
    "999999999999999999999",
    "NaN",
    "1;2",
    "\x00",
    "½",
    "1_0",
]


@pytest.mark.parametrize("odd", DATES)
def test_t22_an_odd_date_is_refused_in_words_or_read_as_a_real_day(odd: str) -> None:
    """In every box; whatever is taken lies within the years there are."""
    for given in (
        {"day": odd, "month": "1", "year": "2026"},
        {"day": "1", "month": odd, "year": "2026"},
        {"day": "1", "month": "1", "year": odd},
    ):
        day, wrong = home.read_date(**{box: typed.strip()[:10] for box, typed in given.items()})
        assert (day is None) == bool(wrong)
        assert day is None or 2000 <= day.year <= 2100
        piece, why = read_day(given, date(2026, 11, 22), 2000)
        assert piece is None or (date(2000, 1, 1) <= piece <= date(2026, 11, 22) and not why)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Sam\u202e\u2066 evil\u2069", "Sam evil"), ("\u200b\u200d\ufeff", ""), ("e\u0301", "é"), ("a\nb\tc\x07", "a b c"),
        ("x" * 500, "x" * LONGEST_ALIAS), ("\ud800lone", "lone"), ("<b>", "<b>"),
    ],
)  # fmt: skip
def test_t22_a_name_for_the_day_plays_no_tricks(typed: str, shown: str) -> None:
    """No direction is turned, nothing is invisible, and it is on one short line."""
    assert clean_alias(typed) == shown


@pytest.mark.parametrize(
    "odd", ["\ud800", "\x00", "\udfff\ud800", "\u202eabc", "🧒🏽" * 50, "\ufffe\uffff", "e\u0301" * 100]
)
def test_t22_odd_letters_are_kept_or_made_plain(store: Store, odd: str) -> None:
    """In words and in the names of parts; what comes back is what a page can show."""
    kept = save(store, {"text": odd, odd: ["x", odd]})
    assert json.loads(json.dumps(kept.value).encode("ascii")) == kept.value
    "".join(map(str, [kept.value])).encode("utf-8")
    assert "\x00" not in str(kept.value["text"])


def test_t22_what_is_too_long_or_too_deep_is_refused_and_nothing_is_lost(store: Store) -> None:
    """With words that say what became of it."""
    save(store, {"text": "kept"})
    deep: Any = "x"
    for _ in range(answer.DEEPEST + 2):
        deep = [deep]
    for value in ({"text": "x" * (answer.LONGEST + 1)}, {"text": deep}, {"text": float("nan")}, {"text": {1, 2}}):
        with pytest.raises(AnswerRefused, match="Your words stay on your screen"):
            save(store, value, 1, "two")
    assert [each.value for each in store.history("p_ann", "w02a2")] == [{"text": "kept"}]
