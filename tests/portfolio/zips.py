"""Archives made to be refused: every way in which a file can be wrong."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from permanence_lib.portfolio.archive import layout

Files = dict[str, bytes]


def parts(content: bytes) -> Files:
    """A zip as names and bytes."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Names and bytes as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_parts(content: bytes, **changed: bytes | None) -> bytes:
    """The same zip with parts put in, changed or (None) left out; `/` and `.` in names are `__` and `_`."""
    files = parts(content)
    for name, new in changed.items():
        path = name.replace("__", "/").replace("_json", ".json").replace("_txt", ".txt").replace("_zip", ".zip")
        if new is None:
            del files[path]
        else:
            files[path] = new
    return zipped(files)


def with_manifest(content: bytes, change: Callable[[dict[str, Any]], None], *, sealed: bool = True) -> bytes:
    """The same zip with another manifest; `sealed`: its digest is counted again, as whoever means it would."""
    files = parts(content)
    manifest = json.loads(files[layout.MANIFEST])
    change(manifest)
    if sealed:
        manifest["digest"] = layout.digest(manifest)
    return zipped(files | {layout.MANIFEST: layout.as_json(manifest)})


def with_records(content: bytes, change: Callable[[list[dict[str, Any]]], None]) -> bytes:
    """The same zip with other records, its hashes and its digest counted again."""
    files = parts(content)
    records = json.loads(files[layout.RECORDS])
    change(records["records"])
    new = json.dumps(records).encode()
    manifest = json.loads(files[layout.MANIFEST])
    for one in manifest["files"]:
        if one["path"] == layout.RECORDS:
            one |= {"bytes": len(new), "sha256": layout.sha256(new)}
    manifest["digest"] = layout.digest(manifest)
    return zipped(files | {layout.RECORDS: new, layout.MANIFEST: layout.as_json(manifest)})


def patched(content: bytes, name: str, offset: int, new: bytes) -> bytes:
    """The zip with bytes changed in the central directory's entry of one part (offsets of the format's own)."""
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(name.encode()))
    return content[: at + offset] + new + content[at + offset + len(new) :]
