"""Whether the keyring of this PC lets a long login be kept and read back, in a store that is thrown away."""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path

from studio.accounts.logins import WordPressLogin
from studio.accounts.model import Account, AccountKind
from studio.accounts.sealed_logins import SealedLogins
from studio.accounts.storage import StoredAccounts, StoredLogins
from studio.clock import Clock
from studio.platforms import Platform
from studio.secret import Safe, Secret
from studio.store.engine import open_store

_NAME = "trial"


def keeps_long_logins(safe: Safe, clock: Clock, length: int) -> bool:
    """Keep a password of so many letters, read it at what is another start, forget it. False: another came back.

    Raises KeyringTrouble and StorageTrouble. Nothing stays in the keyring.
    """
    login = WordPressLogin(user=_NAME, password=Secret("đ" * length))
    with tempfile.TemporaryDirectory(prefix="page-studio-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        store = open_store(folder / "studio.sqlite3", clock=clock)
        try:
            StoredAccounts(store).save(
                Account(name=_NAME, kind=AccountKind.WORDPRESS, platform=Platform.WEBSITE, page_id=_NAME, title=_NAME)
            )
            repo = StoredLogins(store, lambda: uuid.uuid4().hex)
            SealedLogins(repo, safe, folder / "locks").save(_NAME, login)
            later = SealedLogins(repo, safe, folder / "locks")
            try:
                return later.load(_NAME) == login
            finally:
                later.forget(_NAME)
        finally:
            store.close()
