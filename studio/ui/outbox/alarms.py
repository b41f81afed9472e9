"""What the outbox has to tell beside its rows, read on the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio.outbox.model import Pause
from studio.phrase import Phrase

if TYPE_CHECKING:
    from studio.app.studio import Studio


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """`withheld`: deliveries of an earlier run that wait until somebody has seen them; `stale`: those that hang."""

    clock: Phrase | None = None
    warning: Phrase | None = None
    withheld: int = 0
    stale: int = 0
    pauses: tuple[Pause, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    """Titles of pages by the account's name."""


def load_alarms(studio: Studio) -> Alarms:
    counts = studio.outbox.alarms(studio.now())
    return Alarms(
        clock=studio.outbox.clock_trouble(),
        warning=studio.outbox.clock_warning(),
        withheld=counts.withheld,
        stale=counts.stale,
        pauses=tuple(studio.outbox.pauses()),
        titles={account.name: account.title for account in studio.accounts.list()},
    )
