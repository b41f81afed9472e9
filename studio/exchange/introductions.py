"""How one PC is made known to another: a file with the public key of the PC and those of its people.

The file is signed by the very key it tells of, so it vouches for nothing by itself: a person with the right to add
people compares the fingerprint with what the other unit told them on paper or by telephone, and gives their PIN. That
one comparison covers everybody in the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from studio.codec import parsed, plain, read_whole
from studio.errors import BadInput, StorageTrouble, StudioError
from studio.exchange.device import OwnDevice
from studio.exchange.model import Station
from studio.hub.items import opened, signed
from studio.hub.model import ITEM_LIMIT, HubItemKind, HubStation
from studio.paths import read_chosen, write_atomic
from studio.people.keys import fingerprint, public_of
from studio.people.model import IntroducedPerson, Role
from studio.reasons import reason_of
from studio.text import length, nfc, squeeze

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """A PC and its people, as they tell of themselves."""

    station: Station
    people: tuple[IntroducedPerson, ...]
    body: bytes = field(default=b"", repr=False)
    """As it was signed."""

    @property
    def fingerprint(self) -> str:
        """Of the key of the PC, to be compared."""
        return fingerprint(self.station.public)


def station_name(text: str) -> str:
    """A name for a PC. Raises BadInput."""
    name = squeeze(nfc(text))
    if not 2 <= length(name) <= LONGEST_NAME or not name.isprintable():
        raise BadInput("the name of a PC has 2 to {longest_name} characters.", longest_name=LONGEST_NAME, where="name")
    return name


def write_introduction(path: Path, told: Introduction, own: OwnDevice, at: datetime) -> bytes:
    """What was written. Raises StorageTrouble."""
    facts = {"station": plain(told.station), "people": [plain(one) for one in told.people]}
    item = signed(HubItemKind.PACK, facts, sender=own.device, seed=own.seed, at=at)
    try:
        write_atomic(path, item.body)
        return item.body
    except OSError as trouble:
        raise StorageTrouble(
            "the introduction cannot be written ({why}); choose another place.",
            why=reason_of(trouble),
            where=str(path),
        ) from trouble


def read_introduction(path: Path) -> Introduction:
    """What the file tells, signed by the key it tells of. Raises BadInput."""
    return introduction_of(read_chosen(path, largest=ITEM_LIMIT), path.name)


def introduction_of(data: bytes, name: str) -> Introduction:
    """The same of its bytes; `name` is how they are told of."""
    try:
        facts = parsed(data)["facts"]
        station = read_whole(Station, facts["station"])
        people = tuple(read_whole(IntroducedPerson, one) for one in facts["people"])
        for one in people:
            fingerprint(one.public)
            [Role(role) for role in one.roles]
        item = opened(data, {station.login: HubStation(login=station.login, unit=station.unit, public=station.public)})
        sound = item.kind is HubItemKind.PACK and item.sender == station.login and bool(people) and bool(station.public)
    except (KeyError, ValueError, TypeError, AttributeError, StudioError) as error:
        raise _bad(name) from error
    if not sound or len({one.id for one in people}) != len(people):
        raise _bad(name)
    return Introduction(station=station, people=people, body=data)


def require_compared(told: Introduction, shown: str) -> None:
    """Raise BadInput unless `shown` is the fingerprint of that PC, blanks and case aside."""
    if "".join(shown.split()).upper() != told.fingerprint.replace(" ", ""):
        raise BadInput(
            "this is not the fingerprint of the PC “{name}”; ask the other unit again, and do not take it from "
            "the file.",
            name=told.station.name,
            where="--fingerprint",
        )


def own_introduction(own: OwnDevice, name: str, people: tuple[IntroducedPerson, ...]) -> Introduction:
    device = own.device
    station = Station(login=device.login, unit=device.unit, name=station_name(name), public=public_of(own.seed))
    return Introduction(station=station, people=people)


def _bad(name: str) -> BadInput:
    return BadInput("this is no intact introduction of a PC; ask for the file again.", where=name)
