"""The register of keys as it is kept: read, checked against what this PC last saw, and added to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from studio.errors import Unconfirmed
from studio.people import keys
from studio.people.keys import KeyAct, KeyEvent
from studio.people.model import Person, Vault

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.people.storage import StoredPeople

_SEEN = "register"


class KeyRegister:
    """Reads are checked each time; a line is added within the caller's transaction."""

    def __init__(self, repo: StoredPeople, vault: Vault) -> None:
        self._repo = repo
        self._vault = vault

    def secret(self, *, anew: bool = False) -> bytes | None:
        """The secret of the profile. Raises StudioError when it should be in the keyring and cannot be had."""
        return self._vault.key(keyed=keys.keyed(self._repo.key_events()), anew=anew)

    def events(self) -> tuple[KeyEvent, ...]:
        """Every line, oldest first. Raises Untrusted when they are not as they were written."""
        events = self._true()
        self._require_seen(events)
        return events

    def unconfirmed(self) -> tuple[KeyEvent, ...]:
        """Every line, even where the register is older than this PC last saw it. Raises Untrusted."""
        return self._true()

    def begin(self, people: Iterable[Person], at: datetime) -> tuple[KeyEvent, ...]:
        """The lines; where there are none yet but people, of before there were keys, each gets one."""
        events = self.events()
        if events:
            return events
        with self._repo.transaction():
            for person in people:
                self.add(KeyAct.TAKEN_OVER, person, at, by=person.id)
        return self.events()

    def add(
        self, act: KeyAct, person: Person, at: datetime, *, by: str, public: str = "", witness: str = ""
    ) -> KeyEvent:
        """Say how `person` stands from now on."""
        events = self._true()
        event = KeyEvent(
            seq=len(events) + 1,
            at=at,
            act=act,
            person=person.id,
            name=person.name,
            roles=tuple(sorted(person.roles)),
            active=person.active,
            public=public,
            by=by,
            witness=witness,
        )
        event = keys.sealed(event, events[-1] if events else None, self.secret())
        self._repo.add_key_event(event)
        return event

    def confirm(self) -> None:
        """Take the register as it stands for the whole one: what this PC saw beyond it is let go."""
        self._see(self._true())

    def _true(self) -> tuple[KeyEvent, ...]:
        events = self._repo.key_events()
        secret = self._vault.key(keyed=keys.keyed(events))
        if secret and events and not keys.keyed(events) and not self._vault.get(_SEEN):
            events = self._take_over(events, secret)
        keys.require_true(events, secret)
        return events

    def _take_over(self, events: tuple[KeyEvent, ...], secret: bytes) -> tuple[KeyEvent, ...]:
        """A keyring came to this PC: from now on it authenticates the register."""
        keys.require_true(events, None)
        made: list[KeyEvent] = []
        for event in events:
            made.append(keys.sealed(event, made[-1] if made else None, secret))
        self._repo.replace_key_events(tuple(made))
        return tuple(made)

    def _require_seen(self, events: tuple[KeyEvent, ...]) -> None:
        """The lines have to go on from the last one this PC saw; then the new last one is remembered."""
        number, _, mac = self._vault.get(_SEEN).partition(":")
        if number:
            at = int(number) if number.isdigit() else 0
            if not 0 < at <= len(events) or events[at - 1].mac != mac:
                raise Unconfirmed(
                    "the list of people is older than this PC last saw it: older data came back, or it was "
                    "altered outside the app. The head and one other have to look at it and confirm it (where one "
                    "signs in, or with the command studio people confirm)."
                )
        if events and not self._repo.writing and f"{len(events)}:{events[-1].mac}" != f"{number}:{mac}":
            self._see(events)

    def _see(self, events: tuple[KeyEvent, ...]) -> None:
        if events:
            self._vault.put(_SEEN, f"{len(events)}:{events[-1].mac}")
