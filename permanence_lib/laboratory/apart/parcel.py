"""What passes between the workbook and the process beside it: words as JSON, and files, in one zip that is never on disk."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_SAID = "said.json"
_FILE = "file/"


@dataclass(frozen=True)
class Parcel:
    """`said` holds plain values, `files` bytes by name; names are only labels and never become paths."""

    said: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)

    def packed(self) -> bytes:
        """The whole as bytes, without compression: it travels from one process to the next on the same computer."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as folder:
            folder.writestr(_SAID, json.dumps({**self.said, "names": list(self.files)}))
            for number, content in enumerate(self.files.values()):
                folder.writestr(f"{_FILE}{number}", content)
        return out.getvalue()

    @classmethod
    def opened(cls, content: bytes) -> Parcel:
        """What `packed` gave. Raises ValueError, KeyError or BadZipFile where it is not whole."""
        with zipfile.ZipFile(io.BytesIO(content)) as folder:
            said = json.loads(folder.read(_SAID))
            names = said.pop("names")
            return cls(said, {name: folder.read(f"{_FILE}{number}") for number, name in enumerate(names)})
