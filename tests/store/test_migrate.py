from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from studio.errors import StorageTrouble
from studio.store.backup import backups
from studio.store.engine import open_store
from studio.store.migrate import newest_schema, schema_of


def rows(path: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def make_first(database: Path, chain: Any, clock: Any) -> None:
    store = open_store(database, clock=clock, migrations=chain.root)
    with store.write() as tx:
        tx.exec_driver_sql("INSERT INTO notes (text) VALUES ('Thông báo số 12/TB-MAU')")
    store.close()


def test_a_new_file_needs_no_backup(database: Path, chain: Any, clock: Any) -> None:
    make_first(database, chain, clock)
    assert schema_of(database) == newest_schema(chain.root) == 1
    assert backups(database.parent / "backups") == ()


def test_a_migration_changes_schema_and_data_after_a_checked_backup(database: Path, chain: Any, clock: Any) -> None:
    make_first(database, chain, clock)
    chain.add_second(
        """
with op.batch_alter_table("notes") as batch:
    batch.add_column(sa.Column("place", sa.Text, nullable=False, server_default="chưa rõ"))
op.execute("UPDATE notes SET place = 'phường Mẫu'")
"""
    )
    open_store(database, clock=clock, migrations=chain.root).close()
    assert rows(database, "SELECT text, place FROM notes") == [("Thông báo số 12/TB-MAU", "phường Mẫu")]
    assert schema_of(database) == 2
    (backup,) = backups(database.parent / "backups")
    assert backup.name == "before-0002-20261125T013000Z.sqlite3"
    assert rows(backup, "SELECT * FROM notes") == [(1, "Thông báo số 12/TB-MAU")]
    assert rows(backup, "PRAGMA user_version") == [(1,)]


@pytest.mark.parametrize(
    "ending", ["raise RuntimeError('giữa chừng')", "op.execute('INSERT INTO không_có VALUES (1)')"]
)
def test_a_failing_migration_leaves_the_file_as_it_was(database: Path, chain: Any, clock: Any, ending: str) -> None:
    make_first(database, chain, clock)
    before = rows(database, "SELECT name, sql FROM sqlite_master")
    chain.add_second("op.create_table('half', sa.Column('id', sa.Integer))\nop.execute('DELETE FROM notes')\n" + ending)  # noqa: S608
    with pytest.raises(Exception, match=r"giữa chừng|không_có"):
        open_store(database, clock=clock, migrations=chain.root)
    assert rows(database, "SELECT name, sql FROM sqlite_master") == before
    assert rows(database, "SELECT count(*) FROM notes") == [(1,)]
    assert schema_of(database) == 1


def test_a_killed_migration_rolls_back_and_runs_again(database: Path, chain: Any, clock: Any) -> None:
    make_first(database, chain, clock)
    body = "op.create_table('half', sa.Column('id', sa.Integer))\nop.execute('DELETE FROM notes')\n"
    chain.add_second(body + "os._exit(9)")
    program = (
        "import sys; from pathlib import Path; from studio.clock import SystemClock\n"
        "from studio.store.engine import open_store\n"
        "open_store(Path(sys.argv[1]), clock=SystemClock(), migrations=Path(sys.argv[2]))"
    )
    done = subprocess.run([sys.executable, "-c", program, str(database), str(chain.root)], check=False)
    assert done.returncode == 9
    assert rows(database, "SELECT text FROM notes") == [("Thông báo số 12/TB-MAU",)]
    assert schema_of(database) == 1
    assert len(backups(database.parent / "backups")) == 1
    chain.add_second("op.create_table('half', sa.Column('id', sa.Integer))")
    clock.moment += timedelta(minutes=1)
    open_store(database, clock=clock, migrations=chain.root).close()
    assert schema_of(database) == 2
    assert rows(database, "SELECT text FROM notes") == [("Thông báo số 12/TB-MAU",)]


def test_rows_that_lose_their_parent_stop_the_migration(database: Path, chain: Any, clock: Any) -> None:
    make_first(database, chain, clock)
    chain.add_second(
        "op.execute('CREATE TABLE child (note INTEGER REFERENCES notes (id)) STRICT')\n"
        "op.execute('INSERT INTO child VALUES (99)')"
    )
    with pytest.raises(StorageTrouble, match="hoàn tác"):
        open_store(database, clock=clock, migrations=chain.root)
    assert schema_of(database) == 1


def test_a_newer_schema_is_refused_and_untouched(database: Path, chain: Any, clock: Any) -> None:
    make_first(database, chain, clock)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA user_version = 7")
    before = database.read_bytes()
    with pytest.raises(StorageTrouble, match="mới hơn") as caught:
        open_store(database, clock=clock, migrations=chain.root)
    assert "schema 7, this app reads up to 1" in caught.value.phrase.en
    assert database.read_bytes() == before


def test_a_profile_of_a_trial_version_is_refused_and_untouched(database: Path, clock: Any) -> None:
    open_store(database, clock=clock).close()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA user_version = 39")
    before = database.read_bytes()
    with pytest.raises(StorageTrouble, match="bản thử") as caught:
        open_store(database, clock=clock)
    assert "(schema 39)" in caught.value.phrase.en
    assert database.read_bytes() == before


def test_no_migration_without_a_backup(database: Path, chain: Any, clock: Any) -> None:
    make_first(database, chain, clock)
    (database.parent / "backups").write_text("một tệp chắn chỗ thư mục", encoding="utf-8")
    chain.add_second("op.execute('DELETE FROM notes')")
    with pytest.raises(StorageTrouble, match="không sao lưu được"):
        open_store(database, clock=clock, migrations=chain.root)
    assert rows(database, "SELECT count(*) FROM notes") == [(1,)]
