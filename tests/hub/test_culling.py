"""Which servers are stopped because nobody uses them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from ports import free_port

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


def test_it_ends_as_soon_as_the_hub_says_so() -> None:
    """The Hub sends SIGINT and waits ten seconds for each of its services; a shell's background job would not hear it."""
    nowhere = {"JUPYTERHUB_API_URL": f"http://127.0.0.1:{free_port()}", "JUPYTERHUB_API_TOKEN": "none"}
    running = subprocess.Popen(
        [sys.executable, "-m", "permanence_lib.hub.culling", "60"], env=os.environ | nowhere, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )  # fmt: skip
    try:
        assert running.stderr and b"could not be asked" in running.stderr.readline()
        running.send_signal(signal.SIGINT)
        assert running.wait(5) == 0
    finally:
        running.kill()
