"""The workbook in JupyterLab behind a Hub: what `permanence lab --hub` runs. Here people run code of their own; what they may read
and change is for the database to decide."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

from permanence_lib import identity
from permanence_lib.errors import PermanenceError
from permanence_lib.server import lab as on_laptop
from permanence_lib.server.working_copy import refresh

#: What the Hub says itself.
_THE_HUBS = ("ServerApp.ip", "ServerApp.port", "ServerApp.open_browser", "LabApp.default_url")
_FIRST = "/lab/tree/home.ipynb"


def lab(announce: Callable[[str], None] = print) -> None:
    """JupyterLab as JupyterHub runs it, with our settings, until the Hub stops it. PermanenceError outside a Hub."""
    owner = os.environ.get("JUPYTERHUB_USER", "")
    if not (owner and os.environ.get("JUPYTERHUB_SERVICE_URL")):
        raise PermanenceError("With --hub this is started by a JupyterHub. Without a Hub, leave --hub out.")
    from jupyterhub.singleuser.extension import JupyterHubSingleUser

    from permanence_lib.content import places
    from permanence_lib.store import place

    own = place.default().parent
    for words in refresh(places.root() / "notebooks", own / "notebooks", date.today()):
        announce(words)
    identity.serve_as(identity.hub_person(owner), "participant")
    os.environ.setdefault("JUPYTERHUB_DEFAULT_URL", _FIRST)
    JupyterHubSingleUser.launch_instance(argv=arguments(own))


def arguments(own: Path) -> list[str]:
    """Our settings, without those that are the Hub's to make."""
    return [
        each for each in on_laptop.arguments(own, 0, False) if each.removeprefix("--").split("=")[0] not in _THE_HUBS
    ]
