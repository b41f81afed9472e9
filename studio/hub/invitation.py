"""What a station is given to use the hub: where it is, who vouches for it, login and password, in one private file.

It is carried on a stick, taken in once at the station, and destroyed; the station keeps the password in its keyring.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from studio.canonical import canonical_json
from studio.codec import parsed
from studio.errors import BadInput
from studio.hub.connection import HubAddress
from studio.hub.model import ITEM_LIMIT, HubStation
from studio.paths import read_chosen, write_chosen
from studio.secret import Secret

FORMAT = "page-studio hub invitation 1"
_TEXTS = ("format", "host", "database", "login", "unit", "password", "certificate")
LARGEST = 5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """For one station."""

    host: str
    port: int
    database: str
    login: str
    unit: str
    department: bool
    certificate: str
    """Of the authority that vouches for the server, PEM; empty for a server on the same PC."""
    password: Secret = field(repr=False)
    key: str = ""
    """The public key of the PC that it is for, hex; empty: whichever takes it in."""
    introductions: tuple[str, ...] = ()
    """Of the department's own PCs, as they were written (`studio exchange introduce`): what these sign counts at the
    station from then on."""

    def write(self, path: Path) -> None:
        """Into a file that this user alone may read. Raises StorageTrouble."""
        write_chosen(
            path,
            canonical_json({
                "format": FORMAT, "host": self.host, "port": self.port, "database": self.database, "login": self.login,
                "unit": self.unit, "department": self.department, "certificate": self.certificate,
                "password": self.password.reveal(), "key": self.key, "introductions": list(self.introductions),
            }),
        )  # fmt: skip


def invitation(
    address: HubAddress, device: HubStation, password: Secret, introductions: Sequence[Path] = ()
) -> Invitation:
    """For that station, with the certificate and the introductions themselves in place of the names of their files.
    Raises BadInput."""
    certificate = "" if address.ca is None else read_chosen(address.ca, largest=LARGEST).decode("ascii", "replace")
    return Invitation(
        host=address.host, port=address.port, database=address.database, login=device.login, unit=device.unit,
        department=device.department, certificate=certificate, password=password, key=device.public,
        introductions=tuple(read_chosen(path, largest=ITEM_LIMIT).decode("utf-8", "replace") for path in introductions),
    )  # fmt: skip


def read_invitation(path: Path) -> Invitation:
    """Raises BadInput for a file that is none."""
    try:
        told = parsed(read_chosen(path, largest=LARGEST))
    except ValueError:
        told = None
    if (
        not isinstance(told, dict)
        or told.get("format") != FORMAT
        or not all(isinstance(told.get(name), str) for name in _TEXTS)
        or not isinstance(told.get("port"), int)
        or not isinstance(told.get("department"), bool)
        or not isinstance(told.get("key", ""), str)
        or not all(isinstance(one, str) for one in told.get("introductions", ()))
    ):
        raise BadInput(
            "this file is no invitation to the hub; ask the department's technical officer for another.",
            where=path.name,
        )
    return Invitation(
        host=told["host"], port=told["port"], database=told["database"], login=told["login"], unit=told["unit"],
        department=told["department"], certificate=told["certificate"], password=Secret(told["password"]),
        key=told.get("key", ""), introductions=tuple(told.get("introductions", ())),
    )  # fmt: skip
