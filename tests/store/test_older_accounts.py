"""Pages that an earlier version registered are there after the upgrade."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from studio.accounts.model import Account, AccountKind, PageStatus
from studio.platforms import Platform
from studio.store.accounts import StoredAccounts
from studio.store.engine import open_store
from studio.store.health import SqlHealth
from studio.store.migrate import MIGRATIONS


def test_pages_of_schema_7_stay(tmp_path: Path, clock: Any) -> None:
    chain = tmp_path / "chain"
    shutil.copytree(MIGRATIONS, chain, ignore=shutil.ignore_patterns("__pycache__"))
    for file in (chain / "versions").glob("0*.py"):
        if file.name > "0008":
            file.unlink()
    path = tmp_path / "a.sqlite3"
    open_store(path, clock=clock, migrations=chain).close()
    row = ("ban-giao", "handover", "zalo", "1000000113", "Zalo phường Ví Dụ", "Công an phường", "", "closed")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO accounts VALUES (?,?,?,?,?,?,?,?)", row)
        connection.commit()
    store = open_store(path, clock=clock)
    assert StoredAccounts(store).all() == (
        Account(
            name="ban-giao",
            kind=AccountKind.HANDOVER,
            platform=Platform.ZALO,
            page_id="1000000113",
            title="Zalo phường Ví Dụ",
            unit="Công an phường",
            status=PageStatus.CLOSED,
        ),
    )
    assert SqlHealth(store).all() == {}
    store.close()
