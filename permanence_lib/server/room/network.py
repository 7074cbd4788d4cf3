"""Where this computer is on the network of a room, and the names it may be asked under."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import closing, suppress

#: An address that is nobody's (RFC 5737): asked for the way there, the system names the card it would use. Nothing is sent.
_NOBODY = ("192.0.2.1", 9)
OWN = ("127.0.0.1", "localhost")


def addresses() -> list[str]:
    """This computer's addresses on networks, the likeliest first; none when it is on no network."""
    found = [*_on_the_way_out(), *_of_its_name(), *_of_its_cards()]
    return [each for each in dict.fromkeys(found) if _is_good(each)]


def names(network: bool) -> tuple[str, ...]:
    """Every host name and address under which the room may be asked for."""
    if not network:
        return OWN
    called = socket.gethostname().split(".")[0].lower()
    return (*OWN, *addresses(), *((called, f"{called}.local") if called else ()))


def is_reached(host: str, port: int) -> bool:
    """Whether the room answers at that address from here: a firewall between devices cannot be seen from here."""
    with suppress(OSError), closing(socket.create_connection((host, port), timeout=2)):
        return True
    return False


def _on_the_way_out() -> list[str]:
    with suppress(OSError), closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as asking:
        asking.connect(_NOBODY)
        return [str(asking.getsockname()[0])]
    return []


def _of_its_name() -> list[str]:
    with suppress(OSError, UnicodeError):
        return [str(found[4][0]) for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return []


def _of_its_cards() -> list[str]:
    """A hotspot of one's own leads nowhere, so only its card knows its address."""
    from jupyter_client.localinterfaces import public_ips

    with suppress(Exception):  # it asks the system's own tools, of which any may be missing
        return [str(each) for each in public_ips()]
    return []


def _is_good(address: str) -> bool:
    with suppress(ValueError):
        found = ipaddress.ip_address(address)
        return found.version == 4 and not (found.is_loopback or found.is_unspecified or found.is_link_local)
    return False
