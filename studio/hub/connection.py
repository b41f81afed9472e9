"""The way to the hub's server, and what its refusals mean.

Over a network it is encrypted, and the server proves by a certificate of the department's own authority that it is the
one that was named; the password itself never travels (SCRAM). Only a server on this very PC is spoken to without.
"""

from __future__ import annotations

import logging
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from studio.errors import BadInput, Refused, StudioError
from studio.phrase import Phrase
from studio.secret import Secret

if TYPE_CHECKING:
    import psycopg

    Line = psycopg.Connection[tuple[Any, ...]]

_log = logging.getLogger(__name__)

PORT = 5432
DATABASE = "hub"
PATIENCE = 10
"""Seconds until a server that does not answer counts as away."""
LOOPBACK = ("localhost", "127.0.0.1", "::1", "[::1]")
_HOSTS = re.compile(r"[\w.-]+(?:,[\w.-]+)*|\[[0-9a-fA-F:]+\]")
_DATABASE = re.compile(r"[a-z][a-z0-9_]{0,62}")


class HubAway(StudioError):
    """The hub cannot be reached, or did not let this login in. Nothing is lost: what waits goes later."""


class HubWentBack(StudioError):
    """The hub does not know a place that was read before: it went on from an older state."""


class HubRefused(Refused):
    """The hub understood, and does not allow it."""


class HubFull(HubRefused):
    """This station has used up its share of the day."""


class HubClosed(HubRefused):
    """This station may not use the hub any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HubAddress:
    """Where the hub is: a host, several with a comma between (the one that may be written to is used), or the folder of
    a local server's socket."""

    host: str
    port: int = PORT
    database: str = DATABASE
    user: str = ""
    ca: Path | None = None
    """The certificate of the authority that vouches for the server."""

    @property
    def is_socket(self) -> bool:
        return self.host.startswith("/")

    @property
    def is_local(self) -> bool:
        return self.is_socket or self.host in LOOPBACK

    def __str__(self) -> str:
        return f"{self.host}:{self.port}/{self.database}"


def read_address(text: str, ca: Path | None = None) -> HubAddress:
    """``postgresql://user@host:5432/hub``; the host may be the folder of a socket (%2Frun%2Fpostgresql).

    Raises BadInput: not an address, a password in it, no certificate for a server elsewhere.
    """
    try:
        parts = urlsplit(text)
        port = int(match.group(1)) if (match := re.search(r":(\d+)$", parts.netloc)) else PORT
    except ValueError:
        raise _no_address(text) from None
    user, _, place = parts.netloc.rpartition("@")
    if ":" in user:
        raise BadInput(
            "the address has a password in it, which everybody on this PC can read now; change that password, "
            "and type it when asked."
        )
    host = unquote(re.sub(r":\d+$", "", place))
    database = parts.path.lstrip("/") or DATABASE
    if parts.scheme not in ("postgresql", "postgres") or parts.query or parts.fragment or not 0 < port < 65536:
        raise _no_address(text)
    if not (host.startswith("/") or _HOSTS.fullmatch(host)) or not _DATABASE.fullmatch(database):
        raise _no_address(text)
    address = HubAddress(host=host, port=port, database=database, user=unquote(user), ca=ca)
    require_certificate(address)
    return address


def require_certificate(address: HubAddress) -> None:
    """Raises BadInput where a server elsewhere could not prove itself, or the certificate cannot be read."""
    if address.ca is None:
        if address.is_local:
            return
        raise BadInput(
            "a server elsewhere has to prove itself; add --ca with the certificate of the department's authority.",
            where=address.host,
        )
    try:
        ssl.create_default_context(cafile=str(address.ca))
    except (OSError, ssl.SSLError) as error:
        raise BadInput("the certificate cannot be read (PEM is needed).", where=str(address.ca)) from error  # fmt: skip


def connect(address: HubAddress, user: str, password: Secret | None) -> Line:
    """A connection where each call is a transaction of its own. Raises HubAway."""
    import psycopg  # libpq is no part of a start

    settings: dict[str, object] = {
        "host": address.host, "port": address.port, "dbname": address.database, "user": user,
        "connect_timeout": PATIENCE, "target_session_attrs": "read-write", "application_name": "page-studio",
        "gssencmode": "disable", "client_encoding": "UTF8",
        # A server that is gone without a word is noticed within a minute.
        "keepalives_idle": 20, "keepalives_interval": 10, "keepalives_count": 3, "tcp_user_timeout": 60_000,
    }  # fmt: skip
    if address.ca is not None:
        settings |= {"sslmode": "verify-full", "sslrootcert": str(address.ca), "ssl_min_protocol_version": "TLSv1.2"}
    if password is not None:
        settings |= {"password": password.reveal(), "require_auth": "scram-sha-256"}
        settings |= {"channel_binding": "require"} if address.ca is not None else {}
    try:
        return psycopg.connect(**settings, autocommit=True)  # type: ignore[arg-type]
    except psycopg.Error as error:
        raise _away(address, error) from None


@contextmanager
def told(address: HubAddress) -> Iterator[None]:
    """Turn what psycopg raises inside the block into a sentence. Raises StudioError."""
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        state = error.sqlstate or ""
        if state[:2] in _AWAY:
            raise _away(address, error) from error
        raise _meaning(state, error.diag.message_primary or "") from error


_AWAY = ("", "08", "25", "40", "53", "55", "57", "58", "XX")
"""Classes of errors of the line and of the server itself, not of what was asked; psycopg's own have no code."""


def _meaning(state: str, line: str) -> StudioError:
    if state == "HB001":
        return HubWentBack(
            "the hub went back to an older state; this station compares and sends again what is missing there."
        )
    known = _REFUSALS.get(state)
    if known is not None:
        return _KINDS.get(state, HubRefused)(known)
    if state == "42501":
        return HubRefused("this login may not do that on the hub.")
    if state in ("3F000", "42P01", "42883"):
        return HubRefused("this database is no hub yet; run studio hub init.")
    return HubRefused("the hub refused ({state}: {line}).", state=state, line=line)


_REASONS = (
    (re.compile("could not translate host name|failed to resolve"), Phrase("no such server is found in the network")),
    (re.compile("refused|timeout|timed out|unreachable|closed the connection"), Phrase("the server does not answer")),
)
"""What libpq says of a line that is down, and what it means to an officer. Of all else its own words stand: whoever
looks after the hub needs them."""
_REFUSALS = {
    "HB002": Phrase("the hub does not take this: its form is wrong."),
    "HB003": Phrase("this station may not use the hub any more; ask the department's technical officer."),
    "HB004": Phrase("this station may not put such an item into that box."),
    "HB005": Phrase("this item names a picture that the station has not sent whole; send the picture first."),
    "HB006": Phrase("this station has used up its share of the day; the rest goes tomorrow."),
}  # fmt: skip

_KINDS = {"HB003": HubClosed, "HB006": HubFull}


def _away(address: HubAddress, error: Exception) -> HubAway:
    line = (str(error).strip().splitlines() or ["?"])[0].strip()
    _log.info("the hub is away: %s", line)
    return HubAway(
        "the hub cannot be used now ({why}); work here goes on, and what waits is sent later.",
        why=next((why for words, why in _REASONS if words.search(line)), line),
        where=str(address),
    )


def _no_address(text: str) -> BadInput:
    return BadInput("“{text}” is no address of a server; write it as postgresql://admin@server:5432/hub.", text=text)
