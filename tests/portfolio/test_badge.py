"""The signed certificate and its check: what it says, and every way in which somebody might alter it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from permanence_lib.content.issuers import Issuers
from permanence_lib.content.library import Content
from permanence_lib.errors import UnreadableFile
from permanence_lib.portfolio.certificate import badge, did, proof, verify
from permanence_lib.portfolio.certificate.key import IssuingKey
from permanence_lib.portfolio.certificate.verdict import Verdict

Credential = dict[str, Any]
TODAY = date(2026, 8, 10)
ISSUED = datetime(2026, 8, 3, 9, 30, tzinfo=UTC)
HOLDER = "Programme lead, the teaching partnership"
NAME = "Sam Adeyemi-Clarke"


def a_key() -> IssuingKey:
    """A key nobody has seen."""
    private = Ed25519PrivateKey.generate()
    return IssuingKey(did.did_of(private.public_key().public_bytes_raw()), private)


KEY = a_key()


def known(**more: Any) -> Issuers:
    """The list that knows the key."""
    entry = {"id": KEY.did, "held_by": HOLDER, "since": "2026-01-01", **more.pop("key", {})}
    return Issuers.model_validate({"issuers": [entry], "withdrawn": [], **more})


NOBODY = Issuers(issuers=(), withdrawn=())


@pytest.fixture(scope="module")
def made(content: Content) -> Callable[..., Credential]:
    """Makes and signs a certificate."""

    def make(key: IssuingKey = KEY, **more: Any) -> Credential:
        texts = tuple(asked.text for asked in content.programme.completion.shown_by)
        award = badge.Award(NAME, texts, date(2026, 8, 1), "ab" * 32, **{"issued": ISSUED, **more})
        unsigned = badge.unsigned(award, content.programme, key.did, HOLDER)
        return proof.signed(unsigned, key, award.issued)

    return make


@pytest.fixture(scope="module")
def certificate(made: Callable[..., Credential]) -> Credential:
    """A whole and good one."""
    return made()


def checked(credential: object, issuers: Issuers | None = None, on: date = TODAY, name: str = "") -> Verdict:
    """What the check makes of it as a file."""
    return verify.check(json.dumps(credential).encode(), known() if issuers is None else issuers, on, name)


class TestWhatItSays:
    """Open Badges 3.0 on Verifiable Credentials 2.0."""

    def test_it_has_the_shape_of_the_standard(self, certificate: Credential) -> None:
        assert certificate["@context"] == badge.CONTEXTS
        assert certificate["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
        assert certificate["issuer"] == {"id": KEY.did, "type": ["Profile"], "name": HOLDER}
        assert certificate["validFrom"] == "2026-08-03T09:30:00Z"
        achievement = certificate["credentialSubject"]["achievement"]
        assert certificate["credentialSubject"]["type"] == ["AchievementSubject"]
        assert achievement["achievementType"] == "CertificateOfCompletion"
        assert achievement["type"] == ["Achievement"]
        assert {"id", "name", "description", "criteria"} <= set(achievement)
        assert "Six case tracker entries" in achievement["criteria"]["narrative"]
        assert certificate["proof"]["cryptosuite"] == "eddsa-jcs-2022"

    def test_it_is_no_award_and_carries_no_credit(self, certificate: Credential) -> None:
        assert "no academic credit" in certificate["description"]
        assert "creditsAvailable" not in json.dumps(certificate)

    def test_the_name_is_only_a_code_unless_it_is_wanted(self, made: Callable[..., Credential]) -> None:
        hidden, shown = made(), made(show_name=True)
        assert NAME not in json.dumps(hidden)
        assert NAME in json.dumps(shown)
        for one in (hidden, shown):
            assert checked(one, name=NAME).state == "good"
            assert checked(one, name=" Sam  Adeyemi-Clarke").state == "good"
            assert checked(one, name="Somebody Else").state == "not-good"

    def test_two_codes_of_one_name_differ(self, made: Callable[..., Credential]) -> None:
        """The salt is new each time, so nobody can look a name up."""
        codes = {made()["credentialSubject"]["identifier"][0]["identityHash"] for _ in range(3)}
        assert len(codes) == 3

    def test_the_portfolio_is_named_by_its_hash_alone(self, certificate: Credential) -> None:
        (evidence,) = certificate["evidence"]
        assert evidence["id"].startswith("ni:///sha-256;q6ur")
        assert "ab" * 32 in evidence["narrative"]

    def test_it_says_whether_anybody_spoke_with_the_manager(self, made: Callable[..., Credential]) -> None:
        assert "did not speak with the manager" in json.dumps(made())
        assert "team manager, 3 August 2026" in json.dumps(made(confirmed_with="team manager, 3 August 2026"))


class TestCheck:
    """A certificate nobody touched."""

    def test_a_good_one_is_said_to_be_good(self, certificate: Credential) -> None:
        found = checked(certificate)
        assert (found.state, found.exit_code) == ("good", 0)
        assert HOLDER in found.reasons[0]
        assert ("Issued on", "3 August 2026") in found.facts

    def test_an_unknown_key_is_said_to_be_unknown(self, certificate: Credential) -> None:
        """And whom the certificate calls its issuer is not believed."""
        found = checked(certificate, NOBODY)
        assert found.headline == "This certificate is whole: signed, but by a key this workbook does not know."
        assert found.exit_code == 3
        assert dict(found.facts)["Signed by"].startswith("somebody unknown, who calls themselves")

    @pytest.mark.parametrize(
        ("key", "state", "why"),
        [
            ({"until": "2026-12-31"}, "good", ""),
            ({"until": "2026-08-03"}, "good", ""),
            ({"until": "2026-08-02"}, "not-good", "this key was in use from 1 January 2026 until 2 August 2026"),
            ({"since": "2026-08-04"}, "not-good", "this key was in use from 4 August 2026."),
            ({"ended": {"day": "2026-08-05", "why": "retired"}}, "good", ""),
            ({"ended": {"day": "2026-08-01", "why": "retired"}}, "not-good", "until 1 August 2026"),
            ({"ended": {"day": "2026-08-05", "why": "compromised"}}, "not-good", "somebody else may have had it"),
        ],
    )
    def test_the_key_must_have_been_in_use(
        self, key: Credential, state: str, why: str, certificate: Credential
    ) -> None:
        found = checked(certificate, known(key=key))
        assert found.state == state
        assert why in " ".join(found.reasons)

    def test_one_taken_back_is_said_to_be_taken_back(self, certificate: Credential) -> None:
        gone = [{"id": certificate["id"], "day": "2026-08-09", "why": "Issued twice."}]
        assert "withdrew it on 9 August 2026: Issued twice." in checked(certificate, known(withdrawn=gone)).reasons[0]

    def test_its_own_dates_hold(self, made: Callable[..., Credential], certificate: Credential) -> None:
        limited = made(until=date(2026, 8, 9))
        assert "It expired on 9 August 2026." in checked(limited).reasons
        assert checked(limited, on=date(2026, 8, 9)).state == "good"
        assert "dated in the future" in checked(certificate, on=date(2026, 8, 1)).reasons[0]

    def test_a_time_before_midnight_in_utc_counts_in_utc(self, made: Callable[..., Credential]) -> None:
        late = made(issued=datetime(2026, 8, 10, 23, 59, tzinfo=UTC))
        assert checked(late).state == "good"


def _set(path: str, value: Any) -> Callable[[Credential], None]:
    """Puts a value where a path leads: 'issuer.name'."""

    def change(credential: Credential) -> None:
        *steps, last = path.split(".")
        for step in steps:
            credential = credential[int(step)] if step.isdigit() else credential[step]
        credential[last] = value

    return change


def _sign_with_another(credential: Credential) -> None:
    """Somebody else's signature under our issuer's name."""
    body = {name: value for name, value in credential.items() if name != "proof"}
    credential["proof"] = proof.signed(body, a_key(), ISSUED)["proof"]


def _pose_as_issuer(credential: Credential) -> None:
    """Somebody else's signature that names our key."""
    _sign_with_another(credential)
    credential["proof"]["verificationMethod"] = did.method_of(KEY.did)


