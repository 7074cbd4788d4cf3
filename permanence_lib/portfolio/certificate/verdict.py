"""What a check of a certificate found, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["good", "unknown-key", "not-good", "altered"]
#: How `permanence verify` ends. 2 is for a file that cannot be read at all.
EXIT_CODES: dict[State, int] = {"good": 0, "altered": 1, "not-good": 1, "unknown-key": 3}


@dataclass(frozen=True)
class Verdict:
    """The answer in one line, why, and what the certificate says; of an altered one nothing is shown as said."""

    state: State
    headline: str
    reasons: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def exit_code(self) -> int:
        """0 good, 1 altered or not to be relied on, 3 whole but by a key that is not known."""
        return EXIT_CODES[self.state]

    def text(self) -> str:
        """For a terminal."""
        facts = [f"{name}: {value}" for name, value in self.facts]
        return "\n".join([self.headline, *self.reasons, *([""] if facts else []), *facts])
