"""The system's own keyring: only backends that are known to be one, and never on the caller's thread.

Facts (source of keyring 25.7): `keyring.get_keyring` follows PYTHON_KEYRING_BACKEND, keyringrc.cfg and every installed
plug-in, a plain text file among them; so it is never asked. A backend is made here by its name and used as an object.
Unlocking a Secret Service can wait for ever, hence the thread and the limit. On Windows credentials roam with the
domain profile unless told "local machine".
"""

from __future__ import annotations

import importlib
import logging
import os
import queue
import secrets
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Protocol, TypeVar

from studio.secret import KeyringTrouble, Secret

T = TypeVar("T")
_log = logging.getLogger(__name__)
PATIENCE = 20.0
"""Seconds one call may take, a person's typing of the keyring's password included."""
USER = "page-studio"
_BY_SYSTEM = {
    "win32": ("keyring.backends.Windows.WinVaultKeyring",),
    "darwin": ("keyring.backends.macOS.Keyring",),
}
_ELSEWHERE = (
    "keyring.backends.SecretService.Keyring",
    "keyring.backends.libsecret.Keyring",
    "keyring.backends.kwallet.DBusKeyring",
)
KEYRINGS = frozenset({*_ELSEWHERE, *(name for names in _BY_SYSTEM.values() for name in names)})
"""Full names of the backends that may keep a key."""


