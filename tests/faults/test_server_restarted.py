"""The database stops, crashes and comes back while people save: they need do nothing, and nothing acknowledged is missing."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from postgres import Cluster
from programs import add

from permanence_lib.bench.kills import faults
from permanence_lib.bench.saver import Saver
from permanence_lib.errors import StoreError
from permanence_lib.store import open_store, patience, roles

pytestmark = pytest.mark.slow
TOLD = "cannot reach the database that keeps the answers just now"
PEOPLE = ("ann", "bob", "cas")
#: How long a fault may take to be told, in seconds: a line is tried, another is made, and the computer is busy.
SOON = patience.CONNECT + patience.ANSWER + 3


def stop_at_once(running: Cluster) -> None:
    """As good as a crash: everybody's connection breaks, and the server must repair itself at its start."""
    running.stop("immediate")


@pytest.mark.parametrize("end", [stop_at_once, Cluster.kill], ids=["immediate", "killed"])
def test_a_server_that_crashes_under_load(ill_treated: Cluster, end: Callable[[Cluster], None]) -> None:
    """Three people save on and on, each by their own login; three times the server is gone and comes back."""
    url = ill_treated.fresh()
    savers = {person: Saver(roles.person_url(url, person), person, "w01a1") for person in PEOPLE}
    try:
        for _ in range(3):
            for saver in savers.values():
                saver.in_the_middle(after=3)
            end(ill_treated)
            ill_treated.start()
        for saver in savers.values():
            saver.in_the_middle(after=3)
    finally:
        for saver in savers.values():
            saver.kill()
    store = open_store(url)
    for person, saver in savers.items():
        assert len(saver.told.kept) >= 12
        assert list(faults(store.history(person, "w01a1"), saver.told.kept)) == []
    store.close()
    refusals = [refusal for saver in savers.values() for refusal in saver.told.refusals]
    assert refusals, "nobody noticed: this test proved nothing"
    assert all(TOLD in refusal for refusal in refusals), set(refusals)


def test_a_server_that_is_not_there(ill_treated: Cluster) -> None:
    """Said in words, soon, at saving, reading and opening, without anything of the address; and then all is well."""
    url = roles.person_url(ill_treated.fresh(), "ann")
    store = open_store(url)
    before = add(store, participant="ann")
    ill_treated.stop("fast")
    try:
        for attempt in (
            lambda: add(store, base=1, participant="ann"), lambda: store.latest("ann", "w02a2"), lambda: open_store(url)
        ):  # fmt: skip
            began = time.monotonic()
            with pytest.raises(StoreError, match=TOLD) as told:
                attempt()
            assert time.monotonic() - began < SOON
            assert not [part for part in url.split("://")[1].replace("@", ":").split(":") if part in str(told.value)]
    finally:
        ill_treated.start()
    assert store.latest("ann", "w02a2") == before
    assert add(store, base=1, participant="ann").revision == 2
    store.close()
