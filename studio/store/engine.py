"""The one database file: how it is opened, read and written.

Window and command line may run at the same time, so every write transaction begins IMMEDIATE and
waits up to ten seconds for the other. pysqlite's own transaction handling is off: it would commit before DDL.

Small tables that every gate asks for whole: their rows are made into values only when one of them changed.

SQLite puts a table into one text in a tenth of the time that its rows take to become values here. The text itself is
compared, not a counter or a time, so that what is remembered is never older than what is stored, whoever wrote it.
"""

from __future__ import annotations

import sqlite3
import sys
import threading
import weakref
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

import filelock
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    NullPool,
    Pool,
    QueuePool,
    ScalarSelect,
    Select,
    Text,
    create_engine,
    event,
    func,
    select,
    type_coerce,
)

from studio.clock import Clock
from studio.errors import StorageTrouble
from studio.paths import PRIVATE_FILE
from studio.store.backup import backups, folder_of, passes_quick_check
from studio.store.folder import damaged, refuse_unfit, told
from studio.store.migrate import MIGRATIONS, newest_schema, refuse_foreign, schema_of, upgrade
from studio.store.statements import Statements

MINIMUM_SQLITE = (3, 40, 0)
"""The oldest the tests ran on, that of Debian 12; STRICT tables need 3.37."""
OPEN_WAIT = 60.0
CHECKED_AT_OPEN = 32 * 2**20
"""Bytes up to which a store is quick_checked at every start; a larger one is by its daily backup."""
_HEADER = b"SQLite format 3\0"
PRAGMAS = (
    "PRAGMA busy_timeout=10000",
    "PRAGMA synchronous=FULL",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA journal_size_limit=16777216",
)

_at_work: Counter[Path] = Counter()
"""Stores that this process has open, by file. Whoever closes a plain handle of such a file gives SQLite's locks on it
back (POSIX); another program would then take the WAL away from under us, with whatever is written to it afterwards."""


class Store(Statements):
    """The open database. Threads may share it; a transaction belongs to the thread that began it."""

    def __init__(self, path: Path, engine: Engine, clock: Clock) -> None:
        self.path = path
        self.engine = engine
        self._clock = clock
        self._thread = threading.local()
        self._may_write: Callable[[], None] = lambda: None
        self._open = True
        _at_work[path] += 1

    @property
    def backup_folder(self) -> Path:
        return folder_of(self.path)

    def guard(self, may_write: Callable[[], None]) -> None:
        """Ask `may_write` before each transaction that writes; what it raises is what the writer gets."""
        self._may_write = may_write

    @property
    def writing(self) -> bool:
        """Whether this thread is inside a `write`."""
        return getattr(self._thread, "writing", None) is not None

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that commits when the block ends and rolls back when it raises.

        Inside another `write` of the same thread it joins that one; should the inner block fail, its own
        changes are undone even if the outer block goes on. Raises StorageTrouble when the disk is.
        """
        outer: Connection | None = getattr(self._thread, "writing", None)
        if outer is not None:
            with outer.begin_nested():
                yield outer
            return
        self._may_write()
        with self._connection("IMMEDIATE") as connection:
            self._thread.writing = connection
            self._thread.after = {}
            try:
                with connection.begin():
                    yield connection
            finally:
                self._thread.writing = None
        for action in self._thread.after.values():
            action()

    @contextmanager
    def write_one(self) -> Iterator[Connection]:
        """Like `write`, for a block that changes something with its last statement alone: inside another `write` it
        needs no savepoint, since a statement that fails leaves nothing of itself."""
        outer: Connection | None = getattr(self._thread, "writing", None)
        if outer is not None:
            yield outer
            return
        with self.write() as connection:
            yield connection

    def after_commit(self, name: str, action: Callable[[], None]) -> None:
        """Do `action` when this thread's outermost `write` has ended well; once for each name."""
        self._thread.after[name] = action

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view of the data; inside a `write` of the same thread, of its own changes too."""
        outer: Connection | None = getattr(self._thread, "writing", None) or getattr(self._thread, "reading", None)
        if outer is not None:
            yield outer
            return
        with self._connection("DEFERRED") as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Let every `read` of this thread inside the block have one and the same view."""
        if self.writing or getattr(self._thread, "reading", None) is not None:
            yield
            return
        with self._connection("DEFERRED") as connection:
            self._thread.reading = connection
            try:
                yield
            finally:
                self._thread.reading = None

    def now(self) -> datetime:
        """The moment on the store's clock, for what a repository itself dates."""
        return self._clock.now()

    def close(self) -> None:
        """Give the file back; SQLite then folds the WAL into it."""
        self.engine.dispose()
        if self._open:
            self._open = False
            _at_work[self.path] -= 1

    @contextmanager
    def _connection(self, begin: str) -> Iterator[Connection]:
        with (
            told(self.path, lambda: backups(self.backup_folder)),
            self.engine.connect().execution_options(studio_begin=begin) as connection,
        ):
            yield connection


