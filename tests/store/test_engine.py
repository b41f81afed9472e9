from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from studio.errors import StorageTrouble
from studio.store import engine as engine_module
from studio.store.backup import copy_checked
from studio.store.engine import Store, open_store


@pytest.fixture(autouse=True)
def nothing_waits_for_the_disk() -> None:
    """Here everything does, for that is one of the settings tested."""


@pytest.fixture
def store(database: Path, chain: Any, clock: Any) -> Iterator[Store]:
    store = open_store(database, clock=clock, migrations=chain.root)
    yield store
    store.close()


def add(tx: Connection, note: str) -> None:
    tx.execute(text("INSERT INTO notes (text) VALUES (:note)"), {"note": note})


def add_twice(tx: Connection, note: str) -> None:
    """The second fails: texts are unique."""
    add(tx, note)
    add(tx, note)


def notes(store: Store) -> list[str]:
    with store.read() as tx:
        return list(tx.execute(text("SELECT text FROM notes ORDER BY id")).scalars())


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 10000),
        ("temp_store", 2),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("secure_delete", 1),
    ],
)
def test_every_connection_carries_the_settings(store: Store, pragma: str, value: object) -> None:
    with store.read() as one, store.engine.connect() as other:
        assert one.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
        assert other.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_tables_are_strict(store: Store) -> None:
    with pytest.raises(IntegrityError), store.write() as tx:
        tx.exec_driver_sql("INSERT INTO notes (id, text) VALUES ('không phải số', 'x')")


def test_a_write_commits_and_survives_reopening(store: Store, database: Path, chain: Any, clock: Any) -> None:
    with store.write() as tx:
        add(tx, "Đường Trần Hưng Đạo cấm xe tải")
    store.close()
    again = open_store(database, clock=clock, migrations=chain.root)
    assert notes(again) == ["Đường Trần Hưng Đạo cấm xe tải"]
    again.close()


def test_a_failed_write_leaves_nothing(store: Store) -> None:
    with pytest.raises(IntegrityError), store.write() as tx:
        add_twice(tx, "một")
    assert notes(store) == []


def test_inner_writes_join_the_outer_transaction(store: Store) -> None:
    def enqueue() -> None:
        with store.write() as outer:
            with store.write() as inner:
                add(inner, "hàng đợi")
            with store.write() as inner:
                add(inner, "nhật ký")
            assert notes(store) == ["hàng đợi", "nhật ký"], "a read inside sees the transaction's own rows"
            add(outer, "nhật ký")

    with pytest.raises(IntegrityError):
        enqueue()
    assert notes(store) == []


def test_a_failed_inner_write_is_undone_alone(store: Store) -> None:
    with store.write() as tx:
        add(tx, "ngoài")
        with pytest.raises(IntegrityError), store.write() as inner:
            add_twice(inner, "trong")
    assert notes(store) == ["ngoài"]


def test_one_statement_that_fails_inside_a_write_leaves_nothing_of_itself(store: Store) -> None:
    with store.write() as tx:
        add(tx, "ngoài")
        with pytest.raises(IntegrityError), store.write_one() as inner:
            inner.execute(text("INSERT INTO notes (text) VALUES ('trong'), ('ngoài')"))
        add(tx, "sau")
    assert notes(store) == ["ngoài", "sau"]


def test_one_statement_alone_is_a_whole_write(store: Store) -> None:
    with pytest.raises(IntegrityError), store.write_one() as tx:
        add_twice(tx, "một")
    assert notes(store) == []
    with store.write_one() as tx:
        add(tx, "một")
    assert notes(store) == ["một"]


