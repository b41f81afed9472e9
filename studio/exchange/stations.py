"""Which stations' items count here, of which unit each is, and who works there.

A person confirms a PC by the fingerprint of its key, or the department does so for all: its own PCs stand in the
invitation to the hub, and they hand out the others in a signed list, a **directory**, into the box of each unit:

    {"what": "directory", "stations": [{"unit": "u001", "department": false, "introduction": "{…}"}, …],
     "revoked": ["<station>", …]}

Of which unit a station is, the department says; a station does not say it of itself. One whose access was taken away
at the hub is not believed any more, by USB neither, until a person here confirms its PC anew: a list from before, which
somebody kept on a stick, brings it back nowhere. What came of it before stays.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from studio.canonical import canonical_json, sha256
from studio.errors import BadInput, StudioError, Untrusted
from studio.exchange.device import Devices
from studio.exchange.introductions import Introduction, introduction_of
from studio.exchange.link_model import ReceivedItem
from studio.hub.items import Item
from studio.hub.model import DEPARTMENT, HubGreeting, HubItemKind, HubStation
from studio.people.service import People

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.exchange.storage import StoredExchange
    from studio.exchange.storage_link import StoredLink

DIRECTORY = "directory"
"""What a pack is that tells of stations."""
UNIT = re.compile(r"[a-z0-9][a-z0-9_.-]{0,99}")
"""The code of a unit, as the hub takes it."""
_log = logging.getLogger(__name__)


class Stations:
    """Of one profile."""

    def __init__(self, repo: StoredLink, items: StoredExchange, devices: Devices, people: People) -> None:
        self._repo = repo
        self._items = items
        self._devices = devices
        self._people = people

    def known(self) -> Mapping[str, HubStation]:
        """Every station whose items count, this one too, by what items call it, as the department says of it."""
        joined, told, revoked = self._repo.joined(), self._repo.directory(), self._repo.revoked()
        own = self._devices.own().device.login
        known: dict[str, HubStation] = {}
        for login, device in self._devices.known().items():
            unit, department = told.get(login, (device.unit, False))
            if login == own and joined is not None:
                unit, department = joined.unit, joined.department
            known[login] = replace(device, unit=unit, department=department, revoked=login in revoked)
        return known

    def with_mark(self) -> tuple[Mapping[str, HubStation], str]:
        """The same, and a mark that changes when other stations or people are known."""
        known = self.known()
        lines = [(one.login, one.unit, one.public, one.department, one.revoked) for _, one in sorted(known.items())]
        return known, sha256(canonical_json([lines, len(self._people.key_register())]))[:16]

    def require_believed(self, items: Iterable[Item]) -> None:
        """Raise Untrusted where one of these, which are not here yet, is of a PC whose access was taken away."""
        revoked = self._repo.revoked()
        for one in items:
            if one.sender in revoked:
                raise Untrusted(
                    "the file has something new of the PC “{name}”, whose access the department took away; "
                    "nothing was imported. Have the post written again at another PC.",
                    name=self._devices.name_of(one.sender),
                )

    # Confirmed

    def keep(self, told: Introduction, unit: str = "", *, department: bool = False) -> None:
        """A PC was confirmed, by a person or by the department, in the caller's transaction. Raises BadInput."""
        if unit and not UNIT.fullmatch(unit):
            raise BadInput("the code of a unit has small letters without marks, digits and hyphens.", where=unit[:60])
        self._items.save_station(told.station)
        self._items.keep_introduction(told.station.login, told.body)
        self._repo.believe(told.station.login)
        if unit:
            self._repo.say(told.station.login, unit, department=department)

    def revoke(self, keys: Collection[str]) -> tuple[str, ...]:
        """Believe the PCs with these keys no more, as the hub tells one of the department's own; which of them were
        believed until now, by what items call them. In the caller's transaction."""
        found = tuple(one.login for one in self.known().values() if one.public in keys and not one.revoked)
        self._repo.disbelieve(found)
        return found

    def invited(self, introductions: Iterable[str], by: str, pin: str) -> tuple[Introduction, ...]:
        """The department's own PCs, out of an invitation that a person takes in. Raises BadInput, NotPermitted."""
        own = self._devices.own().device.login
        told = [introduction_of(each.encode(), "hub") for each in introductions]
        others = tuple(each for each in told if each.station.login != own)
        for each in others:
            self._people.introduce(each.people, by, pin, of=each.station.name)
            self.keep(each, DEPARTMENT, department=True)
        return others

    # Directories

    def take(self, pack: ReceivedItem) -> None:
        """Take the stations of a directory as confirmed; each for itself, so that one that will not do keeps no other
        away. Those whose access was taken away are not believed any more."""
        if pack.facts.get("what") != DIRECTORY:
            return
        own = self._devices.own().device.login
        self._repo.disbelieve(one for one in pack.facts.get("revoked", ()) if isinstance(one, str) and one != own)
        for told in pack.facts.get("stations", ()):
            try:
                with self._repo.transaction():
                    self._take_one(told, own)
            except (StudioError, KeyError, TypeError, AttributeError) as trouble:
                _log.warning("a station of the department's directory is not taken in: %r", trouble)

    def _take_one(self, told: Mapping[str, Any], own: str) -> None:
        said = introduction_of(told["introduction"].encode(), DIRECTORY)
        if said.station.login != own and said.station.login not in self._repo.revoked():
            self._people.introduced_by_program(said.people, of=said.station.name)
            self.keep(said, told["unit"], department=told["department"] is True)

    def hand_out(self, greeting: HubGreeting, put: Callable[[HubItemKind, Mapping[str, Any], str], object]) -> None:
        """Lay out the directory of each unit that has a box, on a PC of the department: its own stations, and the
        department's. Nothing where nothing is new."""
        if not greeting.department:
            return
        bodies = {login: body.decode() for login, body in sorted(self._items.introductions().items())}
        known = self.known()
        mark = sha256(canonical_json([bodies, self.with_mark()[1], greeting.boxes]))
        if mark == self._repo.directory_told():
            return
        told: list[dict[str, Any]] = [
            {"unit": known[login].unit, "department": known[login].department, "introduction": body}
            for login, body in bodies.items()
            if login in known and known[login].unit and not known[login].revoked
        ]
        revoked = sorted(login for login, one in known.items() if one.revoked)
        last = {
            one.box: one.facts for one in self._repo.statements(HubItemKind.PACK) if one.facts.get("what") == DIRECTORY
        }
        with self._repo.transaction():
            for unit in sorted({one["unit"] for one in told if not one["department"]} & set(greeting.boxes)):
                facts = {
                    "what": DIRECTORY,
                    "stations": [one for one in told if one["department"] or one["unit"] == unit],
                    "revoked": revoked,
                }
                if facts != last.get(unit):
                    put(HubItemKind.PACK, facts, unit)
            self._repo.note(directory_told=mark)
