"""Rate limits (Graph API guide "Rate limiting"): a page token has its page's budget, other tokens the app's."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.simulators.facebook.errors import GraphError
from tests.simulators.facebook.model import Page

DAY = timedelta(hours=24)
HOUR = timedelta(hours=1)
SHOWN_FROM = 5
"""Percent; below, no header is sent."""
LONGER = timedelta(minutes=1)
"""Calling while blocked lengthens the block."""
APP_CALLS = 20_000
"""An app's calls in an hour."""


@dataclass
class _Meter:
    calls: deque[datetime] = field(default_factory=deque)
    blocked_until: datetime | None = None
    shown: int | None = None
    """Percent a test has set."""

    def count(self, now: datetime, span: timedelta) -> int:
        self.calls.append(now)
        while self.calls[0] <= now - span:
            self.calls.popleft()
        return len(self.calls)


class Limits:
    """Counts calls and says when there were too many."""

    def __init__(self) -> None:
        self._pages: dict[str, _Meter] = {}
        self._app = _Meter()

    def page_call(self, page: Page, now: datetime) -> Mapping[str, str]:
        """Count a call with a page token; the headers of its answer. Raises GraphError 80001 when over."""
        meter = self._meter(page.id)
        calls, budget = meter.count(now, DAY), 4800 * page.engaged
        percent = meter.shown if meter.shown is not None else 100 * calls // budget
        self._check(meter, percent, now, freed=meter.calls[0] + DAY, code=80001)
        return self.page_headers(page, now)

    def page_headers(self, page: Page, now: datetime) -> Mapping[str, str]:
        meter = self._meter(page.id)
        percent = meter.shown if meter.shown is not None else 100 * len(meter.calls) // (4800 * page.engaged)
        if percent < SHOWN_FROM:
            return {}
        wait = max(0, round((meter.blocked_until - now).total_seconds() / 60)) if meter.blocked_until else 0
        usage = {"type": "pages", "call_count": percent, "total_cputime": percent // 2, "total_time": percent // 2}
        told = {page.id: [{**usage, "estimated_time_to_regain_access": wait}]}
        return {"X-Business-Use-Case-Usage": json.dumps(told)}

    def app_call(self, now: datetime) -> Mapping[str, str]:
        """As `page_call` for a user's or the app's token: code 4."""
        percent = 100 * self._app.count(now, HOUR) // APP_CALLS
        percent = self._app.shown if self._app.shown is not None else percent
        self._check(self._app, percent, now, freed=self._app.calls[0] + HOUR, code=4)
        if percent < SHOWN_FROM:
            return {}
        told = {"call_count": percent, "total_time": percent // 2, "total_cputime": percent // 2}
        return {"X-App-Usage": json.dumps(told)}

    def show(self, page_id: str, percent: int | None) -> None:
        """Pretend that so much is used up; an empty `page_id` is the app."""
        meter = self._meter(page_id) if page_id else self._app
        meter.shown = percent
        if percent is None or percent < 100:
            meter.blocked_until = None

    def _meter(self, page_id: str) -> _Meter:
        return self._pages.setdefault(page_id, _Meter())

    def _check(self, meter: _Meter, percent: int, now: datetime, *, freed: datetime, code: int) -> None:
        if meter.blocked_until and now < meter.blocked_until:
            meter.blocked_until += LONGER
            raise GraphError(code)
        if meter.blocked_until:  # it is over
            meter.blocked_until = meter.shown = None
            meter.calls.clear()
            return
        if percent >= 100:
            meter.blocked_until = freed if meter.shown is None else now + HOUR
            raise GraphError(code)
