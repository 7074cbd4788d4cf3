"""Stops servers that nobody has used for a while. A service of the Hub: `python -m permanence_lib.hub.culling MINUTES`."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from permanence_lib.hub.keeping import stop_when_told

#: How often it looks, in seconds; how many people the Hub tells of at once; how long it may take to answer.
_EVERY, _AT_ONCE, _PATIENCE = 60, 200, 20


def unused(people: list[dict[str, Any]], now: datetime, idle: timedelta) -> list[str]:
    """Whose server has run for longer than `idle` and not been used since. Words are safe: what was typed is saved or in the browser."""
    return [
        person["name"]
        for person in people
        for server in (person.get("servers") or {}).values()
        if server.get("ready") and now - _used(server) > idle
    ]


def _used(server: dict[str, Any]) -> datetime:
    """The last sign of life; a server that never gave one counts from its start."""
    moments = [server.get("last_activity"), server.get("started")]
    return max(datetime.fromisoformat(each) for each in moments if each)


def look(idle: timedelta) -> list[str]:
    """Look once; whose servers were stopped."""
    stopped = unused(list(_people()), datetime.now(UTC), idle)
    for name in stopped:
        _ask(f"/users/{quote(name, safe='')}/server", "DELETE")
    return stopped


def _people() -> Iterator[dict[str, Any]]:
    """Everybody with a running server, a page at a time."""
    offset = 0
    while page := _ask(f"/users?state=ready&limit={_AT_ONCE}&offset={offset}"):
        yield from page
        if len(page) < _AT_ONCE:
            return
        offset += len(page)


def _ask(path: str, method: str = "GET") -> Any:
    """The Hub's answer. Its address and our token come from the Hub itself."""
    request = Request(
        os.environ["JUPYTERHUB_API_URL"] + path,
        method=method,
        headers={"Authorization": f"token {os.environ['JUPYTERHUB_API_TOKEN']}"},
    )
    with urlopen(request, timeout=_PATIENCE) as answer:
        body = answer.read()
    return json.loads(body) if body else None


def main() -> None:
    """Look until told to stop; a Hub that does not answer is asked again later."""
    stop_when_told()
    idle = timedelta(minutes=float(sys.argv[1]))
    while True:
        try:
            for name in look(idle):
                sys.stderr.write(f"Stopped the server of {name}: unused for {sys.argv[1]} minutes.\n")
        except (URLError, TimeoutError, ValueError) as trouble:
            sys.stderr.write(f"The Hub could not be asked: {trouble}\n")
        time.sleep(_EVERY)


if __name__ == "__main__":
    main()
