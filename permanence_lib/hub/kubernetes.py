"""The same Hub on Kubernetes: values for the Zero to JupyterHub chart, and a deployment for each room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from permanence_lib.hub import plan
from permanence_lib.hub.rooms import HubRoom
from permanence_lib.hub.settings import HubSettings

#: Where the operator's files, and the secret with the database's addresses, appear in the Hub's pod.
CONFIGURED, SECRET = "/etc/permanence", "/etc/permanence/secret"
#: The Kubernetes secret with the files `database` (the administrator's address) and `rooms` (the rooms' login).
SECRET_NAME = "permanence-database"
#: Where a room listens in its pod, as whom it runs, and PostgreSQL's port.
_PORT, _ACCOUNT, _POSTGRES = 8888, 1000, 5432
_HEADER = "# Made by `permanence hub-files` from permanence-hub.ini and rooms.yaml. Change those, and make it again.\n"


def values_text(settings: HubSettings, listed: list[HubRoom], own: Mapping[str, str]) -> str:
    """values.yaml."""
    import yaml

    made = values(settings.model_copy(update={"spawner": "kubernetes"}), listed, own)
    return _HEADER + str(yaml.safe_dump(made, sort_keys=False, allow_unicode=True, width=120))


def values(settings: HubSettings, listed: list[HubRoom], own: Mapping[str, str]) -> dict[str, Any]:
    """What the chart needs to know; what it cannot say is done by our configuration inside the Hub."""
    return {
        "hub": _hub(settings, listed, own),
        "proxy": {"service": {"type": "ClusterIP"}},
        "ingress": _ingress(settings),
        "singleuser": _singleuser(settings),
        # The chart's own service does on Kubernetes what permanence_lib.hub.culling does on one computer.
        "cull": {"enabled": True, "users": False, "timeout": settings.idle_minutes * 60, "every": 60},
        "prePuller": {"hook": {"enabled": True}, "continuous": {"enabled": True}},
    }


def _hub(settings: HubSettings, listed: list[HubRoom], own: Mapping[str, str]) -> dict[str, Any]:
    given = {
        name: {"mountPath": f"{CONFIGURED}/{name}", "stringData": text, "mode": 0o440} for name, text in own.items()
    }
    return {
        "image": {"name": f"{settings.image}-hub", "tag": settings.image_tag},
        "allowNamedServers": False,
        "concurrentSpawnLimit": 10,
        "extraFiles": {name.replace(".", "-"): each for name, each in given.items()},
        "extraEnv": {
            "PERMANENCE_HUB_SPAWNER": "kubernetes",
            "PERMANENCE_HUB_DATABASE_FILE": f"{SECRET}/database",
        },
        "extraConfig": {
            "permanence": "from permanence_lib.hub.configuration import configure\n"
            f'configure(c, "{CONFIGURED}/permanence-hub.ini")\n'
        },
        "extraVolumes": [{"name": SECRET_NAME, "secret": {"secretName": SECRET_NAME, "defaultMode": 0o440}}],
        "extraVolumeMounts": [{"name": SECRET_NAME, "mountPath": SECRET, "readOnly": True}],
        "loadRoles": {role["name"]: _role(role) for role in roles(settings, listed)},
        "services": {room.name: _service(room) for room in listed},
        "networkPolicy": {"egress": [_to_database(settings)]},
    }


def roles(settings: HubSettings, listed: list[HubRoom]) -> list[dict[str, Any]]:
    """As on one computer, but for the service that stops idle servers: the chart brings its own, with its own role."""
    return [role for role in plan.roles(settings, listed) if role["name"] != plan.IDLE]


def _role(role: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in role.items() if name != "name"}


def _service(room: HubRoom) -> dict[str, Any]:
    return plan.service(f"http://{_called(room)}:{_PORT}")


def _called(room: HubRoom) -> str:
    return f"permanence-room-{room.name}"


def _ingress(settings: HubSettings) -> dict[str, Any]:
    hosts = [settings.host, *([f"*.{settings.host}"] if settings.subdomains else [])]
    return {"enabled": True, "hosts": hosts, "tls": [{"hosts": hosts, "secretName": "permanence-certificate"}]}


def _singleuser(settings: HubSettings) -> dict[str, Any]:
    """A pod a person, with nothing on disk that matters: words are in the database. It reaches the Hub and the database only."""
    return {
        "image": {"name": settings.image, "tag": settings.image_tag},
        "cmd": plan.study_command(settings),
        "uid": _ACCOUNT,
        "storage": {"type": "none"},
        "memory": {"limit": settings.memory, "guarantee": "600M"},
        "cpu": {"limit": settings.cpu, "guarantee": 0.05},
        "startTimeout": plan.START_WITHIN,
        "networkPolicy": {"egress": [_to_database(settings)], "egressAllowRules": _NOWHERE_ELSE},
    }


_NOWHERE_ELSE = {"cloudMetadataServer": False, "nonPrivateIPs": False, "privateIPs": False}


def _to_database(settings: HubSettings) -> dict[str, Any]:
    return {
        "to": [{"ipBlock": {"cidr": settings.database_network}}],
        "ports": [{"port": _POSTGRES, "protocol": "TCP"}],
    }


def rooms_text(settings: HubSettings, listed: list[HubRoom]) -> str:
    """rooms-kubernetes.yaml: the rooms' own pods, which the chart does not make."""
    import yaml

    kubernetes = settings.model_copy(update={"spawner": "kubernetes"})
    made = [part for room in listed for part in (_deployment(kubernetes, room), _address(kubernetes, room))]
    return _HEADER + str(yaml.safe_dump_all(made, sort_keys=False, allow_unicode=True, width=120))


