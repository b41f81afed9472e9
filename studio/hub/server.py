"""Setting the hub up on a server, and looking after it: for the department's technical officer, as a superuser."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from datetime import timedelta
from importlib.resources import files
from types import TracebackType
from typing import Any

from studio.errors import BadInput, NotFound, Refused
from studio.hub.client import SCHEMA
from studio.hub.connection import HubAddress, connect, told
from studio.hub.model import DEPARTMENT, EVERYBODY, BoxRow, HubStation, HubStatus, StationStatus
from studio.secret import Secret

OLDEST = 15
"""The oldest PostgreSQL that the tests ran on: that of Debian 12."""
LOGIN = re.compile(r"[a-z][a-z0-9_-]{1,62}")
UNIT = re.compile(r"[a-z0-9][a-z0-9_.-]{0,99}")
OPEN_WRITE = timedelta(seconds=10)
"""How long a station may keep a transaction open that has written: it holds up a box meanwhile."""
OPEN_READ = timedelta(minutes=10)
"""How long any other; a slow line may take long over what it reads, and holds up nobody."""
_SESSION = {"statement_timeout": "60s", "idle_in_transaction_session_timeout": "10s", "jit": "off"}
"""How sessions of stations begin. Compiling pays for long statements alone, and theirs last for milliseconds."""
_GROUPS = ("hub_owner", "hub_station", "hub_department")


class HubServer:
    """The operator's line to the hub's database."""

    def __init__(self, address: HubAddress, password: Secret | None) -> None:
        """Raises HubAway."""
        self._address = address
        self._line = connect(address, address.user, password)

    def __enter__(self) -> HubServer:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._line.close()

    def init(self) -> None:
        """Make the hub in this database. Raises Refused: it is there already, the server is too old, no superuser."""
        version, superuser, there = self._one(
            "SELECT current_setting('server_version_num')::int, usesuper, to_regnamespace('hub') IS NOT NULL "
            "FROM pg_user WHERE usename = current_user"
        )
        if version < OLDEST * 10_000:
            raise Refused("this PostgreSQL is too old; {oldest} or newer is needed.", oldest=OLDEST)
        if not superuser:
            raise Refused("setting up the hub needs a superuser of the server.")
        if there:
            raise Refused("the hub is in this database already; nothing was changed.")
        with told(self._address), self._line.transaction():
            for script in sorted(files("studio.hub").joinpath("sql").iterdir(), key=lambda file: file.name):
                self._line.execute(script.read_bytes())
            self._line.execute(
                "INSERT INTO hub.meta VALUES (true, %s, gen_random_uuid(), hub.mark(), now())", (SCHEMA,)
            )
            self._line.execute("INSERT INTO hub.box (box) VALUES (%s), (%s)", (DEPARTMENT, EVERYBODY))
            self.close_databases()

    def close_databases(self) -> None:
        """Let stations into this database alone, where they can make nothing of their own.

        A copy of the database (CREATE DATABASE … TEMPLATE) does not bring this along.
        """
        from psycopg import sql

        with told(self._address):
            for (name,) in self._line.execute("SELECT datname FROM pg_database WHERE datallowconn").fetchall():
                if name in ("postgres", "template1", self._address.database):
                    self._line.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
            hub = sql.Identifier(self._address.database)
            self._line.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO hub_station, hub_department").format(hub))

    def add_station(self, device: HubStation, keep: Callable[[Secret], None]) -> None:
        """Give a station its login. `keep` is given the password, once; where it raises, there is no such station.

        The server gets a proof of the password alone (SCRAM), so that no log of its can hold it. Raises BadInput,
        Refused.
        """
        from psycopg import sql

        _require_names(device)
        (known,) = self._one("SELECT count(*) FROM pg_roles WHERE rolname = %s", device.login)
        if known:
            raise Refused("the server has a login “{login}” already; choose another name.", login=device.login)
        password = Secret(secrets.token_urlsafe(24))
        proof = self._line.pgconn.encrypt_password(
            password.reveal().encode(), device.login.encode(), b"scram-sha-256"
        ).decode()
        groups = [sql.Identifier(group) for group in _GROUPS[1 : 3 if device.department else 2]]
        login = sql.Identifier(device.login)
        boxes = {device.unit, EVERYBODY} | ({DEPARTMENT} if device.department else set())
        with told(self._address), self._line.transaction():
            self._line.execute(
                sql.SQL(
                    "CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS "
                    "CONNECTION LIMIT 4 PASSWORD {} IN ROLE {}"
                ).format(login, sql.Literal(proof), sql.SQL(", ").join(groups))
            )
            for name, value in _SESSION.items():
                self._line.execute(
                    sql.SQL("ALTER ROLE {} SET {} = {}").format(login, sql.Identifier(name), sql.Literal(value))
                )
            self._line.execute("INSERT INTO hub.box (box) VALUES (%s) ON CONFLICT DO NOTHING", (device.unit,))
            self._line.execute(
                "INSERT INTO hub.station (login, unit, department, device_key) VALUES (%s, %s, %s, %s)",
                (device.login, device.unit, device.department, bytes.fromhex(device.public)),
            )
            for box in sorted(boxes):
                self._line.execute("INSERT INTO hub.reads VALUES (%s, %s)", (device.login, box))
            keep(password)

    def revoke(self, login: str) -> int:
        """Take a station its access away: no new login, then the end of the sessions it has. How many those were.

        Raises NotFound.
        """
        from psycopg import sql

        (known,) = self._one("SELECT count(*) FROM hub.station WHERE login = %s", login)
        if not known:
            raise NotFound("the hub has no station “{login}”.", login=login)
        with told(self._address):
            with self._line.transaction():
                self._line.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(sql.Identifier(login)))
                self._line.execute(
                    "UPDATE hub.station SET active = false, revoked = coalesce(revoked, now()) WHERE login = %s",
                    (login,),
                )
            return len(self._end("s.login = %s", login))

    def status(self) -> HubStatus:
        """The hub at this moment."""
        server, epoch, began, now, size, items, standbys = self._one(
            "SELECT current_setting('server_version'), hub.epoch(), m.began, clock_timestamp(), "
            "pg_database_size(current_database()), (SELECT coalesce(sum(last), 0) FROM hub.box), "
            "(SELECT count(*) FROM pg_stat_replication) FROM hub.meta m"
        )
        stations = self._all(
            "SELECT s.login, s.unit, s.department, s.active, n.at, coalesce(n.version, '') "
            "FROM hub.station s LEFT JOIN hub.seen n USING (login) ORDER BY n.at NULLS FIRST, s.login"
        )
        boxes = self._all("SELECT box, last FROM hub.box ORDER BY box")
        return HubStatus(
            server=server, epoch=str(epoch), epoch_began=began, now=now, size=size, items=int(items),
            leases=dict(self._all("SELECT state, count(*) FROM hub.lease GROUP BY state ORDER BY state")),
            stations=tuple(
                StationStatus(login=login, unit=unit, department=department, active=active, seen_at=at, version=version)
                for login, unit, department, active, at, version in stations
            ),
            boxes=tuple(BoxRow(box=box, last=last) for box, last in boxes),
            standbys=standbys,
        )  # fmt: skip

    def new_epoch(self) -> str:
        """Say that the hub was restored from an older state; part of every restore."""
        (epoch,) = self._one("SELECT hub.new_epoch()")
        return str(epoch)

    def watch_once(self, *, written: timedelta = OPEN_WRITE, read: timedelta = OPEN_READ) -> list[str]:
        """End the sessions of stations that hold up others by an open transaction; the login of each.

        Timeouts are the station's own to switch off, so somebody has to look. Whoever only reads may take longer: a
        slow line is no misdeed.
        """
        with told(self._address):
            return self._end(
                "clock_timestamp() - a.xact_start > CASE WHEN a.backend_xid IS NULL THEN %s ELSE %s END",
                read,
                written,
            )

    def sweep(self) -> None:
        """Throw away uploads that nobody finished within a week."""
        self._all("SELECT hub.sweep()")

    def watch(self, waits: Callable[[float], bool], tell: Callable[[list[str]], None]) -> None:
        """Look every two seconds, and sweep every hour, until `waits` (given seconds) says that it is enough."""
        rounds = 0
        while True:
            if ended := self.watch_once():
                tell(ended)
            if rounds % 1800 == 0:
                self.sweep()
            rounds += 1
            if not waits(2.0):
                return

    def _end(self, condition: str, *values: object) -> list[str]:
        """End those sessions of stations; the login of each."""
        ended = self._all(
            "SELECT s.login, pg_terminate_backend(a.pid) FROM pg_stat_activity a "  # noqa: S608 (the callers' own words)
            f"JOIN hub.station s ON s.login = a.usename WHERE {condition}",
            *values,
        )
        return [login for login, _ in ended]

    def _all(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with told(self._address):
            return self._line.execute(statement.encode(), values).fetchall()

    def _one(self, statement: str, *values: object) -> tuple[Any, ...]:
        (row,) = self._all(statement, *values)
        return row


def make_database(address: HubAddress, password: Secret | None) -> None:
    """Make the database of that name where the server has none. Raises HubAway, HubRefused."""
    from dataclasses import replace

    from psycopg import sql

    with connect(replace(address, database="postgres"), address.user, password) as line, told(address):
        if line.execute("SELECT 1 FROM pg_database WHERE datname = %s", (address.database,)).fetchone() is None:
            statement = "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'"
            line.execute(sql.SQL(statement).format(sql.Identifier(address.database)))


def _require_names(device: HubStation) -> None:
    """Raises BadInput."""
    if not LOGIN.fullmatch(device.login) or device.login in _GROUPS:
        raise BadInput(
            "the login of a station has small letters without marks, digits and hyphens, begins with a letter, "
            "and is 2 to 63 characters long.",
            where=device.login,
        )
    if not UNIT.fullmatch(device.unit) or (device.unit == DEPARTMENT) != device.department:
        raise BadInput(
            "the code of a unit has small letters without marks, digits and hyphens; “department” is for the "
            "department's own PCs.",
            where=device.unit,
        )
    if not re.fullmatch(r"[0-9a-f]{64}", device.public):
        raise BadInput("the key of the station is 64 hexadecimal digits (Ed25519).", where="--key")
