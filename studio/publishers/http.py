"""One way to speak to a platform. It tells apart what cannot have arrived from what may have.

No retries, no redirects, nothing from the environment (netrc, proxies), certificates by the system's own store, and no
address or header in a log. Secrets go into headers or bodies, never into an address.
"""

from __future__ import annotations

import json
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Any

import requests
import truststore
import urllib3.exceptions as low
from requests.adapters import HTTPAdapter

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
        """The other side's time, as its Date header tells it."""
        try:
            return parsedate_to_datetime(self.headers["date"])
        except (KeyError, ValueError):
            return None

    @property
    def retry_after(self) -> float | None:
        """Seconds asked for; None without the header. What cannot be read counts as infinite, to be capped."""
        told = self.headers.get("retry-after")
        if told is None:
            return None
        try:
            return float(told)
        except ValueError:
            return float("inf")

    def json(self) -> Any:
        """The body as JSON. Raises ValueError when it is none: a portal's page, a truncated answer."""
        try:
            return json.loads(self.body.decode("utf-8"))
        except RecursionError as error:
            raise ValueError("nested too deeply") from error


class _SystemTrust(HTTPAdapter):
    """Certificates as the operating system judges them, a department's own authority included."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs, ssl_context=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT))


class Http:
    """Threads may share it; each has connections of its own."""

    def __init__(
        self,
        *,
        proxy: str = "",
        connect_timeout: float = 10.0,
        read_timeout: float = 60.0,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._proxies = {"http": proxy, "https": proxy} if proxy else {}
        self._timeout = (connect_timeout, read_timeout)
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
        files: Any = None,
        read_timeout: float | None = None,
    ) -> Reply:
        """Make one request; arguments as in `requests`. Raises NotSent or Lost, nothing else of the network's."""
        timeout = self._timeout if read_timeout is None else (self._timeout[0], read_timeout)
        try:
            with self._session().request(
                method,
                url,
                headers=dict(headers or {}),
                params=params,
                data=data,
                json=json,
                files=files,
                timeout=timeout,
                allow_redirects=False,
                stream=True,
            ) as answer:
                body = _whole(answer)
                found = {name.lower(): value for name, value in answer.headers.items()}
        except requests.exceptions.RequestException as error:
            raise _told(error) from None  # the chain would carry the request with its headers
        except Lost:
            raise
        except Exception as error:  # noqa: BLE001 (boundary: the network library's frames hold headers and bodies)
            raise Lost(type(error).__name__) from None
        return Reply(status=answer.status_code, headers=found, body=body)

    def close(self) -> None:
        """Close this thread's connections."""
        session: requests.Session | None = getattr(self._thread, "session", None)
        if session is not None:
            session.close()

    def _session(self) -> requests.Session:
        now, session = self._ticks(), getattr(self._thread, "session", None)
        if session is None or now - self._thread.used > STALE_AFTER:
            if session is not None:
                session.close()
            session = requests.Session()
            session.trust_env = False
            session.proxies = dict(self._proxies)
            session.headers["User-Agent"] = "PageStudio"
            session.mount("https://", _SystemTrust(max_retries=0))
            self._thread.session = session
        self._thread.used = now
        return session


def _whole(answer: requests.Response) -> bytes:
    body = bytearray()
    for piece in answer.iter_content(65536):
        body += piece
        if len(body) > LONGEST_ANSWER:
            raise Lost("the answer is too long")
    told = answer.headers.get("Content-Length", "")
    if told.isdigit() and not answer.headers.get("Content-Encoding") and len(body) < int(told):
        raise Lost("the answer was cut off")
    return bytes(body)


def _told(error: requests.exceptions.RequestException) -> Exception:
    """Which of the two it is, by the innermost cause: only what is known not to have arrived counts as not sent."""
    if isinstance(error, requests.exceptions.ProxyError):
        return NotSent(Why.PROXY)
    if isinstance(error, requests.exceptions.SSLError):
        return NotSent(Why.CERTIFICATE) if "VERIF" in str(error).upper() or "SSLError" in str(error) else Lost("TLS")
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return NotSent(Why.NETWORK)
    cause = error.args[0] if error.args else None
    reason = getattr(cause, "reason", cause)
    if isinstance(reason, low.NewConnectionError | low.NameResolutionError | low.ConnectTimeoutError):
        return NotSent(Why.NETWORK)
    return Lost(type(error).__name__)
