"""Every publication leaves its record by itself, and another when more of the post reaches a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from studio.canonical import sha256
from studio.errors import NotFound, StorageTrouble, Untrusted
from studio.posts.record import verify
from tests.outbox.outbox_rig import PIN
from tests.records.library import Shelf
from tests.records.library import shelf as opened


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with opened(tmp_path) as built:
        yield built


def test_left_by_itself_once(shelf: Shelf) -> None:
    outbox = shelf.publish()
    for _ in range(3):
        outbox.run()
    assert [record.number for record in shelf.records.of_post("p1")] == [1]
    assert verify(shelf.record()) == ()


def test_a_crash_between_publication_and_record_is_made_up_for(shelf: Shelf) -> None:
    dossier = shelf.seal()
    del shelf.sources.dossiers["p1"]
    outbox = shelf.outbox()
    outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN)
    outbox.run()
    assert shelf.records.latest("p1") is None
    shelf.sources.dossiers["p1"] = dossier
    outbox.run()
    assert shelf.records.latest("p1") is not None


def test_a_withdrawal_adds_a_record_and_keeps_the_first(shelf: Shelf) -> None:
    outbox = shelf.publish()
    first = shelf.records.latest("p1")
    shelf.rig.clock.forward(hours=1)
    delivery = outbox.of_post("p1")[0]
    outbox.withdraw(delivery.id, "cb-dang", PIN, "số điện thoại sai")
    records = shelf.records.of_post("p1")
    assert [record.number for record in records] == [1, 2]
    assert records[0] == first
    assert verify(shelf.record()) == ()
    assert shelf.records.verify(shelf.rig.files.get(records[0].sha256)) == (), "the earlier one is known too"


def test_exported_with_its_digest(shelf: Shelf, tmp_path: Path) -> None:
    shelf.publish()
    kept = shelf.records.export("p1", tmp_path / "hồ sơ.zip")
    assert sha256((tmp_path / "hồ sơ.zip").read_bytes()) == kept.sha256
    assert kept.size == (tmp_path / "hồ sơ.zip").stat().st_size


def test_nothing_published_no_record(shelf: Shelf, tmp_path: Path) -> None:
    shelf.seal()
    with pytest.raises(NotFound):
        shelf.records.export("p1", tmp_path / "x.zip")
    assert not (tmp_path / "x.zip").exists()


def test_a_record_damaged_in_the_store_is_not_handed_out(shelf: Shelf, tmp_path: Path) -> None:
    shelf.publish()
    kept = shelf.records.latest("p1")
    assert kept is not None
    path = shelf.rig.files.path_of(kept.sha256)
    path.write_bytes(path.read_bytes().replace(b"113", b"114"))
    with pytest.raises(Untrusted):
        shelf.records.export("p1", tmp_path / "x.zip")


def test_a_place_that_cannot_be_written(shelf: Shelf, tmp_path: Path) -> None:
    shelf.publish()
    with pytest.raises(StorageTrouble):
        shelf.records.export("p1", tmp_path / "không có" / "x.zip")


def test_a_record_that_left_the_pc_finds_a_log_that_was_cut(shelf: Shelf) -> None:
    shelf.publish("p1")
    exported = shelf.record("p1")
    assert shelf.records.verify(exported) == ()
    with shelf.rig.store.write() as tx:
        tx.exec_driver_sql("DROP TRIGGER audit_no_delete")
        tx.exec_driver_sql("DELETE FROM audit WHERE seq >= 4")
    assert shelf.rig.audit.verify() == (), "in itself the shorter log is sound"
    assert "cắt bớt" in shelf.records.verify(exported)[0].vi


@pytest.mark.parametrize("sql", ["UPDATE records SET sha256='x'", "DELETE FROM records"])
def test_the_list_of_records_is_only_added_to(shelf: Shelf, sql: str) -> None:
    shelf.publish()
    with pytest.raises(DBAPIError, match="only added"), shelf.rig.store.write() as tx:
        tx.exec_driver_sql(sql)


def test_a_post_whose_record_fails_does_not_keep_others_from_theirs(shelf: Shelf) -> None:
    shelf.publish("p1")
    shelf.rig.clock.forward(seconds=5)
    shelf.seal("p0")
    del shelf.sources.dossiers["p0"]
    shelf.seal("p2")
    outbox = shelf.outbox()
    for post_id in ("p0", "p2"):
        outbox.enqueue(post_id, ["trang-phuong"], "cb-dang", PIN)
    outbox.run()
    assert shelf.records.latest("p0") is None
    assert shelf.records.latest("p2") is not None