TAMPERING: dict[str, Callable[[Credential], None]] = {
    "the name is another": _set("credentialSubject.identifier.0.identityHash", "sha256$" + "0" * 64),
    "the name is shown": _set("credentialSubject.identifier.0.hashed", False),
    "the salt is another": _set("credentialSubject.identifier.0.salt", "00"),
    "the date is earlier": _set("validFrom", "2025-08-03T09:30:00Z"),
    "it never ends": _set("validUntil", "2099-01-01T00:00:00Z"),
    "it became an award": _set("description", "Master of Arts"),
    "it became another achievement": _set("credentialSubject.achievement.name", "Doctor of Social Work"),
    "the portfolio is another": _set("evidence.0.id", "ni:///sha-256;AAAA"),
    "the number is another": _set("id", "urn:uuid:00000000-0000-4000-8000-000000000000"),
    "the issuer calls itself something else": _set("issuer.name", "The regulator"),
    "the issuer is another key": _set("issuer.id", a_key().did),
    "the issuer is no key": _set("issuer.id", "did:web:example.org"),
    "the issuer is broken": _set("issuer.id", KEY.did[:-1]),
    "there is no issuer": lambda credential: credential.pop("issuer"),
    "the signature is gone": lambda credential: credential.pop("proof"),
    "the signature is a list": lambda credential: credential.update(proof=[credential["proof"]]),
    "the signature is another": _set("proof.proofValue", did.multibase(bytes(64))),
    "the signature is cut": lambda credential: _set("proof.proofValue", credential["proof"]["proofValue"][:-2])(credential),
    "the signature is no text": _set("proof.proofValue", 12),
    "the signature is endless": _set("proof.proofValue", "z" + "2" * 100_000),
    "the signing date is earlier": _set("proof.created", "2026-01-03T09:30:00Z"),
    "the purpose is another": _set("proof.proofPurpose", "authentication"),
    "the suite is another": _set("proof.cryptosuite", "eddsa-rdfc-2022"),
    "the key of the proof is another": _set("proof.verificationMethod", did.method_of(a_key().did)),
    "another key signed": _sign_with_another,
    "another key signed in our name": _pose_as_issuer,
    "the context is another": _set("@context", ["https://www.w3.org/ns/credentials/v2"]),
    "a context is added": lambda credential: credential["@context"].append("https://example.org/other"),
    "a context is added in the document alone": _set("@context", [*badge.CONTEXTS, "https://example.org/other"]),
    "the context of the proof is gone": lambda credential: credential["proof"].pop("@context"),
    "the order of types is another": _set("type", ["OpenBadgeCredential", "VerifiableCredential"]),
    "something is added": _set("credentialSubject.role", "Head of service"),
    "something is empty": _set("credentialSubject", None),
}  # fmt: skip


