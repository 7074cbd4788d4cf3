"""A signature inside a JSON document: W3C Data Integrity, cryptosuite eddsa-jcs-2022 (vc-di-eddsa, section 3.3).

Both halves, the document without its proof and the proof without its value, are written in one canonical way (RFC 8785),
hashed with SHA-256, and signed together: proof first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from permanence_lib.portfolio.certificate import did
from permanence_lib.portfolio.certificate.key import IssuingKey

Document = Mapping[str, Any]
TYPE, SUITE, PURPOSE = "DataIntegrityProof", "eddsa-jcs-2022", "assertionMethod"


def canonical(value: Any) -> bytes:
    """The one way to write JSON that RFC 8785 allows. ValueError for what it cannot write."""
    import rfc8785

    return rfc8785.dumps(value)


def signed_data(document: Document, options: Document) -> bytes:
    """The 64 bytes that are signed: the hash of the proof's options, then the hash of the document."""
    return sha256(canonical(dict(options))).digest() + sha256(canonical(dict(document))).digest()


def signed(document: Document, key: IssuingKey, created: datetime) -> dict[str, Any]:
    """The document with a proof by this key; `created` is in UTC."""
    options = {
        "type": TYPE,
        "cryptosuite": SUITE,
        "created": f"{created:%Y-%m-%dT%H:%M:%SZ}",
        "verificationMethod": did.method_of(key.did),
        "proofPurpose": PURPOSE,
    }
    if "@context" in document:
        options["@context"] = document["@context"]
    value = did.multibase(key.sign(signed_data(document, options)))
    return {**document, "proof": {**options, "proofValue": value}}


def is_whole(document: Document, public: bytes) -> bool:
    """Whether the document's proof was made by this public key over exactly this document.

    Stricter than the standard in one point: the contexts of proof and document must be the same, where the standard lets the
    document add some at the end, unsigned. Nothing unsigned may stand in a certificate.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    proof = dict(document["proof"])
    rest = {name: value for name, value in document.items() if name != "proof"}
    if proof.get("@context") != rest.get("@context"):
        return False
    try:
        signature = did.bytes_of(str(proof.pop("proofValue", "")))
        Ed25519PublicKey.from_public_bytes(public).verify(signature, signed_data(rest, proof))
    except (ValueError, InvalidSignature):
        return False
    return True
