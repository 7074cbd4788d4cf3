"""Issue a certificate: check the archive again, sign the credential, make the pages that go with it. Or say what is missing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from permanence_lib.content.issuers import Issuers
from permanence_lib.content.library import Content
from permanence_lib.errors import PermanenceError
from permanence_lib.portfolio.certificate import archived, badge, grounds, paper, proof
from permanence_lib.portfolio.certificate.badge import Award
from permanence_lib.portfolio.certificate.key import IssuingKey


class NotYet(PermanenceError):
    """A certificate cannot be issued on this archive; `lacking` says what stands between, a sentence each."""

    def __init__(self, lacking: tuple[str, ...]) -> None:
        self.lacking = lacking
        listed = "\n".join(f"- {words}" for words in lacking)
        super().__init__(f"No certificate was issued. What is missing:\n{listed}")


@dataclass(frozen=True)
class Wish:
    """What the programme asks for beside the archive: whose certificate, and what may stand in it."""

    name: str
    confirmed_with: str = ""
    until: date | None = None
    show_name: bool = False


@dataclass(frozen=True)
class Issued:
    """The certificate: the signed credential, and every file by its name."""

    credential: Mapping[str, Any]
    files: Mapping[str, bytes]
    confirmed: bool

    def warnings(self, issuers: Issuers) -> tuple[str, ...]:
        """What whoever issued it should know: nobody knows the key yet, or nobody has spoken with the manager."""
        key = self.credential["issuer"]["id"]
        known = any(one.id == key for one in issuers.issuers)
        unlisted = f"Whoever checks this certificate will be told that its key is not known, until data/issuers.yaml lists {key}."
        unspoken = (
            "Nobody has confirmed this with the line manager beyond the file that came back, and the certificate says so. "
            "--confirmed-with records that you did."
        )
        return (*(() if known else (unlisted,)), *(() if self.confirmed else (unspoken,)))

    def write(self, folder: Path) -> list[Path]:
        """Put the files into a folder, whole or not at all where one is there already."""
        folder.mkdir(parents=True, exist_ok=True)
        there = [name for name in self.files if (folder / name).exists()]
        if there:
            raise PermanenceError(
                f"{folder} already holds {', '.join(there)}. Nothing was written: choose another folder."
            )
        for name, content in self.files.items():
            (folder / name).write_bytes(content)
        return [folder / name for name in self.files]


def issue(archive: bytes, wish: Wish, key: IssuingKey, content: Content, now: datetime) -> Issued:
    """A certificate on a portfolio archive.

    Raises NotYet with everything that is missing, UnreadableFile for an archive that is damaged or altered, and
    PermanenceError for a key that the programme has given up or a name that is no name.
    """
    _expect(wish, now)
    held_by = _holder(key, content, now)
    standing = archived.standing(archive, now)
    lacking = grounds.lacking(standing, content.programme.completion)
    if lacking or standing.verified_on is None:
        raise NotYet(lacking)
    award = Award(
        name=wish.name.strip(),
        requirements=tuple(asked.text for asked in content.programme.completion.shown_by),
        verified_on=standing.verified_on,
        portfolio=sha256(archive).hexdigest(),
        issued=now,
        confirmed_with=wish.confirmed_with.strip(),
        until=wish.until,
        show_name=wish.show_name,
    )
    return _made(award, key, held_by, content)


def _made(award: Award, key: IssuingKey, held_by: str, content: Content) -> Issued:
    programme = content.programme
    credential = proof.signed(badge.unsigned(award, programme, key.did, held_by), key, award.issued)
    stem = "certificate-" + (re.sub(r"[^a-z0-9]+", "-", award.name.lower()).strip("-")[:60] or award.id[-12:])
    pages = paper.document(award, programme, key.did, held_by, f"{stem}.json")
    return Issued(
        credential,
        {
            f"{stem}.json": json.dumps(credential, ensure_ascii=False, indent=2).encode() + b"\n",
            f"{stem}.docx": paper.word(pages),
            f"{stem}.html": paper.web_page(pages).encode(),
        },
        confirmed=bool(award.confirmed_with),
    )


def _expect(wish: Wish, now: datetime) -> None:
    if not wish.name.strip() or len(wish.name) > 200 or not wish.name.isprintable():
        raise PermanenceError('Say whose certificate it is, in one line: --name "Sam Adeyemi".')
    if len(wish.confirmed_with) > 200 or not wish.confirmed_with.isprintable():
        raise PermanenceError(
            'Say with whom it was confirmed in one line, role and date: --confirmed-with "team manager, 3 August 2026".'
        )
    if wish.until and wish.until <= now.date():
        raise PermanenceError("The last day of a certificate must be in the future.")


def _holder(key: IssuingKey, content: Content, now: datetime) -> str:
    """Who holds the key by our own list. A key that is not listed may sign, but nobody will know it; one given up may not."""
    known = next((one for one in content.issuers.issuers if one.id == key.did), None)
    if known is None:
        return "a key that is not listed yet"
    if not known.was_in_use(now.astimezone(UTC).date()) or known.is_compromised:
        raise PermanenceError(
            "This key is not in use on this day, according to data/issuers.yaml. Nothing was signed. Use the programme's present key."
        )
    return known.held_by
