"""What the tab shows, read on the worker in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from studio.access.model import Keeping, PageAccess
from studio.access.rules import AccessFinding
from studio.accounts.model import Account
from studio.people.model import Person
from studio.ui.ports import StudioPort


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessView:
    """One page's rights, and what stands around them."""

    pages: tuple[Account, ...] = ()
    access: PageAccess = field(
        default_factory=lambda: PageAccess(page="", rights=(), keeping=Keeping(page=""), slips=(), holders=())
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


def load_access(studio: StudioPort, page: str, *, filtered: bool) -> AccessView:
    """Of the page `page`, or the first one where that is none; `filtered` keeps those whose duty ends."""
    pages = tuple(studio.accounts.list())
    known = [account.name for account in pages]
    shown = page if page in known else next(iter(known), "")
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
        leaving=frozenset(holder.id for holder in studio.access.changing()) if filtered else None,
    )
