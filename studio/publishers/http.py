"""One way to speak to a platform. It tells apart what cannot have arrived from what may have.

No retries, no redirects, no cookies, nothing from the environment (netrc, proxies, certificates), certificates by the
system's own store, and no address or header in a log. Secrets go into headers or bodies, never into an address. Every
call ends: see `lines`.
"""

from __future__ import annotations

import json
import math
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from urllib3 import BaseHTTPResponse, PoolManager
from urllib3.filepost import encode_multipart_formdata

from studio.errors import StudioError
from studio.publishers.lines import Exchange, current, lines, system_trust

LONGEST_ANSWER = 8 * 2**20
"""Bytes of an answer that are read; a longer one is none of a platform's."""
STALE_AFTER = 4.0
"""Seconds after which an idle connection is not used again: the far end may have closed it meanwhile, and a write on it
would end in doubt for nothing."""


class Why(StrEnum):
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

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


class Lost(Exception):
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
        exchange = Exchange(self._ticks, connect, answer_within or answer, 0 if body is None else len(body))
        mark = current.set(exchange)
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
        except (Lost, StudioError):
            raise
        except Exception as error:  # noqa: BLE001 (boundary: the network library's frames hold headers and bodies)
            raise _told(error, exchange) from None
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
                raise Lost("the answer is too long")
        answer.release_conn()
    finally:
        answer.close()
    found = {name.lower(): value for name, value in answer.headers.items()}
    return Reply(status=answer.status, headers=found, body=bytes(body))


def _told(error: Exception, exchange: Exchange) -> NotSent | Lost:
    """Which of the two it is: what happens once the connection stands may have happened after the request arrived."""
    if exchange.begun:
        return Lost(type(error).__name__)
    if exchange.proxy_failed:
        return NotSent(Why.PROXY)
    causes = tuple(_causes(error))
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return NotSent(Why.CERTIFICATE)
    return NotSent(Why.HANDSHAKE if any(isinstance(cause, ssl.SSLError) for cause in causes) else Why.NETWORK)


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
