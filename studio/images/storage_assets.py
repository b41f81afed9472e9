"""The library of the unit's pictures in the store; the files lie in the file store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    CompoundSelect,
    Integer,
    LargeBinary,
    Row,
    Select,
    Text,
    bindparam,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)

from studio.directory.storage import units
from studio.errors import NotFound
from studio.images.assets import Asset, AssetFacts, AssetQuery, AssetUse, standing
from studio.images.storage_works import finished, made_of, works
from studio.store.engine import Store
from studio.store.files import FileStore
from studio.store.schema_base import Day, Json, Moment, table
from studio.store.statements import from_row, to_row
from studio.store.unneeded import NAMES_A_FILE, keep, let_go, take_up
from studio.text import collation, fold, search_key, sought

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

_names: BindParameter[Any] = bindparam("names", expanding=True)
_OF = (  # built once: every gate asks for these
    select(assets.c.sha256.label("picture"), assets).where(assets.c.sha256.in_(_names)),
    # The recipe of a finished file names its original, and the badge it carries.
    select(finished.c.sha256.label("picture"), assets)
    .select_from(finished.join(assets, func.instr(finished.c.recipe, assets.c.sha256) > 0))
    .where(finished.c.sha256.in_(_names))
    # Of works that were deleted for good the ties alone are left.
    .union(
        select(made_of.c.sha256.label("picture"), assets)
        .select_from(made_of.join(assets, assets.c.sha256 == made_of.c.source))
        .where(made_of.c.sha256.in_(_names))
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
    return NotFound("ảnh này không còn trong kho ảnh.", "the picture is no longer in the library.")
