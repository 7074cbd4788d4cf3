"""The standing of a portfolio archive, checked again: every file's hash, and every return of the line manager against its pack.

Whoever makes an archive could also make up what is in it: the key that seals a return lies in the pack. So this shows that
nothing was altered by accident or by halves, and the programme asks the line manager where it matters.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from permanence_lib.errors import UnreadableFile
from permanence_lib.portfolio.certificate import grounds
from permanence_lib.portfolio.certificate.grounds import Standing

_NO_CERTIFICATE = "No certificate was issued."


def standing(zipped: bytes, now: datetime) -> Standing:
    """What the archive of a portfolio says of completion. UnreadableFile when it is damaged, altered or of another sort."""
    from permanence_lib.portfolio import archive

    found = archive.read(zipped, "portfolio", now)
    return of_parts(found.completion, found.packs, found.returns, now.date())


def of_parts(completion: Any, packs: Mapping[str, Any], returns: Mapping[str, Any], today: date) -> Standing:
    """The same from its parts, once their hashes have been checked: packs and returns by the pack's id."""
    met, missing = grounds.met_in(completion)
    final = _final(packs, returns, today)
    said = {name: str(item["said"]) for name, item in final["items"].items()} if final else {}
    return Standing(met, missing, said, date.fromisoformat(final["on"]) if final else None)


def _final(packs: Mapping[str, Any], returns: Mapping[str, Any], today: date) -> dict[str, Any]:
    """What the line manager said at the last occasion; nothing when no pack of it was answered."""
    from permanence_lib.portfolio.packs import returned, verified

    for name, pack in packs.items():
        _expect_as_made(name, pack)
    for name, value in returns.items():
        if not isinstance(value, dict) or value.get("pack") != name:
            raise UnreadableFile(f"The return to pack {name} in this archive is not that return. {_NO_CERTIFICATE}")
        returned.check(value, packs, today)
    found: dict[str, Any] = verified.verified(packs, returns).get(grounds.FINAL, {})
    return found


#: What a check of a return reads of the pack it answers.
_SENT = ("id", "occasion", "sort", "items", "pieces", "questions", "made_on")


def _expect_as_made(name: str, pack: Any) -> None:
    """A pack as the workbook writes it down, under its own name and with its own digest."""
    from permanence_lib.portfolio.packs import sealing

    sent = pack.get("sent") if isinstance(pack, dict) else None
    whole = isinstance(sent, dict) and sent.get("id") == name and all(part in sent for part in _SENT)
    if not whole or sealing.digest(sent) != pack.get("digest"):
        raise UnreadableFile(f"The pack {name} in this archive is not as the workbook made it. {_NO_CERTIFICATE}")
