"""A disk that turns read-only: what is there is read, saving says so, and when it takes changes again so does the workbook.

A file and a folder without the right to write are tried in the store's own tests, as somebody without rights.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import small_disk
from programs import add
from soundness import assert_sound

from permanence_lib.errors import StoreError, StoreReadOnly
from permanence_lib.store import open_store


def test_answers_on_a_disk_that_takes_no_change(tmp_path: Path) -> None:
    """Everything is shown and nothing is added, whoever asks; root too cannot write there, so nothing is left to chance."""
    with small_disk.mounted(tmp_path / "disk") as disk:
        path = disk / "answers.sqlite"
        store = open_store(str(path))
        before = add(store)
        store.close()
        small_disk.set_read_only(disk, True)
        store = open_store(str(path))
        assert store.latest("ana", "w02a2") == before
        with pytest.raises(StoreReadOnly, match=r"can be read but not added to: .* does not allow changes"):
            add(store, base=1)
        store.close()
        small_disk.set_read_only(disk, False)
        store = open_store(str(path))
        assert add(store, base=1).revision == 2
        store.close()
        assert_sound(path)


def test_a_first_opening_on_a_disk_that_takes_no_change(tmp_path: Path) -> None:
    """There is no file and none can be made: said, with the place and what to do."""
    with small_disk.mounted(tmp_path / "disk", "ro") as disk, pytest.raises(StoreError, match="cannot be kept") as told:
        open_store(str(disk / "answers.sqlite"))
    assert "Nothing was written and nothing was lost" in str(told.value)