def _address(settings: HubSettings, room: HubRoom) -> dict[str, Any]:
    return {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": _called(room), "namespace": settings.namespace},
        "spec": {"selector": {"permanence-room": room.name}, "ports": [{"port": _PORT}]},
    }


def _deployment(settings: HubSettings, room: HubRoom) -> dict[str, Any]:
    """One pod, never two: a room is one process. It is ended before another begins."""
    labels = {"permanence-room": room.name, "hub.jupyter.org/network-access-hub": "true"}
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": _called(room), "namespace": settings.namespace},
        "spec": {
            "replicas": 1,
            "strategy": {"type": "Recreate"},
            "selector": {"matchLabels": {"permanence-room": room.name}},
            "template": {
                "metadata": {"labels": labels},
                "spec": {
                    "automountServiceAccountToken": False,
                    "securityContext": {"runAsUser": _ACCOUNT, "runAsNonRoot": True, "fsGroup": _ACCOUNT},
                    "containers": [_container(settings, room)],
                },
            },
        },
    }


def _container(settings: HubSettings, room: HubRoom) -> dict[str, Any]:
    return {
        "name": "room",
        "image": f"{settings.image}:{settings.image_tag}",
        "args": plan.room_command(settings, room),
        "env": [
            *({"name": name, "value": value} for name, value in room_environment(settings, room).items()),
            {"name": "JUPYTERHUB_API_TOKEN", "valueFrom": _secret("hub", f"hub.services.{room.name}.apiToken")},
            {"name": "PERMANENCE_STORE", "valueFrom": _secret(SECRET_NAME, "rooms")},
        ],
        "ports": [{"containerPort": _PORT}],
        "resources": {"requests": {"memory": "1G", "cpu": 0.5}, "limits": {"memory": settings.room_memory}},
        "securityContext": {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}},
    }


def _secret(name: str, key: str) -> dict[str, Any]:
    return {"secretKeyRef": {"name": name, "key": key}}


def room_environment(settings: HubSettings, room: HubRoom) -> dict[str, str]:
    """As on one computer; the Hub is heard at the chart's own name for it."""
    return plan.room_environment(settings, room, f"http://0.0.0.0:{_PORT}") | {
        "JUPYTERHUB_API_URL": "http://hub:8081/hub/api"
    }
