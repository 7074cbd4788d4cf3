"""Roles, rooms and limits: the same on one computer and on Kubernetes, and no more than each needs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from traitlets.config import Config

from permanence_lib.hub import configuration, kubernetes, plan
from permanence_lib.hub.keeping import KEPT
from permanence_lib.hub.rooms import HubRoom
from permanence_lib.hub.settings import HubSettings

ROOMS = [
    HubRoom(name="autumn-3", module=3, cohort="Autumn", group="cohort-autumn", leads="facilitators"),
    HubRoom(name="spring-1", module=1, cohort="Spring & co", group="cohort-spring", leads="spring-leads", port=10_900),
]
#: Key paths of the Zero to JupyterHub chart's published schema (jupyterhub/values.schema.yaml, chart 4), as far as they are used.
#: A star is a name of our own, or a native Kubernetes or JupyterHub object that the schema leaves open.
CHART = {
    "hub.image.name", "hub.image.tag", "hub.allowNamedServers", "hub.concurrentSpawnLimit", "hub.extraFiles.*.mountPath",
    "hub.extraFiles.*.stringData", "hub.extraFiles.*.mode", "hub.extraEnv.*", "hub.extraConfig.*", "hub.extraVolumes",
    "hub.extraVolumeMounts", "hub.loadRoles.*", "hub.services.*", "hub.networkPolicy.egress", "proxy.service.type",
    "ingress.enabled", "ingress.hosts", "ingress.tls", "singleuser.image.name", "singleuser.image.tag", "singleuser.cmd",
    "singleuser.uid", "singleuser.storage.type", "singleuser.memory.limit", "singleuser.memory.guarantee",
    "singleuser.cpu.limit", "singleuser.cpu.guarantee", "singleuser.startTimeout", "singleuser.networkPolicy.egress",
    "singleuser.networkPolicy.egressAllowRules.cloudMetadataServer", "singleuser.networkPolicy.egressAllowRules.nonPrivateIPs",
    "singleuser.networkPolicy.egressAllowRules.privateIPs", "cull.enabled", "cull.users", "cull.timeout", "cull.every",
    "prePuller.hook.enabled", "prePuller.continuous.enabled",
}  # fmt: skip


@pytest.fixture
def settings(tmp_path: Path) -> HubSettings:
    """An authority's, on one computer."""
    return HubSettings(
        address="http://localhost:8123", data=tmp_path / "data", spawner="simple", rooms_file=tmp_path / "rooms.yaml"
    )


@pytest.fixture
def configured(settings: HubSettings, tmp_path: Path) -> Config:
    """JupyterHub's configuration as the shipped file makes it."""
    (tmp_path / "rooms.yaml").write_text(yaml.safe_dump([room.model_dump() for room in ROOMS]), encoding="utf-8")
    lines = [f"{name} = {value}" for name, value in settings if name in ("address", "data", "spawner")]
    (tmp_path / "permanence-hub.ini").write_text("[hub]\n" + "\n".join(lines), encoding="utf-8")
    config = Config()
    configuration.configure(config, tmp_path / "permanence-hub.ini")
    return config


@pytest.fixture
def charted(settings: HubSettings) -> dict[str, Any]:
    """values.yaml as Helm would read it."""
    found = yaml.safe_load(kubernetes.values_text(settings, ROOMS, {"rooms.yaml": "- name: x\n"}))
    assert isinstance(found, dict)
    return found


def test_every_key_of_values_yaml_is_one_of_the_chart(charted: dict[str, Any]) -> None:
    """Helm refuses a key that the chart does not know."""
    assert _unknown(charted, "") == []


def _unknown(found: dict[str, Any], at: str) -> list[str]:
    """The paths that lead to no key of the chart."""
    wrong = []
    for name, value in found.items():
        here = [f"{at}{name}", f"{at}*"]
        if any(path in CHART for path in here):
            continue
        below = next((path for path in here if any(key.startswith(f"{path}.") for key in CHART)), None)
        wrong += _unknown(value, f"{below}.") if below and isinstance(value, dict) else [f"{at}{name}"]
    return wrong


def test_one_computer_and_kubernetes_give_the_same_rights(configured: Config, charted: dict[str, Any]) -> None:
    """Only who stops idle servers differs: the chart has its own."""
    here = {role["name"]: _without_name(role) for role in configured.JupyterHub.load_roles}
    assert here.pop(plan.IDLE)["services"] == [plan.IDLE]
    assert charted["hub"]["loadRoles"] == here


def _without_name(role: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in role.items() if name != "name"}


