"""Which servers are stopped because nobody uses them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from permanence_lib.hub.culling import unused

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def _server(minutes: float | None, started: float = 600, ready: bool = True) -> dict[str, Any]:
    ago = None if minutes is None else (NOW - timedelta(minutes=minutes)).isoformat().replace("+00:00", "Z")
    return {"last_activity": ago, "started": (NOW - timedelta(minutes=started)).isoformat(), "ready": ready}


@pytest.mark.parametrize(
    ("server", "stopped"),
    [
        (_server(61), True),
        (_server(59), False),
        (_server(None), True),
        (_server(None, started=5), False),
        (_server(61, started=5), False),  # what is known of the last time it ran says nothing of this time
        (_server(61, ready=False), False),  # still starting, or already stopping
    ],
)
def test_a_server_is_stopped_when_it_was_not_used_for_an_hour(server: dict[str, Any], stopped: bool) -> None:
    """Counted from its last use, or its start."""
    people = [{"name": "ann", "servers": {"": server}}, {"name": "bob", "servers": {}}, {"name": "cat"}]
    assert unused(people, NOW, timedelta(minutes=60)) == (["ann"] if stopped else [])
