"""A server about to start: whose it is, what it runs, and the one database login it gets."""

from __future__ import annotations

import asyncio
from typing import Any

from permanence_lib.errors import StoreError
from permanence_lib.hub import plan
from permanence_lib.hub.rooms import HubRoom
from permanence_lib.hub.settings import HubSettings, secret
from permanence_lib.store import waiting

#: What a member of the group `lab` chooses between; everybody else gets the workbook without being asked.
WORKBOOK, LAB = "workbook", "lab"
_FORM = """<p>How do you want to work?</p>
<p><label><input type="radio" name="server" value="workbook" checked> The workbook</label></p>
<p><label><input type="radio" name="server" value="lab"> JupyterLab</label></p>"""


class Starting:
    """What is done before a server starts and after it has stopped."""

    def __init__(self, settings: HubSettings, rooms: list[HubRoom]) -> None:
        self.settings, self.known = settings, set(plan.known_groups(settings, rooms))

    async def before(self, spawner: Any) -> None:
        """Settle the command and the database by what the Hub knows of the person, never by what was asked alone."""
        groups = {group.name for group in spawner.user.groups}
        if not groups & self.known:
            said = f"{spawner.user.name} is in no group of the programme. Ask whoever runs it to add you."
            raise refused(said, 403, "groups")
        self._serve(spawner, in_lab=self._wants_lab(spawner) and self.settings.lab in groups)
        if self.settings.database_file:
            spawner.environment = {**spawner.environment, **await self._login(spawner.user.name)}

    async def after(self, spawner: Any) -> None:
        """The password that the server had opens nothing any more."""
        if self.settings.database_file:
            await asyncio.to_thread(waiting.patiently, lambda: self._database(spawner.user.name))

    async def form(self, spawner: Any) -> str:
        """A choice for those who have one."""
        return _FORM if self.settings.lab in {group.name for group in spawner.user.groups} else ""

    @staticmethod
    def chosen(form: dict[str, list[str]]) -> dict[str, str]:
        """What was chosen; anything else is the workbook."""
        return {"server": LAB if form.get("server") == [LAB] else WORKBOOK}

    @staticmethod
    def _wants_lab(spawner: Any) -> bool:
        return bool((spawner.user_options or {}).get("server") == LAB)

    def _serve(self, spawner: Any, in_lab: bool) -> None:
        make = plan.lab_command if in_lab else plan.study_command
        spawner.cmd = make(self.settings)
        spawner.default_url = ""
        if (
            self.settings.spawner != "kubernetes"
        ):  # a socket's whole path may have 107 letters, and Jupyter's usual one is long
            home = spawner.home if self.settings.spawner == "own-uid" else spawner.home_dir
            spawner.environment = {**spawner.environment, "JUPYTER_RUNTIME_DIR": f"{home}/run"}
        spawner.mem_limit = self.settings.lab_memory if in_lab else self.settings.memory

    async def _login(self, name: str) -> dict[str, str]:
        """Their way into the database; in the store's words where it gives none, though it was waited for."""
        try:
            return await asyncio.to_thread(waiting.patiently, lambda: self._database(name))
        except StoreError as trouble:
            raise refused(str(trouble), 503, "database") from trouble

    def _database(self, name: str) -> dict[str, str]:
        """The address of a login that reads and adds to this person's records only, with a password made this moment."""
        from permanence_lib.identity import hub_person
        from permanence_lib.store import place, roles

        assert self.settings.database_file
        return {place.SETTING: roles.person_url(secret(self.settings.database_file), hub_person(name))}


def refused(words: str, status: int, reason: str) -> Exception:
    """What JupyterHub shows on its page instead of a server, and answers to a program that asked for one."""
    from jupyterhub.spawner import SpawnException

    made: Exception = SpawnException(words, reason=reason, status_code=status)
    made.jupyterhub_message = words  # type: ignore[attr-defined] # its page of a start that failed looks for this alone
    return made
