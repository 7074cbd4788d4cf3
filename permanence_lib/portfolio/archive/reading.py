"""Reading an archive: checked from the outside in, and either wholly right or refused with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

from pydantic import ValidationError

from permanence_lib.errors import AnswerRefused
from permanence_lib.portfolio.archive import layout, unpacking, upgrade
from permanence_lib.portfolio.archive.layout import Manifest, Scope
from permanence_lib.portfolio.archive.saved import Saved
from permanence_lib.portfolio.archive.unpacking import refused
from permanence_lib.store import answer

_SCOPES: Mapping[Scope, str] = {
    "everything": (
        "This file holds only the chosen portfolio, without its history, so a workbook cannot be restored from it. "
        "Choose the file that was made as “The whole workbook”."
    ),
    "portfolio": (
        "This file holds a whole workbook, with everything private in it. Only the portfolio is wanted here: "
        "the file that was made as “The portfolio file”."
    ),
}


@dataclass(frozen=True)
class Archive:
    """What an archive holds, all of it checked."""

    manifest: Manifest
    records: tuple[Saved, ...]
    completion: tuple[Mapping[str, Any], ...]
    returns: Mapping[str, Any]
    """Accepted returns from the line manager by the id of their pack."""
    packs: Mapping[str, Any]
    """Packs as they were sent, by id."""

    @property
    def scope(self) -> Scope:
        """Whether it is the whole workbook or the chosen portfolio."""
        return self.manifest.scope

    def histories(self) -> dict[str, tuple[Saved, ...]]:
        """Every version of each record, oldest first."""
        return {name: tuple(found) for name, found in groupby(self.records, key=lambda one: one.exercise)}


def read(content: bytes, wanted: Scope | None = None, now: datetime | None = None) -> Archive:
    """An archive from its bytes.

    Raises UnreadableFile in the reader's words for anything that a workbook would not have written: a part added, left
    out or changed, a version of the future, a date to come, sizes out of all proportion; and for a scope other than the
    one wanted. Nothing is a signature: whoever alters a file and counts again is not found out here.
    """
    now = now or datetime.now(UTC)
    files = unpacking.unpacked(content)
    manifest, files = _opened(files)
    if wanted is not None and manifest.scope != wanted:
        raise refused(_SCOPES[wanted])
    _not_to_come(manifest.made_at, now, "This file")
    records = _records(files, manifest.scope, now)
    return Archive(
        manifest, records, tuple(_completion(files)), _folder(files, layout.RETURNS), _folder(files, layout.PACKS)
    )


def _opened(files: dict[str, bytes]) -> tuple[Manifest, dict[str, bytes]]:
    """The manifest and what it lists, both as they were made."""
    if layout.MANIFEST not in files:
        raise refused(
            "This zip was not made by the workbook: it has no manifest. Choose the zip that the workbook gave you."
        )
    raw = upgrade.plain_json(files.pop(layout.MANIFEST), layout.MANIFEST)
    version = _version(raw)
    for name in files:
        if not layout.PARTS[version].fullmatch(name):
            raise refused(f"This zip holds “{name[:80]}”, which the workbook does not put there.")
    try:
        if version == layout.VERSION:
            _whole(raw)
        raw, files = upgrade.to_present(raw, files)
        manifest = Manifest.model_validate(raw)
    except ValidationError as wrong:
        raise refused("The manifest of this file is damaged: it does not say what it should.") from wrong
    _agree(manifest, files)
    return manifest, files


def _version(raw: Any) -> int:
    if not isinstance(raw, dict) or raw.get("format") != layout.FORMAT:
        raise refused("This zip was made by another program: its manifest is not the workbook’s.")
    version = raw.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 0:
        raise refused("The manifest of this file does not say which version it is.")
    if version > layout.VERSION:
        raise refused(
            "This file was made by a later version of the workbook, which may keep things that this one does not know. "
            "Update the workbook here, then bring the file in again."
        )
    return version


def _whole(raw: Mapping[str, Any]) -> None:
    if raw.get("digest") != layout.digest(dict(raw)):
        raise refused("The manifest of this file has been changed since the workbook made it.")


def _agree(manifest: Manifest, files: Mapping[str, bytes]) -> None:
    """All that is listed is there, nothing else is, and every byte is as it was."""
    listed = {one.path: one for one in manifest.files}
    if len(listed) < len(manifest.files):
        raise refused("The manifest of this file lists the same part twice.")
    missing, extra = sorted(set(listed) - set(files)), sorted(set(files) - set(listed))
    if missing:
        raise refused(f"“{missing[0]}” is missing from this file.")
    if extra:
        raise refused(f"“{extra[0]}” was put into this file after the workbook made it.")
    for path, one in listed.items():
        if len(files[path]) != one.bytes or layout.sha256(files[path]) != one.sha256:
            raise refused(f"“{path}” in this file has been changed since the workbook made it.")


def _records(files: Mapping[str, bytes], scope: Scope, now: datetime) -> tuple[Saved, ...]:
    """Every record, in the order of names and numbers."""
    if layout.RECORDS not in files:
        raise refused("This file holds no answers, and the workbook never makes one without.")
    raw = upgrade.plain_json(files[layout.RECORDS], layout.RECORDS)
    if not isinstance(raw, dict) or not isinstance(raw.get("records"), list):
        raise refused("The answers in this file are not arranged as the workbook writes them.")
    records = sorted((_saved(one, now) for one in raw["records"]), key=lambda one: (one.exercise, one.revision))
    for name, found in groupby(records, key=lambda one: one.exercise):
        _check_numbers(name, [one.revision for one in found], scope)
    return tuple(records)


def _saved(raw: Any, now: datetime) -> Saved:
    try:
        one = Saved.model_validate(raw)
        answer.to_text(one.value)
    except ValidationError as wrong:
        raise refused(
            f"One of the answers in this file is not as the workbook writes it ({_where(raw, wrong)})."
        ) from wrong
    except AnswerRefused as wrong:
        raise refused(
            f"The answer “{one.exercise}” in this file is longer or deeper than the workbook keeps."
        ) from wrong
    _not_to_come(one.saved_at, now, f"Version {one.revision} of “{one.exercise}” in this file")
    return one


def _where(raw: Any, wrong: ValidationError) -> str:
    name = raw.get("exercise") if isinstance(raw, dict) else None
    field = ".".join(str(step) for step in wrong.errors()[0]["loc"]) or "the whole"
    return f"{name}: {field}"[:120] if isinstance(name, str) else field[:120]


def _check_numbers(name: str, numbers: Sequence[int], scope: Scope) -> None:
    whole = numbers == list(range(1, len(numbers) + 1))
    if scope == "everything" and not whole:
        raise refused(f"The versions of “{name}” in this file do not count 1, 2, 3: some are missing or there twice.")
    if scope == "portfolio" and len(numbers) != 1:
        raise refused(f"“{name}” is in this portfolio file in more than one version, which the workbook never writes.")


def _not_to_come(moment: datetime, now: datetime, what: str) -> None:
    if moment > now + timedelta(seconds=layout.CLOCKS):
        raise refused(
            f"{what} says it was saved on {moment:%Y-%m-%d}, which is still to come. Check the date of this computer; "
            "if it is right, the file has been changed or was made on a computer whose clock was wrong."
        )


def _completion(files: Mapping[str, bytes]) -> Iterator[Mapping[str, Any]]:
    if layout.COMPLETION in files:
        raw = upgrade.plain_json(files[layout.COMPLETION], layout.COMPLETION)
        found = raw.get("requirements") if isinstance(raw, dict) else None
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise refused("What this file says of completion is not arranged as the workbook writes it.")
        yield from found


def _folder(files: Mapping[str, bytes], folder: str) -> dict[str, Any]:
    """Plain values by the name of their file, without its ending."""
    return {
        path.removeprefix(f"{folder}/").removesuffix(".json"): upgrade.plain_json(content, path)
        for path, content in files.items()
        if path.startswith(f"{folder}/")
    }
