"""Consents as they are kept: each belongs to the pictures in which the person can be recognised."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from studio.clock import Clock, local_date
from studio.errors import BadInput, NotFound
from studio.events import Publish, silent
from studio.images.consent import Consent, tidied
from studio.people.service import People

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.images.storage import StoredConsents

Note = Callable[[str, str, Mapping[str, Any]], None]
"""Writes a line of the log: act, person, and what it concerns (never a name)."""
ACT = "photo_consent"


Family = Callable[[str], Iterable[str]]
"""A picture (its SHA-256) with those it was made of, and those made of the same original."""


class PhotoConsents:
    """`by` is the id of a person; every act raises a StudioError with the reason."""

    def __init__(
        self,
        repo: StoredConsents,
        people: People,
        clock: Clock,
        *,
        ids: Callable[[], str],
        note: Note,
        family: Family = lambda picture: (picture,),
        publish: Publish = silent,
    ) -> None:
        self._repo = repo
        self._people = people
        self._clock = clock
        self._ids = ids
        self._note = note
        self._family = family
        self._publish = publish

    def of(self, pictures: Iterable[str]) -> Mapping[str, tuple[Consent, ...]]:
        """The consents of pictures by SHA-256; pictures without one are left out."""
        return self._repo.of(tuple(dict.fromkeys(pictures)))

    def record(self, consent: Consent, picture: str, by: str) -> Consent:
        """Record a consent with a picture and what was made of it already, or of the same original.

        Raises BadInput naming the field, NotPermitted.
        """
        person, now = self._people.require_active(by), self._clock.now()
        tidy = tidied(consent, local_date(now))
        new = replace(tidy, id=self._ids(), withdrawn_on=None, added_by=person.id, added_at=now)
        with self._repo.transaction():
            self._repo.add(new)
            pictures = {picture, *self._family(picture)}
            for one in sorted(pictures):
                self._repo.tie(new.id, one)
            self._tell("recorded", new.id, person.id, *pictures)
        self._publish("media.consent.recorded", picture=picture)
        return new

    def carry(self, source: str, picture: str, by: str) -> None:
        """A picture was made of another: whoever consented for that one consented for this one."""
        person = self._people.require_active(by)
        with self._repo.transaction():
            held = {consent.id for consent in self._repo.of((picture,)).get(picture, ())}
            for consent in self._repo.of((source,)).get(source, ()):
                if consent.id not in held:
                    self._repo.tie(consent.id, picture)
                    self._tell("carried", consent.id, person.id, picture)

    def take_off(self, id: str, picture: str, by: str) -> None:
        """The person cannot be recognised in this picture (any more), or the line was a mistake."""
        person = self._people.require_active(by)
        with self._repo.transaction():
            if picture not in self._repo.pictures(id):
                raise NotFound("the picture has no such consent any more.")
            self._repo.untie(id, picture)
            self._tell("taken_off", id, person.id, picture)

    def withdraw(self, id: str, on: date, by: str) -> Consent:
        """The person took the consent back: it holds no more from `on`, for none of its pictures.

        Raises NotFound, BadInput.
        """
        person = self._people.require_active(by)
        with self._repo.transaction():
            consent = self._repo.get(id)
            if on < consent.given_on:
                raise BadInput("a consent cannot be withdrawn before it was given.", where="withdrawn_on")
            self._repo.withdraw(id, on)
            self._tell("withdrawn", id, person.id, *self._repo.pictures(id))
        return replace(consent, withdrawn_on=on)

    def _tell(self, step: str, id: str, by: str, *pictures: str) -> None:
        self._note(ACT, by, {"step": step, "consent": id, "pictures": sorted(pictures)})
