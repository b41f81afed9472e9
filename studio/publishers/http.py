"""One way to speak to a platform. It tells apart what cannot have arrived from what may have.

No retries, no redirects, no cookies, nothing from the environment (netrc, proxies, certificates), certificates by the
system's own store, and no address or header in a log. Secrets go into headers or bodies, never into an address. Every
call ends: see `lines`.

Connections on which every stage of a request has an end: the timeouts of a socket are for one read, not for a call.

A far end that gives one byte a second, or "100 Continue" for ever, is never late for a single read. So the time left
until the end of the stage is set on the socket before each read and each write. The stages are

    connecting   name, socket, the proxy's word, TLS     `connect_within` seconds
    sending      the request                             `answer_within`, and what its size takes at `SLOWEST`
    answering    head and body                           `answer_within`

Nothing of a request has left before the second one begins, which is what `RequestDeadlines.begun` tells.
"""

from __future__ import annotations

import http.client
import io
import json
import math
import queue
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode

import truststore
from urllib3 import BaseHTTPResponse, PoolManager, ProxyManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.filepost import encode_multipart_formdata
from urllib3.util import parse_url
from urllib3.util.connection import create_connection
from urllib3.util.request import make_headers

from studio.errors import StudioError

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


class RequestDeadlines:
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


current: ContextVar[RequestDeadlines] = ContextVar("current")
"""The request that this thread is making."""


class _TimedStream(io.RawIOBase):
    """What comes from a socket, each read within the time left of its exchange."""

    def __init__(self, raw: io.RawIOBase, line: socket.socket, deadlines: RequestDeadlines) -> None:
        self._raw = raw
        self._line = line
        self._deadlines = deadlines
        self.ended = False
        """Whether the other side has said that nothing more comes."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._line.settimeout(self._deadlines.left())
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
        self._paced = _TimedStream(raw, sock, current.get())
        self.fp = io.BufferedReader(self._paced)

    def begin(self) -> None:
        """Read the head. One that breaks off passes for a whole one in the standard library."""
        super().begin()
        if self._paced.ended:
            raise http.client.IncompleteRead(b"")


class _CountedConnection(HTTPConnection):
    """Mixed into both kinds of connections."""

    response_class = _Answer
    _stands = False

    def connect(self) -> None:
        self._stands = False
        super().connect()
        self._stands = True

    def send(self, data: Any) -> None:
        deadlines = current.get()
        if self.sock is None:
            self.connect()
        if self._stands:
            deadlines.begin()
        whole = memoryview(data).cast("B")
        for start in range(0, len(whole), _RECORD):
            self.sock.settimeout(deadlines.left())
            super().send(whole[start : start + _RECORD])

    def getresponse(self) -> Any:
        deadlines = current.get()
        deadlines.sent()
        self.timeout = deadlines.left()
        return super().getresponse()

    def _new_conn(self) -> socket.socket:
        """A socket to one of the addresses of the host, all of them within the time left."""
        deadlines = current.get()
        try:
            return self._reached(deadlines)
        except Exception:
            deadlines.proxy_failed = self.proxy is not None
            raise

    def _reached(self, deadlines: RequestDeadlines) -> socket.socket:
        trouble: Exception | None = None
        for address in _addresses(self, deadlines)[:_ADDRESSES_MOST]:
            try:
                line = create_connection((address, self.port), deadlines.left(), socket_options=self.socket_options)
                line.settimeout(deadlines.left())
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


class _PlainConnection(_CountedConnection):
    pass


class _TlsConnection(_CountedConnection, HTTPSConnection):
    pass


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _PlainConnection


class _SecuredPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


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


def _addresses(line: HTTPConnection, deadlines: RequestDeadlines) -> list[str]:
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
        told = found.get(timeout=deadlines.left())
    except queue.Empty:
        raise ConnectTimeoutError(line, "no address in time") from None
    if isinstance(told, OSError):
        raise NameResolutionError(line.host, line, socket.gaierror(str(told))) from told
    return told


LONGEST_ANSWER = 8 * 2**20
"""Bytes of an answer that are read; a longer one is none of a platform's."""
STALE_AFTER = 4.0
"""Seconds after which an idle connection is not used again: the far end may have closed it meanwhile, and a write on it
would end in doubt for nothing."""


class ConnectFailure(StrEnum):
    """Why a request cannot have arrived."""

    NETWORK = "network"
    """No route, no such name, nobody listening."""
    CERTIFICATE = "certificate"
    """The other side, or this PC's clock, is not what it should be."""
    HANDSHAKE = "handshake"
    """TLS did not come about, and not for the certificate: cut off, refused, or none spoken there."""
    PROXY = "proxy"


class NotSent(Exception):
    """Nothing of the request reached the platform."""

    def __init__(self, why: ConnectFailure) -> None:
        super().__init__(why.value)
        self.why = why


