"""Somebody who takes all counts of a report together, adds and subtracts them, learns no small count from them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from hypothesis import example, given, settings
from hypothesis import strategies as st
from small_extract import AD1, EPISODES, HEADER, csv, episode, read

from permanence_lib.content.library import Content
from permanence_lib.content.ssda903 import Measure, Ssda903, Suppression
from permanence_lib.document.blocks import Table
from permanence_lib.laboratory import reckoning
from permanence_lib.laboratory.measures.finding import Finding, Group
from permanence_lib.laboratory.suppression import is_small, nearly, suppressed

#: What a period of care can be: its start seen or not, how it stands, and whether the child moved in with adopters.
ATOMS = list(itertools.product(("seen", "unseen"), ("ended", "open", "unclear"), ("moved", "stayed")))
Which = frozenset[int]


def which(*wanted: str) -> Which:
    """The atoms that are all of these."""
    return frozenset(number for number, atom in enumerate(ATOMS) if set(wanted) <= set(atom))


#: Four measures that ask about the same periods of care: those measured, and those left out by reason.
PARTS: dict[str, tuple[Which, dict[str, Which]]] = {
    "period-of-care": (
        which("seen", "ended"),
        {"unseen": which("unseen"), "open": which("seen", "open"), "unclear": which("seen", "unclear")},
    ),
    "entry-to-placed": (which("seen", "moved"), {"unseen": which("unseen", "moved")}),
    "carer-changes": (which("seen"), {"unseen": which("unseen")}),
    "possible-drift": (which("seen", "open"), {"unseen": which("unseen", "open")}),
}


def found(measure: Measure, counts: tuple[int, ...]) -> Finding:
    """The finding of a measure in a population."""
    measured, left = PARTS[measure.id]
    count = {reason: sum(counts[atom] for atom in atoms) for reason, atoms in left.items()}
    many = sum(counts[atom] for atom in measured)
    words = tuple((measure.left_out[reason], number) for reason, number in count.items())
    return Finding(measure, Group("", many, 0.0), many + sum(count.values()), words, (1.0, 2.0, 3.0), (), (), (), ())


def told(counts: tuple[int, ...], ssda: Ssda903) -> list[tuple[Which, int]]:
    """Every count that a report on such a population shows, and which periods it counts."""
    known: list[tuple[Which, int]] = []
    for one in suppressed([found(ssda.by_measure[name], counts) for name in PARTS], ssda.suppression):
        measured, left = PARTS[one.measure.id]
        by_words = {one.measure.left_out[reason]: atoms for reason, atoms in left.items()}
        whole = {measured: one.measured, measured.union(*left.values()): one.out_of}
        known += [(atoms, count) for atoms, count in whole.items() if count is not None]
        known += [(frozenset().union(*(by_words[w] for w in words.split("; "))), n) for words, n in one.left_out]
    return known


def secrets(counts: tuple[int, ...]) -> Iterator[Which]:
    """Everything that a measure counts and that is small here."""
    for measured, left in PARTS.values():
        for atoms in (measured, measured.union(*left.values()), *left.values()):
            if is_small(sum(counts[atom] for atom in atoms), 6):
                yield atoms


def others(counts: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Populations that are nearly the same: one child more or fewer in one place, or one child somewhere else."""
    for one, other in itertools.product(range(len(counts)), repeat=2):
        for step, back in ((1, 0), (-1, 0), (1, -1), (1, 1), (-1, -1)):
            near = list(counts)
            near[one] += step
            near[other] += back
            if min(near) >= 0:
                yield tuple(near)


def fits(count: int, shown: int, rule: Suppression) -> bool:
    """Whether a count would be shown like this; who reads the report knows that no small one is shown."""
    return not is_small(count, rule.under) and nearly(count, rule.groups_to, rule.under) == shown


def attacked(counts: tuple[int, ...], ssda: Ssda903) -> list[list[str]]:
    """The small counts that follow from a report: whatever population fits what is shown, they are the same."""
    hidden = {atoms: sum(counts[atom] for atom in atoms) for atoms in secrets(counts)}
    known, rule = told(counts, ssda), ssda.suppression
    for near in others(counts) if hidden else ():
        if all(fits(sum(near[atom] for atom in atoms), shown, rule) for atoms, shown in known):
            hidden = {atoms: n for atoms, n in hidden.items() if sum(near[atom] for atom in atoms) == n}
        if not hidden:
            break
    return [sorted(map(str, atoms)) for atoms in hidden]


sizes = st.one_of(st.integers(0, 8), st.integers(0, 60))


@settings(max_examples=60, deadline=None)
@example((8, 5, 6, 0, 4, 0, 0, 0, 7, 18, 35, 0))
@example((6, 0, 6, 0, 1, 0, 28, 0, 4, 0, 34, 0))
@given(st.tuples(*[sizes] * len(ATOMS)))
def test_no_small_count_follows_from_all_the_others(counts: tuple[int, ...]) -> None:
    """Whoever solves all counts of four measures that ask about the same periods finds none of 1 to 5.

    In both examples 'ended', 'open' and 'all' are large, and exact they would tell how many are unclear.
    """
    assert attacked(counts, Content.load().ssda903) == []


def test_the_attack_finds_what_is_there_to_be_found(content: Content) -> None:
    """Not rounded, and without care for other measures, the same report tells the small number."""
    careless = content.ssda903.model_copy(
        update={"suppression": content.ssda903.suppression.model_copy(update={"groups_to": 1})}
    )
    assert attacked((8, 5, 6, 0, 4, 0, 0, 0, 7, 18, 35, 0), careless) != []


def account(content: Content, files: dict[str, bytes]) -> dict[str, dict[str, tuple[str, ...]]]:
    """The tables of the account: caption, first cell, the other cells."""
    made = reckoning.blocks(read(files, content))
    return {one.caption: {row[0]: row[1:] for row in one.rows} for one in made if isinstance(one, Table)}


def test_the_account_of_a_table_with_few_used_rows_tells_no_number(content: Content) -> None:
    """Of eight adopted children four could be read: neither is said, nor how many were refused."""
    rows = [f"c{n},01/05/2020,15/01/2023,01/02/2023,0,2,MF,L11" for n in range(4)]
    bad = [",01/05/2020,15/01/2023,01/02/2023,0,2,MF,L11"] * 4
    tables = account(content, {"ad1.csv": csv(AD1, *rows, *bad)})
    by_table, refused, *_ = tables.values()
    assert by_table["AD1"] == ("not shown",) * 4
    assert refused["AD1: There is no child code."][0] == "not shown"


def test_doubts_are_rounded_so_that_no_remainder_can_be_worked_out(content: Content) -> None:
    """Of thirty children in Header 27 have no episode: said is 'about 25', so that three cannot be worked out."""
    head = [f"c{n},1,01/01/2012,WBRI,,," for n in range(30)]
    some = [episode(f"c{n}", "01/01/2023", "S", "V2", "U6") for n in range(3)]
    tables = account(content, {"h.csv": csv(HEADER, *head), "e.csv": csv(EPISODES, *some)})
    doubts = {words: cells[0] for table in tables.values() for words, cells in table.items() if "no episode" in words}
    assert list(doubts.values()) == ["about 25"]
