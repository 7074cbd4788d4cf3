"""A public key as its own address: did:key (W3C CCG did-method-key), in base58 as Bitcoin writes it (multibase `z`)."""

from __future__ import annotations

_LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519 = b"\xed\x01"
_KEY_LENGTH = 32
_SCHEME = "did:key:"
#: Longer than any key or signature that is read here; unbounded base58 takes time that grows with the square.
_LONGEST = 128


def multibase(data: bytes) -> str:
    """Bytes as base58btc with its mark in front."""
    number, digits = int.from_bytes(data, "big"), []
    while number:
        number, digit = divmod(number, 58)
        digits.append(_LETTERS[digit])
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "z" + "1" * zeros + "".join(reversed(digits))


def bytes_of(text: str) -> bytes:
    """The bytes behind multibase base58btc. ValueError for anything else."""
    if not text.startswith("z") or len(text) > _LONGEST:
        raise ValueError("not base58btc")
    number = 0
    for letter in text[1:]:
        number = number * 58 + _LETTERS.index(letter)
    zeros = len(text[1:]) - len(text[1:].lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def did_of(public: bytes) -> str:
    """The did:key of a 32-byte Ed25519 public key."""
    return _SCHEME + multibase(_ED25519 + public)


def public_of(did: str) -> bytes:
    """The Ed25519 public key in a did:key. ValueError when it is no such address, or writes the key in another way."""
    data = bytes_of(did.removeprefix(_SCHEME))
    public = data.removeprefix(_ED25519)
    if len(public) != _KEY_LENGTH or did_of(public) != did:
        raise ValueError("not an Ed25519 did:key")
    return public


def method_of(did: str) -> str:
    """The one verification method of a did:key, as a proof names it."""
    return f"{did}#{did.removeprefix(_SCHEME)}"
