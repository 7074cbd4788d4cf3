"""Each person's server as a user of its own on one computer, without an account: no server can look into another's."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable
from typing import Any

from jupyterhub.spawner import LocalProcessSpawner
from traitlets import Integer, Unicode

#: How many processes and threads one person may have; a server with its kernels takes about sixty.
_MOST_PROCESSES = 400


class OwnUidSpawner(LocalProcessSpawner):
    """Runs a server under a number kept for its person alone, with a home only that number can read. The Hub runs as root."""

    first_uid = Integer(
        200_000, config=True, help="The first of the numbers kept for people; none of them is an account."
    )
    homes = Unicode("/var/lib/permanence/homes", config=True, help="The folder in which each person has one.")

    @property
    def uid(self) -> int:
        """This person's number: the Hub's own number for them, which is never given twice."""
        return int(self.first_uid + self.user.id)

    @property
    def home(self) -> str:
        """This person's folder, by number: a name could be anything."""
        return os.path.join(self.homes, str(self.uid))

    def make_preexec_fn(self, name: str) -> Callable[[], None]:
        """Become that number, in that folder, before anything else runs. What fails here stops the start."""
        uid, home, memory = self.uid, self.home, self.mem_limit
        _make_home(home, uid)

        def become() -> None:
            os.umask(0o077)
            os.setgroups([])
            os.setgid(uid)
            os.setuid(uid)
            os.chdir(home)
            resource.setrlimit(resource.RLIMIT_NPROC, (_MOST_PROCESSES, _MOST_PROCESSES))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            if memory:
                resource.setrlimit(resource.RLIMIT_DATA, (int(memory), int(memory)))

        return become

    def user_env(self, env: dict[str, str]) -> dict[str, str]:
        """A home, and no shell."""
        return env | {"USER": str(self.user.name), "HOME": self.home, "SHELL": "/bin/false"}

    def move_certs(self, paths: Any) -> Any:
        """Nothing to move: the Hub and its servers speak on this computer only."""
        return paths


def _make_home(home: str, uid: int) -> None:
    os.makedirs(home, 0o700, exist_ok=True)
    os.chown(home, uid, uid, follow_symlinks=False)
    os.chmod(home, 0o700)
