"""The files an operator begins with, written out for one authority."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from permanence_lib.errors import PermanenceError
from permanence_lib.hub import kubernetes, rooms
from permanence_lib.hub.settings import HubSettings, load

FILES = Path(__file__).resolve().parent / "files"
#: What an operator edits: written once, and read afterwards.
OWN = ("permanence-hub.ini", "rooms.yaml", "groups.yaml")
#: What is the same everywhere; jupyterhub_config.py and nginx.conf may have been added to, and are kept.
ALIKE = ("jupyterhub_config.py", "nginx.conf", "Dockerfile", "README.md")
#: The address in the shipped examples, and the name in it.
_EXAMPLE, _NAME = "https://permanence.example.gov.uk", "permanence.example.gov.uk"


def write(to: Path, address: str = "") -> list[tuple[Path, bool]]:
    """Write them; each with whether it was there and was kept. PermanenceError when the folder or a setting is not right."""
    try:
        to.mkdir(parents=True, exist_ok=True)
        done = [_copy(name, to, address) for name in (*OWN, *ALIKE)]
        settings = load(to / OWN[0], {})
        for name, text in made(settings, to).items():
            (to / name).write_text(text, encoding="utf-8")
            done.append((to / name, False))
        return done
    except OSError as trouble:
        raise PermanenceError(f"The files cannot be written to {to}: {trouble.strerror}.") from None


def made(settings: HubSettings, beside: Path) -> dict[str, str]:
    """What follows from the settings and the rooms: the same on Kubernetes as on one computer."""
    listed = rooms.read(settings.rooms_file)
    own = {name: (beside / name).read_text("utf-8") for name in OWN}
    return {
        "values.yaml": kubernetes.values_text(settings, listed, own),
        "rooms-kubernetes.yaml": kubernetes.rooms_text(settings, listed),
    }


def _copy(name: str, to: Path, address: str) -> tuple[Path, bool]:
    path = to / name
    if path.exists() and name not in ("README.md", "Dockerfile"):
        return path, True
    text = (FILES / name).read_text("utf-8")
    path.write_text(_addressed(text, address) if address else text, encoding="utf-8")
    return path, False


def _addressed(text: str, address: str) -> str:
    """An example with an authority's own address, and its name where the name alone stands."""
    return text.replace(_EXAMPLE, address).replace(_NAME, urlsplit(address).hostname or _NAME)
