"""What the page shows, read on the worker, and what can be done with a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from studio.accounts.model import Account, Health, HealthState, PageStatus
from studio.directory.model import DirectoryBook
from studio.outbox.model import Pause
from studio.people.model import Role
from studio.text import fold

if TYPE_CHECKING:
    from studio.app.studio import Studio


ENDED = frozenset({PageStatus.HANDED_OVER, PageStatus.MERGED, PageStatus.CLOSED})
FINE = frozenset({HealthState.OK, HealthState.UNREACHABLE})
"""Health that asks nothing of a person: a page that cannot be reached says nothing about its login."""


class PageFilter(StrEnum):
    """What of the registry is shown."""

    RUN = "run"
    URGENT = "urgent"
    ENDED = "ended"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow:
    """A page, the unit it belongs to, and its connection; `health` is None where a page needs none."""

    account: Account
    unit: str
    health: Health | None
    successor: str = ""
    """Title of the page that took over."""
    connected_by: str = ""
    """Name of the person who connected it."""
    has_categories: bool = False
    """Whether its posts go into categories of the site."""
    pause: Pause | None = None
    """Why nothing is sent there at present."""

    @property
    def urgent(self) -> bool:
        """Whether a person has to do something before posts can go there, or soon."""
        ill = self.pause is not None or (self.health is not None and self.health.state not in FINE)
        return ill and self.account.status not in ENDED

    def fits(self, wanted: PageFilter) -> bool:
        match wanted:
            case PageFilter.RUN:
                return self.account.status not in ENDED
            case PageFilter.URGENT:
                return self.urgent
            case PageFilter.ENDED:
                return self.account.status in ENDED
            case PageFilter.ALL:
                return True


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesView:
    """The rows under a filter and a search, by the account's name, and how many each filter has."""

    rows: Mapping[str, PageRow] = field(default_factory=dict)
    counts: Mapping[PageFilter, int] = field(default_factory=dict)
    accounts: tuple[Account, ...] = ()
    book: DirectoryBook = field(default_factory=DirectoryBook)


def load_pages(studio: Studio, wanted: PageFilter, query: str) -> PagesView:
    """Those that need a person first, then by unit and title."""
    accounts = tuple(studio.accounts.list())
    book, health = studio.directory.book(), studio.connections.all()
    people = {person.id: person.name for person in studio.people.list()}
    pauses = {pause.account: pause for pause in studio.outbox.pauses()}
    titles = {account.name: account.title for account in accounts}
    units = {unit.id: unit.name for unit in book.units}
    rows = [
        PageRow(
            account=account,
            unit=units.get(account.unit, ""),
            health=health.get(account.name),
            successor=titles.get(account.successor, account.successor),
            connected_by=people.get(account.connected_by, ""),
            has_categories=studio.categories.has(account.kind),
            pause=pauses.get(account.name),
        )
        for account in accounts
    ]
    rows.sort(key=lambda row: (not row.urgent, row.unit, fold(row.account.title), row.account.name))
    words = fold(query).split()
    return PagesView(
        rows={row.account.name: row for row in rows if row.fits(wanted) and _holds(row, words)},
        counts={one: sum(row.fits(one) for row in rows) for one in PageFilter},
        accounts=accounts,
        book=book,
    )


def _holds(row: PageRow, words: list[str]) -> bool:
    account = row.account
    text = fold(f"{account.title} {account.page_id} {account.name} {row.unit} {account.platform} {account.kind}")
    return all(word in text for word in words)


TECHNICIANS = frozenset({Role.TECHNICAL, Role.HEAD})
"""Who may connect and disconnect."""


class PageDeed(StrEnum):
    CONNECT = "connect"
    CHECK = "check"
    RELEASE = "release"
    CATEGORIES = "categories"
    STATUS = "status"
    DISCONNECT = "disconnect"
    REMOVE = "remove"


ICONS: Mapping[PageDeed, str] = {
    PageDeed.CONNECT: "plug",
    PageDeed.CHECK: "refresh-cw",
    PageDeed.RELEASE: "play",
    PageDeed.CATEGORIES: "tag",
    PageDeed.STATUS: "flag",
    PageDeed.DISCONNECT: "unplug",
    PageDeed.REMOVE: "trash-2",
}
_BY_LOGIN = frozenset(
    {HealthState.NOT_CONNECTED, HealthState.NEEDS_LOGIN, HealthState.NEEDS_RIGHTS, HealthState.WRONG_PAGE}
)
"""What a new login mends."""


def deeds_of(page: PageRow) -> tuple[tuple[PageDeed, bool], ...]:
    """The deeds on offer, in order; True marks the one that is the next step."""
    found: list[tuple[PageDeed, bool]] = []
    health = page.health
    if health is not None and page.account.status not in ENDED:
        found.append((PageDeed.CONNECT, health.state in _BY_LOGIN))
        if health.state is not HealthState.NOT_CONNECTED:
            found.append((PageDeed.CHECK, False))
            if page.has_categories:
                found.append((PageDeed.CATEGORIES, False))
    if page.pause is not None:
        found.append((PageDeed.RELEASE, False))
    found.append((PageDeed.STATUS, False))
    if health is not None and health.state is not HealthState.NOT_CONNECTED:
        found.append((PageDeed.DISCONNECT, False))
    found.append((PageDeed.REMOVE, False))
    return tuple(found)
