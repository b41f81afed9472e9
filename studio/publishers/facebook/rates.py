"""Facebook's usage headers, heeded before the limit is reached.

    X-Business-Use-Case-Usage: {"<page id>": [{"type": "pages", "call_count": 40, "total_cputime": 3, "total_time": 9,
                                               "estimated_time_to_regain_access": 0}]}     (minutes)
    X-App-Usage, X-Page-Usage:  {"call_count": 40, "total_time": 9, "total_cputime": 3}

Figures are per cent of what is allowed (developers.facebook.com, Graph API, Rate Limiting).
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from studio.clock import Clock

SLOW_ABOVE = 75.0
STOP_AT = 95.0
SLOWEST = 5.0
"""Seconds between calls just below the stop."""
STOP_FOR = timedelta(minutes=10)
"""How long to stop where Facebook does not tell: a sixth of the hour over which it counts."""
KEPT = timedelta(hours=1)
"""The window over which Facebook counts; an older figure says nothing."""
_FIGURES = ("call_count", "total_time", "total_cputime")
_HEADERS = ("x-app-usage", "x-page-usage", "x-business-use-case-usage")


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """The worst figure of an answer, and how long the limit still holds, if it was reached."""

    percent: float
    regain: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    percent: float
    at: datetime
    until: datetime | None


class Rates:
    """What each page has used. Threads share it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._held: dict[str, _Held] = {}
        self._lock = threading.Lock()

    def note(self, page: str, headers: Mapping[str, str]) -> None:
        """Take down what an answer to `page` told."""
        told = usage(headers)
        if told is None:
            return
        now = self._clock.now()
        stop = told.percent >= STOP_AT or told.regain > timedelta(0)
        with self._lock:
            self._held[page] = _Held(
                percent=told.percent, at=now, until=now + (told.regain or STOP_FOR) if stop else None
            )

    def stop(self, page: str, seconds: float) -> None:
        """The limit was hit: nothing for `page` for so long, an hour at most: Facebook counts by the hour."""
        now = self._clock.now()
        until = now + timedelta(seconds=min(max(seconds, 0.0), KEPT.total_seconds()))
        with self._lock:
            held = self._held.get(page)
            if held is not None and held.until is not None:
                until = max(until, held.until)
            self._held[page] = _Held(percent=100.0, at=now, until=until)

    def stopped(self, page: str) -> float:
        """Seconds during which nothing may be sent; 0: go on."""
        held = self._of(page)
        if held is None or held.until is None:
            return 0.0
        return max((held.until - self._clock.now()).total_seconds(), 0.0)

    def slowing(self, page: str) -> float:
        """Seconds to let pass before the next call, growing from 75 % on."""
        held = self._of(page)
        if held is None or held.until is not None or held.percent <= SLOW_ABOVE:
            return 0.0
        return SLOWEST * (held.percent - SLOW_ABOVE) / (STOP_AT - SLOW_ABOVE)

    def _of(self, page: str) -> _Held | None:
        with self._lock:
            held = self._held.get(page)
        if held is None:
            return None
        now = self._clock.now()
        return held if now - held.at < KEPT or (held.until is not None and now < held.until) else None


def usage(headers: Mapping[str, str]) -> Usage | None:
    """The worst of the usage headers; None when there is none that can be read."""
    told = [figures for name in _HEADERS if name in headers for figures in _figures(headers[name])]
    if not told:
        return None
    return Usage(
        percent=max(_number(figures.get(name)) for figures in told for name in _FIGURES),
        regain=timedelta(minutes=max(_number(figures.get("estimated_time_to_regain_access")) for figures in told)),
    )


def _figures(header: str) -> Iterator[Mapping[str, Any]]:
    """Every set of figures in a header, whichever of the shapes it has."""
    try:
        told = json.loads(header)
    except (ValueError, RecursionError):
        return
    if not isinstance(told, dict):
        return
    if any(name in told for name in _FIGURES):
        yield told
    for rows in told.values():
        if isinstance(rows, list):
            yield from (row for row in rows if isinstance(row, dict))


def _number(value: object) -> float:
    """A figure between nothing and a day's minutes; what cannot be read counts as nothing."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        return 0.0
    return min(max(float(value), 0.0), 1440.0)
