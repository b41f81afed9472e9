"""A process that holds a grant together with others: ``python -m tests.publishers.zalo.refresher FOLDER URL PAGE_ID``.

For each line of its input it asks the account who it is, and answers with one line.
"""

from __future__ import annotations

import sys
from pathlib import Path

from studio.accounts.model import Account, AccountKind
from studio.accounts.sealing import SealedLogins
from studio.clock import SystemClock
from studio.errors import StudioError
from studio.platforms import Platform
from studio.publishers.http import Http
from studio.publishers.zalo.addresses import GETOA
from studio.publishers.zalo.api import ZaloApi
from studio.publishers.zalo.grant import Grants
from studio.secret import Secret
from studio.store.engine import Store, open_store
from studio.store.logins import StoredLogins


class OneKey:
    """A keyring that all processes see: a folder with one file a key."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> Secret | None:
        path = self._path(name)
        return Secret(path.read_text(encoding="utf-8")) if path.exists() else None

    def set(self, name: str, value: Secret) -> None:
        self._path(name).write_text(value.reveal(), encoding="utf-8")

    def delete(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)

    def close(self) -> None:
        """Nothing is held open."""

    def _path(self, name: str) -> Path:
        return self._folder / f"key-{name.encode().hex()}"


def store_of(folder: Path) -> Store:
    return open_store(folder / "studio.sqlite3", clock=SystemClock())


def logins_of(folder: Path, store: Store) -> SealedLogins:
    return SealedLogins(StoredLogins(store, lambda: "profile-1"), OneKey(folder), folder / "locks")


def account_of(url: str, page_id: str) -> Account:
    return Account(
        name="zalo-xa",
        kind=AccountKind.ZALO,
        platform=Platform.ZALO,
        page_id=page_id,
        title="Công an xã Mẫu",
        base_url=url,
    )


def main(folder: str, url: str, page_id: str) -> None:
    store = store_of(Path(folder))
    logins, http, clock = logins_of(Path(folder), store), Http(), SystemClock()
    api = ZaloApi(http, Grants(http, logins, clock, logins.holder), clock)
    account = account_of(url, page_id)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for _ in sys.stdin:
        try:
            told = str(api.read(account, GETOA).data["oaid"])
        except StudioError as trouble:
            told = trouble.phrase.en
        sys.stdout.write(told + "\n")
        sys.stdout.flush()
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
