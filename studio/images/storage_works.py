"""The works of the image studio: recipes, what was decided, and which files were made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Row,
    Text,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
)
from sqlalchemy.dialects.sqlite import insert as insert_or

from studio.canonical import sha256
from studio.errors import NotFound, Untrusted
from studio.images import recipe_json
from studio.images.recipe import Recipe
from studio.images.work import Made, Work, WorkRow, WorkStep
from studio.store.engine import Store
from studio.store.files import FileStore
from studio.store.schema_base import Json, Moment, also, table
from studio.store.statements import from_row, to_row
from studio.store.unneeded import NAMES_A_FILE, keep, let_go, take_up

works = table(
    "photo_works",
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("original", Text, nullable=False, index=True, info=NAMES_A_FILE),
    Column("recipe", Text, nullable=False),
    Column("recipe_sha256", Text, nullable=False),
    Column("covers", Integer, nullable=False),
    Column("undecided", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("opened_by", Text, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("cleared_by", Text, nullable=False),
    Column("trashed_at", Moment),
    Index("ix_photo_works_shelf", "trashed_at", "changed_at"),
)
steps = table(
    "photo_steps",
    Column("work", Text, ForeignKey("photo_works.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("deed", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("facts", Json, nullable=False),
)
finished = table(
    "photo_finished",
    Column("id", Integer, primary_key=True),
    Column("sha256", Text, nullable=False, index=True, info=NAMES_A_FILE),
    Column("work", Text, ForeignKey("photo_works.id"), nullable=False, index=True),
    Column("recipe", Text, nullable=False),
    Column("recipe_sha256", Text, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("mime", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
exposed_files = table("photo_exposed", Column("sha256", Text, primary_key=True))
"""Of works that were deleted for good: files that show what was covered there. A post with one stays stopped."""
made_of = table(
    "photo_made_of",
    Column("sha256", Text, primary_key=True),
    Column("source", Text, primary_key=True, index=True),
)
"""Of works that were deleted for good: finished files, each with its original and the badges on it."""
# Who decided what is changed by nobody, and goes only with the whole work, out of the trash.
NO_UPDATE = (
    "CREATE TRIGGER photo_steps_no_update BEFORE UPDATE ON photo_steps "
    "BEGIN SELECT RAISE(ABORT, 'photo_steps is append-only'); END"
)
NO_DELETE = (
    "CREATE TRIGGER photo_steps_no_delete BEFORE DELETE ON photo_steps "
    "WHEN NOT EXISTS (SELECT 1 FROM photo_works WHERE id = OLD.work AND trashed_at IS NOT NULL) "
    "BEGIN SELECT RAISE(ABORT, 'photo_steps is append-only'); END"
)
also(steps, NO_UPDATE, NO_DELETE)

_NAMED = re.compile(r'"([0-9a-f]{64})"')
"""A picture that a recipe names: its original, a badge."""


_names: BindParameter[Any] = bindparam("names", expanding=True)
_MADE_AS = select(finished).where(finished.c.sha256.in_(_names)).order_by(finished.c.id)
_ON = select(works).where(works.c.original.in_(_names))
_EXPOSED = select(exposed_files.c.sha256).where(exposed_files.c.sha256.in_(_names))


class StoredWorks:
    """Keeps works, their history and files. Every write is one transaction; `transaction` joins several into one."""

    def __init__(self, store: Store, files: FileStore) -> None:
        self._store = store
        self._files = files

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def keep(self, data: bytes) -> str:
        """Keep a file; its SHA-256. Unless a work names it within a day it may be swept. Raises StorageTrouble."""
        return keep(self._store, self._files, data)

    def read(self, sha256: str) -> bytes:
        """Raises NotFound, Untrusted."""
        return self._files.get(sha256)

    def get(self, work: str) -> Work:
        """Raises NotFound, or Untrusted when the recipe is not what was stored."""
        row = self._store.one(select(works).where(works.c.id == work))
        if row is None:
            raise NotFound("ảnh này không còn ở trang Ảnh.", "this picture is no longer on the Images page.")
        return _work(row)

    def rows(self, *, trashed: bool) -> tuple[WorkRow, ...]:
        """The latest change first."""
        lies = works.c.trashed_at.is_not(None) if trashed else works.c.trashed_at.is_(None)
        shown = [works.c[name] for name in WorkRow.__slots__]
        with self._store.read() as tx:
            found = tx.execute(select(*shown).where(lies).order_by(works.c.changed_at.desc(), works.c.id))
            return tuple(from_row(WorkRow, row) for row in found)

    def put(self, work: Work) -> None:
        """Add a work, or store its new state."""
        values = _values(work)
        with self._store.write() as tx:
            put = insert_or(works).values(values)
            tx.execute(put.on_conflict_do_update(index_elements=["id"], set_=values))
            take_up(tx, work.original)

    def note(self, work: str, new: Iterable[WorkStep]) -> None:
        with self._store.write() as tx:
            last = tx.execute(select(func.max(steps.c.seq)).where(steps.c.work == work)).scalar_one() or 0
            for seq, step in enumerate(new, start=last + 1):
                tx.execute(insert(steps).values(work=work, seq=seq, **to_row(step)))

    def steps(self, work: str) -> tuple[WorkStep, ...]:
        """The first first."""
        query = select(steps).where(steps.c.work == work).order_by(steps.c.seq)
        return tuple(from_row(WorkStep, row) for row in self._store.all(query))

    def add_made(self, made: Made) -> None:
        with self._store.write() as tx:
            tx.execute(insert(finished).values(to_row(made) | _recipe_values(made.recipe)))
            take_up(tx, made.sha256)

    def made(self, work: str) -> tuple[Made, ...]:
        """The newest first."""
        query = select(finished).where(finished.c.work == work).order_by(finished.c.id.desc())
        return tuple(_made(row) for row in self._store.all(query))

    def made_as(self, names: Sequence[str]) -> Mapping[str, Made]:
        """The finished files among these, by SHA-256; of one that was made twice the newest."""
        with self._store.read() as tx:
            found = tx.execute(_MADE_AS, {"names": list(names)})
            return {row.sha256: _made(row) for row in found}  # the newest last

    def on(self, originals: Sequence[str]) -> tuple[Work, ...]:
        """Works on these originals, by SHA-256, the trash included. Raises Untrusted."""
        return tuple(_work(row) for row in self._store.all(_ON, {"names": list(originals)}))

    def files(self, work: str) -> frozenset[str]:
        """The original of a work, and what was made of it."""
        return self._files_of(works.c.id == work)

    def family(self, picture: str) -> frozenset[str]:
        """The files of all works that have this one as their original, or made it; of deleted ones what they made."""
        makers = select(finished.c.work).where(finished.c.sha256 == picture)
        originals = select(works.c.original).where(or_(works.c.id.in_(makers), works.c.original == picture))
        once = select(made_of.c.sha256).where(or_(made_of.c.source.in_(originals), made_of.c.source == picture))
        return self._files_of(works.c.original.in_(originals)) | set(self._store.scalars(once))

    def exposed(self, names: Sequence[str]) -> frozenset[str]:
        """Which of these show what a work that was deleted for good had covered."""
        return frozenset(self._store.scalars(_EXPOSED, {"names": list(names)}))

    def due(self, *, trashed_before: datetime) -> tuple[str, ...]:
        """Works that lie in the trash that long."""
        return self._ids(works.c.trashed_at <= trashed_before)

    def stale(self, *, changed_before: datetime) -> tuple[str, ...]:
        """Works that nobody changed since then, the trash left out."""
        return self._ids(works.c.trashed_at.is_(None), works.c.changed_at <= changed_before)

    def purge(self, work: str, *, exposed: frozenset[str]) -> None:
        """Delete a work for good; its files that nothing else names become unneeded.

        What is kept are hashes: which of its files show what it covered (`exposed`), and what each was made of.
        """
        with self._store.write() as tx:
            tx.exec_driver_sql("PRAGMA secure_delete=ON")  # nothing of it stays in free pages of the file
            names = self.files(work)
            recipes = tx.execute(select(finished.c.sha256, finished.c.recipe).where(finished.c.work == work)).all()
            ties = {(row.sha256, source) for row in recipes for source in _NAMED.findall(row.recipe)}
            for name, source in sorted(ties):
                tx.execute(insert_or(made_of).values(sha256=name, source=source).on_conflict_do_nothing())
            for name in sorted(exposed):
                tx.execute(insert_or(exposed_files).values(sha256=name).on_conflict_do_nothing())
            tx.execute(delete(finished).where(finished.c.work == work))
            tx.execute(delete(steps).where(steps.c.work == work))
            tx.execute(delete(works).where(works.c.id == work))
            for name in sorted(names):  # the sweep looks whether anything else names it
                let_go(tx, name)

    def _files_of(self, which: ColumnElement[bool]) -> frozenset[str]:
        original = select(works.c.original).where(which)
        made = select(finished.c.sha256).join(works, works.c.id == finished.c.work).where(which)
        return frozenset(self._store.scalars(original.union(made)))

    def _ids(self, *which: Any) -> tuple[str, ...]:
        return tuple(self._store.scalars(select(works.c.id).where(*which).order_by(works.c.changed_at)))


def forget_sources(tx: Connection, sha256: str) -> None:
    """A finished file is gone for good: what it was made of does not matter any more."""
    tx.execute(delete(made_of).where(made_of.c.sha256 == sha256))


def _values(work: Work) -> dict[str, Any]:
    recipe = work.recipe
    counted = {"original": work.original, "covers": len(recipe.covers), "undecided": len(recipe.undecided)}
    return to_row(work) | _recipe_values(recipe) | counted


def _recipe_values(recipe: Recipe) -> dict[str, str]:
    written = recipe_json.write(recipe)
    return {"recipe": written.decode(), "recipe_sha256": sha256(written)}


def _recipe(row: Row[Any]) -> Recipe:
    written = str(row.recipe).encode()
    if sha256(written) != row.recipe_sha256:
        raise Untrusted(
            "bản chỉnh sửa ảnh trong kho đã bị thay đổi bên ngoài chương trình; hãy mở lại ảnh gốc và chỉnh từ đầu.",
            "the stored edit of the picture was changed outside the program; open the original and begin anew.",
        )
    return recipe_json.read(written)


def _work(row: Row[Any]) -> Work:
    return from_row(Work, row, recipe=_recipe(row))


def _made(row: Row[Any]) -> Made:
    return from_row(Made, row, recipe=_recipe(row))
