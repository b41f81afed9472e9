"""What the tab shows, read on the worker in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from studio.access.model import AccessFinding, PageAccess, PageSafeguards
from studio.accounts.model import Account, AccountKind
from studio.people.model import Person

if TYPE_CHECKING:
    from studio.app.studio import Studio


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessView:
    """One page's rights, and what stands around them."""

    pages: tuple[Account, ...] = ()
    access: PageAccess = field(
        default_factory=lambda: PageAccess(page="", rights=(), keeping=PageSafeguards(page=""), slips=(), holders=())
    )
    findings: tuple[AccessFinding, ...] = ()
    people: tuple[Person, ...] = ()
    today: date = date.min
    agreed: frozenset[str] = frozenset()
    """Slips that the head agreed to."""
    waiting: Mapping[str, str] = field(default_factory=dict)
    """Slips before the head, with the id of the sign-off."""
    leaving: frozenset[str] | None = None
    """Ids of the holders to be shown alone; None shows all."""

    @property
    def page(self) -> str:
        return self.access.page

    @property
    def names(self) -> Mapping[str, str]:
        """Names of people by id."""
        return {person.id: person.name for person in self.people}


def load_access(studio: Studio, page: str, *, filtered: bool) -> AccessView:
    """Of the page `page`, or the first that needs a table where that is none.

    `filtered` keeps those whose duty ends; where none of them is on that page, another one is shown on which they are.
    """
    pages = tuple(studio.accounts.list())
    leaving = frozenset(holder.id for holder in studio.access.changing()) if filtered else None
    shown = _shown(studio, pages, page, leaving)
    if not shown:
        return AccessView(people=tuple(studio.people.list()))
    access = studio.access.of(shown)
    return AccessView(
        pages=pages,
        access=access,
        findings=tuple(studio.access.findings(shown)),
        people=tuple(studio.people.list()),
        today=studio.access.today,
        agreed=frozenset(slip.id for slip in access.slips if studio.access.agreed(slip)),
        waiting={slip.id: asked for slip in access.slips if (asked := studio.access.waiting(slip))},
        leaving=leaving,
    )


def _shown(studio: Studio, pages: Sequence[Account], page: str, leaving: frozenset[str] | None) -> str:
    known = {account.name for account in pages}
    if leaving and (page not in known or not _holds(studio, page, leaving)):
        page = next((account.name for account in pages if _holds(studio, account.name, leaving)), page)
    if page in known or not pages:
        return page if page in known else ""

    def rank(account: Account) -> tuple[bool, bool]:
        """Real pages first, but in practice that for practice; before them those whose table is open."""
        apart = (account.kind is AccountKind.PRACTICE) != studio.settings.practice
        return studio.access.of(account.name).agreed, apart

    return min(pages, key=rank).name


def _holds(studio: Studio, page: str, people: frozenset[str]) -> bool:
    today = studio.access.today
    return any(right.holder in people and right.active(today) for right in studio.access.of(page).rights)
