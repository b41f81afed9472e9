"""What tests of the rooms start from: a clock that stands still, ids that can be read, a fresh store."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import URL, Dialect, Engine, create_engine
from sqlalchemy.util import LRUCache

from studio.clock import Clock
from studio.people import pin as pins
from studio.people.model import NewPerson, Person, Role
from studio.people.service import People
from studio.store import engine
from studio.store.engine import Store
from studio.store.migrate import MIGRATIONS

MORNING = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)
"""25/11/2026 08:30 in Vietnam."""
FAST_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def hash_quickly() -> None:
    """In a process of its own, which no fixture of a test reaches: hash PINs for no attacker from now on."""
    vars(pins)["default_hasher"] = lambda: FAST_HASHER


@contextmanager
def quick_pins() -> Iterator[None]:
    """In a fixture that is wider than a test: hash PINs for no attacker, as `quick_profiles` does in each test."""
    before = pins.default_hasher
    hash_quickly()
    try:
        yield
    finally:
        vars(pins)["default_hasher"] = before


class SetClock:
    """Stands still until moved."""

    def __init__(self, moment: datetime = MORNING) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def forward(self, **span: float) -> None:
        self.moment += timedelta(**span)


def numbered(prefix: str) -> Callable[[], str]:
    """``p1``, ``p2`` …"""
    numbers = count(1)
    return lambda: f"{prefix}{next(numbers)}"


_REALLY_MIGRATE = engine.run_migrations


@cache
def _migrated() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "studio.sqlite3"
        _REALLY_MIGRATE(path, SetClock(), MIGRATIONS)
        return path.read_bytes()


def migrate_once(path: Path, clock: Clock, migrations: Path) -> None:
    """In the place of the store's own way: a new store is a copy of the one that was migrated first in this process."""
    if path.exists() or migrations != MIGRATIONS:
        _REALLY_MIGRATE(path, clock, migrations)
    else:
        path.write_bytes(_migrated())


@cache
def _dialect() -> Dialect:
    """That of SQLite, as it is once it has met a database."""
    engine = create_engine("sqlite+pysqlite://")
    engine.connect().close()
    engine.dispose()
    return engine.dialect


_COMPILED = LRUCache[Any, Any](5000)


def remembering_engine(url: URL, **options: Any) -> Engine:
    """In the place of SQLAlchemy's own way: what one store of this process asks, no other has to put into SQL again."""
    engine = create_engine(url, execution_options={"compiled_cache": _COMPILED}, **options)
    engine.dialect = _dialect()
    return engine


def fresh_store(folder: Path, clock: SetClock) -> Store:
    """A migrated, empty store in `folder`; migrating is done once a run."""
    path = folder / "studio.sqlite3"
    path.write_bytes(_migrated())
    store = engine.open_store(path, clock=clock)
    OPENED.append(store)
    return store


OPENED: list[Store] = []
"""Stores that `fresh_store` made; they are closed when their test is over."""


def staffed(people: People, *who: tuple[str, Iterable[Role]], pin: str) -> tuple[Person, ...]:
    """The people with whom a unit begins, all with the same PIN in the end; a head comes along where none is named.

    Their PINs are given, so that each of them may act.
    """
    named = [(name, frozenset(roles)) for name, roles in who]
    if not any(Role.HEAD in roles for _, roles in named):
        named.append(("Trưởng Đơn Vị", frozenset({Role.HEAD})))
    first = [f"6081739{number:03d}" for number, _ in enumerate(named)]
    made = people.found([NewPerson(name=n, roles=r, pin=p) for (n, r), p in zip(named, first, strict=True)])
    for person, own in zip(made, first, strict=True):
        people.change_pin(person.id, own, pin)
    return tuple(people.verify_pin(person.id, pin) for person in made)[: len(who)]


def joined(people: People, name: str, roles: Iterable[Role], pin: str) -> Person:
    """Somebody who came later, let in by the first administrator; everybody has the same PIN in the end."""
    admin = next(p for p in people.list(active_only=True) if p.roles & {Role.TECHNICAL, Role.HEAD})
    added = people.add(name, roles, "6081739555", admin.id, pin)
    return people.verify_pin(people.change_pin(added.id, "6081739555", pin).id, pin)
