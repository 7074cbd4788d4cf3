"""What the Hub charges a server with: where to listen, under which prefix, for whom; and the line back to the Hub.

It comes by the environment (JUPYTERHUB_...). The tokens in it are taken out as they are read, so that nothing this process starts
can pass them on.
"""

from __future__ import annotations

import json
import os
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from permanence_lib.errors import PermanenceError

if TYPE_CHECKING:
    from jupyterhub.services.auth import HubOAuth

#: What opens doors at the Hub, or may.
_SECRETS = ("JUPYTERHUB_API_TOKEN", "JPY_API_TOKEN", "JUPYTERHUB_CRYPT_KEY", "CONFIGPROXY_AUTH_TOKEN")
_NEEDED = (
    "JUPYTERHUB_API_TOKEN", "JUPYTERHUB_API_URL", "JUPYTERHUB_CLIENT_ID", "JUPYTERHUB_SERVICE_PREFIX", "JUPYTERHUB_SERVICE_URL",
)  # fmt: skip


@dataclass(frozen=True)
class Charge:
    """One server's part in the Hub."""

    hub: HubOAuth
    base: str
    """The prefix, with a slash at both ends."""
    host: str
    port: int
    """Where to listen."""
    owner: str = ""
    """Whose server it is; '' for a service."""
    server: str = ""
    """Which of theirs; '' for the one without a name."""
    origin: str = ""
    """What stands before the prefix in a browser (https://hub.example); '' where the Hub does not say."""
    activity: str = ""
    """Where to tell that somebody is at work."""
    every: int = 300
    """How often, in seconds."""

    @property
    def public_host(self) -> str:
        """The host and port of `origin`."""
        return urlsplit(self.origin).netloc

    @property
    def scrambled(self) -> bool:
        """Whether browsers come by TLS."""
        return self.origin.startswith("https://")

    def at_hub(self, address: str, origin: str) -> str:
        """An address of the Hub itself, whole: under our prefix it would be one of ours. `origin` is that of the request."""
        return f"{self.hub.hub_host or self.origin or origin}{address}" if address.startswith("/") else address


def read(environment: MutableMapping[str, str] | None = None) -> Charge:
    """What the Hub says. PermanenceError outside a Hub, and where the Hub asks for something we cannot do."""
    told = os.environ if environment is None else environment
    missing = [name for name in _NEEDED if not told.get(name)]
    if missing:
        raise PermanenceError(
            "With --hub this is started by a JupyterHub, which says where to listen and for whom. "
            f"It did not say {', '.join(missing)}. Without a Hub, leave --hub out."
        )
    listen = urlsplit(told["JUPYTERHUB_SERVICE_URL"])
    if listen.scheme != "http":
        raise PermanenceError(
            "The Hub asks for TLS between itself and its servers (internal_ssl), which is not offered here."
        )
    base = "/" + told["JUPYTERHUB_SERVICE_PREFIX"].strip("/") + "/"
    charge = Charge(
        _line(told, base), base.replace("//", "/"), listen.hostname or "127.0.0.1", listen.port or 80,
        told.get("JUPYTERHUB_USER", ""), told.get("JUPYTERHUB_SERVER_NAME", ""), _origin(told),
        told.get("JUPYTERHUB_ACTIVITY_URL", ""), int(told.get("JUPYTERHUB_ACTIVITY_INTERVAL") or 300),
    )  # fmt: skip
    for name in _SECRETS:
        told.pop(name, None)
    return charge


def _line(told: MutableMapping[str, str], base: str) -> HubOAuth:
    """JupyterHub's own client, told everything here: by itself it reads the environment whenever it is asked."""
    from jupyterhub.services.auth import HubOAuth

    scopes = told.get("JUPYTERHUB_OAUTH_ACCESS_SCOPES") or told.get("JUPYTERHUB_OAUTH_SCOPES") or "[]"
    if not json.loads(scopes):
        raise PermanenceError(
            "The Hub does not say which right lets somebody in here (JUPYTERHUB_OAUTH_ACCESS_SCOPES)."
        )
    line = HubOAuth(
        api_token=told["JUPYTERHUB_API_TOKEN"], api_url=told["JUPYTERHUB_API_URL"], base_url=base,
        oauth_client_id=told["JUPYTERHUB_CLIENT_ID"], hub_host=told.get("JUPYTERHUB_HOST", ""),
        hub_prefix=(told.get("JUPYTERHUB_BASE_URL") or "/").rstrip("/") + "/hub/", access_scopes=set(json.loads(scopes)),
        oauth_redirect_uri=told.get("JUPYTERHUB_OAUTH_CALLBACK_URL") or f"{base}oauth_callback",
        cookie_host_prefix_enabled=told.get("JUPYTERHUB_COOKIE_HOST_PREFIX_ENABLED", "").lower() in ("1", "true"),
    )  # fmt: skip
    _ = line.login_url, line.oauth_token_url  # made from the rest, now
    return line


def _origin(told: MutableMapping[str, str]) -> str:
    """Scheme and host of our own address in a browser, from the Hub or from whoever set it up."""
    for name in ("JUPYTERHUB_PUBLIC_URL", "PERMANENCE_PUBLIC_URL"):
        found = urlsplit(told.get(name, ""))
        if found.scheme in ("http", "https") and found.netloc:
            return f"{found.scheme}://{found.netloc}".lower()
    return ""
