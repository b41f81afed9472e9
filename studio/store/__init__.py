"""SQLite store, repositories, migrations, file store, backup.

A room's tables and repository are one file, ``store/<room>.py``::

    people = table(
        "people",
        Column("id", Text, primary_key=True),
        Column("name", Text, nullable=False, unique=True),
        Column("active", Flag, nullable=False),
        Column("made_at", Moment, nullable=False),
    )                                     # types of STRICT tables: Text, Integer, REAL, LargeBinary,
                                          # and schema_base.Moment, Day, Flag, Json

    class PeopleRepository:               # fulfils the Protocol in studio/people/ports.py
        def __init__(self, store: Store) -> None: ...
        def save(self, person: Person) -> None:
            self._store.put(people, {"id": person.id, ...})
        def all(self) -> tuple[Person, ...]:
            return tuple(_person(row) for row in self._store.all(select(people)))
        def replace(self, persons: Sequence[Person]) -> None:
            with self._store.write() as tx:          # several statements; joins the outer transaction of this thread
                tx.execute(delete(people))
                tx.execute(insert(people), [...])

A single statement is ``all``, ``one``, ``first``, ``scalar``, ``scalars``, ``put`` or ``do`` (``statements.py``).

Its migration is one file, ``store/migrations/versions/0001_people_directory_accounts.py``, that never changes
once released and imports no table of today: it repeats them::

    revision = "0001"
    down_revision = None                  # then "0001", "0002" …

    def upgrade() -> None:
        op.create_table("people", Column(...), ..., sqlite_strict=True)

Triggers and virtual tables are SQL text: ``also(people, SQL)`` beside the table, ``op.execute(SQL)`` in the migration.
``tests/store/test_schema.py`` fails while the two disagree.
"""
