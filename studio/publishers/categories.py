"""Into which categories of a website an account's posts go: read from the site, chosen by the technical officer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from studio.accounts.model import Account, AccountKind, Category
from studio.accounts.service import Accounts
from studio.errors import BadInput, Refused
from studio.people.service import People
from studio.publishers.calls import read
from studio.publishers.connections import MAY_CONNECT, Note

CHOSEN = "page_categories"
"""Act, as `studio.outbox.audit.Act` names it."""


ReadCategories = Callable[[Account], Sequence[Category]]
"""Every category the site of a page has, by name. Raises StudioError."""


class CategoryChoice:
    """`sites` has what reads the categories of each kind of account; a practice profile has none."""

    def __init__(
        self, sites: Callable[[AccountKind], ReadCategories | None], accounts: Accounts, staff: People, note: Note
    ) -> None:
        self._sites = sites
        self._accounts = accounts
        self._staff = staff
        self._note = note

    def has(self, kind: AccountKind) -> bool:
        """Whether pages of that kind have categories."""
        return kind is AccountKind.WORDPRESS

    def on_site(self, account: str) -> Sequence[Category]:
        """What the site has now; those chosen are `Account.categories`. Raises NotFound, Refused, Unreachable, and as
        the site's publisher does."""
        page = self._accounts.get(account)
        site = self._sites(page.kind)
        if site is None:
            raise Refused(
                f"trang loại {page.kind} không có chuyên mục; hãy chọn một trang WordPress.",
                f"a {page.kind} page has no categories; choose a WordPress page.",
                where=account,
            )
        return tuple(read(lambda: site(page)))

    def choose(self, account: str, wanted: Collection[str | int], by: str, pin: str) -> Account:
        """Send the page's posts into these categories, by id or name; none: the site's default one.

        Raises NotPermitted (not the technical officer or the head, wrong PIN), BadInput naming what the site does not
        have, and as `on_site`.
        """
        person = self._staff.require(self._staff.verify_pin(by, pin).id, *MAY_CONNECT)
        chosen = _among(self.on_site(account), wanted)
        with self._accounts.transaction():
            page = self._accounts.set_categories(account, chosen)
            facts: Mapping[str, Any] = {"page_id": page.page_id, "categories": [c.name for c in chosen]}
            self._note(CHOSEN, page.name, person.id, facts)
        return page


def _among(there: Sequence[Category], wanted: Collection[str | int]) -> tuple[Category, ...]:
    found: dict[int, Category] = {}
    for asked in wanted:
        word = str(asked).strip()
        fits = [c for c in there if str(c.id) == word] or [c for c in there if c.name.casefold() == word.casefold()]
        if len(fits) != 1:
            names = ", ".join(f"{c.name} ({c.id})" for c in there[:20])
            vi, en = ("nhiều chuyên mục tên", "several categories") if fits else ("không có chuyên mục", "no category")
            raise BadInput(
                f"trang web {vi} “{word}”; hãy chọn theo mã: {names}.",
                f"the site has {en} “{word}”; choose by id: {names}.",
                where="categories",
            )
        found[fits[0].id] = fits[0]
    return tuple(found.values())