@pytest.mark.parametrize("how", TAMPERING)
def test_an_altered_certificate_is_never_whole(how: str, certificate: Credential) -> None:
    """Whether the key is known or not, and nothing it says is shown."""
    altered = copy.deepcopy(certificate)
    TAMPERING[how](altered)
    assert json.dumps(altered) != json.dumps(certificate)
    for issuers in (known(), NOBODY):
        found = checked(altered, issuers)
        assert (found.state, found.exit_code, found.facts) == ("altered", 1, ())
        assert found.reasons


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"@context": ["https://www.w3.org/ns/credentials/v2"]}, "not a certificate of this sort"),
        ({"type": ["VerifiableCredential"]}, "not a certificate of this sort"),
        ({"validFrom": "yesterday"}, "a date in it cannot be read"),
        ({"validFrom": "2026-08-03T09:30:00"}, "time zone"),
        ({"validUntil": 7}, "a date in it cannot be read"),
    ],
)
def test_what_is_signed_but_no_certificate_says_so(changes: Credential, why: str, certificate: Credential) -> None:
    """Even with the programme's own key."""
    body = {name: value for name, value in certificate.items() if name != "proof"} | changes
    assert why in checked(proof.signed(body, KEY, ISSUED)).reasons[0]


@pytest.mark.parametrize("subject", [None, [], "Sam", {"identifier": "Sam"}, {"identifier": [3], "achievement": 4}])
def test_a_signed_certificate_of_any_shape_is_read_without_a_fall(subject: Any, certificate: Credential) -> None:
    body = {name: value for name, value in certificate.items() if name != "proof"} | {"credentialSubject": subject}
    assert checked(proof.signed(body, KEY, ISSUED), name="Sam").state == "not-good"


DEEP = "[" * 100_000


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "not whole JSON"),
        (b"Dear Sam", "not whole JSON"),
        (b"\xff\xfe\x00", "not whole JSON"),
        (b"[]", "JSON, but not a certificate"),
        (b"null", "JSON, but not a certificate"),
        (b'{"id": 1, "id": 2}', "two things under the name “id”"),
        (b'{"a": {"proof": 1, "b": 2, "proof": 1}}', "two things under the name “proof”"),
        (b'{"a": NaN}', "a number"),
        (b'{"a": 1.0}', "a number"),
        (b"PK\x03\x04 and more", "carry no signature"),
        (b" " * 300_000, "too large"),
        (DEEP.encode(), "not whole JSON"),
        (b'{"a": ' + b"9" * 5000 + b"}", "not whole JSON"),
    ],
)
def test_what_is_no_certificate_file_is_refused_in_words(content: bytes, why: str) -> None:
    with pytest.raises(UnreadableFile, match=why):
        verify.check(content, NOBODY, TODAY)


def test_a_certificate_cut_short_is_refused(certificate: Credential) -> None:
    whole = json.dumps(certificate).encode()
    for length in range(1, len(whole), 97):
        with pytest.raises(UnreadableFile):
            verify.check(whole[:length], known(), TODAY)


def test_a_half_letter_in_it_is_not_whole(certificate: Credential) -> None:
    """A lone surrogate can be written in JSON and signed by nobody."""
    altered = json.dumps({**certificate, "name": "X"}).replace('"X"', '"\\ud800"')
    assert verify.check(altered.encode(), known(), TODAY).state == "altered"


def test_spaces_and_order_do_not_matter(certificate: Credential) -> None:
    """The signature is over the one canonical form, however the file is laid out."""
    turned = dict(reversed(certificate.items()))
    assert verify.check(json.dumps(turned, indent=3).encode("utf-8-sig"), known(), TODAY).state == "good"
