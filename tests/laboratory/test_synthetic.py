"""Invented extracts: the same for the same seed, shaped as the law shapes lives, marked, and with slips that are found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from permanence_lib.content.library import Content
from permanence_lib.errors import PermanenceError
from permanence_lib.laboratory import extract, measures, synthetic
from permanence_lib.laboratory.extract import Extract
from permanence_lib.laboratory.synthetic import Invented
from permanence_lib.laboratory.synthetic.slips import SLIPS


@pytest.fixture(scope="module")
def made(content: Content) -> Invented:
    """Three hundred invented children."""
    return synthetic.invent(300, 1, content.ssda903)


@pytest.fixture(scope="module")
def found(made: Invented, content: Content) -> Extract:
    """As the reader reads them."""
    return extract.read(made.files, content.ssda903)


def test_the_same_seed_makes_the_same_files(made: Invented, content: Content) -> None:
    """Byte for byte; another seed makes others."""
    assert synthetic.invent(300, 1, content.ssda903).files == made.files
    assert synthetic.invent(300, 2, content.ssda903).files != made.files


def test_the_draws_are_the_same_on_every_machine(content: Content) -> None:
    """The first child of seed 1, as it was made when this was written."""
    files = synthetic.invent(1, 1, content.ssda903).files
    last = next(
        file for name, file in reversed(files.items()) if name.endswith("-episodes.csv") and file.count(b"\n") > 1
    )
    assert last.decode().splitlines()[1] == FIRST


FIRST = "INV000001,13/02/2023,L,C2,N8,P1,PR0,,,,,,XXXXXXX"


def test_the_reader_refuses_nothing_of_it(found: Extract) -> None:
    """Nor is it in doubt about anything but dates that are known in part."""
    assert sum(one.refused for one in found.accounts) == 0
    assert not any(one.trouble for one in found.accounts)
    assert set(found.notes["rule"]) <= {"date-partial", "same-day"}


def test_every_child_is_marked_as_invented(found: Extract, made: Invented, content: Content) -> None:
    """In the code and in the names of the files."""
    mark = content.ssda903.invented.mark
    assert all(code.startswith(mark) for rows in found.tables.values() for code in rows["CHILD"])
    assert all(name.startswith("invented-") for name in made.files)
    assert found.tables["Episodes"]["CHILD"].nunique() == 300


def test_lives_are_shaped_as_the_law_shapes_them(found: Extract) -> None:
    """Adoption only from a placement with adopters, E12 only under an order, nobody in care grown up, months uneven."""
    episodes = found.tables["Episodes"]
    adopted = episodes[episodes["REC"].isin(["E11", "E12"])]
    assert len(adopted) > 5
    assert adopted["PLACE"].isin(["A3", "A4", "A5", "A6"]).all()
    assert (adopted["LS"].eq("E1") == adopted["REC"].eq("E12")).all()
    assert set(found.tables["AD1"]["CHILD"]) == set(adopted["CHILD"])
    born = found.births[episodes["_child"].to_numpy()]
    assert ((episodes["DECOM"] - born).dt.days < 18 * 366).all()
    assert ((episodes["DECOM"] - born).dt.days >= 0).all()


def test_durations_have_a_spread_and_grow_with_age(content: Content) -> None:
    """Enough children move in with adopters for the quartiles to lie apart; every measure finds cases."""
    read = extract.read(synthetic.invent(700, 5, content.ssda903).files, content.ssda903)
    found = {one.measure.id: one for one in measures.found(read)}
    low, middle, high = found["entry-to-placed"].quartiles
    assert 200 < low < middle < high < 1500
    assert all(one.whole.count > 0 for one in found.values())


def test_every_planted_slip_is_found(content: Content, tmp_path: Path) -> None:
    """In its file and line, with the notice that it should bring; and every sort of slip is planted."""
    synthetic.write(tmp_path / "made", 150, 4, content.ssda903, errors=True)
    planted = json.loads((tmp_path / "made" / "planted-errors.json").read_text("utf-8"))
    read = extract.read(tmp_path / "made", content.ssda903)
    told = set(zip(read.notes["file"], read.notes["line"], read.notes["rule"], strict=True))
    assert [one for one in planted if (one["file"], one["line"], one["rule"]) not in told] == []
    assert {(one["table"], one["rule"]) for one in planted} == {(slip.table, slip.rule) for slip in SLIPS}
    refused = [one for one in planted if content.ssda903.notices[one["rule"]].refused]
    assert sum(one.refused for one in read.accounts) == len(refused) > 5


def test_invented_files_are_never_laid_beside_real_ones(content: Content, tmp_path: Path) -> None:
    """A folder that holds anything else is refused; an older invented extract is replaced, with a README beside it."""
    (tmp_path / "real.csv").write_text("x", "utf-8")
    with pytest.raises(PermanenceError, match="holds other files"):
        synthetic.write(tmp_path, 5, 1, content.ssda903)
    for seed in (1, 2):
        synthetic.write(tmp_path / "own", 5, seed, content.ssda903)
    assert "Nobody in these files exists" in (tmp_path / "own" / "README.md").read_text("utf-8")
    assert "--seed 2" in (tmp_path / "own" / "README.md").read_text("utf-8")
    with pytest.raises(PermanenceError, match="between 1 and"):
        synthetic.invent(0, 1, content.ssda903)
