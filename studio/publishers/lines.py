"""Connections on which every stage of a request has an end: the timeouts of a socket are for one read, not for a call.

A far end that gives one byte a second, or "100 Continue" for ever, is never late for a single read. So the time left
until the end of the stage is set on the socket before each read and each write. The stages are

    connecting   name, socket, the proxy's word, TLS     `connect_within` seconds
    sending      the request                             `answer_within`, and what its size takes at `SLOWEST`
    answering    head and body                           `answer_within`

Nothing of a request has left before the second one begins, which is what `Exchange.begun` tells.
"""

from __future__ import annotations

import http.client
import io
import queue
import socket
import ssl
import sys
import threading
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import truststore
from urllib3 import PoolManager, ProxyManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.util import parse_url
from urllib3.util.connection import create_connection
from urllib3.util.request import make_headers

SLOWEST = 32 * 1024
"""Bytes a second that a line has to carry upwards; on a slower one an upload is given up and tried again."""
_RECORD = 16 * 1024
"""Bytes written at a time: one record of TLS, so that no write can outlast the time left."""
_ADDRESSES_MOST = 8
"""Addresses of one name that are tried."""
_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/cert.pem",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
"""Where distributions keep their authorities, for a Python that was built to look elsewhere."""


class Exchange:
    """One request: how far it has come, and the seconds left of the present stage."""

    def __init__(self, ticks: Callable[[], float], connect_within: float, answer_within: float, size: int) -> None:
        self.begun = False
        """Whether the connection stood, so that the first byte of the request may have left."""
        self.proxy_failed = False
        """It was the proxy that could not be reached, or that refused."""
        self._ticks = ticks
        self._answer_within = answer_within
        self._size = size
        self._until = ticks() + connect_within

    def begin(self) -> None:
        """The connection stands: the request is sent from now on."""
        if not self.begun:
            self.begun = True
            self._until = self._ticks() + self._answer_within + self._size / SLOWEST

    def sent(self) -> None:
        """The request is out: its answer is due."""
        self._until = self._ticks() + self._answer_within

    def left(self) -> float:
        """Seconds for the next read or write. Raises TimeoutError when there are none."""
        left = self._until - self._ticks()
        if left <= 0:
            raise TimeoutError("the stage took too long")
        return min(left, self._answer_within) if self.begun else left


current: ContextVar[Exchange] = ContextVar("current")
"""The request that this thread is making."""


class _Paced(io.RawIOBase):
    """What comes from a socket, each read within the time left of its exchange."""

    def __init__(self, raw: io.RawIOBase, line: socket.socket, exchange: Exchange) -> None:
        self._raw = raw
        self._line = line
        self._exchange = exchange
        self.ended = False
        """Whether the other side has said that nothing more comes."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._line.settimeout(self._exchange.left())
        count = self._raw.readinto(buffer)
        self.ended = count == 0
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Answer(http.client.HTTPResponse):
    """An answer, the proxy's to CONNECT included, whose every read is paced."""

    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        raw = self.fp.detach()
        self._paced = _Paced(raw, sock, current.get())
        self.fp = io.BufferedReader(self._paced)

    def begin(self) -> None:
        """Read the head. One that breaks off passes for a whole one in the standard library."""
        super().begin()
        if self._paced.ended:
            raise http.client.IncompleteRead(b"")


class _Line(HTTPConnection):
    """Mixed into both kinds of connections."""

    response_class = _Answer
    _stands = False

    def connect(self) -> None:
        self._stands = False
        super().connect()
        self._stands = True

    def send(self, data: Any) -> None:
        exchange = current.get()
        if self.sock is None:
            self.connect()
        if self._stands:
            exchange.begin()
        whole = memoryview(data).cast("B")
        for start in range(0, len(whole), _RECORD):
            self.sock.settimeout(exchange.left())
            super().send(whole[start : start + _RECORD])

    def getresponse(self) -> Any:
        exchange = current.get()
        exchange.sent()
        self.timeout = exchange.left()
        return super().getresponse()

    def _new_conn(self) -> socket.socket:
        """A socket to one of the addresses of the host, all of them within the time left."""
        exchange = current.get()
        try:
            return self._reached(exchange)
        except Exception:
            exchange.proxy_failed = self.proxy is not None
            raise

    def _reached(self, exchange: Exchange) -> socket.socket:
        trouble: Exception | None = None
        for address in _addresses(self, exchange)[:_ADDRESSES_MOST]:
            try:
                line = create_connection((address, self.port), exchange.left(), socket_options=self.socket_options)
                line.settimeout(exchange.left())
            except TimeoutError:
                raise ConnectTimeoutError(self, "no connection in time") from None
            except OSError as error:
                trouble = error
            else:
                return line
        raise NewConnectionError(self, "no connection") from trouble

    def _tunnel(self) -> None:
        try:
            super()._tunnel()
        except Exception as error:
            current.get().proxy_failed = "failed: 5" not in str(error)  # with a 5xx it is the way beyond that fails
            raise


class _Plain(_Line):
    pass


class _Secured(_Line, HTTPSConnection):
    pass


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecuredPool(HTTPSConnectionPool):
    ConnectionCls = _Secured


def lines(proxy: str, trust: ssl.SSLContext) -> PoolManager:
    """Connections of one thread, through `proxy` unless it is empty; nothing of the environment is asked."""
    settings: dict[str, Any] = {"ssl_context": trust, "maxsize": 1, "retries": False}
    if proxy:
        login = parse_url(proxy).auth
        told = make_headers(proxy_basic_auth=unquote(login)) if login else None
        manager: PoolManager = ProxyManager(proxy, proxy_headers=told, **settings)
    else:
        manager = PoolManager(**settings)
    manager.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecuredPool}
    return manager


def system_trust() -> ssl.SSLContext:
    """Certificates as the operating system judges them, a department's own authority included.

    Where that is a folder of files, `SSL_CERT_FILE` and its like do not move it: who may set a variable does not
    choose whom this program believes.
    """
    if sys.platform in ("win32", "darwin"):
        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    built = ssl.get_default_verify_paths()
    bundle = next((path for path in (built.openssl_cafile, *_BUNDLES) if Path(path).is_file()), None)
    folder = built.openssl_capath if Path(built.openssl_capath).is_dir() else None
    if bundle or folder:
        trust.load_verify_locations(bundle, folder)
    return trust


def trust_in(authority: Path) -> ssl.SSLContext:
    """Certificates of one authority alone, whose own is in the file `authority`."""
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trust.load_verify_locations(authority)
    return trust


def _addresses(line: HTTPConnection, exchange: Exchange) -> list[str]:
    """What the host's name resolves to. The system's resolver knows no timeout, so it is not waited for in person."""
    found: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def resolve() -> None:
        try:
            rows = socket.getaddrinfo(line.host, line.port, type=socket.SOCK_STREAM)
            found.put(list(dict.fromkeys(str(row[4][0]) for row in rows)))
        except (OSError, UnicodeError) as error:
            found.put(error if isinstance(error, OSError) else OSError(str(error)))

    threading.Thread(target=resolve, name="resolver", daemon=True).start()
    try:
        told = found.get(timeout=exchange.left())
    except queue.Empty:
        raise ConnectTimeoutError(line, "no address in time") from None
    if isinstance(told, OSError):
        raise NameResolutionError(line.host, line, socket.gaierror(str(told))) from told
    return told
