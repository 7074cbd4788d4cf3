"""Where things are on the site, and its pages' common frame."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from permanence_lib.server.made import FOLDER

TEMPLATE = Path(__file__).resolve().parent.parent / "screen" / "template"
NAME = "Achieving Permanence"
#: What stands beside the list of weeks: the participant's own pages.
ROOMS = (
    ("/", "All weeks"),
    ("/progress", "My progress"),
    ("/plan", "My plan"),
    ("/portfolio", "Portfolio"),
    ("/evidence", "Evidence map"),
    ("/laboratory", "Laboratory"),
    ("/sharing", "Sharing and verification"),
    ("/your-data", "Your data"),
)


@dataclass(frozen=True)
class Site:
    """Addresses for the templates; the static folder's address changes whenever a file in it does."""

    made: ClassVar[str] = FOLDER
    """The folder of what is the same for everybody; without one a page gets it from its kernel."""
    weeks: dict[str, str]
    template: Path = TEMPLATE
    rooms: tuple[tuple[str, str], ...] = ROOMS
    """What the bar at the top leads to."""
    room: str = ""
    """In a workshop, its name: then the frame speaks of the workshop, and not of one's own workbook."""
    authority: bool = False
    """Whether words are kept in an authority's database, and not on the computer whose address this is."""

    @cached_property
    def version(self) -> str:
        """A fingerprint of scripts and styles, so that browsers may keep them for ever."""
        files = sorted((self.template / "static").iterdir())
        return sha256(b"".join(file.read_bytes() for file in files if file.is_file())).hexdigest()[:12]

    def addresses(self, *, front: str | None = None) -> dict[str, Any]:
        """What the templates call `site`."""
        return {
            "static": f"/static/{self.version}/",
            "made": self.made,
            "home": "/",
            "policy": "strict",
            "front": front,
            "rooms": self.rooms,
            "room": self.room,
            "authority": self.authority,
            "weeks": self.weeks,
            "week_start": "/week/",
            "week_end": "",
        }

    def page(self, title: str, body: str, here: str = "") -> str:
        """A whole page round ready HTML; `here` is its address."""
        whole = title if title.endswith(NAME) else f"{title} - {NAME}"
        return self._environment.get_template("plain.html.j2").render(
            title=whole, body=Markup(body), site=self.addresses(), here=here
        )

    @cached_property
    def _environment(self) -> Environment:
        return Environment(loader=FileSystemLoader(self.template), autoescape=True)
