"""The guard against sentences of our own making: what it finds of each sort, what it takes for one, and how long it looks."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.privacy.guard import MOST, find
from permanence_lib.privacy.sorts import SORTS
from permanence_lib.workbook.guarding import words_with_births

TODAY = date(2026, 1, 15)
#: What is asked of each sort: the least share of it that is found, and the most false alarms in all the sentences.
FLOORS = {
    "name": (0.85, 0),
    "nhs": (0.85, 0),
    "nino": (1.0, 0),
    "case": (0.80, 0),
    "email": (0.85, 0),
    "phone": (0.85, 0),
    "postcode": (0.85, 1),
    "address": (0.80, 0),
    "born": (0.80, 0),
    "perhaps-born": (0.60, 0),
}


@dataclass(frozen=True)
class Sentence:
    """Words, the sort they are about ('nothing' for none), and the places that should be marked."""

    sort: str
    words: str
    places: tuple[tuple[int, int], ...]


def _sentence(sort: str, marked: str) -> Sentence:
    places, words = [], ""
    for at, piece in enumerate(re.split(r"\[\[|\]\]", marked)):
        if at % 2:
            places.append((len(words), len(words) + len(piece)))
        words += piece
    return Sentence(sort, words, tuple(places))


def _read() -> tuple[tuple[str, ...], list[Sentence]]:
    found = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text("utf-8"))
    sentences = []
    for sort in (*SORTS, "nothing"):
        sentences += [_sentence(sort, words) for words in found[sort] if isinstance(words, str)]
        sentences += [_sentence(sort, words) for words in found.get(f"{sort}-hard", ())]
    return tuple(found["names"]), sentences


NAMES, SENTENCES = _read()


def _table() -> tuple[dict[str, tuple[int, int, int]], str]:
    """For each sort: places to find, places found, false alarms; and the same as a table."""
    wanted, got, false = Counter[str](), Counter[str](), Counter[str]()
    missed, alarms = [], []
    for sentence in SENTENCES:
        findings = find(sentence.words, NAMES, TODAY)
        for start, end in sentence.places:
            wanted[sentence.sort] += 1
            hit = any(one.sort == sentence.sort and one.start < end and start < one.end for one in findings)
            got[sentence.sort] += hit
            if not hit:
                missed.append(f"{sentence.sort}: {sentence.words}")
        for one in findings:
            if not any(one.start < end and start < one.end for start, end in sentence.places):
                false[one.sort] += 1
                alarms.append(f"{one.sort} “{one.found}” in: {sentence.words}")
    counts = {sort: (wanted[sort], got[sort], false[sort]) for sort in SORTS}
    rows = [f"{sort:13} {f} of {w} ({f / w:.0%}), {a} false alarms" for sort, (w, f, a) in counts.items()]
    return counts, "\n".join(["", *rows, "Missed:", *missed, "False alarms:", *alarms])


def test_there_are_enough_sentences() -> None:
    """At least 200, half of them about nothing real, and every sort with at least seven places to find."""
    assert len(SENTENCES) >= 200
    assert sum(1 for one in SENTENCES if one.sort == "nothing") >= 90
    counts, table = _table()
    assert all(wanted >= 7 for wanted, _, _ in counts.values()), table


def test_recall_and_false_alarms_keep_to_their_floors() -> None:
    """Sort by sort, the difficult sentences counted in full."""
    counts, table = _table()
    for sort, (least, most) in FLOORS.items():
        wanted, got, false = counts[sort]
        assert got / wanted >= least and false <= most, table


def test_the_authors_own_cases_raise_no_alarm(content: Content) -> None:
    """Every word of all worked examples: what is fictional must not be taken for real."""
    alarms = [
        f"{name}: {one.sort} {one.found}"
        for name, exercise in exercises.load(content).items()
        if (example := exercise.example()) is not None
        for words in words_with_births(example.model_dump(mode="json"))
        for one in find(words, (), TODAY)
        # The family of a case has the births that its genogram asks for.
        if not (one.sort == "born" and words.startswith("born "))
    ]
    assert alarms == []


@pytest.mark.parametrize("words", ["Anna", "Peter Smith", "the boy next door"])
def test_a_name_is_marked_only_when_it_is_listed(words: str) -> None:
    assert find(f"I saw {words} there.", (), TODAY) == ()
    assert [one.sort for one in find(f"I saw {words} there.", [words], TODAY)] == ["name"]


def test_what_is_found_says_why_and_what_to_write_instead() -> None:
    text = "Ring 07700 900123."
    (found,) = find(text)
    assert text[found.start : found.end] == found.found == "07700 900123"
    assert found.label == "Phone number" and found.why and found.instead


def test_two_readings_of_the_same_place_are_one_finding() -> None:
    """The surer counts, and nothing overlaps."""
    found = find("Flat 4, 14 Acacia Avenue, LS6 2AB, 07700 900123, born 12/03/2016 (dob).", (), TODAY)
    assert [one.sort for one in found] == ["address", "postcode", "phone", "born"]
    assert all(before.end <= after.start for before, after in pairwise(found))


def test_a_text_of_nothing_but_numbers_gives_no_endless_list() -> None:
    assert len(find("07700 900123\n" * 5000)) == MOST


def _texts() -> Iterator[tuple[str, str]]:
    """60 kB of what would keep a careless pattern busy."""
    made = {
        "zeros": "0", "at signs": "@", "a1": "a1 ", "letters": "a", "spaces": " ", "zeros apart": "0 ", "hyphens": "0-",
        "capitals": "A ", "flats": "Flat 1 A", "born": "born on the ", "streets": "12 Aa Bb Cc ", "dots": "1 Aa.Bb.Cc.Dd",
        "dates": "1 March 2016 ", "brackets": "Aa (1/1/2016)", "plus": "+44 ", "brackets 0": "(0", "mail": "a@a.bb ",
        "case no": "case 12345 ", "accents": "e\u0301 ", "postcodes": "Q6 2AB ", "nhs": "9434765918 ", "phones": "01234 5678 ",
    }  # fmt: skip
    yield from ((name, (piece * 60_000)[:60_000]) for name, piece in made.items())


def _seconds(act: Callable[[], object]) -> float:
    """The processor's time for it, the better of two."""
    times = []
    for _ in range(2):
        start = time.process_time()
        act()
        times.append(time.process_time() - start)
    return min(times)


def _reference() -> int:
    """A fixed piece of work: about 60 ms where the guard takes 20."""
    return sum(at * at for at in range(1_000_000))


@pytest.mark.parametrize(("name", "text"), list(_texts()), ids=[name for name, _ in _texts()])
def test_no_text_keeps_the_guard_long(name: str, text: str) -> None:
    """60 kB, with a list of forty names: no longer than a fixed piece of work on the same machine in the same minute."""
    listed = [f"Name{n} Surname{n}" for n in range(40)]
    find("warm", listed)
    assert _seconds(lambda: find(text, listed, TODAY)) <= _seconds(_reference), name


def test_a_long_reflection_is_looked_through_quickly() -> None:
    """60 kB of prose."""
    text = ("The court made an order on 12 March 2024, and at the review nobody had asked her mother. " * 700)[:60_000]
    assert _seconds(lambda: find(text, ["Anna Kowalska"], TODAY)) <= _seconds(_reference)
