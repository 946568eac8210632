"""Boxes that only one private key opens: HPKE (RFC 9180) in base mode, X25519, HKDF-SHA256, AES-256-GCM."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def put(content: bytes, public: bytes, bound: bytes) -> bytes:
    """A content for the owner of a public key, bound to what it is for; 48 bytes longer."""
    return _SUITE.encrypt(content, X25519PublicKey.from_public_bytes(public), bound)


def take(box: bytes, private: bytes, bound: bytes) -> bytes:
    """The content; raises cryptography's InvalidTag where key or purpose differ."""
    return _SUITE.decrypt(box, X25519PrivateKey.from_private_bytes(private), bound)


def new_pair() -> tuple[bytes, bytes]:
    """A private key and its public one, 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def public_of(private: bytes) -> bytes:
    """The public key of a private one."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
