"""Sentences that were stored before they had one form are read as they were said."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import NullPool

from studio.accounts.storage import StoredHealth
from studio.feedback.storage import StoredIntake
from studio.outbox.storage import StoredOutbox
from studio.phrase import Bilingual
from studio.store.engine import make_engine, open_store
from studio.store.migrate import build, newest_schema

BEFORE = 50
"""The last schema that stored them in three forms."""
AT = "2026-11-25T01:30:00.000000Z"
TRIED = "INSERT INTO delivery_attempts VALUES (?, 'gui-1', 1, 'create', '', ?, ?, 'refused', ?)"
FOUND = "INSERT INTO account_health VALUES ('trang-1', 'ok', ?, ?, ?, '', '', '[]', NULL)"
READ = "INSERT INTO feedback_intake VALUES ('trang-1', ?, ?, '', NULL, NULL, ?, 0, NULL, 0, ?)"


def test_they_are_said_as_before(tmp_path: Path, clock: Any) -> None:
    database = tmp_path / "studio.sqlite3"
    engine = make_engine(database, pool=NullPool)
    build(engine, BEFORE)
    with closing(sqlite3.connect(database)) as raw, raw:
        raw.execute(TRIED, (1, AT, AT, "Trang không trả lời.\x1eThe page does not answer."))
        raw.execute(TRIED, (2, AT, AT, '{"id": "1_2"}'))
        raw.execute(FOUND, (AT, '["Tốt.","Good."]', '["",""]'))
        raw.execute(READ, ("comments", AT, AT, '["Mất mạng.","No network."]'))
        raw.execute(READ, ("messages", AT, AT, None))
    build(engine, newest_schema())
    with closing(sqlite3.connect(database)) as raw:
        raw.execute(f"PRAGMA user_version = {newest_schema()}")
    store = open_store(database, clock=clock)
    try:
        answer = '{"id": "1_2"}'
        assert [tried.detail for tried in StoredOutbox(store).attempts("gui-1")] == [
            Bilingual("Trang không trả lời.", "The page does not answer."),
            Bilingual(answer, answer),
        ]
        health = StoredHealth(store).all()["trang-1"]
        assert (health.say, health.next_step) == (Bilingual("Tốt.", "Good."), Bilingual("", ""))
        assert [state.trouble for state in StoredIntake(store).all()] == [Bilingual("Mất mạng.", "No network."), None]
    finally:
        store.close()
