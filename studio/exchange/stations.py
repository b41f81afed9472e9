"""Which stations' items count here, of which unit each is, and who works there.

A person confirms a PC by the fingerprint of its key, or the department does for all: its PCs stand in the invitation,
and they hand out the others in a signed list. Of which unit a station is, the department says; a station does not say
it of itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from studio.canonical import canonical_json, sha256
from studio.exchange.device import Devices
from studio.hub.model import Device
from studio.people.service import People

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.exchange.storage import StoredExchange
    from studio.exchange.storage_link import StoredLink


class Stations:
    """Of one profile."""

    def __init__(self, repo: StoredLink, items: StoredExchange, devices: Devices, people: People) -> None:
        self._repo = repo
        self._items = items
        self._devices = devices
        self._people = people

    def known(self) -> Mapping[str, Device]:
        """Every station whose items count, this one too, by what items call it, as the department says of it."""
        joined, told = self._repo.joined(), self._repo.directory()
        own = self._devices.own().device.login
        known: dict[str, Device] = {}
        for login, device in self._devices.known().items():
            unit, department, active = told.get(login, (device.unit, False, True))
            if login == own and joined is not None:
                unit, department, active = joined.unit, joined.department, True
            known[login] = replace(device, unit=unit, department=department, revoked=not active)
        return known

    def with_mark(self) -> tuple[Mapping[str, Device], str]:
        """The same, and a mark that changes when other stations or people are known."""
        known = self.known()
        lines = [(one.login, one.unit, one.public, one.department, one.revoked) for _, one in sorted(known.items())]
        return known, sha256(canonical_json([lines, len(self._people.key_register())]))[:16]
