"""Logins sealed in the store by a key that lies in the system's keyring.

Windows keeps at most 1,280 characters an entry, a page token may have 6,000; a key of 32 bytes has 44 in base64. So the
keyring keeps one key a profile, and the logins change with the store's own transactions.
A key is never overwritten: one that is missing gets a successor under another name, and should the old keyring come
back, what it sealed opens again.
"""

from __future__ import annotations

import base64
import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import filelock

from studio.accounts.logins import Also, Login, LoginLost, dumped, loaded, nothing, secrets_of
from studio.accounts.model import SealedLogin
from studio.canonical import canonical_json
from studio.secret import KeyringTrouble, Safe, Secret

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from studio.accounts.storage import StoredLogins


PATIENCE = 120.0
"""Seconds; longer than the longest refresh (one request of 70 s) and a keyring that is asked meanwhile."""


class NamedLocks:
    """Locks by name, files in `folder`. A thread that has its turn may take it again."""

    def __init__(self, folder: Path, *, patience: float = PATIENCE) -> None:
        self._folder = folder
        self._patience = patience
        self._guard = threading.Lock()
        self._inner: dict[str, threading.RLock] = {}
        self._thread = threading.local()

    @contextmanager
    def alone(self, name: str) -> Iterator[None]:
        """Wait for the turn, keep it for the block. Raises KeyringTrouble when it does not come."""
        with self._guard:
            inner = self._inner.setdefault(name, threading.RLock())
        if not inner.acquire(timeout=self._patience):
            raise _busy(name)
        try:
            held: set[str] = self._thread.__dict__.setdefault("held", set())
            if name in held:
                yield
                return
            with self._among_processes(name):
                held.add(name)
                try:
                    yield
                finally:
                    held.discard(name)
        finally:
            inner.release()

    @contextmanager
    def _among_processes(self, name: str) -> Iterator[None]:
        # A prefix, since Windows takes no file called con.lock; the system gives the lock back when its holder dies.
        lock = filelock.FileLock(self._folder / f"login-{name}.lock", timeout=self._patience, thread_local=False)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except filelock.Timeout:
            raise _busy(name) from None
        except OSError as error:
            raise KeyringTrouble(
                "the lock file of the login cannot be written; check the permissions of the data folder.",
                where=str(self._folder),
            ) from error
        try:
            yield
        finally:
            lock.release()


def _busy(name: str) -> KeyringTrouble:
    return KeyringTrouble(
        "another window has been working on this page's login for too long; wait, then try again.", where=name
    )


_log = logging.getLogger(__name__)
KEY_BYTES, KEY_LENGTH, NONCE_BYTES = 32, 44, 12
KEYS = "+keys"
"""The turn of whoever makes or drops a key; no account can be called that."""


def _unseen(secret: str) -> None:
    return None


