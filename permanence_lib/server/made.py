"""What is the same for everybody, as files: the kit, the views, and what the exercises of a week are made of."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from tornado import web

from permanence_lib.errors import PermanenceError
from permanence_lib.screen import parts
from permanence_lib.screen.parts import Part
from permanence_lib.server.packed import Packed, give
from permanence_lib.workbook import taught

#: Where they lie.
FOLDER = "/made/"
ADDRESS = rf"{FOLDER}([\w-]+\.[0-9a-f]+\.js(?:on)?)"
_WEEK = re.compile(r"w\d\d")


class Made(web.RequestHandler):
    """One part, by its name. The name holds its fingerprint, so it may be kept for ever."""

    async def get(self, name: str) -> None:
        """Made and compressed at the first asking, beside the loop."""
        file = await asyncio.to_thread(packed, name)
        if file is None:
            raise web.HTTPError(404)
        give(self, file)

    head = get

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """No page, only a line."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("There is no such file.\n")

    def compute_etag(self) -> None:
        """Its name is mark enough."""


_packed: dict[str, Packed] = {}


def packed(name: str) -> Packed | None:
    """A part ready to be sent; None where nothing of this name can be made any more."""
    if name not in _packed:
        found = parts.find(name) or _made(name)
        if found is None:
            return None
        _packed[name] = Packed.of(found.name, found.text)
    return _packed[name]


def _made(name: str) -> Part | None:
    """Made from the files of the product as they are now, and once more if they have changed since they were read."""
    stem = name.partition(".")[0]
    for again in (False, True):
        if again:
            parts.forget()
        made = _make(stem)
        if made is None or made.name == name:
            return made
    return None


def _make(stem: str) -> Part | None:
    sort, _, which = stem.partition("-")
    if _WEEK.fullmatch(stem):
        return _week(stem)
    if stem == "kit":
        return parts.kit()
    if stem in parts.LATER:
        return parts.later(stem)
    if sort == taught.FACTS:
        return _facts(which)
    try:
        return {"view": parts.view, parts.MORE: parts.more, parts.LIVE: parts.live}[sort](which)
    except (KeyError, OSError):
        return None


def of_week(name: str) -> list[str]:
    """What the page of a week will ask for, by name, so that it can do so early; nothing where that cannot be read."""
    from permanence_lib.content.library import current
    from permanence_lib.workbook import taught

    try:
        return taught.addresses(name, current()) if _WEEK.fullmatch(name) else []
    except PermanenceError:
        return []


def _week(name: str) -> Part | None:
    from permanence_lib.content.library import current

    content = current()
    return taught.week(name, content) if name in content.weeks else None


def _facts(name: str) -> Part | None:
    from permanence_lib import exercises
    from permanence_lib.content.library import current

    found = exercises.load(current()).get(name)
    return taught.facts(found) if found else None