class Backend(Protocol):
    """What of `keyring.backend.KeyringBackend` is used."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


def system_backend(system: str = sys.platform) -> Backend:
    """The keyring of this operating system. Raises KeyringTrouble when there is none."""
    for name in _BY_SYSTEM.get(system, _ELSEWHERE):
        module, _, kind = name.rpartition(".")
        found = getattr(importlib.import_module(module), kind)
        if found.viable:
            return prepared(found())
    raise KeyringTrouble(
        "this PC has no system keyring, so no page's login can be kept; on Linux install gnome-keyring and "
        "log in to the desktop again."
    )


def prepared(backend: Any) -> Backend:
    """The backend without what the environment told it, and with what it keeps staying on this PC."""
    for name in os.environ:
        if name.startswith("KEYRING_PROPERTY_"):
            vars(backend).pop(name.removeprefix("KEYRING_PROPERTY_").lower(), None)
    kind = full_name(backend)
    if kind in _BY_SYSTEM["win32"]:
        backend.persist = "local machine"
    if kind in _BY_SYSTEM["darwin"]:
        backend.keychain = None  # else KEYCHAIN_PATH would name a file
    return backend  # type: ignore[no-any-return]


def full_name(backend: object) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def trusted(backend: Backend, allowed: frozenset[str]) -> Backend:
    """`backend`, or the first trusted one of a chain; its other members never see a secret. Raises KeyringTrouble."""
    chained = getattr(backend, "backends", None)
    members: list[Backend] = list(chained) if chained else [backend]
    for one in members:
        if full_name(one) in allowed:
            return one
    names = ", ".join(full_name(one) for one in members)
    raise KeyringTrouble(
        "the keyring “{names}” must not be used, it does not keep secrets safe; turn the system's own keyring on.",
        names=names,
    )


class Keychain:
    """Fulfils `studio.secret.Safe`. Threads may share it; call it from any but the window's.

    Nothing is imported or asked before the first call. Then the keyring is found and tried out with a random value.
    A call that takes longer than `patience` seconds is given up and said so; until it ends, every further one is
    refused at once.
    """

    def __init__(
        self,
        find: Callable[[], Backend] = system_backend,
        *,
        allowed: frozenset[str] = KEYRINGS,
        patience: float = PATIENCE,
    ) -> None:
        self._find = find
        self._allowed = allowed
        self._patience = patience
        self._backend: Backend | None = None  # of the keyring's own thread
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._silent: Future[Any] | None = None

    def examine(self) -> str:
        """The name of the keyring after a trial. Raises KeyringTrouble."""

        def work(backend: Backend) -> str:
            _try_out(backend)
            return full_name(backend)

        return self._call(work)

    def get(self, name: str) -> Secret | None:
        return self._call(lambda backend: _got(backend, name))

    def set(self, name: str, value: Secret) -> None:
        """Keep `value`, and read it back. Raises KeyringTrouble, then what was half kept is removed."""

        def work(backend: Backend) -> None:
            backend.set_password(name, USER, value.reveal())
            if _got(backend, name) != value:
                _remove(backend, name)
                raise _forgetful()

        self._call(work)

    def delete(self, name: str) -> None:
        """Forget it; one that is not there is as well."""
        self._call(lambda backend: _remove(backend, name))

    def close(self) -> None:
        """End the thread, unless the keyring still holds it; then it ends with the process."""
        with self._guard:
            thread, self._thread = self._thread, None
            if thread is not None:
                self._jobs.put(None)
        if thread is not None and (self._silent is None or self._silent.done()):
            thread.join()

    def _call(self, work: Callable[[Backend], T]) -> T:
        answer: Future[T] = Future()

        def job() -> None:
            if answer.set_running_or_notify_cancel():
                try:
                    answer.set_result(work(self._ready()))
                except KeyringTrouble as trouble:
                    answer.set_exception(trouble)
                except BaseException as error:  # noqa: BLE001 (boundary: backends fail in their own ways)
                    answer.set_exception(_told(error))

        with self._guard:
            if self._silent is not None and not self._silent.done():
                raise _silence()
            self._silent = None
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="keyring", daemon=True)
                self._thread.start()
            self._jobs.put(job)
        try:
            return answer.result(self._patience)
        except TimeoutError:
            if not answer.cancel():
                self._silent = answer
            raise _silence() from None

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()

    def _ready(self) -> Backend:
        """The keyring, found and tried out once; after a failure the next call looks again."""
        if self._backend is None:
            backend = trusted(self._find(), self._allowed)
            _try_out(backend)
            self._backend = backend
        return self._backend


def _try_out(backend: Backend) -> None:
    """Keep a random value, read it, remove it: a keyring that forgets or refuses is found before it matters."""
    name, value = f"page-studio self-test {secrets.token_hex(8)}", Secret(secrets.token_urlsafe(33))
    backend.set_password(name, USER, value.reveal())
    try:
        kept = _got(backend, name)
    finally:
        _remove(backend, name)
    if kept != value or backend.get_password(name, USER) is not None:
        raise _forgetful()


def _got(backend: Backend, name: str) -> Secret | None:
    found = backend.get_password(name, USER)
    return None if found is None else Secret(found)


def _remove(backend: Backend, name: str) -> None:
    if backend.get_password(name, USER) is not None:  # each backend has its own way to say that there is none
        backend.delete_password(name, USER)


def _told(error: BaseException) -> KeyringTrouble:
    """By the names of the errors alone: their texts belong to the backend and might carry what was given to it."""
    names = [type(error).__name__, type(error.__cause__).__name__]
    _log.warning("the keyring failed: %s", names[0])
    if any(word in name for name in names for word in ("Locked", "Dismissed")):
        return KeyringTrouble(
            "the system's keyring is locked; unlock it (type its password when asked), then try again."
        )
    return KeyringTrouble(
        "the system's keyring failed ({names}); log in to this PC again and retry, or call the technical officer.",
        names=names[0],
    )


def _silence() -> KeyringTrouble:
    return KeyringTrouble(
        "the system's keyring does not answer; everything else goes on. See whether a window asks for the "
        "keyring's password, answer it, then try again."
    )


def _forgetful() -> KeyringTrouble:
    return KeyringTrouble(
        "the system's keyring does not keep what it is given, so it is not used; call the technical officer."
    )


def tried_out() -> str:
    """Find the system's keyring, try it out and return its name: the doctor's question. Raises KeyringTrouble."""
    keychain = Keychain()
    try:
        return keychain.examine()
    finally:
        keychain.close()
