"""A hub of its own for a test, on the session's server, and stations with their keys."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import psycopg

from studio.hub.client import HubClient
from studio.hub.connection import DATABASE, HubAddress, connect
from studio.hub.items import Item, signed
from studio.hub.model import DEPARTMENT, HubItemKind, HubStation
from studio.hub.server import HubServer
from studio.people.keys import public_of
from studio.secret import Secret
from tests.hub.postgres import ADMIN, Cluster

TEMPLATE = "hub_template"
NOW = datetime(2026, 11, 30, 1, tzinfo=UTC)
_numbers = count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A PC that may use the hub."""

    device: HubStation
    seed: bytes = field(repr=False)
    password: Secret
    address: HubAddress

    @property
    def login(self) -> str:
        return self.device.login

    @property
    def unit(self) -> str:
        return self.device.unit

    def client(self) -> HubClient:
        return HubClient(self.address, self.login, self.password)

    def item(
        self,
        kind: HubItemKind,
        facts: Mapping[str, Any],
        *,
        epoch: str = "",
        blobs: Sequence[str] = (),
        at: datetime = NOW,
    ) -> Item:
        return signed(kind, facts, sender=self.device, seed=self.seed, at=at, epoch=epoch, blobs=blobs)

    def receipt(self, number: int) -> Item:
        """An item that stations may put into both of their boxes."""
        return self.item(HubItemKind.RECEIPT, {"number": number})

    def revision(self, post: str, *parents: str, epoch: str = "", text: str = "") -> Item:
        return self.item(HubItemKind.REVISION, {"post": post, "parents": list(parents), "text": text}, epoch=epoch)


class Hub:
    """A database with the hub in it."""

    def __init__(self, cluster: Cluster, database: str) -> None:
        self.cluster = cluster
        self.address = replace(cluster.address, database=database)
        self.stations: list[Station] = []
        self.logins: list[str] = []
        """Those that a test made itself."""

    def server(self) -> HubServer:
        return HubServer(self.address, self.cluster.password)

    def admin(self) -> psycopg.Connection[tuple[Any, ...]]:
        """A superuser's own line, to a standby too; to be used as a context manager."""
        return self.cluster.line(self.address.database)

    def ask(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with self.admin() as line:
            found = line.execute(statement.encode(), values)
            return found.fetchall() if found.description else []

    def wait_for(self, question: str, *values: object) -> None:
        """Ask the server, some 30 s long, until it says yes. Raises AssertionError that names the question."""
        for _ in range(600):
            if self.ask(question, *values)[0][0]:
                return
            self.ask("SELECT pg_sleep(0.05)")
        raise AssertionError(f"never: {question}")

    def station(self, unit: str, *, department: bool = False) -> Station:
        """A further station of that unit."""
        with self.server() as server:
            return self._added(server, unit, department=department)

    def several(self, units: Iterable[str]) -> list[Station]:
        """One for each of these."""
        with self.server() as server:
            return [self._added(server, unit) for unit in units]

    def next_login(self, unit: str) -> str:
        """A name of this hub alone, for logins belong to the server; a short one where it is the server's only hub."""
        name = "phong" if unit == DEPARTMENT else unit
        only = "" if self.address.database == DATABASE else f"{self.address.database}-"
        return f"{only}{name}-{len(self.stations) + len(self.logins) + 1}".replace("_", "-")

    def _added(self, server: HubServer, unit: str, *, department: bool = False) -> Station:
        """Its login is one of this test alone, for logins belong to the server."""
        seed = os.urandom(32)
        login = self.next_login(unit)
        device = HubStation(login=login, unit=unit, public=public_of(seed), department=department)
        kept: list[Secret] = []
        server.add_station(device, kept.append)
        made = Station(device=device, seed=seed, password=kept[0], address=self.address)
        self.stations.append(made)
        return made

    def department(self) -> Station:
        return self.station(DEPARTMENT, department=True)

    @property
    def devices(self) -> dict[str, HubStation]:
        return {station.login: station.device for station in self.stations}

    @contextmanager
    def shut(self, login: str) -> Iterator[None]:
        """Let nobody in by that login meanwhile."""
        self.ask(f'ALTER ROLE "{login}" NOLOGIN')
        yield
        self.ask(f'ALTER ROLE "{login}" LOGIN')

    def minutes_pass(self, minutes: float) -> None:
        """Let the hub's time go on, as far as leases know."""
        self.ask(
            "UPDATE hub.lease SET since = since - %s, until = until - %s, looked = looked - %s",
            *[timedelta(minutes=minutes)] * 3,
        )


def prepare(cluster: Cluster) -> None:
    """Lay a hub out that the others are copies of."""
    with connect(cluster.address, ADMIN, cluster.password) as line:
        line.execute(f"CREATE DATABASE {TEMPLATE}".encode())
    with HubServer(replace(cluster.address, database=TEMPLATE), cluster.password) as server:
        server.init()


@contextmanager
def hub_on(cluster: Cluster) -> Iterator[Hub]:
    """A new hub; its logins and its database go afterwards."""
    name = f"hub_{next(_numbers)}"
    with connect(cluster.address, ADMIN, cluster.password) as line:
        line.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}".encode())
    hub = Hub(cluster, name)
    with hub.server() as server:
        server.close_databases()
    yield hub
    with connect(cluster.address, ADMIN, cluster.password) as line:
        line.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
        for login in (*(station.login for station in hub.stations), *hub.logins):
            line.execute(f'DROP ROLE "{login}"'.encode())
