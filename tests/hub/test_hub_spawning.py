"""A server that cannot start says why, to the person and to a program that asked."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from permanence_lib.hub.settings import HubSettings
from permanence_lib.hub.spawning import Starting
from permanence_lib.store import postgres_words, roles, waiting

pytest.importorskip("jupyterhub")


def _refusal(groups: list[str], database: Path) -> Any:
    """What comes of it when ann's server is to start."""
    database.write_text("postgresql://authority:x@db/permanence", encoding="utf-8")
    database.chmod(0o600)
    settings = HubSettings(
        address="http://127.0.0.1:8000", data=database.parent, spawner="simple", database_file=database
    )
    user = SimpleNamespace(name="ann", groups=[SimpleNamespace(name=name) for name in groups])
    spawner = SimpleNamespace(user=user, user_options={}, environment={}, home_dir=str(database.parent))
    raised: list[Exception] = []

    def begin() -> None:
        try:
            asyncio.run(Starting(settings, []).before(spawner))
        except Exception as refused:
            raised.append(refused)

    thread = threading.Thread(target=begin)
    thread.start()
    thread.join()
    return raised[0]


def test_a_database_that_takes_nobody_more_is_503_in_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*asked: str) -> str:
        raise postgres_words.crowded()

    monkeypatch.setattr(roles, "person_url", full)
    monkeypatch.setattr(waiting, "patiently", lambda do: do())
    refused = _refusal(["participants"], tmp_path / "database")
    assert (refused.status_code, refused.reason) == (503, "database")
    assert "more people at it" in refused.jupyterhub_message == refused.message


def test_somebody_in_no_group_is_403_in_words(tmp_path: Path) -> None:
    refused = _refusal([], tmp_path / "database")
    assert refused.status_code == 403
    assert "in no group of the programme" in refused.jupyterhub_message
