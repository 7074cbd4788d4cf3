"""Who may do what, and what runs: plain data, from which both jupyterhub_config.py and values.yaml are made."""

from __future__ import annotations

import json
import sys
from typing import Any

from permanence_lib.hub.rooms import HubRoom
from permanence_lib.hub.settings import HubSettings

#: The service that stops servers nobody uses, and the one that runs the rooms.
IDLE, KEEPER = "permanence-idle", "permanence-rooms"
#: How long a server may take to start, in seconds: half a minute when many come at once, far longer on a computer that is too small.
START_WITHIN = 180
#: A server's own token: it says that its owner is there and lets the owner in, and nothing else.
SERVER_TOKEN = ["users:activity!user", "access:servers!server"]


def known_groups(settings: HubSettings, rooms: list[HubRoom]) -> list[str]:
    """Every group that gives somebody a place in the programme."""
    of_rooms = [group for room in rooms for group in (room.group, room.leads)]
    return sorted({settings.participants, settings.lab, *of_rooms})


def roles(settings: HubSettings, rooms: list[HubRoom]) -> list[dict[str, Any]]:
    """Who may do what at the Hub. Nobody is its admin: an admin could open anybody's server."""
    return [
        {"name": "user", "description": "Signed in: sees who they are", "scopes": ["read:users!user"]},
        {"name": "server", "description": "A server's own token", "scopes": SERVER_TOKEN},
        {
            "name": "permanence-workbook",
            "description": "Their own workbook, started and opened by themselves",
            "groups": known_groups(settings, rooms),
            "scopes": ["servers!user", "access:servers!user", "users:activity!user", "read:users!user"],
        },
        {
            "name": "permanence-operators",
            "description": "See who is here and stop servers; never open one",
            "groups": [settings.operators],
            "scopes": ["admin-ui", "list:users", "list:services", "read:servers", "delete:servers", "read:metrics"],
        },
        {
            "name": IDLE,
            "description": "Stops servers nobody uses",
            "services": [IDLE],
            "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        },
        *(_of_room(room) for room in rooms),
    ]


def _of_room(room: HubRoom) -> dict[str, Any]:
    return {
        "name": f"room-{room.name}",
        "description": f"The workshop of {room.cohort}, module {room.module}",
        "groups": sorted({room.group, room.leads}),
        "scopes": [f"access:services!service={room.name}"],
    }


def room_command(settings: HubSettings, room: HubRoom) -> list[str]:
    """What a room is served by."""
    return [
        *_permanence(settings), "workshop", "--hub", "--module", str(room.module), "--cohort", room.cohort, "--group", room.group,
        "--leads", room.leads, "--places", str(room.places),
    ]  # fmt: skip


def study_command(settings: HubSettings) -> list[str]:
    """What a person's own workbook is served by."""
    return [*_permanence(settings), "study", "--hub"]


def lab_command(settings: HubSettings) -> list[str]:
    """The same in JupyterLab."""
    return [*_permanence(settings), "lab", "--hub"]


def service(url: str) -> dict[str, Any]:
    """A room as the Hub knows it. It is not the Hub that starts it: a room that cannot start would stop the Hub for everybody."""
    return {"url": url, "oauth_no_confirm": True, "display": False}


def room_environment(settings: HubSettings, room: HubRoom, listen: str) -> dict[str, str]:
    """What a room has to know of the Hub and its own address, but for the token and where the Hub is heard inside."""
    prefix = f"/services/{room.name}/"
    own_host = _own_host(settings, room)
    return {
        "JUPYTERHUB_BASE_URL": "/",
        "JUPYTERHUB_CLIENT_ID": f"service-{room.name}",
        "JUPYTERHUB_COOKIE_HOST_PREFIX_ENABLED": "1" if settings.closed else "0",
        "JUPYTERHUB_HOST": settings.address if settings.subdomains else "",
        "JUPYTERHUB_OAUTH_ACCESS_SCOPES": json.dumps(["access:services", f"access:services!service={room.name}"]),
        "JUPYTERHUB_OAUTH_CALLBACK_URL": f"{own_host if settings.subdomains else ''}{prefix}oauth_callback",
        "JUPYTERHUB_PUBLIC_HUB_URL": f"{settings.address}/hub/",
        "JUPYTERHUB_PUBLIC_URL": f"{own_host}{prefix}",
        "JUPYTERHUB_SERVICE_NAME": room.name,
        "JUPYTERHUB_SERVICE_PREFIX": prefix,
        "JUPYTERHUB_SERVICE_URL": listen,
    }


def _own_host(settings: HubSettings, room: HubRoom) -> str:
    """Scheme and host of a room in a browser; with names of their own as JupyterHub makes them."""
    if not settings.subdomains:
        return settings.address
    scheme, host = settings.address.split("//", 1)
    return f"{scheme}//{room.name}--service.{host}"


def idle_command(settings: HubSettings) -> list[str]:
    """What stops servers nobody uses."""
    return [sys.executable, "-m", "permanence_lib.hub.culling", str(settings.idle_minutes)]


def keeper_command() -> list[str]:
    """What runs the rooms of one computer."""
    return [sys.executable, "-m", "permanence_lib.hub.keeping"]


def _permanence(settings: HubSettings) -> list[str]:
    """The command of this very installation; in an image it is on the path."""
    if settings.spawner == "kubernetes":
        return ["permanence"]
    return [sys.executable, "-m", "permanence_lib.cli"]


def room_port(settings: HubSettings, rooms: list[HubRoom], room: HubRoom) -> int:
    """Where a room listens: its own number, or its place in the list after the first."""
    return room.port or settings.rooms_port + rooms.index(room)
