"""The programme's key: made once, kept encrypted in a file that only its holder can read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from permanence_lib.errors import PermanenceError, UnreadableFile
from permanence_lib.portfolio.certificate import did

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

#: Four or five ordinary words. Whoever copies the file can try passphrases for as long as they like.
SHORTEST_PASSPHRASE = 15
FILE_NAME = "issuing-key.pem"


@dataclass(frozen=True)
class IssuingKey:
    """The private key, open, with its public address."""

    did: str
    _private: Ed25519PrivateKey

    def sign(self, data: bytes) -> bytes:
        """64 bytes that only this key can make."""
        return self._private.sign(data)


def new(folder: Path, passphrase: str) -> tuple[Path, str]:
    """Make a key and keep it in `folder`: the file and the did:key. An existing file is never written over."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat

    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise PermanenceError(
            f"The passphrase must have at least {SHORTEST_PASSPHRASE} characters. Four or five ordinary words do well."
        )
    private = Ed25519PrivateKey.generate()
    locked = BestAvailableEncryption(passphrase.encode())
    return _write(folder, private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked)), _open(private).did


def _write(folder: Path, pem: bytes) -> Path:
    """The file is its owner's alone (0600) from the moment it exists."""
    path = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise PermanenceError(
            f"{path} is there already. A key is never written over: choose another folder, or move the old key to a safe place."
        ) from None
    except OSError as trouble:
        raise PermanenceError(f"The key could not be written to {folder}: {trouble.strerror}.") from trouble
    with os.fdopen(handle, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    return path


def load(path: Path, passphrase: str) -> IssuingKey:
    """The key in a file. UnreadableFile when it is no key, not an Ed25519 key, or the passphrase is not its own."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        private = load_pem_private_key(path.read_bytes(), passphrase.encode())
    except OSError as trouble:
        raise UnreadableFile(f"The key file {path} could not be read: {trouble.strerror}.") from None
    except TypeError:
        raise UnreadableFile(
            f"{path} is not encrypted. Make a new key with `permanence certificate new-key`."
        ) from None
    except ValueError:
        raise UnreadableFile(f"{path} could not be opened: it is not a key, or the passphrase is another.") from None
    if not isinstance(private, Ed25519PrivateKey):
        raise UnreadableFile(f"{path} holds a key of another sort. Certificates are signed with Ed25519.")
    return _open(private)


def _open(private: Ed25519PrivateKey) -> IssuingKey:
    return IssuingKey(did.did_of(private.public_key().public_bytes_raw()), private)
