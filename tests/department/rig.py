"""A department and its units on one hub: two PCs with real services over real profiles, and stations that only speak.

`Duyệt` is the department's PC, `Soạn` the station of unit u001. Further stations have a key and a login and put items
into the hub by hand. The clocks of the PCs say what the hub's does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from studio.department.model import HubUnit, Notice, StationLine
from studio.department.service import Department
from studio.exchange.device import OwnDevice
from studio.exchange.introductions import Introduction, write_introduction
from studio.exchange.model import Station as Confirmed
from studio.hub.items import signed
from studio.hub.model import DEPARTMENT, EVERYBODY, Cursor, HubItemKind, HubStation
from studio.people.keys import public_of
from studio.people.model import IntroducedPerson, Role
from tests.exchange.rig import PC, PIN, opened
from tests.hub.rig import Hub, Station

UNIT = "u001"


@dataclass
class Force:
    """A department and its units."""

    root: Path
    hub: Hub
    department: PC
    station: PC

    @property
    def service(self) -> Department:
        return self.department.studio.department

    def now(self) -> datetime:
        return self.department.clock.now()

    def other(self, unit: str) -> Station:
        """A further station, confirmed at the department."""
        made = self.hub.station(unit)
        self.confirm(made)
        return made

    def confirm(self, station: Station) -> None:
        """Take its introduction in at the department."""
        path = self.root / f"{station.login}.json"
        own = OwnDevice(device=_as_told(station), seed=station.seed)
        seed = bytes(32)
        person = IntroducedPerson(
            id=f"{station.login}-1", name=f"Cán bộ {station.login}", roles=(str(Role.AUTHOR),), public=public_of(seed)
        )
        told = Introduction(
            station=Confirmed(login=station.login, unit="", name=f"Máy {station.unit}", public=station.device.public),
            people=(person,),
        )
        write_introduction(path, told, own, self.now())
        with self.department.by(self.department.head) as head:
            self.department.studio.exchange.trust(path, told.fingerprint, head.id, PIN, unit=station.unit)

    def heard(self, station: Station, *, version: str = "0.1.0", days: float = 0, **read: int) -> None:
        """The station asked the hub so many days ago; of the box that all read, that it read all."""
        with station.client() as line:
            line.poll(version, [Cursor(box, seq) for box, seq in {EVERYBODY: 1000, **read}.items()])
        self.ago(station.login, days)

    def ago(self, login: str, days: float) -> None:
        """The hub heard nothing of that login for so many days."""
        self.hub.ask("UPDATE hub.seen SET at = at - %s WHERE login = %s", timedelta(days=days), login)

    def say(self, station: Station, kind: HubItemKind, facts: Mapping[str, Any], box: str = DEPARTMENT) -> None:
        """The station puts an item into the hub, now."""
        item = signed(kind, facts, sender=_as_told(station), seed=station.seed, at=self.now())
        with station.client() as line:
            line.push(box, item)

    def sync(self) -> None:
        """Each has what the other did."""
        self.station.sync()
        self.department.sync()
        self.station.sync()

    def stations(self) -> dict[str, StationLine]:
        """The lines of the list, by unit."""
        return {line.unit: line for line in self.service.stations()}

    def name(self, **names: str) -> None:
        with self.department.by(self.department.head) as head:
            self.service.name_units([HubUnit(code=code, name=name) for code, name in names.items()], head.id, PIN)

    def send(self, *units: str, hours: float = 8, text: str = "Đăng lại thông báo cấm đường", **more: Any) -> Notice:
        with self.department.by(self.department.head) as head:
            return self.service.notice(text, units, self.now() + timedelta(hours=hours), head.id, PIN, **more)


def _as_told(station: Station) -> HubStation:
    """How a PC speaks of itself: of which unit it is, it does not say."""
    return replace(station.device, unit="")


@contextmanager
def force(root: Path, hub: Hub) -> Iterator[Force]:
    """The two PCs: joined and confirmed a day ago, heard of just now."""
    with opened(root, "Soạn", "Duyệt", met=False) as (station, department):
        _move(datetime.now(UTC) - timedelta(hours=25), station, department)
        vouched, _ = _introduced(department, root)
        department.join(hub, DEPARTMENT, department=True, vouch=[vouched])
        station.join(hub, UNIT, vouch=[vouched])
        path, fingerprint = _introduced(station, root)
        with department.by(department.head) as head:
            department.studio.exchange.trust(path, fingerprint, head.id, PIN, unit=UNIT)
        made = Force(root, hub, department, station)
        department.sync()
        _move(datetime.now(UTC), station, department)
        made.sync()
        yield made


def _move(to: datetime, *pcs: PC) -> None:
    for pc in pcs:
        pc.clock.moment = to


def _introduced(pc: PC, folder: Path) -> tuple[Path, str]:
    """The file by which a PC is made known, and its fingerprint."""
    path = folder / f"{pc.name}-introduction.json"
    with pc.by(pc.head) as head:
        return path, pc.studio.exchange.introduce(path, pc.name, head.id, PIN).fingerprint