def test_one_computer_and_kubernetes_have_the_same_rooms_and_limits(
    configured: Config, charted: dict[str, Any], settings: HubSettings
) -> None:
    """Names, commands after the program's own name, minutes and memory."""
    rooms = {each["name"]: each for each in configured.JupyterHub.services if "url" in each}
    kept = _kept(configured)
    assert set(kept) == set(rooms) == set(charted["hub"]["services"])
    pods = {
        each["metadata"]["name"].removeprefix("permanence-room-"): each["spec"]["template"]["spec"]["containers"][0]
        for each in yaml.safe_load_all(kubernetes.rooms_text(settings, ROOMS))
        if each["kind"] == "Deployment"
    }
    for name, room in rooms.items():
        assert kept[name]["command"][-11:] == pods[name]["args"][-11:]
        assert room["oauth_no_confirm"] == charted["hub"]["services"][name]["oauth_no_confirm"]
        told = {each["name"]: each.get("value") for each in pods[name]["env"]}
        differs = {each for each in told if told[each] != kept[name]["environment"].get(each)}
        assert differs == {"JUPYTERHUB_API_TOKEN", "JUPYTERHUB_API_URL", "JUPYTERHUB_SERVICE_URL"}
    assert charted["cull"]["timeout"] == 60 * int(plan.idle_command(settings)[-1])
    assert charted["singleuser"]["memory"]["limit"] == settings.memory
    assert charted["singleuser"]["cpu"]["limit"] == configured.Spawner.cpu_limit
    assert charted["singleuser"]["startTimeout"] == configured.Spawner.start_timeout
    assert charted["singleuser"]["cmd"] == ["permanence", "study", "--hub"]


def test_a_room_is_told_apart_and_heard_on_its_own_port(configured: Config) -> None:
    """A port that is given is taken; the others follow one another."""
    urls = {each["name"]: each.get("url") for each in configured.JupyterHub.services}
    assert (urls["autumn-3"], urls["spring-1"]) == ("http://127.0.0.1:10100", "http://127.0.0.1:10900")
    command = _kept(configured)["spring-1"]["command"]
    assert command[-8:-2] == ["--cohort", "Spring & co", "--group", "cohort-spring", "--leads", "spring-leads"]


def test_a_room_is_known_to_the_hub_by_a_token_of_its_own(configured: Config) -> None:
    """Long, and another for each, and new each time the Hub starts."""
    tokens = [each["api_token"] for each in configured.JupyterHub.services if "url" in each]
    assert [each["environment"]["JUPYTERHUB_API_TOKEN"] for each in _kept(configured).values()] == tokens
    assert len({*tokens}) == len(ROOMS)
    assert min(map(len, tokens)) == 64


def test_with_names_of_their_own_a_room_knows_the_one_that_jupyterhub_gives_it(settings: HubSettings) -> None:
    """JupyterHub's own rule for names, asked."""
    from jupyterhub.utils import subdomain_hook_idna

    given = settings.model_copy(update={"subdomains": True, "address": "https://permanence.example.gov.uk"})
    for room in ROOMS:
        told = plan.room_environment(given, room, "http://127.0.0.1:1")
        host = subdomain_hook_idna(room.name, given.host, "service")
        assert told["JUPYTERHUB_PUBLIC_URL"] == f"https://{host}/services/{room.name}/"
        assert told["JUPYTERHUB_OAUTH_CALLBACK_URL"] == f"https://{host}/services/{room.name}/oauth_callback"


def _kept(configured: Config) -> dict[str, Any]:
    """The rooms as their keeper is told of them."""
    keeper = next(each for each in configured.JupyterHub.services if each["name"] == plan.KEEPER)
    return {each["name"]: each for each in json.loads(keeper["environment"][KEPT])}


def test_nobody_may_open_anybody_elses_server(settings: HubSettings) -> None:
    """No role gives access to servers but one's own, nobody is admin, and nobody may make tokens or share a server."""
    for role in plan.roles(settings, ROOMS):
        for scope in role["scopes"]:
            assert scope.startswith("access:services!service=") or not scope.startswith(("admin:", "access:", "tokens")) or (
                scope in ("access:servers!user", "access:servers!server")
            )  # fmt: skip
            assert "shares" not in scope
            assert scope not in ("inherit", "self", "servers", "proxy", "shutdown")


def test_nobody_is_the_hubs_admin_and_only_groups_let_in(configured: Config) -> None:
    """An admin could open anybody's server."""
    assert configured.Authenticator.admin_users == set()
    assert configured.Authenticator.allow_all is False
    assert configured.Authenticator.manage_groups is True


def test_a_persons_pod_reaches_the_database_and_nothing_else(charted: dict[str, Any]) -> None:
    """Neither the internet nor the rest of the cluster; its own disk keeps nothing."""
    policy = charted["singleuser"]["networkPolicy"]
    assert not any(policy["egressAllowRules"].values())
    assert [each["ports"] for each in policy["egress"]] == [[{"port": 5432, "protocol": "TCP"}]]
    assert charted["singleuser"]["storage"] == {"type": "none"}


def test_no_secret_stands_in_a_file_for_the_cluster(tmp_path: Path) -> None:
    """Passwords come from a Kubernetes secret; the files may be kept under version control."""
    given = HubSettings(address="http://localhost", database_file=tmp_path / "database")
    (tmp_path / "database").write_text("postgresql://admin:hunter2@db/x", encoding="utf-8")
    assert "hunter2" not in kubernetes.values_text(given, ROOMS, {}) + kubernetes.rooms_text(given, ROOMS)
