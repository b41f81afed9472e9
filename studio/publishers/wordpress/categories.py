"""The categories of a site, and whether those that its posts go into are still there.

WordPress passes over a category that does not exist and files the post under the default one, without a word.
"""

from __future__ import annotations

from html import unescape
from typing import Any

from studio.accounts.model import Account, Category
from studio.phrase import Phrase
from studio.publishers.port import Answer, Outcome
from studio.publishers.wordpress.errors import not_begun
from studio.publishers.wordpress.rest import Rest

PER_PAGE = 100
PAGES_MOST = 50
_GONE = Phrase(
    "Chuyên mục {names} không còn trên trang web; cán bộ kỹ thuật mở Trang & kết nối và chọn lại chuyên mục.",
    "The site has the category {names} no longer; the technical officer opens Pages & connections and chooses anew.",
)


class Categories:
    """Reads; raises as `Rest.get`."""

    def __init__(self, rest: Rest) -> None:
        self._rest = rest

    def all(self, account: Account) -> tuple[Category, ...]:
        """Every category of the site, by name."""
        return self._list(account, {"orderby": "name"})

    def gone(self, account: Account) -> Answer | None:
        """Why nothing may be sent: a category chosen for this account is not there; None when all are."""
        if not account.categories:
            return None
        wanted = ",".join(str(category.id) for category in account.categories)
        there = not_begun(lambda: self._list(account, {"include": wanted}))
        if isinstance(there, Answer):
            return there
        ids = {category.id for category in there}
        names = ", ".join(f"“{category.name}”" for category in account.categories if category.id not in ids)
        if not names:
            return None
        say = _GONE.format(names=names)
        return Answer(outcome=Outcome.NOT_EXECUTED, vi=say.vi, en=say.en, needs_person=True, code="category")

    def _list(self, account: Account, which: dict[str, str]) -> tuple[Category, ...]:
        found: list[Category] = []
        page, pages = 1, 1
        while page <= min(pages, PAGES_MOST):
            params = {**which, "per_page": str(PER_PAGE), "page": str(page), "_fields": "id,name"}
            got = self._rest.get(account, "/categories", params)
            if got is None or not isinstance(got.value, list):
                break
            found += [category for told in got.value if (category := _category(told)) is not None]
            page, pages = page + 1, got.pages
        return tuple(found)


def _category(told: Any) -> Category | None:
    """None: not the shape of a category."""
    try:
        return Category(id=int(told["id"]), name=unescape(str(told["name"])))
    except (KeyError, TypeError, ValueError):
        return None
