"""What can be done about a page."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from studio.accounts.model import HealthState
from studio.people.model import Role
from studio.ui.connections.rows import ENDED, PageRow

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
