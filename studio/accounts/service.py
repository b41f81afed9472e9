"""The registry of the pages a unit is authorised to run."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING

from studio.accounts.model import KINDS, Account, AccountKind, PageStatus, SiteCategory
from studio.accounts.rules import ENDED, tidy_account
from studio.errors import BadInput, NotFound, Refused
from studio.logbook import Logbook
from studio.phrase import Bilingual, Phrase, joined

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.accounts.storage import StoredAccounts

STATUS_NAMES = {
    PageStatus.REQUESTED: Phrase("requested"),
    PageStatus.ACTIVE: Phrase("active"),
    PageStatus.HANDED_OVER: Phrase("handed over"),
    PageStatus.MERGED: Phrase("merged"),
    PageStatus.CLOSED: Phrase("closed"),
}
UsedBy = Callable[[str], Sequence[str]]
"""Name of an account → titles of what still needs it (open deliveries)."""


def _nothing(name: str) -> Sequence[str]:
    return ()


class Accounts:
    """The pages of one profile. `kinds` are those that may be posted to from there: one for practice reaches no
    platform."""

    def __init__(
        self,
        repo: StoredAccounts,
        *,
        kinds: Collection[AccountKind],
        used_by: UsedBy = _nothing,
        logbook: Logbook | None = None,
    ) -> None:
        self._repo = repo
        self._kinds = frozenset(kinds)
        self._used_by = used_by
        self._logbook = logbook or Logbook()

    def transaction(self) -> AbstractContextManager[object]:
        """What is written in the block is kept together, or not at all."""
        return self._repo.transaction()

    def list(self) -> tuple[Account, ...]:
        """Every page, by name."""
        return self._repo.all()

    def get(self, name: str) -> Account:
        """The page called `name`. Raises NotFound, naming the one probably meant."""
        found = self._repo.get(name)
        if found is None:
            near = get_close_matches(name, [account.name for account in self._repo.all()], n=1)
            raise NotFound(
                "there is no page “{name}”{what}",
                name=name,
                what=Phrase("; did you mean “{near}”?", near=near[0]) if near else Phrase("; add it first."),
            )
        return found

    def known(self, names: Iterable[str]) -> tuple[Account, ...]:
        """The pages of these names that there are, in that order, by one look at the registry."""
        pages = {account.name: account for account in self._repo.all()}
        return tuple(pages[name] for name in names if name in pages)

    def add(self, account: Account) -> Account:
        """Register a page. Raises BadInput, or Refused when this profile may not post to its kind."""
        account = tidy_account(account)
        self._require_kind(account.kind)
        with self._repo.transaction():
            self._require_free(account)
            self._require_known(account)
            self._repo.save(account)
        return account

    def update(self, account: Account) -> Account:
        """Replace title, page id, unit or address of a known page. Raises NotFound, BadInput, Refused.

        Approvals bind the page id: those given for the old one no longer hold. Who connected it stays as it was noted.
        """
        account = tidy_account(account)
        self._require_kind(account.kind)
        with self._repo.transaction():
            former = self.get(account.name)
            account = replace(account, connected_by=former.connected_by, connected_at=former.connected_at)
            self._require_same_place(former, account)
            if (account.page_id, account.base_url) != (former.page_id, former.base_url):
                account = replace(account, categories=())  # another site has others under those ids
            self._require_page_free(account)
            self._require_known(account)
            self._repo.save(account)
        return account

    def set_status(self, name: str, status: PageStatus, successor: str = "") -> Account:
        """Note that a page was handed over, merged, closed …, and which page took over.

        Only an active page can be posted to. Raises NotFound, BadInput.
        """
        with self._repo.transaction():
            account = tidy_account(replace(self.get(name), status=status, successor=successor))
            self._require_known(account)
            self._repo.save(account)
        return account

    def set_categories(self, name: str, categories: tuple[SiteCategory, ...]) -> Account:
        """Note into which categories of a website posts go. Raises NotFound, BadInput for what is no website."""
        with self._repo.transaction():
            account = tidy_account(replace(self.get(name), categories=categories))
            self._repo.save(account)
        return account

    def connected(self, name: str, by: str, at: datetime | None) -> Account:
        """Note who connected the page and when; an empty `by` and None: it was disconnected. Raises NotFound,
        NotPermitted for somebody who is not at work here."""
        if by:
            by = self._logbook.who(by)
        with self._repo.transaction():
            account = replace(self.get(name), connected_by=by, connected_at=at)
            self._repo.save(account)
        return account

    def remove(self, name: str) -> None:
        """Forget a page nothing is waiting for. Raises NotFound, Refused."""
        with self._repo.transaction():
            self.get(name)
            self._require_unnamed(name)
            users = self._used_by(name)
            if users:
                shown = ", ".join(f"“{user}”" for user in users[:3]) + (" …" if len(users) > 3 else "")
                raise Refused(
                    "the page “{name}” cannot be removed: {n} open deliveries: {shown}; settle them first.",
                    name=name,
                    n=len(users),
                    shown=shown,
                )
            self._repo.remove(name)

    def check(self, name: str) -> Account:
        """The page, if posts may go there. Raises NotFound, or Refused with what forbids it."""
        account = self.get(name)
        self._require_kind(account.kind)
        if account.unusable_because:
            status = STATUS_NAMES[account.status]
            other = account.successor if account.status in ENDED else ""
            raise Refused(
                "the page “{title}” is {status} and cannot be posted to; choose {what}",
                title=account.title,
                status=status,
                what=Phrase("its successor “{other}”.", other=other) if other else Phrase("another."),
                where=name,
            )
        return account

    def _require_kind(self, kind: AccountKind) -> None:
        if kind not in self._kinds:
            raise Refused(
                "a practice workspace publishes to no platform; instead of “{kind}” choose {usable}, or do this in the "
                "real workspace.",
                kind=KINDS[kind].title,
                usable=joined(*(KINDS[each].title for each in AccountKind if each in self._kinds), by=", "),
                where="platform",
            )

    def _require_free(self, account: Account) -> None:
        if self._repo.get(account.name) is not None:
            raise BadInput("there is a page “{name}” already; choose another name.", name=account.name, where="name")
        self._require_page_free(account)

    def _require_same_place(self, former: Account, account: Account) -> None:
        """A login goes to the address and the page it was given for, and nowhere else."""
        place = (account.kind, account.page_id, account.base_url)
        if former.connected_by and place != (former.kind, former.page_id, former.base_url):
            raise Refused(
                "the page “{name}” is connected; disconnect it before its page id or address is changed.",
                name=former.name,
                where="page_id" if account.page_id != former.page_id else "base_url",
            )

    def _require_known(self, account: Account) -> None:
        """What the account names besides itself must be registered."""
        if account.successor:
            self._named(account.successor, "successor")
        host = account.image_host
        if host and "://" not in host and self._named(host, "image_host").kind is not AccountKind.WORDPRESS:
            raise BadInput(
                "“{host}” is no WordPress site; choose the unit's website or write an https address.",
                host=host,
                where="image_host",
            )

    def _named(self, name: str, where: str) -> Account:
        try:
            return self.get(name)
        except NotFound as missing:
            raise BadInput(missing.phrase, where=where) from None

    def _require_unnamed(self, name: str) -> None:
        """Whoever names the page would point into the void."""
        for other in self._repo.all():
            if name in (other.image_host, other.successor):
                vi, en = (
                    ("đặt ảnh ở đó; hãy đổi nơi đặt ảnh", "keeps its pictures there; change its place for pictures")
                    if other.image_host == name
                    else ("ghi đó là trang kế nhiệm; hãy đổi trang kế nhiệm", "names it as successor; change that")
                )
                raise Refused(
                    "the page “{name}” cannot be removed: “{other_name}” {what} first.",
                    name=name,
                    other_name=other.name,
                    what=Bilingual(vi, en),
                )

    def _require_page_free(self, account: Account) -> None:
        for other in self._repo.all():
            if other.name != account.name and (other.kind, other.page_id) == (account.kind, account.page_id):
                raise BadInput(
                    "the page id {page_id} is registered already, as “{name}”.",
                    page_id=account.page_id,
                    name=other.name,
                    where="page_id",
                )
