"""Who is at this workbook: decided here and nowhere else, and never by anything the browser says."""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from permanence_lib.store import Store

#: Written into a kernel's environment by our own server, which deletes any such header a browser sends.
SERVED_AS = "HTTP_X_WORKBOOK_USER"
#: Set for every kernel of a page: nobody there reads the text that a notebook keeps beside a widget.
ON_A_PAGE = "PERMANENCE_ON_A_PAGE"
#: A user name of a Hub that may be an id as it stands.
_PLAIN = re.compile(r"[a-z0-9._-]{1,50}")


@dataclass(frozen=True)
class Identity:
    """A participant (or, in a workshop, the facilitator), and whether this is their own machine (drafts may outlive the tab)."""

    participant: str
    own_machine: bool = True
    role: str = "participant"

    @property
    def mark(self) -> str:
        """A short name for drafts in the browser; the participant cannot be read from it."""
        return hashlib.sha256(self.participant.encode()).hexdigest()[:12]


def who(store: Store, participant: str | None = None) -> Identity:
    """The person served by our server, else the named one (a run by papermill), else this laptop's own."""
    served = os.environ.get(SERVED_AS)
    if served:
        told = json.loads(served)
        return Identity(str(told["pid"]), own_machine=False, role=str(told.get("role", "participant")))
    return Identity(participant or store.me().id)


def serve_as(participant: str, role: str) -> None:
    """Say whose page this kernel serves. Our server calls it in a kernel kept ready, before the page's first cell."""
    os.environ[SERVED_AS] = json.dumps({"pid": participant, "role": role})


def hub_person(username: str) -> str:
    """The participant id of a Hub's user: the name in small letters, or a mark of it where it has other characters or is long."""
    small = username.lower()
    return (
        small if _PLAIN.fullmatch(small) else f"u-{hashlib.sha256(username.encode(errors='replace')).hexdigest()[:24]}"
    )
