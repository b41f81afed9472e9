"""What the page shows, read on the worker, and what can be done with one of the unit's pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from studio.access.model import AccessFinding
from studio.accounts.model import KINDS, Account, AccountKind, Health, HealthState, PageStatus
from studio.clock import local_date
from studio.directory.model import DirectoryBook
from studio.outbox.model import Delivery, Pause
from studio.people.model import Role
from studio.platforms import Platform
from studio.registry.model import PageFile
from studio.registry.rules import Gap
from studio.text import fold
from studio.translation import mark, ntr, say, tr
from studio.ui.tokens import Tone
from studio.ui.words import StateWord, health_word, page_name, page_word, platform_name, spoken

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.publishers.port import Capabilities


ENDED = frozenset({PageStatus.HANDED_OVER, PageStatus.MERGED, PageStatus.CLOSED})
FINE = frozenset({HealthState.OK, HealthState.UNREACHABLE})
"""Health that asks nothing of a person: a page that cannot be reached says nothing about its login."""
RECENT = 60
"""Deliveries of a page, the newest, that its history shows."""
ON_THIS_PC = StateWord(mark("Nobody else sees it"), "graduation-cap", Tone.ORANGE)
PAUSED = StateWord(mark("Sending stopped"), "pause", Tone.RED)
_UNNAMED = mark("Page without a name yet")


class PageFilter(StrEnum):
    """Which pages are listed."""

    RUN = "run"
    URGENT = "urgent"
    ENDED = "ended"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPage:
    """A page of the unit: its account, its file, or both. `health` is None where a page needs no connection."""

    key: str
    """Name of the account; of a page that has none yet, the id of its file."""
    account: Account | None
    file: PageFile | None
    unit: str = ""
    health: Health | None = None
    successor: str = ""
    """Title of the page that took over."""
    connected_by: str = ""
    """Name of the person who connected it."""
    has_categories: bool = False
    """Whether its posts go into categories of the site."""
    pause: Pause | None = None
    """Why nothing is sent there at present."""
    today: date = date.min

    @property
    def title(self) -> str:
        if self.account is not None:
            return page_name(self.account)
        return (self.file.identity.name if self.file is not None else "") or tr(_UNNAMED)

    @property
    def platform(self) -> Platform | None:
        if self.account is not None:
            return self.account.platform
        return self.file.request.platform if self.file is not None else None

    @property
    def where(self) -> str:
        """Its platform, or that it is a practice page."""
        if self.practice:
            return tr("On this PC alone")
        named = platform_name(self.platform) if self.platform is not None else ""
        return named or (self.file.area if self.file is not None else "")

    @property
    def practice(self) -> bool:
        return self.account is not None and self.account.kind is AccountKind.PRACTICE

    @property
    def status(self) -> PageStatus:
        if self.account is not None:
            return self.account.status
        return self.file.status if self.file is not None else PageStatus.REQUESTED

    @property
    def urgent(self) -> bool:
        """Whether a person has to do something before posts can go there, or soon."""
        ill = self.pause is not None or (self.health is not None and self.health.state not in FINE)
        return ill and self.status not in ENDED

    @property
    def word(self) -> StateWord:
        """The one state that matters now."""
        if self.status is not PageStatus.ACTIVE or self.account is None:
            return page_word(self.status)
        if self.practice:
            return spoken(ON_THIS_PC)
        if self.health is None:
            return spoken(PAUSED) if self.pause is not None else _way_word(self.account.kind)
        if self.health.state is HealthState.EXPIRING and self.health.until is not None:
            days = max(0, (local_date(self.health.until) - self.today).days)
            text = ntr("Token ends in\u00a0{n}\u00a0day", "Token ends in\u00a0{n}\u00a0days", days).format(n=days)
            return StateWord(text, "clock-alert", Tone.ORANGE)
        if self.health.state is HealthState.OK:
            return spoken(PAUSED) if self.pause is not None else page_word(self.status)
        return health_word(self.health)

    def fits(self, wanted: PageFilter) -> bool:
        match wanted:
            case PageFilter.RUN:
                return self.status not in ENDED
            case PageFilter.URGENT:
                return self.urgent
            case PageFilter.ENDED:
                return self.status in ENDED
            case PageFilter.ALL:
                return True


def _way_word(kind: AccountKind) -> StateWord:
    icon = "hand" if kind is AccountKind.HANDOVER else "monitor"
    return StateWord(say(KINDS[kind].way), icon, Tone.SLATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesView:
    """The rows under a filter and a search, by their key, and how many each filter has. `unfiled`: pages at work that
    have no file yet."""

    rows: Mapping[str, UnitPage] = field(default_factory=dict)
    counts: Mapping[PageFilter, int] = field(default_factory=dict)
    accounts: tuple[Account, ...] = ()
    book: DirectoryBook = field(default_factory=DirectoryBook)
    unfiled: int = 0

    def of_file(self, id: str) -> str:
        """Key of the row of that file; empty where it is not listed."""
        return next((key for key, row in self.rows.items() if row.file is not None and row.file.id == id), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What is read of the page in hand besides its row."""

    row: UnitPage
    able: Capabilities | None = None
    """What the program can do there; None for a page without an account."""
    deliveries: tuple[Delivery, ...] = ()
    gaps: tuple[Gap, ...] = ()
    """What its file lacks."""
    asked: int = 0
    """How many things its file is asked for."""
    findings: tuple[AccessFinding, ...] = ()
    """What is wrong with the rights on it."""

    @property
    def points(self) -> int:
        """What is open: the connection, a pause, rights."""
        row = self.row
        ill = row.health is not None and row.health.state not in FINE and row.status not in ENDED
        return ill + (row.pause is not None) + len(self.findings)


