"""Ed25519 signatures, as hex text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def _private(seed: bytes) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric import ed25519  # not before the first paint

    return ed25519.Ed25519PrivateKey.from_private_bytes(seed)


def public_of(seed: bytes) -> str:
    """The public key of a private one (32 bytes)."""
    return _private(seed).public_key().public_bytes_raw().hex()


def sign(seed: bytes, data: bytes) -> str:
    return _private(seed).sign(data).hex()


def holds(public: str, data: bytes, signature: str) -> bool:
    """Whether the holder of that public key signed `data`; False for what is no key or no signature."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ed25519

    try:
        ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), data)
    except (InvalidSignature, ValueError):
        return False
    return True