def test_threads_do_not_join_each_other(store: Store) -> None:
    def write(name: str) -> None:
        for number in range(20):
            with store.write() as tx:
                add(tx, f"{name} {number}")

    threads = [threading.Thread(target=write, args=(name,)) for name in ("cửa sổ", "dòng lệnh", "nền")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(notes(store)) == 60


def test_a_reader_is_not_blocked_by_a_writer_and_sees_one_moment(store: Store) -> None:
    with store.engine.connect() as reader:
        assert reader.exec_driver_sql("SELECT count(*) FROM notes").scalar() == 0
        with store.write() as tx:
            add(tx, "mới")
        assert reader.exec_driver_sql("SELECT count(*) FROM notes").scalar() == 0
    assert notes(store) == ["mới"]


def test_all_reads_of_a_reading_see_one_moment(store: Store, database: Path, chain: Any, clock: Any) -> None:
    other = open_store(database, clock=clock, migrations=chain.root)
    with store.reading():
        assert notes(store) == []
        with other.write() as tx:
            add(tx, "mới")
        with store.reading():
            assert notes(store) == []
        with store.write() as tx:
            add(tx, "của mình")
            assert notes(store) == ["mới", "của mình"]
    assert notes(store) == ["mới", "của mình"]
    other.close()


def test_two_openings_of_one_file_both_write(store: Store, database: Path, chain: Any, clock: Any) -> None:
    other = open_store(database, clock=clock, migrations=chain.root)
    with store.write() as tx:
        add(tx, "cửa sổ")
    with other.write() as tx:
        add(tx, "dòng lệnh")
    assert notes(store) == notes(other) == ["cửa sổ", "dòng lệnh"]
    other.close()


def test_a_lock_held_too_long_is_told(store: Store) -> None:
    blocker = sqlite3.connect(store.path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    with (
        store.engine.connect() as pooled
    ):  # the wait of this pool's connection is cut, so that the test need not sit it out
        driver = pooled.connection.dbapi_connection
        assert driver is not None
        driver.cursor().execute("PRAGMA busy_timeout=1")
    with pytest.raises(StorageTrouble, match="một cửa sổ khác ghi"), store.write():
        pass
    blocker.close()


@pytest.mark.parametrize("size", [0, 1, 100, 4096])
def test_a_damaged_file_names_the_backups(store: Store, chain: Any, clock: Any, size: int) -> None:
    backup = copy_checked(store.path, store.backup_folder / "daily-2026-11-25.sqlite3")
    store.close()
    store.path.write_bytes(b"\x99" * size)
    with pytest.raises(StorageTrouble) as caught:
        open_store(store.path, clock=clock, migrations=chain.root)
    for language in ("vi", "en"):
        assert backup.name in caught.value.sentence(language)
    assert store.path.read_bytes() == b"\x99" * size, "the damaged file is left for rescue"


def test_a_damaged_page_is_found_at_open(store: Store, chain: Any, clock: Any) -> None:
    with store.write() as tx:
        for number in range(2000):
            add(tx, f"dòng {number} " * 5)
    store.close()
    data = bytearray(store.path.read_bytes())
    data[8192:12288] = b"\x00" * 4096
    store.path.write_bytes(data)
    with pytest.raises(StorageTrouble, match="bị hỏng"):
        open_store(store.path, clock=clock, migrations=chain.root)


def test_a_file_without_backups_says_so(database: Path, chain: Any, clock: Any) -> None:
    database.parent.mkdir()
    database.write_bytes(b"Day khong phai co so du lieu" * 200)
    with pytest.raises(StorageTrouble, match="chưa có bản sao lưu"):
        open_store(database, clock=clock, migrations=chain.root)


def test_an_empty_file_becomes_a_store(database: Path, chain: Any, clock: Any) -> None:
    database.parent.mkdir()
    database.touch()
    store = open_store(database, clock=clock, migrations=chain.root)
    assert notes(store) == []
    store.close()


def test_a_folder_that_is_a_file_is_told(tmp_path: Path, chain: Any, clock: Any) -> None:
    (tmp_path / "tệp").write_text("x", encoding="utf-8")
    with pytest.raises(StorageTrouble, match="không tạo được thư mục"):
        open_store(tmp_path / "tệp" / "studio.sqlite3", clock=clock, migrations=chain.root)


def test_without_migrating_only_the_present_schema_opens(database: Path, chain: Any, clock: Any) -> None:
    with pytest.raises(StorageTrouble, match="phiên bản cũ"):
        open_store(database, clock=clock, migrate=False, migrations=chain.root)
    open_store(database, clock=clock, migrations=chain.root).close()
    open_store(database, clock=clock, migrate=False, migrations=chain.root).close()


def test_sqlite_here_is_recent_enough() -> None:
    assert sqlite3.sqlite_version_info >= engine_module.MINIMUM_SQLITE


def test_two_stores_of_one_file_lose_nothing_to_another_program(store: Store, chain: Any, clock: Any) -> None:
    """Work and practice profile share the course: the second to open it must not give the first one's locks back."""
    second = open_store(store.path, clock=clock, migrations=chain.root)
    code = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); print(*c.execute('SELECT text FROM notes')); c.close()"
    )

    def seen_by_another() -> str:
        return subprocess.run(
            [sys.executable, "-c", code, str(store.path)], capture_output=True, text=True, check=True
        ).stdout.strip()

    with store.write() as tx:
        add(tx, "one")
    second = open_store(store.path, clock=clock, migrations=chain.root)
    assert seen_by_another() == "('one',)"
    with store.write() as tx:
        add(tx, "two")
    assert seen_by_another() == "('one',) ('two',)"
    second.close()


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_CANTOPEN])
def test_a_write_that_fails_on_a_full_disk_says_that_the_disk_is_full(
    store: Store, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def fail() -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = code
        raise error

    free = 10 * 2**30
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=free))
    with pytest.raises(StorageTrouble) as with_room, store.write():
        fail()
    free = 0
    with pytest.raises(StorageTrouble) as without, store.write():
        fail()
    assert "đã đầy" not in with_room.value.sentence("vi")
    assert "ổ đĩa đã đầy" in without.value.sentence("vi")


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_the_store_and_what_lies_beside_it_are_this_users_alone(store: Store) -> None:
    with store.write() as tx:
        add(tx, "một")
    copy_checked(store.path, store.backup_folder / "daily-2026-11-25.sqlite3")
    held = [*store.path.parent.glob("studio.sqlite3*"), *store.backup_folder.iterdir()]
    assert len(held) >= 4
    assert {path.name: stat.S_IMODE(path.stat().st_mode) & 0o077 for path in held if ".lock" not in path.name} == {
        path.name: 0 for path in held if ".lock" not in path.name
    }