def load_pages(studio: Studio, wanted: PageFilter, query: str) -> PagesView:
    """Those that need a person first, then by unit and title; practice pages last.

    A search is told to the registry, so that lessons hear of it.
    """
    accounts = tuple(studio.accounts.list())
    book, health = studio.directory.book(), studio.connections.all()
    people = {person.id: person.name for person in studio.people.list()}
    pauses = {pause.account: pause for pause in studio.outbox.pauses()}
    titles = {account.name: account.title for account in accounts}
    units = {unit.id: unit.name for unit in book.units}
    files = studio.registry.list()
    of_account = {file.account: file for file in files if file.account}
    found = {file.id for file in studio.registry.search(query)} if query else set()
    today = local_date(studio.now())
    rows = [
        UnitPage(
            key=account.name,
            account=account,
            file=of_account.get(account.name),
            unit=units.get(account.unit, ""),
            health=health.get(account.name),
            successor=titles.get(account.successor, account.successor),
            connected_by=people.get(account.connected_by, ""),
            has_categories=studio.categories.has(account.kind),
            pause=pauses.get(account.name),
            today=today,
        )
        for account in accounts
    ]
    alone = [file for file in files if file.account not in titles]
    rows += [UnitPage(key=file.id, account=None, file=file, unit=units.get(file.unit, "")) for file in alone]
    rows.sort(key=lambda row: (row.practice, not row.urgent, row.unit, fold(row.title), row.key))
    words = fold(query).split()
    return PagesView(
        rows={row.key: row for row in rows if row.fits(wanted) and (not words or _holds(row, words, found))},
        counts={one: sum(row.fits(one) for row in rows) for one in PageFilter},
        accounts=accounts,
        book=book,
        unfiled=len(studio.registry.unfiled()),
    )


def _holds(row: UnitPage, words: list[str], found: set[str]) -> bool:
    account = row.account
    if row.file is not None and row.file.id in found:
        return True
    if account is None:
        return False
    text = fold(f"{account.title} {account.page_id} {account.name} {row.unit} {account.platform} {account.kind}")
    return all(word in text for word in words)


def load_page(studio: Studio, row: UnitPage) -> PageFacts:
    """Everything about the page in hand."""
    gaps, asked = studio.registry.lacks(row.file.id) if row.file is not None else ((), 0)
    if row.account is None:
        return PageFacts(row=row, gaps=gaps, asked=asked)
    return PageFacts(
        row=row,
        able=studio.capabilities(row.account),
        deliveries=studio.outbox.on_page(row.account.name, RECENT),
        gaps=gaps,
        asked=asked,
        findings=tuple(studio.access.findings(row.account.name)),
    )


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


def deeds_of(page: UnitPage) -> tuple[tuple[PageDeed, bool], ...]:
    """The deeds on offer, in order; True marks the one that is the next step."""
    found: list[tuple[PageDeed, bool]] = []
    health = page.health
    if health is not None and page.status not in ENDED:
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
