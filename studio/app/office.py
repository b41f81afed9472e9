"""Who works here, for which unit and pages, with which rights and logins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from studio.access.service import Access
from studio.access.storage import StoredAccess
from studio.accounts.model import AccountKind
from studio.accounts.sealed_logins import SealedLogins
from studio.accounts.service import Accounts
from studio.accounts.storage import StoredAccounts, StoredLogins
from studio.accounts.vault import KeyringVault
from studio.app.context import AppContext
from studio.clock import uptime
from studio.directory.service import Directory
from studio.directory.storage import StoredDirectory
from studio.outbox.machine import SETTLED
from studio.people.model import NoVault, Vault
from studio.people.service import People
from studio.people.storage import StoredPeople
from studio.phrase import Phrase
from studio.secret import Safe
from studio.signoffs.service import SignOffs
from studio.signoffs.storage import StoredSignOffs
from studio.writing.service import WritingService
from studio.writing.storage import StoredWriting

if TYPE_CHECKING:
    from argon2 import PasswordHasher


class Office:
    """`hide` hears each secret, for the log. `taken_over` is the people's secret, out of a backup that was taken
    back; `hasher` is what a PIN costs."""

    def __init__(
        self,
        context: AppContext,
        safe: Safe,
        *,
        hide: Callable[[str], None],
        taken_over: bytes | None = None,
        hasher: PasswordHasher | None = None,
    ) -> None:
        store, clock, ids, settings = context.store, context.clock, context.ids, context.settings
        self._deliveries = context.deliveries
        self.safe = safe
        self.used_by: Callable[[str, str], Sequence[str]]
        """The posts that use a unit or contact of the directory; given by the room of posts."""
        logins = StoredLogins(store, ids)
        self.station: Callable[[], str] = logins.profile
        """The id of this profile among those that exchange posts; the first asking writes it down."""
        practised = settings.practice
        self.vault: Vault = (
            NoVault() if practised else KeyringVault(safe, context.profile.root, logins.profile, hide=hide)
        )
        if taken_over is not None:
            self.vault.restore(taken_over)
        self.people = People(
            StoredPeople(store),
            clock,
            ids=ids,
            hasher=hasher,
            vault=self.vault,
            note=context.note,
            uptime=uptime,
            strict=not settings.practice,
        )
        context.who = self.people.doer
        self.directory = Directory(
            StoredDirectory(store), used_by=self._used_by, name_of=self._name_of, logbook=context.logbook
        )
        self.writing = WritingService(StoredWriting(store), self.directory, self.people, clock, logbook=context.logbook)
        kinds = [kind for kind in AccountKind if kind.local or not settings.practice]
        self.accounts = Accounts(
            StoredAccounts(store), kinds=kinds, used_by=self._open_deliveries, logbook=context.logbook
        )
        self.logins = SealedLogins(logins, safe, context.profile.root / "workers", hide=hide)
        self.signoffs = SignOffs(
            StoredSignOffs(store),
            self.people,
            clock,
            ids=ids,
            note=context.note,
            publish=context.tell,
            scan=self._given_away,
        )
        self.access = Access(
            StoredAccess(store),
            self.people,
            self.signoffs,
            clock,
            ids=ids,
            scan=_secret,
            note=context.note,
            max_admins=lambda: context.chosen().max_admins,
            publish=context.tell,
        )

    def _used_by(self, kind: str, which: str) -> Sequence[str]:
        return self.used_by(kind, which)

    def _name_of(self, person: str) -> str:
        return self.people.require_active(person).name

    def _given_away(self, text: str) -> Phrase | None:
        from studio.app.text_guard import given_away  # its word lists are nothing for the door to wait for

        return given_away(text, self.directory.book)

    def _open_deliveries(self, account: str) -> Sequence[str]:
        return self._deliveries.open_titles(account, SETTLED)


def _secret(text: str) -> Phrase | None:
    from studio.posts.checks.plain import secret

    return secret(text)
