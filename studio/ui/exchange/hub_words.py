"""How this PC stands with the department's hub, in one line."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from studio.clock import local, local_date, show_datetime
from studio.translation import tr

if TYPE_CHECKING:
    from studio.exchange.link_model import LinkStanding


def moment_words(at: datetime, now: datetime) -> str:
    """The time of today, day and time of an earlier day."""
    return f"{local(at):%H:%M}" if local_date(at) == local_date(now) else show_datetime(at)


def is_away(standing: LinkStanding) -> bool:
    """Whether the last contact did not go to its end."""
    return standing.trouble is not None


def hub_words(standing: LinkStanding, now: datetime) -> str:
    """Up to when all was received, or since when nothing was; and what waits."""
    last = standing.last_ok
    if last is None:
        said = tr("Hub: no contact yet")
    elif is_away(standing):
        said = tr("Hub unreachable since {time}").format(time=moment_words(last, now))
    else:
        said = tr("Hub: everything received up to {time}").format(time=moment_words(last, now))
    waits = tr("waits to be sent there: {n}").format(n=standing.waiting)
    return f"{said} · {waits}" if standing.waiting else said
