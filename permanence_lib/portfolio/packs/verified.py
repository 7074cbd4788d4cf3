"""What a line manager has confirmed at each occasion, item by item, worked out from the packs and their returns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from permanence_lib.portfolio.packs.returned import By


def verified(packs: Mapping[str, Mapping[str, Any]], returns: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """For each occasion {pack, on, by, items: {id: {said, comment, pack, on, by}}}, from records by pack id.

    Where two packs of one occasion were answered, the later answer to an item counts, and on one day the answer to the
    pack that was made later; the head names the latest return.
    Whether a return agrees with its pack is `returned.check`, and is not asked again here.
    """
    found: dict[str, Any] = {}
    known = [(packs[name], value) for name, value in returns.items() if name in packs]
    for pack, value in sorted(known, key=lambda one: (one[1]["on"], one[0]["sent"].get("made_at", ""), one[1]["pack"])):
        if pack["sent"]["sort"] != "manager":
            continue
        head = {"pack": value["pack"], "on": value["on"], "by": By(**value["by"]).words}
        said = {item["id"]: {"said": item["said"], "comment": item["comment"], **head} for item in value["items"]}
        before = found.get(value["occasion"], {"items": {}})
        found[value["occasion"]] = head | {"items": before["items"] | said}
    return found
