"""A keyring for tests: it lies in a file, so that a second process and a second PC can be told apart."""

from __future__ import annotations

import json
from pathlib import Path

from studio.phrase import Bilingual
from studio.secret import KeyringTrouble, Secret


class FileSafe:
    """Fulfils `studio.secret.Safe`; `silent` makes it a keyring that does not answer."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.silent = False

    def get(self, name: str) -> Secret | None:
        found = self._entries().get(name)
        return None if found is None else Secret(found)

    def set(self, name: str, value: Secret) -> None:
        self.path.write_text(json.dumps(self._entries() | {name: str(value.reveal())}), encoding="utf-8")

    def delete(self, name: str) -> None:
        left = {key: value for key, value in self._entries().items() if key != name}
        self.path.write_text(json.dumps(left), encoding="utf-8")

    def close(self) -> None:
        return

    def _entries(self) -> dict[str, str]:
        if self.silent:
            raise KeyringTrouble(Bilingual("kho khóa đang khóa.", "the keyring is locked."))
        return dict(json.loads(self.path.read_text(encoding="utf-8"))) if self.path.exists() else {}


def safe_of(folder: Path) -> FileSafe:
    """The keyring of the PC whose things lie in `folder`."""
    return FileSafe(folder / "keyring.json")
