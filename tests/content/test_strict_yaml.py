"""YAML as authors meet it: what is text, what is refused, and in which words."""

from __future__ import annotations

import pytest

from permanence_lib.content.strict_yaml import NotPlain, values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 2024-11-18", "2024-11-18"),
        ("a: 'no'", "no"),
        ('a: "012"', "012"),
        ('a: "1:30"', "1:30"),
        ("a: Norway", "Norway"),
        ("a: on the day", "on the day"),
        ("a: 1.1a", "1.1a"),
        ("a: 1e3", "1e3"),
        ("a: .5", ".5"),
        ("a: 1_000", "1_000"),
        ("a: R&B and *stars*", "R&B and *stars*"),
        ("a: 26", 26),
        ("a: -3", -3),
        ("a: 0", 0),
        ("a: 3.2", 3.2),
        ("a: true", True),
        ("a: false", False),
        ("a: null", None),
        ("a:", None),
        ("a: []", []),
    ],
)
def test_what_is_written_is_what_is_meant(text: str, value: object) -> None:
    """Text stays text, a day too; only plain figures are numbers; only true and false are yes-or-no values."""
    read = values(text)["a"]
    assert read == value
    assert type(read) is type(value)


def test_a_folded_text_is_one_paragraph() -> None:
    """Lines after >- are joined by spaces, and signs in them mean nothing."""
    assert values("a: >-\n  one: *two*\n  &three\n") == {"a": "one: *two* &three"}


@pytest.mark.parametrize("word", ["no", "No", "NO", "yes", "on", "off", "y", "n", "True", "FALSE", "NULL"])
def test_a_word_that_may_be_a_truth_value_is_refused(word: str) -> None:
    """`no` without quotes is a truth value to some programs and text to others."""
    with pytest.raises(NotPlain) as wrong:
        values(f"first: text\nanswer: {word}\n")
    assert wrong.value.line == 2
    assert wrong.value.problem == f"{word} without quotes could be read as true or false."
    assert f'put quotes round the word: "{word}"' in wrong.value.instead


@pytest.mark.parametrize(
    ("written", "problem", "instead"),
    [
        ("012", "012 without quotes could be read as another number.", 'Put quotes round it, "012", or leave the 0'),
        ("1:30", "1:30 without quotes could be read as a number.", 'Put quotes round it: "1:30"'),
        ("09:30", "09:30 without quotes could be read as a number.", 'Put quotes round it: "09:30"'),
        ("&x text", "a word starting with & or * is a YAML anchor or alias", "Write the text out again"),
        ("*x", "a word starting with & or * is a YAML anchor or alias", "Write the text out again"),
        ("!include other.yaml", "'!include' is a YAML tag; tags are not used here.", "Put quotes round the text."),
        ("!!python/name:os.system x", "is a YAML tag", "Put quotes round the text."),
        ("one: two", "there is a colon too many in this line", "Put the whole text in double quotes"),
        ('"open', "a quote or bracket opened here is never closed.", "Close it"),
        ("[one, two", "a list in [ ] or { } is not closed", "Close it."),
        ("@home", "the value starts with a sign that YAML keeps for itself.", "Put quotes round it."),
        ("- one", "a list cannot start on the same line as its name.", "Start the list on the next line."),
    ],
)
def test_a_surprise_is_refused_with_advice(written: str, problem: str, instead: str) -> None:
    """What is wrong is said in an author's words, with the line and the cure."""
    with pytest.raises(NotPlain) as wrong:
        values(f"title: Rowan\na: {written}\n")
    assert problem in wrong.value.problem
    assert instead in wrong.value.instead
    assert wrong.value.line == 2


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "'a' stands twice here."),
        ("a:\n\tb: 1\n", 2, "there is a tab here."),
        ("a:\n  - one\n - two\n", 3, "this line does not stand in line with"),
        ("a: one\nb\nc: two\n", 2, "a name without a colon"),
        ("a: one\n---\nb: two\n", 2, "there is a line of three dashes inside the file."),
        ("[a]: one\n", 1, "a name here is itself a list."),
        ("<<: {a: 1}\nbase: &b {c: 1}\n", 2, "a word starting with & or *"),
    ],
)
def test_a_slip_is_found_on_its_line(text: str, line: int, problem: str) -> None:
    """Repeated names, tabs, crooked lists, forgotten colons."""
    with pytest.raises(NotPlain) as wrong:
        values(text)
    assert problem in wrong.value.problem
    assert wrong.value.line == line


def test_every_refusal_says_what_to_write() -> None:
    """No complaint leaves an author without advice."""
    for text in ("a: no", "a: 012", "a: &b c", "a: !b c", "a:\n\tb: c", "a: b: c", "a: 'b", "a: 1\na: 2", "\x00"):
        with pytest.raises(NotPlain) as wrong:
            values(text)
        assert wrong.value.instead
