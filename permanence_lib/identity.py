"""Who is at this workbook: decided here and nowhere else, and never by anything the browser says."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from permanence_lib.store import Store

#: Written into a kernel's environment by our own server, which deletes any such header a browser sends.
SERVED_AS = "HTTP_X_WORKBOOK_USER"


@dataclass(frozen=True)
class Identity:
    """A participant, and whether this is their own machine (drafts may outlive the tab) or a shared room."""

    participant: str
    own_machine: bool = True

    @property
    def mark(self) -> str:
        """A short name for drafts in the browser; the participant cannot be read from it."""
        return hashlib.sha256(self.participant.encode()).hexdigest()[:12]


def who(store: Store, participant: str | None = None) -> Identity:
    """The person served by our server, else the named one (a run by papermill), else this laptop's own."""
    served = os.environ.get(SERVED_AS)
    if served:
        return Identity(str(json.loads(served)["pid"]), own_machine=False)
    return Identity(participant or store.me().id)
