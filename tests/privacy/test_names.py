"""The list of names: a file of its own, whole or not at all, and gone when erased."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from permanence_lib.errors import StoreError
from permanence_lib.privacy import names
from permanence_lib.privacy.names import Name

ANNA = Name("Anna Kowalska", "Bea")


def test_a_list_is_kept_for_its_owner_only(tmp_path: Path) -> None:
    """In a folder made for it, closed to others; and nothing else is left lying there."""
    folder = tmp_path / "own"
    kept = names.write(folder, [ANNA, Name("Łukasz")])
    assert names.read(folder) == kept and kept.names == (ANNA, Name("Łukasz"))
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / names.FILE).stat().st_mode & 0o777 == 0o600
    assert [file.name for file in folder.iterdir()] == [names.FILE]


def test_no_folder_is_no_list(tmp_path: Path) -> None:
    """A workbook in memory has none, and one that never kept a list has an empty one."""
    assert names.read(None).names == () and names.read(tmp_path / "nowhere").names == ()
    with pytest.raises(StoreError, match="no folder"):
        names.write(None, [ANNA])


def test_two_windows_do_not_overwrite_each_other(tmp_path: Path) -> None:
    first = names.write(tmp_path, [ANNA], base="")
    names.write(tmp_path, [ANNA, Name("Ben")], base=first.revision)
    with pytest.raises(StoreError, match="another window"):
        names.write(tmp_path, [], base=first.revision)
    assert names.read(tmp_path).words == ("Anna Kowalska", "Ben")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"names": 3}', b'{"names": [{"alias": "x"}]}', b"\xff\xfe\0", b"[" * 100_000]
)
def test_a_damaged_list_is_put_aside_and_told(tmp_path: Path, content: bytes) -> None:
    """As it is, byte for byte; a new list can be begun meanwhile, and erasing removes both."""
    (tmp_path / names.FILE).write_bytes(content)
    found = names.read(tmp_path)
    assert found.names == () and "put aside" in found.trouble
    (aside,) = tmp_path.iterdir()
    assert aside.read_bytes() == content and str(aside) in found.trouble
    names.write(tmp_path, [ANNA], base="")
    assert names.read(tmp_path).names == (ANNA,) and names.read(tmp_path).trouble
    names.erase(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_list_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names.write(tmp_path, [ANNA])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreError, match="No space left"):
        names.write(tmp_path, [])
    assert names.read(tmp_path).names == (ANNA,)
    assert [file.name for file in tmp_path.iterdir()] == [names.FILE]


@pytest.mark.parametrize(
    ("found", "alias"), [("ANNA", "Bea"), ("anna kowalska", "Bea"), ("Kowálska", "Bea"), ("Ben", "")]
)
def test_the_alias_is_found_from_any_part_of_the_name(tmp_path: Path, found: str, alias: str) -> None:
    assert names.write(tmp_path, [ANNA]).alias_of(found) == alias


def test_the_file_is_plain_to_read(tmp_path: Path) -> None:
    names.write(tmp_path, [ANNA])
    assert json.loads((tmp_path / names.FILE).read_text("utf-8"))["names"] == [
        {"name": "Anna Kowalska", "alias": "Bea"}
    ]
