"""Time as the application sees it: UTC inside, Vietnam's time for people."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock(Protocol):
    """Where services take the time from."""

    def now(self) -> datetime:
        """Return the present moment, timezone-aware, in UTC."""
        ...


class SystemClock:
    """The PC's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def uptime() -> float:
    """Seconds that have gone by, those in which the PC slept included where the system counts them; nobody sets it."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


def local(moment: datetime) -> datetime:
    """`moment` (aware) in Vietnam's time."""
    return moment.astimezone(VIETNAM)


def local_date(moment: datetime) -> date:
    """The calendar day in Vietnam at `moment` (aware)."""
    return local(moment).date()


def parse_local(text: str) -> datetime:
    """Read ISO text; without an offset it is Vietnam's time. Returns aware UTC.

    Raises ValueError when `text` is no ISO date-time.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=VIETNAM)
    return moment.astimezone(UTC)


def show_date(day: date) -> str:
    """``25/11/2026``."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def show_datetime(moment: datetime) -> str:
    """``25/11/2026 08:00`` in Vietnam's time."""
    there = local(moment)
    return f"{show_date(there.date())} {there.hour:02d}:{there.minute:02d}"
