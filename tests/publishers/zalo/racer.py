"""One of several processes that use a Zalo grant at the same moment; started by `test_grant_race.py`.

    python -m tests.publishers.zalo.racer PROFILE-FOLDER SIMULATOR-URL ACCOUNT-ID lock|no-lock

Reads lines of JSON: the entries of a keyring first, then the time of each round. Answers each with a line.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager as Context
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

from studio.accounts.model import Account, AccountKind
from studio.accounts.sealed_logins import SealedLogins
from studio.accounts.storage import StoredLogins
from studio.errors import StudioError
from studio.platforms import Platform
from studio.publishers.http import Http
from studio.publishers.zalo.api import GETOA, ZaloApi
from studio.publishers.zalo.grant import Grants
from studio.store.engine import Store, open_store
from tests.accounts.keyrings import MemoryKeyring, keychain
from tests.profile import SetClock, numbered

PAGE = "trang-zalo"


def account(url: str, oa_id: str) -> Account:
    """The account everybody uses; on the simulator both of Zalo's hosts have one address."""
    return Account(
        name=PAGE, kind=AccountKind.ZALO, platform=Platform.ZALO, page_id=oa_id, title="Công an xã Mẫu", base_url=url
    )


class WithoutTurns(SealedLogins):
    """What must not be: everybody works on a login whenever they like."""

    def alone(self, account: str) -> Context[None]:
        return nullcontext()


@contextmanager
def opened_logins(
    store: Store, folder: Path, keyring: MemoryKeyring, kind: type[SealedLogins] = SealedLogins
) -> Iterator[SealedLogins]:
    """The logins of a profile, with the key that lies in `keyring`."""
    chain = keychain(keyring)
    try:
        yield kind(StoredLogins(store, numbered("profile")), chain, folder / "locks")
    finally:
        chain.close()


def entries_of(keyring: MemoryKeyring) -> list[list[str]]:
    return [[service, user, value] for (service, user), value in keyring.entries.items()]


def one_round(api: ZaloApi, grants: Grants, page: Account) -> dict[str, Any]:
    """Read whose page it is, as before every delivery; which access token did it, as a hash."""
    try:
        told = api.read(page, GETOA)
        token = grants.token(page).reveal()
    except StudioError as trouble:
        return {"trouble": f"{type(trouble).__name__}: {trouble.phrase.en}"}
    return {"oa_id": told.data["oaid"], "token": hashlib.sha256(token.encode()).hexdigest()}


def main(folder: Path, url: str, oa_id: str, kind: type[SealedLogins]) -> None:
    keyring = MemoryKeyring()
    keyring.entries.update({(service, user): value for service, user, value in json.loads(sys.stdin.readline())})
    clock = SetClock()
    store = open_store(folder / "studio.sqlite3", clock=clock)
    http = Http()
    page = account(url, oa_id)
    with opened_logins(store, folder, keyring, kind) as logins:
        grants = Grants(http, logins, clock, logins.holder)
        api = ZaloApi(http, grants, clock)
        print(json.dumps("ready"), flush=True)
        for line in sys.stdin:
            clock.moment = datetime.fromisoformat(json.loads(line))
            print(json.dumps(one_round(api, grants, page)), flush=True)
    http.close()
    store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], SealedLogins if sys.argv[4] == "lock" else WithoutTurns)
