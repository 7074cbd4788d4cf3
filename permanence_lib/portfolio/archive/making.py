"""Making an archive. Saving comes first: the records are always in it, and a part that fails is told and left out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from permanence_lib.portfolio import compiled
from permanence_lib.portfolio.archive import choosing, layout, receipts, saved
from permanence_lib.portfolio.archive.layout import Scope
from permanence_lib.portfolio.compiled import Troubles
from permanence_lib.portfolio.desk import Desk

if TYPE_CHECKING:
    from permanence_lib.store import Record

_NO_COMPLETION = "The summary of what completion asks for could not be made. Everything it rests on is inside."
_NO_WORD = "The portfolio as a Word document could not be made. Its words are in the data, and in the web page if that is inside."
_NO_PAGE = "The portfolio as a web page could not be made. Its words are in the data."
_NO_ANSWERS = "The page of every answer could not be made. Every answer is in the data."
_NO_PORTFOLIO = "The portfolio could not be put together as a document. Everything it is made of is in the data."
Files = dict[str, bytes]


@dataclass(frozen=True)
class Made:
    """An archive as bytes, and what of it could not be made, in the reader's words."""

    content: bytes
    troubles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Excerpt:
    """A piece of a workbook that is brought in like a whole one: what its receipt says it is, and its own readable copies."""

    title: str
    about: str
    readable: Mapping[str, bytes]


def everything(desk: Desk, at: datetime | None = None) -> bytes:
    """The whole workbook with all its history, as the bytes of a zip."""
    return make(desk, "everything", at).content


def chosen(desk: Desk, at: datetime | None = None) -> bytes:
    """Only what was chosen for the portfolio, and what belongs to it, as the bytes of a zip."""
    return make(desk, "portfolio", at).content


def make(desk: Desk, scope: Scope, at: datetime | None = None, excerpt: Excerpt | None = None) -> Made:
    """An archive; the same records at the same moment give the same bytes. StoreError when nothing can be read.

    An `excerpt` says nothing of the portfolio or of completion: those stand in the workbook it is brought into.
    """
    at, troubles = (at or datetime.now(UTC)).astimezone(UTC), Troubles()
    desk = replace(desk, today=at.astimezone().date)  # every page in it says the same day
    records = choosing.everything(desk) if scope == "everything" else choosing.chosen(desk)
    if excerpt is None:
        files = _data(records) | _completed(desk, troubles) | _readable(desk, scope, troubles)
    else:
        files = _data(records) | dict(excerpt.readable)
    said = (excerpt.title, excerpt.about) if excerpt else None
    files |= receipts.files(desk, scope, records, files, at, tuple(troubles.told), said)
    return Made(_zipped(_manifest(files, scope, at, desk) | files, at), tuple(troubles.told))


def _data(records: Sequence[Record]) -> Files:
    files = {layout.RECORDS: layout.as_json({"records": [saved.plain(saved.of(record)) for record in records]})}
    newest = {record.exercise: record.value for record in records}
    for folder, prefix in ((layout.RETURNS, "return:"), (layout.PACKS, "pack:")):
        for name, value in newest.items():
            if name.startswith(prefix):
                files[f"{folder}/{name.removeprefix(prefix)}.json"] = layout.as_json(value)
    return files


def _completed(desk: Desk, troubles: Troubles) -> Files:
    standing = troubles.attempt(lambda: _completion(desk), None, _NO_COMPLETION)
    return {} if standing is None else {layout.COMPLETION: layout.as_json({"requirements": standing})}


def _completion(desk: Desk) -> list[dict[str, Any]]:
    from permanence_lib.portfolio.progress import completion

    return [
        {
            "id": one.id, "text": one.text, "met": one.met, "verified": one.verified,
            "shown": [words for words, _ in one.shown], "missing": [words for words, _ in one.missing],
        }
        for one in completion.requirements(desk)
    ]  # fmt: skip


def _readable(desk: Desk, scope: Scope, troubles: Troubles) -> Files:
    """The copies that a person can open without the workbook."""
    made: Files = {}

    def put(path: str, words: str, copy: Callable[[], bytes]) -> None:
        content = troubles.attempt(copy, b"", words)
        if content:
            made[path] = content

    portfolio = troubles.attempt(lambda: compiled.compiled(desk, troubles), None, _NO_PORTFOLIO)
    if portfolio is not None:
        put("readable/portfolio.html", _NO_PAGE, lambda: compiled.page(portfolio).encode())
        put("readable/portfolio.docx", _NO_WORD, lambda: compiled.word(portfolio))
    if scope == "everything":
        put("readable/answers.html", _NO_ANSWERS, lambda: compiled.page(compiled.answers(desk, troubles)).encode())
    return made


def _manifest(files: Mapping[str, bytes], scope: Scope, at: datetime, desk: Desk) -> Files:
    listed = [
        {"path": path, "bytes": len(content), "sha256": layout.sha256(content)}
        for path, content in sorted(files.items())
    ]
    manifest: dict[str, Any] = {
        "format": layout.FORMAT, "version": layout.VERSION, "scope": scope, "made_at": layout.iso(at),
        "workbook": {"title": desk.content.programme.title, "version": _version()}, "files": listed,
    }  # fmt: skip
    return {layout.MANIFEST: layout.as_json(manifest | {"digest": layout.digest(manifest)})}


def _version() -> str:
    from importlib.metadata import version

    return version("permanence")


def _zipped(files: Mapping[str, bytes], at: datetime) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, content in files.items():
            part = zipfile.ZipInfo(path, (max(1980, at.year), at.month, at.day, at.hour, at.minute, at.second))
            part.create_system, part.external_attr = 3, 0o600 << 16  # the same on every computer
            archive.writestr(part, content, _packing(content))
    return out.getvalue()


def _packing(content: bytes) -> int:
    """Packed, unless that would make the part look like one that was made to burst when it is opened."""
    import zlib

    small = len(zlib.compress(content)) * (layout.MOST_RATIO // 2) < len(content)
    return zipfile.ZIP_STORED if small else zipfile.ZIP_DEFLATED
