"""A reader of packs in tests: answers as the page in the pack does, and spoils answers as somebody might."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.packs import pack, sealing
from permanence_lib.portfolio.packs.pack import Wanted

Value = dict[str, Any]


def made(desk: Desk, occasion: str = "w07", *pieces: str, **more: Any) -> Value:
    """A pack is made and kept; its record."""
    found = pack.make(desk, Wanted(desk.content.occasions[occasion], pieces, **more))
    pack.keep(desk, found)
    return found.record


def answered(record: Mapping[str, Any], said: str = "verified", comment: str = "I was there.", **more: Any) -> Value:
    """The return of somebody who says the same of everything, sealed."""
    sent = record["sent"]
    value = {
        "format": "achieving-permanence-return", "version": 1, "pack": sent["id"], "pack_digest": sealing.digest(sent),
        "occasion": sent["occasion"],
        "items": [{"id": x["id"], "sha256": x["sha256"], "said": said, "comment": comment} for x in sent["items"]],
        "pieces": [{"id": x["id"], "sha256": x["sha256"]} for x in sent["pieces"]],
        "answers": {x["id"]: f"About {x['id']}." for x in sent["questions"]},
        "overall": "", "by": {"role": "Team manager", "name": "B. A."}, "on": sent["made_on"], **more,
    }  # fmt: skip
    return sealed(value, record)


def sealed(value: Value, record: Mapping[str, Any]) -> Value:
    """The same with the seal that belongs to it."""
    bare = {name: part for name, part in value.items() if name != "digest"}
    return bare | {"digest": sealing.seal(record["key"], bare)}


def file(value: Value) -> bytes:
    """As the page saves it."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
