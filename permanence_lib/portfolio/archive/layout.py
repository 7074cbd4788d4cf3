"""What lies where in an archive, and how much there may be of it."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

FORMAT = "achieving-permanence"
#: The layout that this workbook writes. It reads this one and every earlier one.
VERSION = 1
Scope = Literal["everything", "portfolio"]

MANIFEST = "manifest.json"
RECORDS, COMPLETION = "data/records.json", "data/completion.json"
RETURNS, PACKS = "data/returns", "data/packs"

#: The file as it comes, all of it unpacked, one part unpacked; bytes.
MOST_PACKED, MOST_UNPACKED, MOST_OF_ONE = 100_000_000, 400_000_000, 256_000_000
#: Parts in a file. A workbook has a few, and one for every pack that was answered.
MOST_PARTS = 1_000
#: How many times smaller a part may be packed than it is. What people write comes to about a hundred at the very most.
MOST_RATIO = 250
#: A day: two computers' clocks may differ, but not by more.
CLOCKS = 86_400

#: What may lie in an archive of each version. Anything else was not put there by a workbook.
PARTS = {
    0: re.compile(r"manifest\.json|answers\.json|about\.txt"),
    1: re.compile(
        r"manifest\.json|receipt\.(?:txt|html)|data/(?:records|completion)\.json"
        r"|data/(?:returns|packs)/[A-Za-z0-9._-]{1,90}\.json|readable/[a-z-]{1,40}\.(?:docx|html)"
    ),
}


class Part(BaseModel):
    """A piece of what is read: unchangeable, exact, without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Listed(Part):
    """One file in the archive."""

    path: str = Field(max_length=200)
    bytes: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Workbook(Part):
    """Which workbook made it: never whose."""

    title: str = Field(max_length=200)
    version: str = Field(max_length=50)


class Manifest(Part):
    """What an archive says of itself; `digest` is over all the rest."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)

    format: Literal["achieving-permanence"]
    version: Literal[1]
    scope: Scope
    made_at: AwareDatetime
    workbook: Workbook
    files: tuple[Listed, ...] = Field(max_length=MOST_PARTS)
    digest: str


def digest(manifest: dict[str, Any]) -> str:
    """SHA-256 over a manifest without its digest, written in one way."""
    rest = {name: value for name, value in manifest.items() if name != "digest"}
    return sha256(json.dumps(rest, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode())


def sha256(content: bytes) -> str:
    """In hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def as_json(value: Any) -> bytes:
    """Plain values as a file that a person can look into."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def iso(moment: datetime) -> str:
    """A moment as it stands in a file."""
    return moment.isoformat(timespec="microseconds")
