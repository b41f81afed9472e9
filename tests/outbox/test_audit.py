"""The log of publication acts: appended, chained, and found out when somebody got at it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from studio.outbox.audit import Act, AuditEntry, AuditHead, exported, problems
from studio.outbox.storage_audit import StoredAudit
from tests.outbox.outbox_rig import TEXT, OutboxRig


@pytest.fixture
def log(rig: OutboxRig) -> StoredAudit:
    for number in range(6):
        data = {"delivery": f"d{number}", "chữ": "Đã gửi", "n": number}
        rig.audit.append(at=rig.clock.now(), by="cb-dang", act=Act.QUEUED, post_id=f"p{number % 2}", data=data)
        rig.clock.forward(seconds=0.5)
    return rig.audit


def test_intact(log: StoredAudit) -> None:
    entries = log.entries()
    assert [entry.seq for entry in entries] == [1, 2, 3, 4, 5, 6]
    assert problems(entries) == ()
    assert problems(entries, log.head()) == ()
    assert problems(entries, AuditHead(seq=3, hash=entries[2].hash)) == ()
    assert log.head() == AuditHead(seq=6, hash=entries[5].hash)
    assert [entry.seq for entry in log.entries("p1")] == [2, 4, 6]


def test_an_empty_log(rig: OutboxRig) -> None:
    assert rig.audit.head() == AuditHead()
    assert problems(rig.audit.entries(), rig.audit.head()) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"by": "cb-khac"},
        {"act": Act.CANCELLED},
        {"post_id": "p9"},
        {"data": {"delivery": "d9"}},
        {"hash": "0" * 64},
        {"prev_hash": "0" * 64},
        {"seq": 9},
    ],
)
@pytest.mark.parametrize("row", range(1, 6))
def test_any_altered_row_is_found_at_its_number(log: StoredAudit, change: dict[str, Any], row: int) -> None:
    entries = list(log.entries())
    entries[row] = replace(entries[row], **change)
    found = problems(entries)
    assert found
    assert str(row + 1) in found[0].vi


def test_a_row_taken_out_or_put_in_is_found(log: StoredAudit) -> None:
    entries = log.entries()
    assert problems((*entries[:2], *entries[3:]))
    assert problems((*entries[:2], entries[1], *entries[2:]))


def test_a_cut_tail_is_found_by_a_head_that_left_the_pc(log: StoredAudit) -> None:
    head, entries = log.head(), log.entries()
    assert problems(entries[:4]) == (), "invisible without it"
    assert "6" in problems(entries[:4], head)[0].vi


def test_a_rewritten_log_is_found_by_a_head(log: StoredAudit, rig: OutboxRig, tmp_path: Path) -> None:
    head = log.head()
    (tmp_path / "khac").mkdir()
    other = OutboxRig(tmp_path / "khac")
    for _ in range(8):
        other.audit.append(at=rig.clock.now(), by="cb-khac", act=Act.QUEUED, data={})
    assert problems(other.audit.entries()) == ()
    assert problems(other.audit.entries(), head)


@pytest.mark.parametrize("sql", ["UPDATE audit SET by='x'", "DELETE FROM audit", "DELETE FROM audit WHERE seq=6"])
def test_the_store_refuses_to_change_it(log: StoredAudit, rig: OutboxRig, sql: str) -> None:
    with pytest.raises(DBAPIError, match="only appended"), rig.store.write() as tx:
        tx.exec_driver_sql(sql)
    assert len(log.entries()) == 6


def test_even_with_the_triggers_dropped_an_edit_is_found(log: StoredAudit, rig: OutboxRig) -> None:
    with rig.store.write() as tx:
        tx.exec_driver_sql("DROP TRIGGER audit_no_update")
        tx.exec_driver_sql("UPDATE audit SET data=replace(data, 'Đã gửi', 'Đã xóa') WHERE seq=3")
    assert "3" in log.verify()[0].vi


def test_a_rolled_back_act_leaves_no_entry(log: StoredAudit, rig: OutboxRig) -> None:
    def fails() -> None:
        with rig.store.write():
            rig.audit.append(at=rig.clock.now(), by="x", act=Act.SENT, data={})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert log.head().seq == 6


def test_what_is_exported_is_what_was_hashed(log: StoredAudit) -> None:
    import hashlib
    import json

    entry: AuditEntry = log.entries()[4]
    body = exported(entry)
    given, before = body.pop("hash"), bytes.fromhex(body.pop("prev_hash"))
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(b"\x01" + before + text.encode()).hexdigest() == given


def test_neither_text_nor_pin_is_in_the_log(rig: OutboxRig) -> None:
    rig.queue()
    rig.outbox.run()
    told = repr(rig.audit.entries())
    assert TEXT[:20] not in told
    assert "70294618" not in told