def open_store(path: Path, *, clock: Clock, migrate: bool = True, migrations: Path = MIGRATIONS) -> Store:
    """Open, or make, the database at `path` and bring it to the present schema.

    With ``migrate=False`` an older or missing schema is refused instead. Raises StorageTrouble with the remedy:
    a network folder, a newer schema, a damaged file, no room, a second program that holds the file.
    """
    _require_sqlite()
    path = path.absolute()
    refuse_unfit(path.parent)
    _make_folder(path.parent)
    try:
        with (
            filelock.FileLock(path.with_name(path.name + ".lock"), timeout=OPEN_WAIT),
            told(path, lambda: backups(folder_of(path))),
        ):
            _check(path, migrations)
            if migrate:
                run_migrations(path, clock, migrations)
            elif schema_of(path) < newest_schema(migrations):
                raise StorageTrouble(
                    "the data is of an older version; open Page Studio once to upgrade it.", where=str(path)
                )
    except filelock.Timeout as error:
        raise StorageTrouble(
            "another Page Studio has been opening the data for too long; close it and try again.", where=str(path)
        ) from error
    return Store(path, make_engine(path), clock)


def only_reads(connection: Connection) -> bool:
    """Whether nothing is written over this connection until it is given back: all of it then has one view."""
    return bool(connection.get_execution_options().get("studio_begin", "DEFERRED") == "DEFERRED")


def make_engine(path: Path, *, foreign_keys: bool = True, pool: type[Pool] = QueuePool) -> Engine:
    """An engine on `path` whose connections carry our pragmas and begin transactions as told."""
    engine = create_engine(URL.create("sqlite+pysqlite", database=str(path)), poolclass=pool)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        if sys.version_info >= (3, 12):  # nothing rewrites the schema, the shadow tables of the search, or pages
            connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        for pragma in (*PRAGMAS, f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}"):
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        driver = connection.connection.dbapi_connection
        assert driver is not None  # noqa: S101 - a connection that begins is checked out
        driver.cursor().execute(f"BEGIN {connection.get_execution_options().get('studio_begin', 'DEFERRED')}")

    return engine


def _check(path: Path, migrations: Path) -> None:
    if not path.exists():
        return
    if path.stat().st_size == 0 and not backups(folder_of(path)):
        return
    if not _at_work[path] and not _has_header(path):  # SQLite itself takes a nearly empty file for a new database
        raise damaged(path, backups(folder_of(path)))
    refuse_foreign(path, schema_of(path), migrations)
    if path.stat().st_size <= CHECKED_AT_OPEN and not passes_quick_check(path):
        raise damaged(path, backups(folder_of(path)))


def _has_header(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_HEADER)) == _HEADER


def run_migrations(path: Path, clock: Clock, migrations: Path) -> None:
    path.touch(mode=PRIVATE_FILE)  # before SQLite makes it with the rights of any other file; -wal and -shm follow
    engine = make_engine(path, foreign_keys=False, pool=NullPool)
    with engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        assert driver is not None  # noqa: S101 - a connection just checked out has one
        driver.cursor().execute("PRAGMA journal_mode=WAL")
    upgrade(engine, path, clock.now(), migrations)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageTrouble(
            "cannot make the data folder; choose another one that you may write to.", where=str(folder)
        ) from error


def _require_sqlite() -> None:
    if sqlite3.sqlite_version_info < MINIMUM_SQLITE:
        needed = ".".join(map(str, MINIMUM_SQLITE))
        raise StorageTrouble(
            "this Python brings SQLite {sqlite_version}, {needed} or later is needed; install a newer Python.",
            sqlite_version=sqlite3.sqlite_version,
            needed=needed,
        )


T = TypeVar("T")


class CachedQuery(Generic[T]):
    """What was read of these queries last. Threads may share it; the value must be immutable."""

    def __init__(self, store: Store, make: Callable[[Connection], T], *queries: Select[Any]) -> None:
        """`make` reads these queries, and nothing else, on the connection it is given."""
        self._store, self._make = store, make
        texts = select(*map(_as_text, queries)).compile(store.engine, compile_kwargs={"literal_binds": True})
        self._texts = str(texts)
        self._last: tuple[tuple[str, ...], T] | None = None
        """The texts and what was made of them; replaced as a whole."""
        self._seen: tuple[weakref.ref[Connection], T] | None = None
        """What the last transaction that only reads was given: it sees the same to its end."""

    def value(self) -> T:
        """What `make` gives for the rows as they are now. Raises StorageTrouble when the disk is."""
        with self._store.read() as connection:
            return self._of(connection)

    def _of(self, connection: Connection) -> T:
        seen = self._seen
        if seen is not None and seen[0]() is connection:
            return seen[1]
        texts = tuple(connection.exec_driver_sql(self._texts).one())
        last = self._last
        found = last[1] if last is not None and last[0] == texts else self._make(connection)
        self._last = texts, found
        if only_reads(connection):
            self._seen = weakref.ref(connection), found
        return found


def _as_text(query: Select[Any]) -> ScalarSelect[str]:
    rows = query.subquery()
    row = func.json_array(*(type_coerce(column, Text) for column in rows.columns))
    return select(func.json_group_array(row)).scalar_subquery()
