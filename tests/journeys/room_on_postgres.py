"""A room with a join code whose records lie in PostgreSQL, in a space of its own: port, folder, space, module, cohort."""

from __future__ import annotations

import sys
from pathlib import Path

from permanence_lib.content.library import Content
from permanence_lib.server.room import readiness
from permanence_lib.server.room.app import RoomServer
from permanence_lib.server.room.folder import Folder
from permanence_lib.server.room.running import Running, Wishes, workshop_week
from permanence_lib.store import Store, open_store
from permanence_lib.workshop.room import Room


class InItsSpace(Running):
    """One room being served, kept where PERMANENCE_STORE says."""

    space = ""

    def _open_store(self) -> Store:
        return open_store(space=self.space)

    def _make_room(self, store: Store) -> Room:
        return Room(store, self.content, self.week.id, self.cohort, space=self.space)

    def _look_at(self, server: RoomServer) -> readiness.Room:
        kernels = server.kernel_manager
        return readiness.Room(
            None, lambda: len(kernels.spares), lambda: kernels.reserve, server.lock.public, server.port, self._newest
        )


if __name__ == "__main__":
    port, folder, InItsSpace.space, module, cohort = sys.argv[1:]
    content = Content.load(None)
    week = workshop_week(int(module), content)
    wishes = Wishes(port=int(port), places=3)
    InItsSpace(content, week, cohort, Folder(Path(folder)), wishes, print).run()
