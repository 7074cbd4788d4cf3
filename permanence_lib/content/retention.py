"""How long what is kept, where one place keeps the records of many."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from permanence_lib.content.part import Part

Days = Annotated[int, Field(ge=1, le=36_500)]


class Drafts(Part):
    """The versions between: thinned `after` so many days, one left of so many `minutes`."""

    after: Days
    minutes: Annotated[int, Field(ge=1, le=1440)]


class Stay(Part):
    """So many days, and no longer."""

    days: Days


class Retention(Part):
    """What is kept how long."""

    drafts: Drafts
    rooms: Stay
    log: Stay
    backups: Stay
