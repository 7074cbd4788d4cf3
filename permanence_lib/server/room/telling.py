"""What the window says in which the workshop was started."""

from __future__ import annotations

import io
import sys
import textwrap
from dataclasses import dataclass

import segno

from permanence_lib.server.room.hall import Address

#: How long a line in the window may be.
_WIDTH = 92

_OPEN_NETWORK = (
    "Nothing between the devices and this computer is scrambled: whoever is on the same Wi-Fi with the right tools can read along. "
    "Use this on a hotspot of your own only. On anybody else’s network start with --tls self-made, or give a certificate."
)
_SELF_MADE = (
    "What travels is scrambled with a certificate this computer made itself. Every device will warn that it does not know it: "
    "choose “Advanced”, then “Proceed”. Tell people so before they try. Some work phones do not allow it; for them "
    "use a hotspot of your own without (--tls off), or a certificate from your IT service (--tls FILE). The warning’s "
    "details show this fingerprint, and no other:"
)
_GIVEN = "What travels is scrambled with the certificate you gave."
_ONLY_HERE = "Only this computer can open it. Start with --network to let other devices in."
_NO_NETWORK = "This computer is on no network now, so no other device can join. Join the room’s Wi-Fi or open a hotspot, then start anew."


@dataclass(frozen=True)
class Opening:
    """What there is to tell: `kept` says what becomes of the room, `fingerprint` is that of a self-made certificate."""

    title: str
    cohort: str
    address: Address
    code: str
    lead: str
    kept: str
    found_again: bool = False
    rehearsal: bool = False
    fingerprint: str = ""
    scrambled: bool = False
    on_network: bool = True
    questions: int = 0
    """How many an earlier workshop left."""


def opened(told: Opening) -> str:
    """Where the room is, how people join, and how the facilitator does."""
    began = "carries on where it was" if told.found_again else "is open"
    lines = [
        f"{told.title}",
        f"The workshop of “{told.cohort}” {began}.",
        *(["This is a rehearsal: twenty pretended people join, and everything is erased at the end."] if told.rehearsal else []),
        "",
        f"    Address             {told.address.public}",
        f"    Join code           {told.code}",
        "",
        f"    Your board          {told.address.to_lead(told.lead)}",
        f"    Facilitator’s code  {told.lead}",
        "                        Only for you: whoever has it leads the workshop.",
        *_carried(told.questions),
        "",
        *_travel(told),
        "",
        _lines(told.kept),
        "To stop, press Ctrl+C in this window. Nobody loses anything they have saved.",
    ]  # fmt: skip
    code = picture(told.address.to_join(told.code)) if told.address.network else ""
    return "\n".join([*lines, *([f"\n{code}"] if code else [])])


def _carried(questions: int) -> list[str]:
    if not questions:
        return []
    which = "One question" if questions == 1 else f"{questions} questions"
    return ["", f"{which} from an earlier workshop of this cohort stand on your board."]


def picture(text: str) -> str:
    """A QR code in letters, or nothing where the window cannot show it."""
    out = io.StringIO()
    segno.make(text, error="l", micro=False).terminal(out=out, compact=True, border=2)
    try:
        out.getvalue().encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return ""
    return out.getvalue()


def _travel(told: Opening) -> list[str]:
    """What may be read on the way, in plain words."""
    if not told.address.network:
        return [_ONLY_HERE]
    if not told.on_network:
        return [_lines(_NO_NETWORK)]
    if told.fingerprint:
        return [_lines(_SELF_MADE), f"    {told.fingerprint}"]
    return [_lines(_GIVEN if told.scrambled else _OPEN_NETWORK)]


def _lines(words: str) -> str:
    """A paragraph in lines that no window cuts; addresses and folders stay whole."""
    return textwrap.fill(words, _WIDTH, break_long_words=False, break_on_hyphens=False)
