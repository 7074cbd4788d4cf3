"""What an operator may set, and the one place where it is read: permanence-hub.ini, and PERMANENCE_HUB_... over it."""

from __future__ import annotations

import configparser
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from permanence_lib.errors import PermanenceError

#: The section of the file, and how a variable of the environment that stands above it begins.
SECTION, VARIABLE = "hub", "PERMANENCE_HUB_"
#: Names under which a computer means itself: only there may people sign in without proof.
_ITSELF = ("127.0.0.1", "localhost", "[::1]")


class HubSettings(BaseModel):
    """Everything about one authority's Hub that is not the same everywhere. Relative paths are looked for beside the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    address: str = Field("http://localhost:8000", pattern=r"^https?://[A-Za-z0-9.\[\]:-]+$")
    subdomains: bool = False
    certificate: Path | None = None
    certificate_key: Path | None = None
    authenticator: str = "jupyterhub.auth.DummyAuthenticator"
    groups: Literal["provider", "file"] = "provider"
    groups_file: Path = Path("groups.yaml")
    participants: str = "participants"
    lab: str = "lab"
    operators: str = "operators"
    spawner: Literal["own-uid", "simple", "kubernetes"] = "own-uid"
    first_uid: int = Field(200_000, ge=1000)
    data: Path = Path("/var/lib/permanence")
    rooms_file: Path = Path("rooms.yaml")
    rooms_account: str = ""
    rooms_port: int = Field(10_100, ge=1024, le=65_000)
    database_file: Path | None = None
    hub_database_file: Path | None = None
    memory: str = Field("1G", pattern=r"^\d+[MG]$")
    lab_memory: str = Field("2G", pattern=r"^\d+[MG]$")
    room_memory: str = Field("6G", pattern=r"^\d+[MG]$")
    cpu: float = Field(1.0, gt=0)
    idle_minutes: int = Field(60, ge=5)
    groups_again: int = Field(60, ge=1)
    image: str = "permanence"
    image_tag: str = "1"
    namespace: str = "permanence"
    database_network: str = "10.0.0.0/8"

    @property
    def host(self) -> str:
        """The name people type, without scheme and port."""
        return self.address.split("//", 1)[1].rsplit(":", 1)[0]

    @property
    def closed(self) -> bool:
        """Whether what travels is scrambled between browser and Hub."""
        return self.address.startswith("https://")

    @model_validator(mode="after")
    def _safe(self) -> Self:
        """Refuse what would let anybody be anybody, or let two people's code meet."""
        here = self.host in _ITSELF or self.host.endswith(".localhost")
        if self.authenticator.endswith("DummyAuthenticator") and not here:
            raise ValueError("authenticator: DummyAuthenticator lets anybody be anybody; name your identity provider's")
        if self.spawner == "simple" and not here:
            raise ValueError("spawner: 'simple' keeps nobody apart; it is for tests on this computer only")
        if not self.closed and not here:
            raise ValueError("address: people's words would travel open; use https")
        return self


def load(path: Path, environment: Mapping[str, str] = os.environ) -> HubSettings:
    """The settings of a file with what the environment says above it. PermanenceError names file, setting and what is wrong."""
    given = _of_file(path) | {
        name: environment[VARIABLE + name.upper()]
        for name in HubSettings.model_fields
        if VARIABLE + name.upper() in environment
    }
    try:
        found = HubSettings.model_validate({name: value for name, value in given.items() if value != ""})
    except ValidationError as wrong:
        said = "; ".join(
            _said(each) for each in wrong.errors()
        )  # never what was given: it may be an address with a password
        raise PermanenceError(f"{path}: {said}.") from None
    beside = {name: path.parent / value for name, value in found if isinstance(value, Path) and not value.is_absolute()}
    return found.model_copy(update=beside)


def _said(error: Mapping[str, object]) -> str:
    at = ".".join(str(part) for part in error["loc"])  # type: ignore[attr-defined]
    return f"{at}: {error['msg']}" if at else str(error["msg"]).removeprefix("Value error, ")


def _of_file(path: Path) -> dict[str, str]:
    reader = configparser.ConfigParser(interpolation=None)
    try:
        with path.open(encoding="utf-8") as file:
            reader.read_file(file)
        return dict(reader[SECTION])
    except OSError as trouble:
        raise PermanenceError(f"{path} cannot be read: {trouble.strerror}.") from None
    except (configparser.Error, KeyError):
        raise PermanenceError(f"{path} needs a section [{SECTION}] with lines 'name = value'.") from None


def secret(path: Path) -> str:
    """What a file holds that nobody else may read. PermanenceError when it is missing or open to others; its words stay unsaid."""
    try:
        if path.stat().st_mode & 0o007:
            raise PermanenceError(f"{path} can be read by everybody on this computer. Close it: chmod 600 {path}")
        return path.read_text("utf-8").strip()
    except OSError as trouble:
        raise PermanenceError(f"{path} cannot be read: {trouble.strerror}.") from None
