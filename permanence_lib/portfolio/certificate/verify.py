"""Check a certificate offline: is it whole, who signed it, is that key known, and does it hold today?

Nothing is asked of any network: the key is in the certificate itself (did:key), and whose key that is stands in
data/issuers.yaml, not in what the certificate says of its issuer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from permanence_lib.content.dates import say_date
from permanence_lib.content.issuers import IssuerKey, Issuers
from permanence_lib.portfolio.certificate import badge, did, proof, reading
from permanence_lib.portfolio.certificate.verdict import Verdict

_ALTERED = "This certificate is not whole: it has been altered, or was never properly signed. Do not rely on it."


class _NotWhole(Exception):
    """Why the file is no certificate with a proof that holds."""


@dataclass(frozen=True)
class _Claim:
    """What a whole certificate says, and who signed it when."""

    issuer: str
    id: str
    signed: datetime
    starts: datetime
    ends: datetime | None
    document: Mapping[str, Any]


def check(content: bytes, issuers: Issuers, today: date, name: str = "") -> Verdict:
    """What a file is worth on a day; `name` is whose certificate it should be, if that is to be checked.

    Raises UnreadableFile for a file that is no JSON object, or says anything twice.
    """
    document = reading.read(content)
    try:
        claim = _claim(document)
    except _NotWhole as why:
        return Verdict("altered", _ALTERED, (str(why),))
    known = next((key for key in issuers.issuers if key.id == claim.issuer), None)
    facts = tuple(_facts(claim, known))
    if known is None:
        return Verdict("unknown-key", _UNKNOWN, (_ASK,), facts)
    doubts = tuple(_doubts(claim, known, issuers, today, name))
    if doubts:
        return Verdict("not-good", "This certificate is whole, but do not rely on it.", doubts, facts)
    matches = (f"It was issued to {name}.",) if name else ()
    return Verdict("good", "This certificate is whole and good.", (f"Signed by {known.held_by}, whose key this workbook knows.", *matches), facts)  # fmt: skip


_UNKNOWN = "This certificate is whole: signed, but by a key this workbook does not know."
_ASK = (
    "Anybody can make a key and sign with it, so this proves nothing yet. Ask the programme for its key and compare the two, "
    "or for its newest list of keys."
)


def _claim(document: dict[str, Any]) -> _Claim:
    """The certificate, once its proof has held."""
    issuer = _issuer(document)
    _expect_the_shape_of_a_proof(document, issuer)
    try:
        public = did.public_of(issuer)
    except ValueError:
        raise _NotWhole("Its issuer is not named by a key that this workbook can read (did:key, Ed25519).") from None
    if not proof.is_whole(document, public):
        raise _NotWhole("The signature does not belong to these words: something was changed after it was signed.")
    if document.get("@context") != badge.CONTEXTS or document.get("type") != badge.TYPES:
        raise _NotWhole("It is signed, but it is not a certificate of this sort (Open Badges 3.0).")
    ends = document.get("validUntil")
    return _Claim(
        issuer, str(document.get("id", "")), _moment(document["proof"].get("created")), _moment(document.get("validFrom")),
        None if ends is None else _moment(ends), document,
    )  # fmt: skip


def _issuer(document: Mapping[str, Any]) -> str:
    issuer = document.get("issuer")
    named = issuer.get("id") if isinstance(issuer, dict) else issuer
    if not isinstance(named, str):
        raise _NotWhole("It does not say who issued it.")
    return named


def _expect_the_shape_of_a_proof(document: Mapping[str, Any], issuer: str) -> None:
    """One proof, of the one sort used here, made by the issuer's own key for the purpose of saying so."""
    found = document.get("proof")
    if found is None:
        raise _NotWhole("Its signature has been taken out, or it never had one.")
    if not isinstance(found, dict):
        raise _NotWhole("It carries its signature in a form that this workbook does not read.")
    if (found.get("type"), found.get("cryptosuite")) != (proof.TYPE, proof.SUITE):
        raise _NotWhole("It is signed in a way that this workbook does not read (it reads eddsa-jcs-2022).")
    if found.get("proofPurpose") != proof.PURPOSE or found.get("verificationMethod") != did.method_of(issuer):
        raise _NotWhole("It was not signed by the key that it names as its issuer.")


def _moment(written: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except (TypeError, ValueError):
        raise _NotWhole("It is signed, but a date in it cannot be read.") from None
    if moment.tzinfo is None:
        raise _NotWhole("It is signed, but a date in it does not say its time zone.")
    return moment


def _doubts(claim: _Claim, known: IssuerKey, issuers: Issuers, today: date, name: str) -> Iterator[str]:
    """Every reason not to rely on a whole certificate by a known key."""
    yield from _key_doubts(claim, known)
    for taken_back in issuers.withdrawn:
        if taken_back.id == claim.id:
            yield f"The programme withdrew it on {say_date(taken_back.day)}: {taken_back.why}"
    if claim.starts.date() > today or claim.signed.date() > today:
        yield f"It is dated in the future: {say_date(max(claim.starts, claim.signed).date())}."
    if claim.ends and claim.ends.date() < today:
        yield f"It expired on {say_date(claim.ends.date())}."
    if name and not _is_issued_to(claim, name):
        yield f"It was not issued to {name}, as the name is written here."


def _key_doubts(claim: _Claim, known: IssuerKey) -> Iterator[str]:
    if known.is_compromised and known.ended:
        yield (
            f"The key it was signed with was given up on {say_date(known.ended.day)} because somebody else may have had it. Whoever "
            "has a key can write any date. Ask the programme, which issues such certificates again with its new key."
        )
    elif not known.was_in_use(claim.signed.date()):
        until = f" until {say_date(known.last_day)}" if known.last_day else ""
        yield f"It was signed on {say_date(claim.signed.date())}, but this key was in use from {say_date(known.since)}{until}."


def _facts(claim: _Claim, known: IssuerKey | None) -> Iterator[tuple[str, str]]:
    """What the certificate says. Who holds the key is said by this workbook's own list, never by the certificate."""
    subject = claim.document.get("credentialSubject")
    achievement = subject.get("achievement") if isinstance(subject, dict) else None
    achieved = achievement.get("name") if isinstance(achievement, dict) else None
    yield (
        "What for",
        f"{achieved or 'not said'} ({str(claim.document.get('description', '')).rstrip('.') or 'no description'})",
    )
    yield "Issued to", _to_whom(claim)
    yield "Issued on", say_date(claim.starts.date())
    yield "Valid until", say_date(claim.ends.date()) if claim.ends else "it does not expire"
    yield "Signed by", known.held_by if known else f"somebody unknown, who calls themselves “{_own_name(claim)}”"
    yield "Key", claim.issuer
    yield "Certificate number", claim.id or "none"


def _own_name(claim: _Claim) -> str:
    issuer = claim.document.get("issuer")
    return str(issuer.get("name", "nobody"))[:120] if isinstance(issuer, dict) else "nobody"


def _identities(claim: _Claim) -> list[dict[str, Any]]:
    subject = claim.document.get("credentialSubject")
    found = subject.get("identifier") if isinstance(subject, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _to_whom(claim: _Claim) -> str:
    for identity in _identities(claim):
        if not identity.get("hashed"):
            return str(identity.get("identityHash", ""))[:200]
    return "a name that is not shown; it can be checked against one that you give"


def _is_issued_to(claim: _Claim, name: str) -> bool:
    for identity in _identities(claim):
        written, salt = str(identity.get("identityHash", "")), str(identity.get("salt", ""))
        if badge.hashed(name, salt) == (written if identity.get("hashed") else badge.hashed(written, salt)):
            return True
    return False
