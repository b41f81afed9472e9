"""The library of the unit's pictures in the store; the files lie in the file store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    Text,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as insert_or

from studio.canonical import sha256 as hash_of
from studio.errors import NotFound
from studio.images.assets import Asset, AssetFacts, AssetKind, AssetQuery, AssetUse, standing
from studio.store.directory import units
from studio.store.engine import Store
from studio.store.files import FileStore
from studio.store.photo_works import finished, made_of, works
from studio.store.post_tables import post_files, posts, unneeded_files
from studio.store.schema_base import Day, Json, Moment, table
from studio.text import collation, fold, search_key, sought

assets = table(
    "photo_assets",
    Column("sha256", Text, primary_key=True),
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
    """`studio.images.asset_library.AssetRepository` on SQLite and the file store."""

    def __init__(self, store: Store, files: FileStore) -> None:
        self._store = store
        self._files = files

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def keep(self, data: bytes) -> str:
        self._store.do(insert_or(unneeded_files).values(sha256=hash_of(data)).on_conflict_do_nothing())
        return self._files.put(data)

    def get(self, sha256: str) -> Asset:
        row = self._store.one(select(assets).where(assets.c.sha256 == sha256))
        if row is None:
            raise _gone()
        return _asset(row)

    def of(self, pictures: Iterable[str]) -> Mapping[str, tuple[Asset, ...]]:
        names = {"names": list(pictures)}
        found: dict[str, tuple[Asset, ...]] = {}
        with self._store.read() as tx:
            for row in (row for query in _OF for row in tx.execute(query, names)):
                found[row.picture] = (*found.get(row.picture, ()), _asset(row))
        return found

    def find(self, query: AssetQuery, on: date) -> tuple[Asset, ...]:
        rows = self._store.all(select(assets).where(*_matches(query)).order_by(assets.c.added_at.desc()))
        tag = fold(query.tag)
        return tuple(
            asset
            for asset in map(_asset, rows)
            if (not tag or tag in map(fold, asset.facts.tags))
            and (query.standing is None or standing(asset.facts, on) is query.standing)
        )

    def tags(self) -> tuple[str, ...]:
        found = {fold(tag): tag for tags in self._store.scalars(select(assets.c.tags)) for tag in tags}
        return tuple(sorted(found.values(), key=collation))

    def thumb(self, sha256: str) -> bytes:
        jpeg = self._store.scalar(select(thumbs.c.jpeg).where(thumbs.c.sha256 == sha256))
        if jpeg is None:
            raise _gone()
        return bytes(jpeg)

    def prints(self, by: str) -> Mapping[str, str]:
        query = select(assets.c.sha256, assets.c.print).where(assets.c.print_by == by)
        return {row.sha256: row.print for row in self._store.all(query)}

    def unprinted(self, by: str) -> tuple[str, ...]:
        return tuple(self._store.scalars(select(assets.c.sha256).where(assets.c.print_by != by)))

    def add(self, asset: Asset, thumb: bytes) -> None:
        values = {
            "sha256": asset.sha256,
            "name": asset.name,
            "width": asset.width,
            "height": asset.height,
            "print": asset.print,
            "print_by": asset.print_by,
            "added_by": asset.added_by,
            "added_at": asset.added_at,
        }
        with self._store.write() as tx:
            tx.execute(insert(assets).values(values | _said(asset.facts, asset.name)))
            tx.execute(insert(thumbs).values(sha256=asset.sha256, jpeg=thumb))
            tx.execute(delete(unneeded_files).where(unneeded_files.c.sha256 == asset.sha256))

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
            tx.execute(insert_or(unneeded_files).values(sha256=sha256).on_conflict_do_nothing())

    def uses(self, sha256: str) -> tuple[AssetUse, ...]:
        query = (
            select(posts.c.id, posts.c.title, posts.c.state)
            .join(post_files, post_files.c.post_id == posts.c.id)
            .where(or_(post_files.c.sha256 == sha256, post_files.c.sha256.in_(_made_of(sha256))))
            .distinct()
            .order_by(posts.c.changed_at.desc())
        )
        return tuple(AssetUse(post_id=row.id, title=row.title, state=row.state) for row in self._store.all(query))

    def holders(self, sha256: str) -> tuple[str, ...]:
        badge_of = select(units.c.name).where(units.c.badge_sha256 == sha256)
        # A recipe names its original too; that one stays for the work's sake.
        marked = select(works.c.title).where(works.c.recipe.contains(sha256), works.c.original != sha256)
        return tuple(name for query in (badge_of, marked) for name in self._store.scalars(query))


def _made_of(sha256: str) -> CompoundSelect[tuple[str]]:
    """Names of the finished files that the image studio made of an original, its work still there or not."""
    made = select(finished.c.sha256).join(works, works.c.id == finished.c.work).where(works.c.original == sha256)
    return made.union(select(made_of.c.sha256).where(made_of.c.source == sha256))


def _matches(query: AssetQuery) -> list[ColumnElement[bool]]:
    found = [assets.c.searched.contains(word, autoescape=True) for word in sought(query.text)]
    return [*found, assets.c.kind == query.kind.value] if query.kind is not None else found


def _said(facts: AssetFacts, name: str) -> dict[str, Any]:
    return {
        "kind": facts.kind.value,
        "title": facts.title,
        "source": facts.source,
        "rights": facts.rights,
        "alt": facts.alt,
        "tags": list(facts.tags),
        "valid_from": facts.valid_from,
        "valid_until": facts.valid_until,
        "searched": search_key(" ".join((facts.title, facts.source, *facts.tags, facts.alt, name))),
    }


def _asset(row: Row[Any]) -> Asset:
    return Asset(
        sha256=row.sha256,
        name=row.name,
        facts=AssetFacts(
            kind=AssetKind(row.kind),
            title=row.title,
            source=row.source,
            rights=row.rights,
            alt=row.alt,
            tags=tuple(row.tags),
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        ),
        width=row.width,
        height=row.height,
        print=row.print,
        print_by=row.print_by,
        added_by=row.added_by,
        added_at=row.added_at,
    )


def _gone() -> NotFound:
    return NotFound("ảnh này không còn trong kho ảnh.", "the picture is no longer in the library.")
