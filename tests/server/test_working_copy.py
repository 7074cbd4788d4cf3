"""The notebooks JupyterLab opens."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from permanence_lib.server.working_copy import refresh

TODAY = date(2026, 11, 22)


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """One shipped notebook."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "w02.ipynb").write_text("first")
    return folder


def test_the_first_time_all_is_copied(shipped: Path, tmp_path: Path) -> None:
    """And nothing is worth telling."""
    assert refresh(shipped, tmp_path / "own", TODAY) == []
    assert (tmp_path / "own" / "w02.ipynb").read_text() == "first"


def test_an_unedited_copy_follows(shipped: Path, tmp_path: Path) -> None:
    """A new version replaces it quietly."""
    refresh(shipped, tmp_path / "own", TODAY)
    (shipped / "w02.ipynb").write_text("second")
    assert refresh(shipped, tmp_path / "own", TODAY) == []
    assert (tmp_path / "own" / "w02.ipynb").read_text() == "second"


def test_an_edited_copy_stays_while_nothing_new_is_shipped(shipped: Path, tmp_path: Path) -> None:
    """It is the person's."""
    refresh(shipped, tmp_path / "own", TODAY)
    (tmp_path / "own" / "w02.ipynb").write_text("mine")
    assert refresh(shipped, tmp_path / "own", TODAY) == []
    assert (tmp_path / "own" / "w02.ipynb").read_text() == "mine"


def test_an_edited_copy_is_set_aside_and_told(shipped: Path, tmp_path: Path) -> None:
    """Twice on one day makes two; nothing is overwritten."""
    own = tmp_path / "own"
    refresh(shipped, own, TODAY)
    for mine, new in (("mine", "second"), ("mine too", "third")):
        (own / "w02.ipynb").write_text(mine)
        (shipped / "w02.ipynb").write_text(new)
        (told,) = refresh(shipped, own, TODAY)
        assert "Your copy is kept as 'w02 (your copy, 22 November 2026" in told
        assert (own / "w02.ipynb").read_text() == new
    assert (own / "w02 (your copy, 22 November 2026).ipynb").read_text() == "mine"
    assert (own / "w02 (your copy, 22 November 2026, 2).ipynb").read_text() == "mine too"


def test_without_its_notes_it_still_loses_nothing(shipped: Path, tmp_path: Path) -> None:
    """A copy of unknown origin counts as edited."""
    refresh(shipped, tmp_path / "own", TODAY)
    (tmp_path / "own" / ".shipped.json").write_text("not json")
    (shipped / "w02.ipynb").write_text("second")
    assert len(refresh(shipped, tmp_path / "own", TODAY)) == 1
