"""A running room and people in it, for tests without a browser."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "browser"))

import served

from permanence_lib.bench.client import Page, Person

Found = TypeVar("Found")


def run(work: Coroutine[Any, Any, Found], patience: float = 120) -> Found:
    """In a thread of its own: a browser's tests, run before in this process, leave a running loop in theirs."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, asyncio.wait_for(work, patience)).result()


async def lead(room: served.Workshop, path: str = "/board") -> tuple[Person, Page]:
    """The facilitator, and one of her pages."""
    facilitator = Person(room.base)
    await facilitator.lead(room.facilitators_code)
    return facilitator, await facilitator.open(path)


async def join(room: served.Workshop, alias: str, needs: str = "") -> tuple[Person, Page]:
    """Somebody, and their place."""
    person = Person(room.base)
    await person.join(room.join_code, alias, needs)
    return person, await person.open("/place")


async def be_in(room: served.Workshop, alias: str, needs: str = "") -> Person:
    """Somebody who has joined and opened nothing."""
    person = Person(room.base)
    await person.join(room.join_code, alias, needs)
    return person