class SealedLogins:
    """`hide` is told every secret that passes, for the log's redaction.

    A key that was read once stays in memory until `close`: with it pages go on while the keyring is locked again.
    """

    def __init__(
        self,
        repo: StoredLogins,
        safe: Safe,
        locks: Path,
        *,
        hide: Callable[[str], None] = _unseen,
        random: Callable[[int], bytes] = os.urandom,
        patience: float = PATIENCE,
    ) -> None:
        self._repo = repo
        self._safe = safe
        self._hide = hide
        self._random = random
        self._turns = NamedLocks(locks, patience=patience)
        self._ciphers: dict[str, AESGCM] = {}
        self._guard = threading.Lock()

    @property
    def holder(self) -> str:
        """The id of this profile, as `ZaloLogin.holder` names it."""
        return self._repo.profile()

    def load(self, account: str) -> Login | None:
        """Raises LoginLost (the key is gone or does not open it), KeyringTrouble (the keyring does not answer)."""
        sealed = self._repo.get(account)
        if sealed is None:
            return None
        cipher = self._cipher(sealed.key)
        if cipher is None:
            raise _lost(account)
        login = self._opened(account, sealed, cipher)
        if login is None:
            raise _bound_elsewhere(account)
        self._tell(login)
        return login

    def save(self, account: str, login: Login, also: Also = nothing) -> None:
        """Raises KeyringTrouble, NotFound (no such account), StorageTrouble, and what `also` raises; the former login
        is then still there."""
        self._tell(login)
        with self._turns.alone(KEYS):
            former = self._repo.get(account)
            name, cipher = self._to_seal_with()
            nonce = self._random(NONCE_BYTES)
            data = nonce + cipher.encrypt(nonce, dumped(login), self._bound(account))
            self._repo.put(account, SealedLogin(key=name, data=data), also)
            if former is not None:
                self._drop_unused(former.key)

    def forget(self, account: str, also: Also = nothing) -> None:
        """Needs no keyring: the sealed login goes. With the last one goes the key, if the keyring lets go of it."""
        with self._turns.alone(KEYS):
            former = self._repo.get(account)
            self._repo.drop(account, also)
            self._drop_unused(former.key if former is not None else self._repo.key())

    def alone(self, account: str) -> AbstractContextManager[None]:
        return self._turns.alone(account)

    def close(self) -> None:
        """Forget the keys in memory."""
        with self._guard:
            self._ciphers.clear()

    def _to_seal_with(self) -> tuple[str, AESGCM]:
        name = self._repo.key()
        cipher = self._cipher(name) if name else None
        if cipher is not None:
            return name, cipher
        name, key = self._random(8).hex(), Secret(base64.b64encode(self._random(KEY_BYTES)).decode())
        self._hide(key.reveal())
        self._safe.set(self._entry(name), key)
        return name, self._kept(name, key)

    def _cipher(self, name: str) -> AESGCM | None:
        """What seals with the key of that name; None when the keyring has none that could be it."""
        with self._guard:
            known = self._ciphers.get(name)
        if known is not None:
            return known
        key = self._safe.get(self._entry(name))
        if key is None:
            return None
        self._hide(key.reveal())
        try:
            return self._kept(name, key)
        except ValueError:  # no base64, or not 32 bytes
            return None

    def _kept(self, name: str, key: Secret) -> AESGCM:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # not before the first paint

        if len(key.reveal()) != KEY_LENGTH:
            raise ValueError("a key of another length")
        cipher = AESGCM(base64.b64decode(key.reveal(), validate=True))
        with self._guard:
            self._ciphers[name] = cipher
        return cipher

    def _drop_unused(self, name: str) -> None:
        if not name or self._repo.uses(name):
            return
        self._repo.retire(name)  # first, so that no other process that still knows it seals with a key that is gone
        with self._guard:
            self._ciphers.pop(name, None)
        try:
            self._safe.delete(self._entry(name))
        except KeyringTrouble as trouble:  # a key that opens nothing does no harm
            _log.warning("a key that seals nothing any more stays in the keyring: %s", trouble.phrase.en)

    def _entry(self, key: str) -> str:
        """What the keyring calls it. On Windows two users of one service get in each other's way: one service a key."""
        return f"page-studio {self._repo.profile()} {key}"

    def _bound(self, account: str) -> bytes:
        """A sealed login opens for its own account in its own profile alone, and only while the page and the address
        to which it is sent are those it was given for: who changes the address gets no login with it."""
        return _bond(account, self._repo.profile(), *self._repo.page(account))

    def _opened(self, account: str, sealed: SealedLogin, cipher: AESGCM) -> Login | None:
        """None: sealed for another page or address, altered, or of a version this program does not know."""
        from cryptography.exceptions import InvalidTag

        try:
            bond = _bond(account, *sealed.beside)
            return loaded(cipher.decrypt(sealed.data[:NONCE_BYTES], sealed.data[NONCE_BYTES:], bond))
        except (InvalidTag, ValueError):
            return None

    def _tell(self, login: Login) -> None:
        for secret in secrets_of(login):
            self._hide(secret)


def _bond(account: str, profile: str, page_id: str, base_url: str) -> bytes:
    return canonical_json(["page-studio login 2", profile, account, page_id, base_url])


def _bound_elsewhere(account: str) -> LoginLost:
    return LoginLost(
        "the stored access token no longer fits this page's id and address (one of them was changed, or an update "
        "stores access tokens otherwise); check the address, then connect this page again.",
        where=account,
    )


def _lost(account: str) -> LoginLost:
    return LoginLost(
        "the stored access token cannot be opened, its key in the keyring is gone or was replaced; connect this "
        "page again. Posts and the outbox are not affected.",
        where=account,
    )
