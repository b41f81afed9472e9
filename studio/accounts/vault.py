"""What protects the people of a profile, in the system's keyring: their secret, and what this PC last saw of them.

Fulfils `studio.people.model.Vault`. The secret is found by the id of the profile, and the folder of the profile by
another entry: whoever puts another profile's store into the folder is found out. A PC without a keyring has no vault;
that is told once in the log, and by the doctor.
"""

from __future__ import annotations

import base64
import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path

from studio.canonical import sha256
from studio.errors import Untrusted
from studio.secret import KeyringTrouble, Safe, Secret

_log = logging.getLogger(__name__)
_BYTES = 32


class SecretLost(KeyringTrouble):
    """The keyring answers, and has not what the profile was protected with."""


class KeyringVault:
    """Threads may share it; call it from any but the window's. What was read once stays in memory until the end."""

    def __init__(
        self,
        safe: Safe,
        place: Path,
        profile: Callable[[], str],
        *,
        hide: Callable[[str], None] = lambda secret: None,
        random: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self._safe = safe
        self._place = place
        self._profile = profile
        self._hide = hide
        self._random = random
        self._guard = threading.RLock()
        self._key: bytes | None = None
        self._without = False
        self._known: dict[str, str] = {}

    def key(self, *, keyed: bool, anew: bool = False) -> bytes | None:
        with self._guard:
            if self._key is not None and not anew:
                return self._key
            if self._without and not keyed:
                return None
            try:
                self._key = self._found(keyed=keyed, anew=anew)
            except SecretLost:
                raise
            except KeyringTrouble as trouble:
                if keyed:
                    raise
                self._without = True
                _log.warning("no keyring protects the people of this profile: %s", trouble.phrase.en)
                return None
            return self._key

    def get(self, name: str) -> str:
        with self._guard:
            if self._key is None:
                return ""
            if name not in self._known:
                found = self._safe.get(self._entry(name))
                self._known[name] = found.reveal() if found else ""
            return self._known[name]

    def put(self, name: str, value: str) -> None:
        with self._guard:
            if self._key is None or self.get(name) == value:
                return
            if value:
                self._safe.set(self._entry(name), Secret(value))
            else:
                self._safe.delete(self._entry(name))
            self._known[name] = value

    def restore(self, secret: bytes) -> None:
        """A backup was taken back, which the head did with their PIN: what this PC saw of the register is over."""
        with self._guard:
            self._keep(secret)
            self._safe.delete(self._entry("register"))
            self._settle()
            self._key, self._without = secret, False
            self._known.clear()

    def _found(self, *, keyed: bool, anew: bool) -> bytes:
        """The secret; made where there is none and none is known to the store."""
        owner = self._safe.get(self._folder())
        if owner is not None and owner.reveal() != self._profile() and not anew:
            raise Untrusted(
                "the data in this folder is not of the workspace that this PC knows; its file may have been "
                "replaced. Tell the head and restore a backup.",
                where=str(self._place),
            )
        kept = self._safe.get(self._entry("people"))
        secret = _read(kept) if kept is not None else None
        if secret is None:
            if keyed:
                raise _lost()
            secret = self._random(_BYTES)
            self._keep(secret)
        else:
            self._hide(base64.b64encode(secret).decode())
        if owner is None or owner.reveal() != self._profile():
            self._settle()
        return secret

    def _keep(self, secret: bytes) -> None:
        text = base64.b64encode(secret).decode()
        self._hide(text)
        self._safe.set(self._entry("people"), Secret(text))

    def _settle(self) -> None:
        """Remember whose folder this is."""
        self._safe.set(self._folder(), Secret(self._profile()))

    def _entry(self, name: str) -> str:
        return f"page-studio {self._profile()} {name}"

    def _folder(self) -> str:
        return f"page-studio folder {sha256(os.path.normcase(self._place.resolve()).encode())[:32]}"


def _read(kept: Secret) -> bytes | None:
    try:
        secret = base64.b64decode(kept.reveal(), validate=True)
    except ValueError:
        return None
    return secret if len(secret) == _BYTES else None


def _lost() -> SecretLost:
    return SecretLost(
        "this PC's keyring has not the key that protects the unit's PINs (a new PC, a new installation, or "
        "another account); restore a backup with the printed recovery code: the key comes with it."
    )
