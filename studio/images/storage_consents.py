"""Consents of people in pictures, kept, and the pictures they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import date

from sqlalchemy import (
    Column,
    Connection,
    Delete,
    ForeignKey,
    Text,
    bindparam,
    delete,
    exists,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as insert_or

from studio.errors import NotFound
from studio.images.consent import Consent
from studio.store.engine import Store
from studio.store.schema_base import Day, Flag, Moment, table
from studio.store.statements import from_row, to_row

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


_OF = (
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
            raise NotFound("ghi nhận đồng ý này không còn nữa.", "the recorded consent is no longer there.")
        return from_row(Consent, row)

    def of(self, pictures: Iterable[str]) -> Mapping[str, tuple[Consent, ...]]:
        """By picture, the first recorded first; pictures without one are left out."""
        found: dict[str, tuple[Consent, ...]] = {}
        for row in self._store.all(_OF, {"names": list(pictures)}):
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
