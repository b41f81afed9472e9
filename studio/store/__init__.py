"""What the storage of every room stands on: engine, transactions, statements, column types, migrations, the file store,
backup and restore. It knows no room.

A room's tables and repository are its ``storage.py`` (``storage_<subject>.py`` where there are several)::

    notes = table(
        "notes",
        Column("name", Text, primary_key=True),
        Column("made_at", Moment, nullable=False),
    )                                     # types of STRICT tables: Text, Integer, REAL, LargeBinary,
                                          # and schema_base.Moment, Day, Flag, Json

    class StoredNotes:
        def __init__(self, store: Store) -> None: ...
        def save(self, note: Note) -> None:
            self._store.put(notes, {"name": note.name, ...})
        def all(self) -> tuple[Note, ...]:
            return tuple(_note(row) for row in self._store.all(select(notes)))
        def replace(self, several: Sequence[Note]) -> None:
            with self._store.write() as tx:          # several statements; joins the outer transaction of this thread
                tx.execute(delete(notes))
                tx.execute(insert(notes), [...])

A single statement is ``all``, ``one``, ``first``, ``scalar``, ``scalars``, ``put`` or ``do`` (``statements.py``). A
column that names a file of the file store carries ``info=NAMES_A_FILE`` (``unneeded.py``). A query over several rooms
stands in the upper one; what a lower room must know of an upper one it is given by ``app``.

A change of the tables is one more file in ``store/migrations/versions``, which never changes once released and imports
no table of today. Triggers and virtual tables are SQL text: ``also(notes, SQL)`` beside the table, ``op.execute(SQL)``
in the migration. ``tests/store/test_schema.py`` fails while migrations and tables disagree.
"""
