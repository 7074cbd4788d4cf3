"""Keys as addresses, key files, and the signature, against the published vectors."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from permanence_lib.errors import PermanenceError, UnreadableFile
from permanence_lib.portfolio.certificate import did, key, proof

#: W3C, Data Integrity EdDSA Cryptosuites, test vectors for eddsa-jcs-2022: key pair, document, and what comes out.
VECTOR_DID = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
VECTOR_PRIVATE = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
VECTOR_DOCUMENT = {
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
}
VECTOR_CREATED = datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC)
VECTOR_HASHES = (
    "66ab154f5c2890a140cb8388a22a160454f80575f6eae09e5a097cabe539a1db"
    "59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19"
)
VECTOR_PROOF = "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX"


@pytest.fixture(scope="module")
def vector_key() -> key.IssuingKey:
    """The key of the vectors; its private half stands after the two bytes of its multicodec."""
    private = Ed25519PrivateKey.from_private_bytes(did.bytes_of(VECTOR_PRIVATE)[2:])
    return key.IssuingKey(did.did_of(private.public_key().public_bytes_raw()), private)


def test_the_published_vector_comes_out_to_the_letter(vector_key: key.IssuingKey) -> None:
    """Hashes of proof and document, and the signature itself."""
    signed = proof.signed(VECTOR_DOCUMENT, vector_key, VECTOR_CREATED)
    options = {name: value for name, value in signed["proof"].items() if name != "proofValue"}
    assert vector_key.did == VECTOR_DID
    assert proof.signed_data(VECTOR_DOCUMENT, options).hex() == VECTOR_HASHES
    assert signed["proof"]["proofValue"] == VECTOR_PROOF


def test_an_earlier_published_signature_holds() -> None:
    """The vector of an earlier draft, whose proof names another verification method."""
    earlier = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "created": "2023-02-24T23:36:38Z",
        "verificationMethod": f"https://vc.example/issuers/5678#{VECTOR_DID.removeprefix('did:key:')}",
        "proofPurpose": "assertionMethod",
        "@context": VECTOR_DOCUMENT["@context"],
        "proofValue": "z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD5srBowQfmWqeRb8rRjmeEuCBEsddF9LsVogtuTsijJKh4",
    }
    assert proof.is_whole({**VECTOR_DOCUMENT, "proof": earlier}, did.public_of(VECTOR_DID))
    assert not proof.is_whole({**VECTOR_DOCUMENT, "name": "Other", "proof": earlier}, did.public_of(VECTOR_DID))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": 1, "a": 2}, '{"a":2,"b":1}'),
        # RFC 8785, 3.2.3: sorted by UTF-16 code units, so that an emoji comes before U+FB33
        ({"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\x80": 6, "\u00f6": 7},
         '{"\\r":2,"1":4,"\x80":6,"\u00f6":7,"\u20ac":1,"\U0001f600":5,"\ufb33":3}'),
        # RFC 8785, 3.2.2: literals, and the shortest escapes
        ([None, True, False, '\u20ac$\x0f\nA\'B"\\\\"/'], '[null,true,false,"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"]'),
        ([[], {}, ""], '[[],{},""]'),
    ],
)  # fmt: skip
def test_there_is_one_way_to_write_it(value: Any, written: str) -> None:
    assert proof.canonical(value).decode() == written


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**60, "\ud800", {"\ud800": 1}, {1: 2}, object()])
def test_what_cannot_be_written_in_one_way_is_refused(value: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any of them will do
        proof.canonical(value)


@pytest.mark.parametrize("data", [b"", b"\0", b"\0\0a", bytes(range(34)), b"\xff" * 64])
def test_base58_goes_there_and_back(data: bytes) -> None:
    assert did.bytes_of(did.multibase(data)) == data


@pytest.mark.parametrize(
    "address",
    ["", "did:key:", "did:key:z", "did:key:z0", "did:web:example.org", VECTOR_DID[:-1], f"{VECTOR_DID}1",
     VECTOR_DID.replace("z6Mk", "z1116Mk"), "did:key:" + "z" * 4000, "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme"],
)  # fmt: skip
def test_what_is_no_ed25519_key_is_no_address(address: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        did.public_of(address)


class TestKeyFile:
    """The file the programme keeps its key in."""

    PASSPHRASE = "four ordinary words here"

    def test_is_its_owners_alone_and_opens_again(self, tmp_path: Path) -> None:
        path, address = key.new(tmp_path / "safe", self.PASSPHRASE)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert b"ENCRYPTED PRIVATE KEY" in path.read_bytes()
        opened = key.load(path, self.PASSPHRASE)
        assert opened.did == address
        assert proof.is_whole(proof.signed({"a": "b"}, opened, VECTOR_CREATED), did.public_of(address))

    def test_is_never_written_over(self, tmp_path: Path) -> None:
        path, _ = key.new(tmp_path, self.PASSPHRASE)
        before = path.read_bytes()
        with pytest.raises(PermanenceError, match="never written over"):
            key.new(tmp_path, self.PASSPHRASE)
        assert path.read_bytes() == before

    def test_asks_for_a_passphrase_worth_the_name(self, tmp_path: Path) -> None:
        with pytest.raises(PermanenceError, match="at least 15 characters"):
            key.new(tmp_path, "short")
        assert list(tmp_path.iterdir()) == []

    def test_says_why_it_cannot_be_opened(self, tmp_path: Path) -> None:
        path, _ = key.new(tmp_path, self.PASSPHRASE)
        other = tmp_path / "other.pem"
        other.write_text("nothing of the kind")
        for file, passphrase, why in (
            (path, "another passphrase", "the passphrase is another"),
            (other, self.PASSPHRASE, "not a key"),
            (tmp_path / "gone.pem", self.PASSPHRASE, "could not be read"),
        ):
            with pytest.raises(UnreadableFile, match=why):
                key.load(file, passphrase)

    def test_a_key_of_another_sort_or_in_the_clear_is_refused(self, tmp_path: Path) -> None:
        from cryptography.hazmat.primitives.asymmetric import ec
        from cryptography.hazmat.primitives.serialization import (
            BestAvailableEncryption,
            Encoding,
            NoEncryption,
            PrivateFormat,
        )

        locked = BestAvailableEncryption(self.PASSPHRASE.encode())
        kinds: Mapping[str, bytes] = {
            "Ed25519": ec.generate_private_key(ec.SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked),
            "not encrypted": Ed25519PrivateKey.generate().private_bytes(
                Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
            ),
        }
        for why, pem in kinds.items():
            path = tmp_path / f"{why}.pem"
            path.write_bytes(pem)
            with pytest.raises(UnreadableFile, match=why):
                key.load(path, self.PASSPHRASE)