class LostAnswer(Exception):
    """It may have arrived; no whole answer came back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer as it came. Header names are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    """Not shown: the answer to a login carries tokens."""

    @property
    def clock(self) -> datetime | None:
        """The other side's time, as its Date header tells it; None where it tells none that there is."""
        return _moment(self.headers.get("date", ""))

    @property
    def retry_after(self) -> float | None:
        """Seconds asked for, from now; None without the header. What cannot be read counts as infinite."""
        told = self.headers.get("retry-after")
        if told is None:
            return None
        moment, clock = _moment(told), self.clock
        if moment is not None and clock is not None:
            return max((moment - clock).total_seconds(), 0.0)
        try:
            seconds = float(told)
        except ValueError:
            return math.inf
        return math.inf if math.isnan(seconds) else max(seconds, 0.0)

    def json(self) -> Any:
        """The body as JSON of finite numbers and whole characters.

        Raises ValueError when it is none: a portal's page, a truncated answer.
        """
        text = self.body.decode("utf-8")
        try:
            value = json.loads(text, parse_constant=_no_number, parse_float=_finite)
            if "\\u" in text:
                json.dumps(value, ensure_ascii=False).encode()  # half a character of two cannot be written anywhere
        except RecursionError as error:
            raise ValueError("nested too deeply") from error
        return value


class Http:
    """Threads may share it; each has connections of its own.

    `connect_within` and `answer_within` are seconds for the whole of a stage, see `lines`; a body's size adds to them.
    """

    def __init__(
        self,
        *,
        proxy: str = "",
        connect_within: float = 15.0,
        answer_within: float = 60.0,
        trust: ssl.SSLContext | None = None,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._proxy = proxy
        self._trust = trust or system_trust()
        self._within = (connect_within, answer_within)
        self._ticks = ticks
        self._thread = threading.local()

    def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        data: Any = None,
        json: Any = None,
        files: Mapping[str, tuple[str, bytes, str]] | None = None,
        answer_within: float | None = None,
    ) -> Reply:
        """Make one request, its body a form or bytes or a `Body` (`data`), JSON, or a form with `files`.

        Raises NotSent or Lost, nothing else of the network's; and what a `Body` raises of its own file.
        """
        body, told = _body(data, json, files)
        sent = {"User-Agent": "PageStudio", "Accept-Encoding": "gzip, deflate", **told, **(headers or {})}
        connect, answer = self._within
        deadlines = RequestDeadlines(self._ticks, connect, answer_within or answer, 0 if body is None else len(body))
        mark = current.set(deadlines)
        try:
            reply = self._manager().urlopen(
                method,
                f"{url}{'&' if '?' in url else '?'}{urlencode(params)}" if params else url,
                body=body,
                headers=sent,
                timeout=connect,
                redirect=False,
                retries=False,
                preload_content=False,
            )
            return _whole(reply)
        except (LostAnswer, StudioError):
            raise
        except Exception as error:  # noqa: BLE001 (boundary: the network library's frames hold headers and bodies)
            raise _told(error, deadlines) from None
        finally:
            current.reset(mark)

    def close(self) -> None:
        """Close this thread's connections."""
        manager: PoolManager | None = getattr(self._thread, "manager", None)
        if manager is not None:
            manager.clear()

    def _manager(self) -> PoolManager:
        now = self._ticks()
        manager: PoolManager | None = getattr(self._thread, "manager", None)
        if manager is None:
            manager = self._thread.manager = lines(self._proxy, self._trust)
        elif now - self._thread.used > STALE_AFTER:
            manager.clear()
        self._thread.used = now
        return manager


def _body(data: Any, value: Any, files: Mapping[str, tuple[str, bytes, str]] | None) -> tuple[Any, dict[str, str]]:
    """The body and the headers that tell of it."""
    if value is not None:
        return json.dumps(value, allow_nan=False).encode(), {"Content-Type": "application/json"}
    if files is not None:
        body, kind = encode_multipart_formdata({**(data or {}), **files})
        return body, {"Content-Type": kind}
    if isinstance(data, Mapping):
        return urlencode(data).encode(), {"Content-Type": "application/x-www-form-urlencoded"}
    return data, {} if data is None else {"Content-Length": str(len(data))}


def _whole(answer: BaseHTTPResponse) -> Reply:
    body = bytearray()
    try:
        for piece in answer.stream(65536):
            body += piece
            if len(body) > LONGEST_ANSWER:
                raise LostAnswer("the answer is too long")
        answer.release_conn()
    finally:
        answer.close()
    found = {name.lower(): value for name, value in answer.headers.items()}
    return Reply(status=answer.status, headers=found, body=bytes(body))


def _told(error: Exception, deadlines: RequestDeadlines) -> NotSent | LostAnswer:
    """Which of the two it is: what happens once the connection stands may have happened after the request arrived."""
    if deadlines.begun:
        return LostAnswer(type(error).__name__)
    if deadlines.proxy_failed:
        return NotSent(ConnectFailure.PROXY)
    causes = tuple(_causes(error))
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return NotSent(ConnectFailure.CERTIFICATE)
    return NotSent(
        ConnectFailure.HANDSHAKE if any(isinstance(cause, ssl.SSLError) for cause in causes) else ConnectFailure.NETWORK
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, and whatever it came of; the network library keeps that in several places."""
    waiting, seen = [error], set()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        parts = (one.__cause__, one.__context__, getattr(one, "reason", None), *one.args)
        waiting += [part for part in parts if isinstance(part, BaseException)]


def _moment(told: str) -> datetime | None:
    """A moment as headers write it. One that is said to be without a known zone (-0000) is in UTC."""
    try:
        moment = parsedate_to_datetime(told)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number beyond all numbers")
    return number
