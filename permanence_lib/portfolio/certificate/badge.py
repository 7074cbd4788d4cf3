"""The certificate as an Open Badges 3.0 credential (1EdTech), which is a W3C Verifiable Credential 2.0. Nothing of anybody's work is in it."""

from __future__ import annotations

import base64
import secrets
import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Any

from permanence_lib.content.dates import say_date
from permanence_lib.content.programme import Programme

CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
TYPES = ["VerifiableCredential", "OpenBadgeCredential"]
#: The achievement is the same whoever earns it: its id follows from its name.
ACHIEVEMENT = uuid.uuid5(uuid.NAMESPACE_URL, "achieving-permanence/certificate-of-completion").urn


@dataclass(frozen=True)
class Award:
    """Who completed, according to what, and what the certificate may say of them.

    `portfolio` is the SHA-256 of the archive that was checked (64 hexadecimal digits). The name stands in the badge as a
    salted hash unless `show_name`: whoever has both name and badge can check that they belong together, and nobody else
    learns the name from the badge.
    """

    name: str
    requirements: tuple[str, ...]
    verified_on: date
    portfolio: str
    issued: datetime
    confirmed_with: str = ""
    until: date | None = None
    show_name: bool = False
    id: str = field(default_factory=lambda: uuid.uuid4().urn)


def unsigned(award: Award, programme: Programme, issuer: str, held_by: str) -> dict[str, Any]:
    """The credential before it is signed by `issuer` (a did:key)."""
    credential: dict[str, Any] = {
        "@context": list(CONTEXTS),
        "id": award.id,
        "type": list(TYPES),
        "name": f"{programme.title}: certificate of completion",
        "description": f"{programme.completion.certificate}.",
        "issuer": {"id": issuer, "type": ["Profile"], "name": held_by},
        "validFrom": _moment(award.issued),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [_identity(award)],
            "achievement": _achievement(award, programme),
        },
        "evidence": [_evidence(award)],
    }
    if award.until:
        credential["validUntil"] = _moment(datetime.combine(award.until, time(23, 59, 59), UTC))
    return credential


def _identity(award: Award) -> dict[str, Any]:
    identity = {"type": "IdentityObject", "identityType": "name", "hashed": not award.show_name}
    if award.show_name:
        return {**identity, "identityHash": " ".join(award.name.split())}
    salt = secrets.token_hex(16)
    return {**identity, "identityHash": hashed(award.name, salt), "salt": salt}


def hashed(name: str, salt: str) -> str:
    """A name as Open Badges hashes an identity: SHA-256 of the name with the salt after it. Spaces count once, capitals do."""
    return "sha256$" + sha256((" ".join(name.split()) + salt).encode()).hexdigest()


def _achievement(award: Award, programme: Programme) -> dict[str, Any]:
    asked = "; ".join(text.rstrip(".") for text in award.requirements)
    return {
        "id": ACHIEVEMENT,
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": programme.title,
        "description": f"A {programme.weeks}-week programme for {programme.audience}: {programme.level}.",
        "criteria": {"narrative": f"A line manager has verified every requirement of completion: {asked}."},
        "inLanguage": programme.language,
    }


def _evidence(award: Award) -> dict[str, Any]:
    """The portfolio by the hash of its archive (RFC 6920), and what was done about it; no content of it."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(award.portfolio)).decode().rstrip("=")
    return {
        "id": f"ni:///sha-256;{digest}",
        "type": ["Evidence"],
        "name": "Practice portfolio",
        "narrative": " ".join(said_of_evidence(award)),
    }


def said_of_evidence(award: Award) -> tuple[str, ...]:
    """What was checked before the certificate was issued, sentence by sentence."""
    confirmed = (
        f"The programme confirmed this with the line manager: {award.confirmed_with}."
        if award.confirmed_with
        else "The programme relied on the manager's returned file and did not speak with the manager."
    )
    return (
        f"The line manager's final return, dated {say_date(award.verified_on)}, verifies every requirement.",
        confirmed,
        f"SHA-256 of the portfolio archive: {award.portfolio}. None of its content is in this credential.",
    )


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
