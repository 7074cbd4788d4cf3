"""TLS for a room: with a certificate that was given, or with one made for this room alone.

A self-made one keeps what is said on the room's network from being read, but a browser cannot know whose it is, and says so.
"""

from __future__ import annotations

import ipaddress
import os
import ssl
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from permanence_lib.errors import PermanenceError

_CERTIFICATE, _KEY = "certificate.pem", "certificate-key.pem"
#: How long a self-made certificate counts, and how much of that must be left to use it again, in days.
_LASTS, _LEFT = 30, 2
OFF, SELF_MADE = "off", "self-made"


def given(certificate: Path, key: Path | None) -> ssl.SSLContext:
    """TLS with somebody's own certificate; the key may stand in the same file. PermanenceError says what is wrong with it."""
    context = _context()
    try:
        context.load_cert_chain(certificate, key, password=_no_password)
    except (OSError, ssl.SSLError, ValueError) as trouble:
        raise PermanenceError(
            f"The certificate '{certificate}' cannot be used ({_plain(trouble)}). It must be a PEM file with the certificate and "
            "all that lead up to it, and its key, without a password, in the same file or in the one after --tls-key."
        ) from trouble
    return context


def self_made(folder: Path, names: Sequence[str]) -> tuple[ssl.SSLContext, str]:
    """TLS with the certificate kept in `folder`, made anew when it is old or lacks a name; and its fingerprint (SHA-256)."""
    certificate, key = folder / _CERTIFICATE, folder / _KEY
    if not _counts(certificate, key, names):
        _make(certificate, key, names)
    return given(certificate, key), fingerprint(certificate)


def fingerprint(certificate: Path) -> str:
    """A certificate's SHA-256 as browsers show it: pairs of figures and letters with colons."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    found = x509.load_pem_x509_certificate(certificate.read_bytes()).fingerprint(hashes.SHA256())
    return ":".join(f"{each:02X}" for each in found)


def _context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _no_password() -> str:
    raise ValueError("its key has a password")


def _counts(certificate: Path, key: Path, names: Sequence[str]) -> bool:
    """Whether the one kept is whole, good for some days more, and names every address of today."""
    from cryptography import x509

    if not (certificate.is_file() and key.is_file()):
        return False
    try:
        found = x509.load_pem_x509_certificate(certificate.read_bytes())
        said: Any = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (ValueError, x509.ExtensionNotFound):
        return False
    held = {str(each.value) for each in said}
    return found.not_valid_after_utc > datetime.now(UTC) + timedelta(days=_LEFT) and held >= set(names)


def _make(certificate: Path, key: Path, names: Sequence[str]) -> None:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    private = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Achieving Permanence workshop")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(called).issuer_name(called).public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(days=_LASTS))
        .add_extension(x509.SubjectAlternativeName([_name(each) for each in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(private, hashes.SHA256())
    )  # fmt: skip
    plain = serialization.NoEncryption()
    _write(key, private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    _write(certificate, made.public_bytes(serialization.Encoding.PEM))


def _name(name: str) -> Any:
    from cryptography import x509

    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _write(path: Path, content: bytes) -> None:
    """For their owner only, from the first moment."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
        out.write(content)


def _plain(trouble: Exception) -> str:
    if isinstance(trouble, FileNotFoundError):
        return "there is no such file"
    return str(getattr(trouble, "reason", None) or getattr(trouble, "strerror", None) or trouble)
