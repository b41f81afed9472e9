"""People and their wrong tries, kept."""

from __future__ import annotations

from contextlib import AbstractContextManager

from sqlalchemy import REAL, Column, Connection, ForeignKey, Integer, Text, delete, select
from sqlalchemy.dialects.sqlite import insert

from studio.people.keys import KeyEvent
from studio.people.model import Person, Tries
from studio.store.engine import CachedQuery, Store
from studio.store.schema_base import Flag, Json, Moment, table
from studio.store.statements import from_row, to_row
from studio.text import fold

people = table(
    "people",
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, unique=True),
    Column("roles", Json, nullable=False),
    Column("pin_hash", Text, nullable=False),
    Column("active", Flag, nullable=False),
)
pin_tries = table(
    "pin_tries",
    Column("person", Text, ForeignKey("people.id"), primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("locked_until", Moment),
    Column("uptime", REAL),
)
people_keys = table(
    "people_keys",
    Column("seq", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("act", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("roles", Json, nullable=False),
    Column("active", Flag, nullable=False),
    Column("public", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("witness", Text, nullable=False),
    Column("mac", Text, nullable=False),
)
"""The register of keys; `studio.people.keys` says what makes a line true."""
_ALL = select(people).order_by(people.c.folded)
_KEY_EVENTS = select(people_keys).order_by(people_keys.c.seq)


class StoredPeople:
    """Keeps people, their wrong tries, and the register of their keys. Each write is durable when it returns."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._people: CachedQuery[tuple[Person, ...]] = CachedQuery(store, _people_of, _ALL)
        self._key_events: CachedQuery[tuple[KeyEvent, ...]] = CachedQuery(store, _key_events_of, _KEY_EVENTS)

    @property
    def writing(self) -> bool:
        """Whether this thread is inside a transaction."""
        return self._store.writing

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def all(self) -> tuple[Person, ...]:
        """By name."""
        return self._people.value()

    def save(self, person: Person) -> None:
        values = to_row(person) | {"folded": fold(person.name), "roles": sorted(person.roles)}
        self._store.put(people, values)

    def tries(self, person_id: str) -> Tries:
        row = self._store.one(select(pin_tries).where(pin_tries.c.person == person_id))
        return Tries() if row is None else from_row(Tries, row)

    def set_tries(self, person_id: str, tries: Tries) -> None:
        self._store.put(pin_tries, {"person": person_id, **to_row(tries)})

    def key_events(self) -> tuple[KeyEvent, ...]:
        """The register as it lies in the store, the oldest line first; whether it is true is not asked here."""
        return self._key_events.value()

    def add_key_event(self, event: KeyEvent) -> None:
        self._store.do(insert(people_keys).values(to_row(event)))

    def replace_key_events(self, events: tuple[KeyEvent, ...]) -> None:
        """Put these in the place of all."""
        with self._store.write() as connection:
            connection.execute(delete(people_keys))
            for event in events:
                connection.execute(insert(people_keys).values(to_row(event)))


def _people_of(connection: Connection) -> tuple[Person, ...]:
    return tuple(from_row(Person, row) for row in connection.execute(_ALL))


def _key_events_of(connection: Connection) -> tuple[KeyEvent, ...]:
    return tuple(from_row(KeyEvent, row) for row in connection.execute(_KEY_EVENTS))
