"""What can be done about a page."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from studio.accounts.model import HealthState
from studio.people.model import Role
from studio.ui.connections.rows import ENDED, PageRow

TECHNICIANS = frozenset({Role.TECHNICAL, Role.HEAD})
"""Who may connect and disconnect."""


class Deed(StrEnum):
    CONNECT = "connect"
    CHECK = "check"
    RELEASE = "release"
    CATEGORIES = "categories"
    STATUS = "status"
    DISCONNECT = "disconnect"
    REMOVE = "remove"


ICONS: Mapping[Deed, str] = {
    Deed.CONNECT: "plug",
    Deed.CHECK: "refresh-cw",
    Deed.RELEASE: "play",
    Deed.CATEGORIES: "tag",
    Deed.STATUS: "flag",
    Deed.DISCONNECT: "unplug",
    Deed.REMOVE: "trash-2",
}
_BY_LOGIN = frozenset(
    {HealthState.NOT_CONNECTED, HealthState.NEEDS_LOGIN, HealthState.NEEDS_RIGHTS, HealthState.WRONG_PAGE}
)
"""What a new login mends."""


def deeds_of(page: PageRow) -> tuple[tuple[Deed, bool], ...]:
    """The deeds on offer, in order; True marks the one that is the next step."""
    found: list[tuple[Deed, bool]] = []
    health = page.health
    if health is not None and page.account.status not in ENDED:
        found.append((Deed.CONNECT, health.state in _BY_LOGIN))
        if health.state is not HealthState.NOT_CONNECTED:
            found.append((Deed.CHECK, False))
            if page.has_categories:
                found.append((Deed.CATEGORIES, False))
    if page.pause is not None:
        found.append((Deed.RELEASE, False))
    found.append((Deed.STATUS, False))
    if health is not None and health.state is not HealthState.NOT_CONNECTED:
        found.append((Deed.DISCONNECT, False))
    found.append((Deed.REMOVE, False))
    return tuple(found)
