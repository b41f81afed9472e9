"""Keyrings that behave, and six that do not. None of them writes anywhere."""

from __future__ import annotations

import threading

from studio.accounts.keychain import Keychain, full_name
from studio.phrase import Bilingual
from studio.secret import KeyringTrouble, Secret

WINDOWS_LIMIT = 1280
"""Characters of one credential on Windows: 2,560 bytes of UTF-16."""


class MemoryKeyring:
    """Keeps what it is given until it is forgotten."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self.threads: set[str] = set()
        self.calls: list[str] = []

    def get_password(self, service: str, username: str) -> str | None:
        self._note("get")
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._note("set")
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._note("delete")
        del self.entries[service, username]

    def _note(self, call: str) -> None:
        self.calls.append(call)
        self.threads.add(threading.current_thread().name)


class KeyringLocked(Exception):
    """Named as the one of `keyring.errors`."""


class PromptDismissedException(Exception):
    """Named as the one of `secretstorage.exceptions`."""


class InitError(Exception):
    """Named as the one of `keyring.errors`."""


class LockedKeyring(MemoryKeyring):
    """Its owner has not unlocked it, and is not there."""

    def _note(self, call: str) -> None:
        super()._note(call)
        raise KeyringLocked("Failed to unlock the collection!")


class DismissedKeyring(MemoryKeyring):
    """Asked for its password, the person pressed Cancel."""

    def _note(self, call: str) -> None:
        super()._note(call)
        raise InitError("Failed to create the collection") from PromptDismissedException("Prompt dismissed.")


class SilentKeyring(MemoryKeyring):
    """Waits for a prompt that nobody sees, until the test lets it go."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = threading.Event()
        self.let_go = threading.Event()

    def _note(self, call: str) -> None:
        self.asked.set()
        self.let_go.wait()
        super()._note(call)


class TruncatingKeyring(MemoryKeyring):
    """Keeps the first 1,280 characters and says nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password[:WINDOWS_LIMIT])


class NullKeyring(MemoryKeyring):
    """Takes everything and keeps nothing, as `keyring.backends.null.Keyring`."""

    def set_password(self, service: str, username: str, password: str) -> None:
        self._note("set")


class PlaintextKeyring(MemoryKeyring):
    """Called as the one of keyrings.alt, which writes to a readable file."""


PlaintextKeyring.__module__ = "keyrings.alt.file"


def keychain(backend: MemoryKeyring, *, patience: float = 20.0) -> Keychain:
    """A keychain that takes `backend` for the system's own."""
    return Keychain(lambda: backend, allowed=frozenset({full_name(backend)}), patience=patience)


class NoKeyring:
    """Fulfils `studio.secret.Safe` on a PC that has none."""

    def get(self, name: str) -> Secret | None:
        raise KeyringTrouble(Bilingual("máy này không có kho khóa.", "this PC has no system keyring."))

    def set(self, name: str, value: Secret) -> None:
        self.get(name)

    def delete(self, name: str) -> None:
        self.get(name)

    def close(self) -> None: ...


class MemorySafe(NoKeyring):
    """Fulfils `studio.secret.Safe` without a thread."""

    def __init__(self) -> None:
        self.entries: dict[str, Secret] = {}

    def get(self, name: str) -> Secret | None:
        return self.entries.get(name)

    def set(self, name: str, value: Secret) -> None:
        self.entries[name] = value

    def delete(self, name: str) -> None:
        self.entries.pop(name, None)
