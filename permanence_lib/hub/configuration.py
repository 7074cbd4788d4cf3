"""JupyterHub's configuration, made from the settings: what the shipped jupyterhub_config.py calls."""

from __future__ import annotations

import json
import os
from importlib import import_module
from pathlib import Path
from secrets import token_hex
from typing import Any

from permanence_lib.errors import PermanenceError
from permanence_lib.hub import groups, plan, rooms
from permanence_lib.hub.keeping import KEPT
from permanence_lib.hub.rooms import HubRoom
from permanence_lib.hub.settings import HubSettings, load, secret
from permanence_lib.hub.spawning import Starting

#: Where a room's or a person's own files lie, under the folder of data.
_HOMES, _ROOMS, _ROOMS_LOGIN = "homes", "rooms", "rooms-login"


def configure(config: Any, path: Path | str) -> HubSettings:
    """Fill JupyterHub's configuration from a settings file. PermanenceError or ContentError when it cannot be right."""
    settings = load(Path(path).resolve())
    listed = rooms.read(settings.rooms_file)
    _signing_in(config, settings, listed)
    _starting(config, settings, listed)
    if settings.spawner != "kubernetes":  # there the chart says these, from the same plan: values.yaml
        _own_machine(config, settings, listed)
    return settings


def _signing_in(config: Any, settings: HubSettings, listed: list[HubRoom]) -> None:
    """By the provider that the operator names; only people in a group of the programme; nobody is the Hub's admin."""
    known = set(plan.known_groups(settings, listed)) | {settings.operators}
    file = settings.groups_file if settings.groups == "file" else None
    config.JupyterHub.authenticator_class = groups.known(_named(settings.authenticator), known, file)
    config.Authenticator.allow_all = False
    config.Authenticator.any_allow_config = True
    config.Authenticator.manage_groups = True
    config.Authenticator.auth_refresh_age = settings.groups_again
    config.Authenticator.admin_users = set()


def _starting(config: Any, settings: HubSettings, listed: list[HubRoom]) -> None:
    """One server a person, with their own database login, on a name of its own where the operator has one for each."""
    starting = Starting(settings, listed)
    config.Spawner.pre_spawn_hook = starting.before
    config.Spawner.post_stop_hook = starting.after
    config.Spawner.options_form = starting.form
    config.Spawner.options_from_form = starting.chosen
    config.JupyterHub.cookie_host_prefix_enabled = settings.closed
    config.JupyterHub.public_url = settings.address
    if settings.subdomains:
        config.JupyterHub.subdomain_host = settings.address


def _own_machine(config: Any, settings: HubSettings, listed: list[HubRoom]) -> None:
    """What a chart would say: where it listens, how servers are kept apart, roles, rooms and who stops idle servers."""
    hub = config.JupyterHub
    hub.bind_url = settings.address if settings.certificate else _behind(settings)
    if settings.certificate:
        hub.ssl_cert, hub.ssl_key = str(settings.certificate), str(settings.certificate_key or settings.certificate)
    hub.load_roles = plan.roles(settings, listed)
    hub.services = _services(settings, listed)
    hub.allow_named_servers = False
    hub.concurrent_spawn_limit = 10
    if settings.hub_database_file:
        hub.db_url = secret(settings.hub_database_file)
    config.Spawner.cpu_limit = settings.cpu
    config.Spawner.start_timeout = config.Spawner.http_timeout = plan.START_WITHIN
    config.Spawner.consecutive_failure_limit = 0
    _kept_apart(config, settings)


def _behind(settings: HubSettings) -> str:
    """Without a certificate here the Hub answers this computer only: something with the certificate stands before it."""
    port = settings.address.rsplit(":", 1)[-1]
    return f"http://127.0.0.1:{port}" if port.isdecimal() and not settings.closed else "http://127.0.0.1:8000"


def _kept_apart(config: Any, settings: HubSettings) -> None:
    homes = settings.data / _HOMES
    if settings.spawner == "simple":
        config.JupyterHub.spawner_class = "simple"
        config.SimpleLocalProcessSpawner.home_dir_template = f"{homes}/{{username}}"
        return
    if os.geteuid() != 0:
        raise PermanenceError("To keep people's servers apart on one computer the Hub must run as root.")
    homes.mkdir(mode=0o711, parents=True, exist_ok=True)
    config.JupyterHub.spawner_class = "permanence_lib.hub.own_uid.OwnUidSpawner"
    config.OwnUidSpawner.homes, config.OwnUidSpawner.first_uid = str(homes), settings.first_uid


def _services(settings: HubSettings, listed: list[HubRoom]) -> list[dict[str, Any]]:
    """Who stops idle servers, who runs the rooms, and the rooms."""
    idle = {"name": plan.IDLE, "command": plan.idle_command(settings), "display": False}
    if not listed:
        return [idle]
    tokens = {room.name: token_hex(32) for room in listed}
    rooms_ = [
        # The Hub does not wait for a room at its start: the keeper is seeing to it, and other people want to work.
        {
            "name": room.name,
            "api_token": tokens[room.name],
            "timeout": 1,
            **plan.service(_listen(settings, listed, room)),
        }
        for room in listed
    ]
    return [idle, _keeper(settings, listed, tokens), *rooms_]


def _keeper(settings: HubSettings, listed: list[HubRoom], tokens: dict[str, str]) -> dict[str, Any]:
    """Runs every room as a process of its own, as the rooms' account."""
    kept = [
        {
            "name": room.name,
            "command": plan.room_command(settings, room),
            "home": str(_home(settings, room)),
            "environment": plan.room_environment(settings, room, _listen(settings, listed, room))
            | {"JUPYTERHUB_API_TOKEN": tokens[room.name]},
        }
        for room in listed
    ]
    made = {
        "name": plan.KEEPER,
        "command": plan.keeper_command(),
        "environment": {KEPT: json.dumps(kept)} | _database(settings),
        "display": False,
    }
    return made | ({"user": settings.rooms_account} if settings.rooms_account else {})


def _listen(settings: HubSettings, listed: list[HubRoom], room: HubRoom) -> str:
    return f"http://127.0.0.1:{plan.room_port(settings, listed, room)}"


def _home(settings: HubSettings, room: HubRoom) -> Path:
    """The room's folder, for the rooms' account only."""
    home = settings.data / _ROOMS / room.name
    home.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
    home.mkdir(mode=0o700, exist_ok=True)
    if settings.rooms_account:
        import shutil

        shutil.chown(home, settings.rooms_account)
    return home


def _database(settings: HubSettings) -> dict[str, str]:
    """The rooms' login, where there is a database; without one each room keeps a file of its own."""
    from permanence_lib.store import place

    if settings.database_file is None:
        return {}
    return {place.SETTING: rooms_login(settings, settings.data / _ROOMS_LOGIN)}


def rooms_login(settings: HubSettings, file: Path) -> str:
    """The rooms' own way into the database, made once and kept in a file for the Hub alone.

    Made anew at every start it would shut out rooms that run, whenever somebody only looks at the configuration. To renew it,
    delete the file and start the Hub again. PermanenceError where no database is named.
    """
    if file.exists():
        return secret(file)
    if settings.database_file is None:
        raise PermanenceError("The settings name no database_file, so rooms have no login to a database.")
    from permanence_lib.store import roles

    made = roles.service_url(secret(settings.database_file))
    file.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(made)
    return made


def _named(path: str) -> type:
    """A class by its full name."""
    module, _, name = path.rpartition(".")
    try:
        found = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError):
        raise PermanenceError(f"authenticator: there is no {path} here. Is its package installed?") from None
    assert isinstance(found, type)
    return found
