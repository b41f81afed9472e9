"""Deliveries, attempts and receipts that an earlier version made are there after the upgrade."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from studio.outbox.model import DeliveryState, Holder, Recall
from studio.store.engine import open_store
from studio.store.migrate import MIGRATIONS
from studio.store.outbox import SqlOutbox

MOMENT = "2026-11-25T01:30:00.000000Z"
DELIVERY = {
    "id": "d1", "post_id": "p1", "post_title": "Thông báo", "account": "trang", "platform": "facebook",
    "page_id": "1000000113", "seal": "a" * 64, "reference": "PS-AAAAAAAAAAAA", "state": "scheduled", "due_at": MOMENT,
    "attempts": 1, "remote_id": "", "permalink": "", "message": "Sẽ gửi.", "message_en": "To be sent.", "lease": "",
    "fence": 3, "queued_by": "cb-dang", "created_at": MOMENT, "updated_at": MOMENT, "reason": "", "text_sha256": "",
    "image_sha256": "[]", "looks": 0,
}  # fmt: skip
ATTEMPT = {
    "delivery": "d1", "number": 1, "step": "create", "body_sha256": "", "started_at": MOMENT, "outcome": "unknown",
    "detail": "",
}  # fmt: skip


def test_deliveries_of_schema_10_stay(tmp_path: Path, clock: Any) -> None:
    chain = tmp_path / "chain"
    shutil.copytree(MIGRATIONS, chain, ignore=shutil.ignore_patterns("__pycache__"))
    for file in (chain / "versions").glob("0*.py"):
        if file.name > "0011":
            file.unlink()
    path = tmp_path / "a.sqlite3"
    open_store(path, clock=clock, migrations=chain).close()
    with closing(sqlite3.connect(path)) as connection:
        for table, row in (("deliveries", DELIVERY), ("delivery_attempts", ATTEMPT)):
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", [*row.values()])  # noqa: S608
        connection.commit()
    store = open_store(path, clock=clock)
    (delivery,) = SqlOutbox(store).all()
    assert (delivery.id, delivery.state, delivery.fence) == ("d1", DeliveryState.SCHEDULED, 3)
    assert (delivery.holder, delivery.recall, delivery.session) == (Holder.PC, Recall.NONE, "")
    assert (delivery.watch_at, delivery.watched, delivery.held_by_page) == (None, 0, False)
    assert [attempt.outcome for attempt in SqlOutbox(store).attempts("d1")] == ["unknown"]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    store.close()
