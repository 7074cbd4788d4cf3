"""The spread of a room in words, and two pictures laid over one another."""

from __future__ import annotations

import pytest

from permanence_lib.document.blocks import Bar, Chart, Table
from permanence_lib.workshop.beside import overlaid
from permanence_lib.workshop.spread import in_words


def chart(*values: int, whole: bool = True, sentence: str = "Its own sentence.") -> Chart:
    """A chart of answers A, B, C..."""
    labels = "ABCDEF"[: len(values)]
    table = Table("Where?", ("Answer", "People"), tuple((x, str(n)) for x, n in zip(labels, values, strict=True)))
    bars = tuple(Bar(x, n, f"{n} of {sum(values)}") for x, n in zip(labels, values, strict=True))
    return Chart("Where?", sentence, table, bars, whole=sum(values) if whole else 0)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((20, 0, 0), "All 20 answers: “A”."),
        ((3, 14, 3), "More than half, 14 of 20: “B”. The others: spread over 2 places."),
        ((14, 6), "More than half, 14 of 20: “A”. The others: “B”."),
        ((10, 6, 4), "Half, 10 of 20: “A”. The others: spread over 2 places."),
        ((10, 10), "The room is divided: “A”, 10, and “B”, 10."),
        ((9, 2, 9), "The room is divided: “A”, 9, and “C”, 9."),
        ((6, 5, 5, 4), "Spread over 4 places. Most often, 6 of 20: “A”."),
    ],
)
def test_a_room_is_described_as_it_stands(values: tuple[int, ...], words: str) -> None:
    assert in_words(chart(*values)) == words


def test_where_answers_overlap_the_chart_speaks_for_itself() -> None:
    assert in_words(chart(9, 9, 9, whole=False)) == "Its own sentence."
    assert in_words(chart(0, 0)) == "Its own sentence."


def test_what_moved_is_said_without_saying_who() -> None:
    laid = overlaid([chart(12, 4, 4)], [chart(6, 10, 4)])[0]
    assert isinstance(laid, Chart)
    assert [bar.was for bar in laid.bars] == [12, 4, 4]
    assert laid.table.rows == (("A", "12, then 6"), ("B", "4, then 10"), ("C", "4"))
    assert in_words(laid).endswith("Since the first answers: “B” 6 more, “A” 6 fewer.")
    same = overlaid([chart(12, 8)], [chart(12, 8)])[0]
    assert isinstance(same, Chart)
    assert in_words(same).endswith("As many in each place as at first.")


def test_what_does_not_match_is_left_as_it_is() -> None:
    """Other answers, another title: nothing is laid over what it does not belong to."""
    after = chart(1, 2, 3)
    assert overlaid([chart(1, 2)], [after]) == [after]
    assert overlaid([], [after, after.table]) == [after, after.table]


def test_a_kind_that_drew_both_itself_is_left_alone() -> None:
    """A poll keeps both answers in one, and says who moved."""
    twice = Chart(
        "Where?", "3 moved.", chart(2, 3).table, (Bar("A", 2, "3, then 2", 3), Bar("B", 3, "2, then 3", 2)), whole=5
    )
    assert overlaid([chart(5, 0)], [twice]) == [twice]
    assert in_words(twice).endswith("3 moved.")
