"""The migrations build what the tables of today declare, and the types of the tables keep their values."""

from __future__ import annotations

import importlib
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, NullPool
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

import studio
from studio.store.course import COURSE_MIGRATIONS
from studio.store.engine import make_engine, open_store
from studio.store.migrate import MIGRATIONS
from studio.store.schema_base import Day, Flag, Json, Moment, course_metadata, metadata

NAMES_NO_FILE = {
    "bundles.sha256", "deliveries.image_sha256", "deliveries.text_sha256", "delivery_attempts.body_sha256",
    "hub_pieces.sha256",
    "law_articles.sha256", "law_documents.sha256", "law_documents.tokens_sha256", "law_events.text_sha256",
    "law_former.packed_sha256", "law_former.sha256", "merged_reports.sha256", "month_reports.sha256",
    "photo_consent_pictures.sha256", "photo_exposed.sha256", "photo_finished.recipe_sha256", "photo_made_of.sha256",
    "photo_thumbs.sha256", "photo_works.recipe_sha256", "post_links.original", "profile_home.original",
    "received_reports.sha256", "revisions.sha256", "unneeded_files.sha256",
}  # fmt: skip
"""Hashes of texts, and of files that something else keeps."""
SOURCE = Path(studio.__file__).parent
DIALECT = SQLiteDialect_pysqlite()


def import_all_tables() -> None:
    for file in sorted(SOURCE.rglob("storage*.py")):
        importlib.import_module(".".join(file.relative_to(SOURCE.parent).with_suffix("").parts))


def schema(path: Path) -> dict[tuple[str, str], str]:
    """(type, name) → SQL without regard to white space and to the quotes of a renamed table, Alembic's own aside."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    return {
        (kind, name): _evened(sql or "").replace(f'CREATE TABLE "{name}"', f"CREATE TABLE {name}")
        for kind, name, sql in found
        if "alembic_version" not in name
    }


def _evened(sql: str) -> str:
    return re.sub(r" ?([(),]) ?", r"\1", re.sub(r"\s+", " ", sql)).strip()


@pytest.mark.parametrize(
    ("migrations", "tables"), [(MIGRATIONS, metadata), (COURSE_MIGRATIONS, course_metadata)], ids=["studio", "course"]
)
def test_migrating_an_empty_file_equals_the_declared_tables(
    tmp_path: Path, clock: Any, migrations: Path, tables: MetaData
) -> None:
    import_all_tables()
    open_store(tmp_path / "migrated" / "a.sqlite3", clock=clock, migrations=migrations).close()
    engine = make_engine(tmp_path / "declared.sqlite3", pool=NullPool)
    with engine.begin() as connection:
        tables.create_all(connection)
    migrated, declared = schema(tmp_path / "migrated" / "a.sqlite3"), schema(tmp_path / "declared.sqlite3")
    assert declared, "no tables declared"
    assert migrated == declared
    made = [sql for (kind, _), sql in declared.items() if kind == "table" and "fts" not in sql]
    assert [sql for sql in made if not sql.endswith("STRICT")] == []


@pytest.mark.parametrize(
    ("column", "value", "stored"),
    [
        (Moment(), datetime(2026, 11, 25, 1, 30, tzinfo=UTC), "2026-11-25T01:30:00.000000Z"),
        (Day(), date(2026, 11, 25), "2026-11-25"),
        (Flag(), True, 1),
        (Flag(), False, 0),
        (Json(), {"b": ["đ"], "a": None}, '{"a":null,"b":["đ"]}'),
        (Json(), None, None),
        (Moment(), None, None),
    ],
)
def test_values_come_back(column: Any, value: object, stored: object) -> None:
    assert column.process_bind_param(value, DIALECT) == stored
    assert column.process_result_value(stored, DIALECT) == value


def test_moments_of_any_zone_are_stored_in_utc() -> None:
    vietnam = datetime(2026, 11, 25, 8, 30, tzinfo=timezone(timedelta(hours=7)))
    assert Moment().process_bind_param(vietnam, DIALECT) == "2026-11-25T01:30:00.000000Z"
    with pytest.raises(ValueError, match="time zone"):
        Moment().process_bind_param(datetime(2026, 11, 25), DIALECT)  # noqa: DTZ001


def test_every_column_that_names_a_file_says_so() -> None:
    """Only then is the file kept while a row names it."""
    import_all_tables()
    silent = {
        f"{owner.name}.{column.name}"
        for owner in metadata.sorted_tables
        for column in owner.columns
        if ("sha256" in column.name or column.name == "original") and not column.info.get("names_a_file")
    }
    assert silent == NAMES_NO_FILE


def test_the_program_knows_every_table_that_names_files() -> None:
    """A table that nobody imported would not be asked whether it names a file that is about to go."""
    look = (
        "import studio.app.build; from studio.store.schema_base import metadata\n"
        "print(*(t for t, owner in metadata.tables.items() if any('names_a_file' in c.info for c in owner.columns)))"
    )
    told = subprocess.run([sys.executable, "-c", look], capture_output=True, check=True, text=True).stdout
    import_all_tables()
    naming = {name for name, owner in metadata.tables.items() if any("names_a_file" in c.info for c in owner.columns)}
    assert set(told.split()) == naming
