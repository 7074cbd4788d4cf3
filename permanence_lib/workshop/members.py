"""Who is in the room: an alias, a random id, and a code to come back with. No account, no name that must be true."""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from permanence_lib.workshop.words import WORDS

Role = Literal["participant", "facilitator"]
#: The facilitator of the room; any number of devices may be hers.
FACILITATOR = "facilitator"
LONGEST_ALIAS = 40


@dataclass(frozen=True)
class Member:
    """A participant of the room. `paper`: somebody who works on paper, and whose sheet is typed in afterwards."""

    id: str
    alias: str
    joined_at: str
    needs: str = ""
    """What would make the day easier for them, in their own words; only the facilitator sees it."""
    paper: bool = False
    gone: bool = False
    """Taken out by the facilitator: the way in is closed, the answers are kept."""

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "id": self.id, "alias": self.alias, "joined_at": self.joined_at, "needs": self.needs, "paper": self.paper,
            "gone": self.gone,
        }  # fmt: skip


def new_id() -> str:
    """An id that says nothing about anybody."""
    return f"p_{secrets.token_hex(6)}"


def new_code() -> str:
    """A code to say aloud or to read off a wall: two words and two figures, e.g. `copper-heron-47`."""
    return f"{secrets.choice(WORDS)}-{secrets.choice(WORDS)}-{secrets.randbelow(90) + 10}"


def resume_code(key: bytes, member: str) -> str:
    """The code with which one member comes back on any device: three words and two figures, the same every time.

    It is made from the room's key, so nobody else's can be worked out, and nothing needs to be kept.
    """
    made = hmac.new(key, f"resume {member}".encode(), sha256).digest()
    words = [WORDS[int.from_bytes(made[n * 4 : n * 4 + 4], "big") % len(WORDS)] for n in range(3)]
    return f"{'-'.join(words)}-{made[12] % 90 + 10}"


def same_code(typed: str, code: str) -> bool:
    """Whether a code was typed right; capitals, spaces for hyphens and stray white space do not matter."""
    return hmac.compare_digest(_plain(typed).encode(), _plain(code).encode())


def clean_alias(typed: str) -> str:
    """An alias on one line, without control or direction-changing characters, at most 40 long."""
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in unicodedata.normalize("NFC", typed))
    return " ".join(kept.split())[:LONGEST_ALIAS].strip()


def _plain(code: str) -> str:
    return "-".join(unicodedata.normalize("NFKC", code).lower().replace("-", " ").split())
