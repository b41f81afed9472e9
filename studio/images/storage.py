"""The works of the image studio: recipes, what was decided, and which files were made of them.

The library of the unit's pictures in the store; the files lie in the file store.

Consents of people in pictures, kept, and the pictures they belong to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    CompoundSelect,
    Connection,
    Delete,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Row,
    Select,
    Text,
    bindparam,
    delete,
    exists,
    false,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as insert_or

from studio.canonical import sha256
from studio.directory.storage import units
from studio.errors import NotFound, Untrusted
from studio.images import recipe_validation
from studio.images.assets import Asset, AssetFacts, AssetQuery, AssetUse, standing
from studio.images.consent import Consent
from studio.images.recipe import Recipe
from studio.images.work import Made, Work, WorkRow, WorkStep
from studio.store.engine import Store
from studio.store.files import FileStore
from studio.store.schema_base import Day, Flag, Json, Moment, also, table
from studio.store.statements import from_row, to_row
from studio.store.unneeded import NAMES_A_FILE, keep, let_go, take_up
from studio.text import collation, fold, search_key, sought

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
            raise NotFound("this picture is no longer on the Images screen.")
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
        """The files of all works that have this one as their original, or made it, and of collages with one of those;
        of deleted ones what they made."""
        makers = select(finished.c.work).where(finished.c.sha256 == picture)
        originals = select(works.c.original).where(or_(works.c.id.in_(makers), works.c.original == picture))
        once = select(made_of.c.sha256).where(or_(made_of.c.source.in_(originals), made_of.c.source == picture))
        own = self._files_of(works.c.original.in_(originals)) | set(self._store.scalars(once))
        named = or_(false(), *(works.c.recipe.contains(f'"{name}"') for name in sorted(own)))
        return own | self._files_of(named)

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
    written = recipe_validation.write(recipe)
    return {"recipe": written.decode(), "recipe_sha256": sha256(written)}


def _recipe(row: Row[Any]) -> Recipe:
    written = str(row.recipe).encode()
    if sha256(written) != row.recipe_sha256:
        raise Untrusted(
            "the stored edit of the picture was changed outside the app; open the original and begin again."
        )
    return recipe_validation.read(written)


def _work(row: Row[Any]) -> Work:
    return from_row(Work, row, recipe=_recipe(row))


def _made(row: Row[Any]) -> Made:
    return from_row(Made, row, recipe=_recipe(row))


assets = table(
    "photo_assets",
    Column("sha256", Text, primary_key=True, info=NAMES_A_FILE),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("rights", Text, nullable=False),
    Column("alt", Text, nullable=False),
    Column("tags", Json, nullable=False),
    Column("valid_from", Day),
    Column("valid_until", Day),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("print", Text, nullable=False),
    Column("print_by", Text, nullable=False),
    Column("searched", Text, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
)
thumbs = table(
    "photo_thumbs",
    Column("sha256", Text, primary_key=True),
    Column("jpeg", LargeBinary, nullable=False),
)
"""Apart from the assets, which are read all at once."""


PostsNaming = Callable[[CompoundSelect[tuple[str]]], Select[Any]]
"""Gives a query for id, title and state of the posts that name one of these files, the last changed first."""

_names_of_asset: BindParameter[Any] = bindparam("names", expanding=True)
_OF = (  # built once: every gate asks for these
    select(assets.c.sha256.label("picture"), assets).where(assets.c.sha256.in_(_names_of_asset)),
    # The recipe of a finished file names its original, and the badge it carries.
    select(finished.c.sha256.label("picture"), assets)
    .select_from(finished.join(assets, func.instr(finished.c.recipe, assets.c.sha256) > 0))
    .where(finished.c.sha256.in_(_names_of_asset))
    # Of works that were deleted for good the ties alone are left.
    .union(
        select(made_of.c.sha256.label("picture"), assets)
        .select_from(made_of.join(assets, assets.c.sha256 == made_of.c.source))
        .where(made_of.c.sha256.in_(_names_of_asset))
    ),
)


class StoredAssets:
    """Keeps assets by the SHA-256 of their file."""

    def __init__(self, store: Store, files: FileStore, posts_naming: PostsNaming) -> None:
        self._store = store
        self._files = files
        self._posts_naming = posts_naming

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def keep(self, data: bytes) -> str:
        """Put a file; one that no asset is made of within a day is removed again. Raises StorageTrouble."""
        return keep(self._store, self._files, data)

    def get(self, sha256: str) -> Asset:
        """Raises NotFound."""
        row = self._store.one(select(assets).where(assets.c.sha256 == sha256))
        if row is None:
            raise _gone()
        return _asset(row)

    def of(self, pictures: Iterable[str]) -> Mapping[str, tuple[Asset, ...]]:
        """By file: the asset that it is, first, and those that it was made of."""
        names = {"names": list(pictures)}
        found: dict[str, tuple[Asset, ...]] = {}
        with self._store.read() as tx:
            for row in (row for query in _OF for row in tx.execute(query, names)):
                found[row.picture] = (*found.get(row.picture, ()), _asset(row))
        return found

    def find(self, query: AssetQuery, on: date) -> tuple[Asset, ...]:
        """Newest first."""
        rows = self._store.all(select(assets).where(*_matches(query)).order_by(assets.c.added_at.desc()))
        tag = fold(query.tag)
        return tuple(
            asset
            for asset in map(_asset, rows)
            if (not tag or tag in map(fold, asset.facts.tags))
            and (query.standing is None or standing(asset.facts, on) is query.standing)
        )

    def tags(self) -> tuple[str, ...]:
        """All tags in use, by alphabet."""
        found = {fold(tag): tag for tags in self._store.scalars(select(assets.c.tags)) for tag in tags}
        return tuple(sorted(found.values(), key=collation))

    def thumb(self, sha256: str) -> bytes:
        """JPEG. Raises NotFound."""
        jpeg = self._store.scalar(select(thumbs.c.jpeg).where(thumbs.c.sha256 == sha256))
        if jpeg is None:
            raise _gone()
        return bytes(jpeg)

    def prints(self, by: str) -> Mapping[str, str]:
        """Fingerprints of this maker, by file."""
        query = select(assets.c.sha256, assets.c.print).where(assets.c.print_by == by)
        return {row.sha256: row.print for row in self._store.all(query)}

    def unprinted(self, by: str) -> tuple[str, ...]:
        """Files without a fingerprint of this maker."""
        return tuple(self._store.scalars(select(assets.c.sha256).where(assets.c.print_by != by)))

    def add(self, asset: Asset, thumb: bytes) -> None:
        values = to_row(asset)
        facts: AssetFacts = values.pop("facts")
        with self._store.write() as tx:
            tx.execute(insert(assets).values(values | _said(facts, asset.name)))
            tx.execute(insert(thumbs).values(sha256=asset.sha256, jpeg=thumb))
            take_up(tx, asset.sha256)

    def change(self, sha256: str, facts: AssetFacts) -> None:
        this = assets.c.sha256 == sha256
        with self._store.write() as tx:
            name = tx.execute(select(assets.c.name).where(this)).scalar_one()
            tx.execute(update(assets).where(this).values(_said(facts, name)))

    def print_anew(self, sha256: str, print: str, by: str) -> None:
        self._store.do(update(assets).where(assets.c.sha256 == sha256).values(print=print, print_by=by))

    def delete(self, sha256: str) -> None:
        with self._store.write() as tx:
            tx.execute(delete(thumbs).where(thumbs.c.sha256 == sha256))
            tx.execute(delete(assets).where(assets.c.sha256 == sha256))
            let_go(tx, sha256)

    def uses(self, sha256: str) -> tuple[AssetUse, ...]:
        """Posts that name the file, or one made of it, in any revision; newest first."""
        named = self._posts_naming(_and_made_of(sha256))
        return tuple(from_row(AssetUse, row, post_id=row.id) for row in self._store.all(named))

    def holders(self, sha256: str) -> tuple[str, ...]:
        """Names of the units whose badge it is, and of the works of the image studio that carry it as a mark."""
        badge_of = select(units.c.name).where(units.c.badge_sha256 == sha256)
        # A recipe names its original too; that one stays for the work's sake.
        marked = select(works.c.title).where(works.c.recipe.contains(sha256), works.c.original != sha256)
        return tuple(name for query in (badge_of, marked) for name in self._store.scalars(query))


def _and_made_of(sha256: str) -> CompoundSelect[tuple[str]]:
    """The original, and the finished files that the image studio made of it, its work still there or not."""
    made = select(finished.c.sha256).join(works, works.c.id == finished.c.work).where(works.c.original == sha256)
    return made.union(select(made_of.c.sha256).where(made_of.c.source == sha256), select(literal(sha256)))


def _matches(query: AssetQuery) -> list[ColumnElement[bool]]:
    found = [assets.c.searched.contains(word, autoescape=True) for word in sought(query.text)]
    return [*found, assets.c.kind == query.kind.value] if query.kind is not None else found


def _said(facts: AssetFacts, name: str) -> dict[str, Any]:
    return to_row(facts) | {"searched": search_key(" ".join((facts.title, facts.source, *facts.tags, facts.alt, name)))}


def _asset(row: Row[Any]) -> Asset:
    return from_row(Asset, row, facts=from_row(AssetFacts, row))


def _gone() -> NotFound:
    return NotFound("the picture is no longer in the library.")


consents = table(
    "photo_consents",
    Column("id", Text, primary_key=True),
    Column("who", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("given_on", Day, nullable=False),
    Column("until", Day),
    Column("filed", Text, nullable=False),
    Column("minor", Flag, nullable=False),
    Column("guardian", Text, nullable=False),
    Column("withdrawn_on", Day),
    Column("added_by", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
)
consent_pictures = table(
    "photo_consent_pictures",
    Column("consent", Text, ForeignKey("photo_consents.id", ondelete="CASCADE"), primary_key=True),
    Column("sha256", Text, primary_key=True, index=True),
)


_PEOPLE_OF = (
    select(consent_pictures.c.sha256, consents)
    .join(consents, consents.c.id == consent_pictures.c.consent)
    .where(consent_pictures.c.sha256.in_(bindparam("names", expanding=True)))
    .order_by(consents.c.added_at, consents.c.id)
)


class StoredConsents:
    """Keeps consents and the pictures they belong to, by the SHA-256 of the picture's file."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def get(self, id: str) -> Consent:
        """Raises NotFound."""
        row = self._store.one(select(consents).where(consents.c.id == id))
        if row is None:
            raise NotFound("the recorded consent is no longer there.")
        return from_row(Consent, row)

    def of(self, pictures: Iterable[str]) -> Mapping[str, tuple[Consent, ...]]:
        """By picture, the first recorded first; pictures without one are left out."""
        found: dict[str, tuple[Consent, ...]] = {}
        for row in self._store.all(_PEOPLE_OF, {"names": list(pictures)}):
            found[row.sha256] = (*found.get(row.sha256, ()), from_row(Consent, row))
        return found

    def pictures(self, id: str) -> tuple[str, ...]:
        query = select(consent_pictures.c.sha256).where(consent_pictures.c.consent == id)
        return tuple(self._store.scalars(query.order_by(consent_pictures.c.sha256)))

    def add(self, consent: Consent) -> None:
        self._store.do(insert(consents).values(to_row(consent)))

    def tie(self, id: str, picture: str) -> None:
        self._store.do(insert_or(consent_pictures).values(consent=id, sha256=picture).on_conflict_do_nothing())

    def untie(self, id: str, picture: str) -> None:
        """Take a consent off a picture; one that belongs to no picture any more is deleted."""
        this = consent_pictures.c.consent == id, consent_pictures.c.sha256 == picture
        with self._store.write() as tx:
            tx.execute(delete(consent_pictures).where(*this))
            tx.execute(_ownerless())

    def withdraw(self, id: str, on: date) -> None:
        self._store.do(update(consents).where(consents.c.id == id).values(withdrawn_on=on))


def forget_picture(tx: Connection, sha256: str) -> None:
    """A picture is gone for good: what people consented to of it alone goes with it."""
    tx.execute(delete(consent_pictures).where(consent_pictures.c.sha256 == sha256))
    tx.execute(_ownerless())


def _ownerless() -> Delete:
    return delete(consents).where(~exists().where(consent_pictures.c.consent == consents.c.id))
