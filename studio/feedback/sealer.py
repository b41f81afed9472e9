"""The key that seals what citizens wrote, and marks by which a text or a thread is known again without its id.

The key is made once and lies in the store, wrapped by the secret that protects the people of the profile; so it is read
only where the keyring gives that secret, and comes back with a backup as that does. A PC without a keyring has no
secret: there the key lies as it is, and the texts are as safe as the PC's disk. Keys are not overwritten: once there is
a keyring, a wrapped key follows, and what the former sealed still opens.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.canonical import canonical_json
from studio.clock import Clock
from studio.errors import StorageTrouble

if TYPE_CHECKING:
    from studio.feedback.storage_texts import SealedText, StoredTexts

KEY_BYTES, NONCE_BYTES, MARK_BYTES = 32, 12, 16
Secret = Callable[[], bytes | None]
"""The secret of the profile; None where this PC keeps none for it. May wait for the keyring. Raises KeyringTrouble."""


class TextLost(StorageTrouble):
    """A text was sealed with a key that this PC does not have, or was altered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _KeyRing:
    """The keys that open, by name, and which of them seals; empty while there is none that may."""

    keys: dict[str, bytes]
    current: str


class Sealer:
    """Threads may share it; call it from any but the window's. Nothing is asked of the keyring before the first use."""

    def __init__(
        self, texts: StoredTexts, secret: Secret, clock: Clock, *, random: Callable[[int], bytes] = os.urandom
    ) -> None:
        self._texts = texts
        self._secret = secret
        self._clock = clock
        self._random = random
        self._guard = threading.RLock()
        self._ring: _KeyRing | None = None

    def ready(self) -> None:
        """Let there be a key; called before a transaction that seals much. Raises KeyringTrouble."""
        self._to_seal_with()

    def seal(self, text: str, what: str, item: str) -> SealedText:
        """Seal `text` as that thing of that item. Raises KeyringTrouble."""
        from studio.feedback.storage_texts import SealedText

        ring = self._to_seal_with()
        name, key = ring.current, ring.keys[ring.current]
        return SealedText(key=name, sealed=_encrypted(key, self._random(NONCE_BYTES), text.encode(), _bond(what, item)))

    def open(self, sealed: SealedText, what: str, item: str) -> str:
        """Raises TextLost, KeyringTrouble."""
        key = self._keys().keys.get(sealed.key) or self._keys(anew=True).keys.get(sealed.key)
        if key is None:
            raise _lost()
        return _decrypted(key, sealed.sealed, _bond(what, item)).decode()

    def read_anew(self) -> None:
        """The store is another than a moment ago: its keys are read again before the next use."""
        with self._guard:
            self._ring = None

    def marks(self, *parts: str) -> tuple[bytes, ...]:
        """By what something is known again: the mark to keep, then those that former keys gave it."""
        ring = self._to_seal_with()
        former = (key for name, key in ring.keys.items() if name != ring.current)
        said = canonical_json(list(parts))
        several = (ring.keys[ring.current], *former)
        return tuple(hmac.new(key, b"mark" + said, hashlib.sha256).digest()[:MARK_BYTES] for key in several)

    def _to_seal_with(self) -> _KeyRing:
        with self._guard:
            ring = self._keys()
            return ring if ring.current else self._keep(self._with_new(ring))

    def _keys(self, *, anew: bool = False) -> _KeyRing:
        """What was read last; `anew` after another process may have made a key."""
        with self._guard:
            return self._ring if self._ring and not anew else self._keep(self._read())

    def _keep(self, ring: _KeyRing) -> _KeyRing:
        """Remember the keys, but none that a transaction may still take back."""
        if ring.keys and not self._texts.writing:
            self._ring = ring
        return ring

    def _read(self) -> _KeyRing:
        kept = self._texts.keys()
        secret, keys = self._secret() if kept else None, dict[str, bytes]()
        for one in kept:
            if not one.guarded:
                keys[one.id] = one.kept
            elif secret is not None:
                try:
                    keys[one.id] = _decrypted(_wrapping(secret), one.kept, _bond("key", one.id))
                except TextLost:  # wrapped by another secret: its texts are lost, later ones are not
                    continue
        fitting = [one.id for one in kept if one.id in keys and one.guarded is (secret is not None)]
        return _KeyRing(keys=keys, current=fitting[0] if fitting else "")

    def _with_new(self, ring: _KeyRing) -> _KeyRing:
        from studio.feedback.storage_texts import KeptKey

        secret, name, key = self._secret(), self._random(8).hex(), self._random(KEY_BYTES)
        kept = key
        if secret is not None:
            kept = _encrypted(_wrapping(secret), self._random(NONCE_BYTES), key, _bond("key", name))
        self._texts.add_key(KeptKey(id=name, made_at=self._clock.now(), guarded=secret is not None, kept=kept))
        return _KeyRing(keys=ring.keys | {name: key}, current=name)


def _wrapping(secret: bytes) -> bytes:
    return hmac.new(secret, b"page-studio feedback", hashlib.sha256).digest()


def _bond(what: str, item: str) -> bytes:
    return canonical_json(["page-studio feedback", what, item])


def _encrypted(key: bytes, nonce: bytes, data: bytes, bond: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # not before the first paint

    return nonce + AESGCM(key).encrypt(nonce, data, bond)


def _decrypted(key: bytes, data: bytes, bond: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], bond)
    except (InvalidTag, ValueError) as error:
        raise _lost() from error


def _lost() -> TextLost:
    return TextLost(
        "this PC cannot open the sealed text (its key is gone, or the data was altered); look at the page itself, "
        "or restore a backup with the recovery code."
    )
