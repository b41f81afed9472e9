from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from studio.errors import StorageTrouble
from studio.store.backup import copy_checked, kept_days
from studio.store.engine import Store, open_store


@pytest.fixture
def store(database: Path, chain: Any, clock: Any) -> Iterator[Store]:
    store = open_store(database, clock=clock, migrations=chain.root)
    yield store
    store.close()


def test_seven_days_and_four_weeks_are_kept() -> None:
    newest = date(2026, 11, 25)
    year = {newest - timedelta(days=n) for n in range(365)}
    kept = kept_days(year)
    assert {newest - timedelta(days=n) for n in range(7)} <= kept
    assert kept - {newest - timedelta(days=n) for n in range(7)} == {date(2026, 11, 15), date(2026, 11, 8)}
    assert len({day.isocalendar()[1] for day in kept}) == 4


def test_days_without_use_do_not_cost_a_copy() -> None:
    rare = {date(2026, 1, 1), date(2026, 3, 1), date(2026, 6, 1)}
    assert kept_days(rare) == rare


def test_a_damaged_source_gives_no_copy(store: Store) -> None:
    with store.write() as tx:
        for number in range(2000):
            tx.exec_driver_sql("INSERT INTO notes (text) VALUES (?)", (f"dòng {number} " * 5,))
    store.close()
    data = bytearray(store.path.read_bytes())
    data[8192:12288] = b"\x00" * 4096
    store.path.write_bytes(data)
    with pytest.raises(StorageTrouble, match="bị hỏng"):
        copy_checked(store.path, store.backup_folder / "daily-2026-11-25.sqlite3")
    assert list(store.backup_folder.iterdir()) == []
