"""What an operator may set, and what is refused before anybody could be harmed by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from permanence_lib.errors import ContentError, PermanenceError
from permanence_lib.hub import groups, rooms
from permanence_lib.hub.settings import HubSettings, load, secret
from permanence_lib.hub.writing import FILES, write

SAFE = "address = https://permanence.example.gov.uk\nauthenticator = oauthenticator.generic.GenericOAuthenticator\n"


def _ini(folder: Path, lines: str) -> Path:
    path = folder / "permanence-hub.ini"
    path.write_text(f"[hub]\n{lines}", encoding="utf-8")
    return path


def test_an_empty_line_leaves_the_value_as_it_is_and_files_lie_beside_the_settings(tmp_path: Path) -> None:
    """The shipped file names every setting, some without a value."""
    found = load(_ini(tmp_path, SAFE + "certificate =\nmemory = 700M\n"), {})
    assert found.certificate is None
    assert (found.memory, found.rooms_file) == ("700M", tmp_path / "rooms.yaml")


def test_the_environment_stands_above_the_file(tmp_path: Path) -> None:
    """So that one image serves everywhere."""
    found = load(
        _ini(tmp_path, SAFE + "idle_minutes = 60\n"), {"PERMANENCE_HUB_IDLE_MINUTES": "15", "IDLE_MINUTES": "9"}
    )
    assert found.idle_minutes == 15


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("address = https://permanence.example.gov.uk", "anybody be anybody"),
        ("address = http://permanence.example.gov.uk\nauthenticator = a.B", "use https"),
        (SAFE + "spawner = simple", "keeps nobody apart"),
        (SAFE + "idle_minutes = 1", "idle_minutes"),
        (SAFE + "idle = 60", "idle"),
        (SAFE + "memory = lots", "memory"),
    ],
)
def test_what_is_not_safe_or_not_known_is_refused_with_the_name_of_the_setting(
    tmp_path: Path, lines: str, said: str
) -> None:
    """Before the Hub starts, not when the first person signs in."""
    with pytest.raises(PermanenceError, match=said):
        load(_ini(tmp_path, lines), {})


def test_a_refusal_never_repeats_what_was_written(tmp_path: Path) -> None:
    """It may be the address of a database, with its password."""
    with pytest.raises(PermanenceError) as refused:
        load(_ini(tmp_path, SAFE + "idle_minutes = postgresql://admin:hunter2@db/x\n"), {})
    assert "hunter2" not in str(refused.value)


def test_a_secret_that_everybody_may_read_is_refused(tmp_path: Path) -> None:
    """And how to close it is said."""
    path = tmp_path / "database"
    path.write_text("postgresql://admin:hunter2@db/x\n", encoding="utf-8")
    path.chmod(0o644)
    with pytest.raises(PermanenceError, match="chmod 600") as refused:
        secret(path)
    assert "hunter2" not in str(refused.value)
    path.chmod(0o600)
    assert secret(path) == "postgresql://admin:hunter2@db/x"


@pytest.mark.parametrize(
    "text",
    [
        "- name: Autumn 3\n  module: 3\n  cohort: A\n  group: a\n  leads: f\n",
        "- name: a\n  module: 9\n  cohort: A\n  group: a\n  leads: f\n",
        "- name: a\n  module: 3\n  cohort: A\n  group: a\n",
        "- &room {name: a, module: 3, cohort: A, group: a, leads: f}\n- *room\n",
        "name: [",
    ],
)
def test_a_room_that_cannot_be_is_refused_with_the_file(tmp_path: Path, text: str) -> None:
    """A name that is no address, no such module, nobody to lead it, one name twice, no YAML."""
    path = tmp_path / "rooms.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=r"rooms\.yaml"):
        rooms.read(path)


def test_groups_are_read_as_the_file_stands_now(tmp_path: Path) -> None:
    """Taken out is out."""
    path = tmp_path / "groups.yaml"
    path.write_text("cohort: [Ann, bob]\nlab: [ann]\nempty: []\n", encoding="utf-8")
    assert groups.of("ann", path) == ["cohort", "lab"]
    path.write_text("cohort: [bob]\nlab: []\n", encoding="utf-8")
    assert groups.of("ann", path) == []
    path.write_text("cohort: ann\n", encoding="utf-8")
    with pytest.raises(ContentError):
        groups.of("ann", path)


def test_the_shipped_settings_are_the_values_there_are(tmp_path: Path) -> None:
    """Every setting is named in the shipped file, and none that does not exist; what it leaves empty is empty here too."""
    import configparser

    reader = configparser.ConfigParser(interpolation=None)
    reader.read(FILES / "permanence-hub.ini", encoding="utf-8")
    assert set(reader["hub"]) == set(HubSettings.model_fields)
    assert load(FILES / "permanence-hub.ini", {}).subdomains


def test_the_files_are_written_out_and_what_was_edited_is_kept(tmp_path: Path) -> None:
    """A second run after an update renews what is the same everywhere, and values.yaml from what the operator wrote."""
    first = write(tmp_path, "https://workbook.example.gov.uk")
    assert not any(kept for _, kept in first)
    assert "workbook.example.gov.uk" in (tmp_path / "values.yaml").read_text("utf-8")
    rooms_file = tmp_path / "rooms.yaml"
    rooms_file.write_text(rooms_file.read_text("utf-8").replace("autumn-1", "spring-1"), encoding="utf-8")
    again = dict(write(tmp_path))
    assert again[rooms_file]
    assert not again[tmp_path / "values.yaml"]
    assert "room-spring-1" in (tmp_path / "values.yaml").read_text("utf-8")
    assert "permanence-room-spring-1" in (tmp_path / "rooms-kubernetes.yaml").read_text("utf-8")
