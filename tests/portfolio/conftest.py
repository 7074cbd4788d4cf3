"""The desk of somebody who has studied all 28 weeks, in a store in memory."""

from __future__ import annotations

from collections.abc import Iterator

import participant
import pytest

from permanence_lib.content.library import Content
from permanence_lib.identity import Identity
from permanence_lib.portfolio.desk import Desk
from permanence_lib.store import Store, open_store


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store that is gone afterwards."""
    opened = open_store("sqlite://")
    yield opened
    opened.close()


@pytest.fixture
def desk(store: Store, content: Content) -> Desk:
    """Everything answered and finished."""
    return participant.study(store, content)


@pytest.fixture
def empty_desk(store: Store, content: Content) -> Desk:
    """Nothing begun."""
    return Desk(content, store, Identity(store.me().id), today=lambda: participant.AFTERWARDS)
