"""The first half of opening a profile: its store and its people, which is all that a door to sign in at shows."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from studio.accounts.keychain import Keychain
from studio.app.context import AppContext
from studio.app.office import Office
from studio.clock import Clock
from studio.config import SettingsFile
from studio.logbook import PROGRAM
from studio.outbox.audit import Act
from studio.paths import Profile
from studio.people.present import by_itself
from studio.secret import Safe
from studio.store.engine import open_store
from studio.store.restore import RestoreResult, finish, refuse_to_begin_anew

if TYPE_CHECKING:
    from argon2 import PasswordHasher


def new_id() -> str:
    """A random id: 32 hex digits."""
    return uuid.uuid4().hex


class OpenProfile:
    """A profile that is open (or made), with its people. `studio.app.build` makes the services of it.

    Nothing of Qt is started; the first card that is painted does that. `safe` keeps the key of the logins: the system's
    keyring, which nobody asks before a page needs a login. `hide` hears each secret, for the log. `hasher` is what
    a PIN costs.
    """

    def __init__(
        self,
        profile: Profile,
        *,
        clock: Clock,
        ids: Callable[[], str] = new_id,
        safe: Safe | None = None,
        hide: Callable[[str], None] = lambda secret: None,
        hasher: PasswordHasher | None = None,
    ) -> None:
        """Raises StudioError with the remedy."""
        profile.create()
        settings = SettingsFile(profile.settings).load().settings
        logging.captureWarnings(capture=True)  # what a library warns of goes to the log, not to an officer's screen
        restored = finish(profile, clock.now())  # a backup that was laid out to be taken back
        refuse_to_begin_anew(profile)
        self.hide = hide
        self._store = open_store(profile.database, clock=clock)
        safe = safe or Keychain()
        try:
            self.context = AppContext(profile, settings, self._store, clock, ids, safe)
            if restored is not None:
                self._note(restored)
            secret = restored.secret if restored else None
            self.office = Office(self.context, safe, hide=hide, taken_over=secret, hasher=hasher)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give the profile back, where nothing came of it."""
        self._store.close()

    def _note(self, restored: RestoreResult) -> None:
        """The log of the data that was taken back says that it was; that of the former data says who wanted it."""
        with by_itself("what was taken back is noted when its profile is opened"):
            self.context.audit.exchanged()
            self.context.note(Act.RESTORED, PROGRAM, {**restored.note, "aside": restored.aside.name})
