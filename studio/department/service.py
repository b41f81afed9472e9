"""What the department sees and does: its stations, what waits for it, notices to many units, heads of logs, reports.

It asks the tables of this PC alone, so that the page works while the hub is away and says of when what it shows is.
`refresh` brings them up to date after a contact with the hub. Its own PCs alone see it; a station has the notices that
are meant for its unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from studio.clock import Clock
from studio.department.model import (
    Called,
    LogHead,
    Notice,
    NoticeForMe,
    Overview,
    PlannedPost,
    Progress,
    StationLine,
    Unit,
    WaitingPost,
)
from studio.errors import Refused
from studio.reports.merging import MergedMonth


class Department:
    """Of one profile. Threads may share it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def usable(self) -> bool:
        """Whether this is one of the department's own PCs; elsewhere all but a station's own notices is refused."""
        return False

    def refresh(self) -> None:
        """Ask the hub which stations it heard of, and count the reports that came. Told as `department.refreshed`.

        Raises HubAway, HubRefused, Refused.
        """
        self._require()

    # Stations

    def overview(self) -> Overview:
        """The four tiles. Raises Refused."""
        raise self._refusal()

    def stations(self) -> tuple[StationLine, ...]:
        """The stations of the units: silent ones first, then what needs a look, then the rest. Raises Refused."""
        self._require()
        return ()

    def units(self) -> tuple[Unit, ...]:
        """The units that have a station, by name. Raises Refused."""
        self._require()
        return ()

    def name_units(self, named: Sequence[Unit], by: str, pin: str) -> None:
        """Say what these units are called; the others keep their names. Raises NotPermitted, BadInput, Refused."""
        self._require()

    def called(self, unit: str, note: str, by: str) -> Called:
        """Note that somebody called the unit, and what was said. Raises NotPermitted, BadInput, NotFound, Refused."""
        raise self._refusal()

    # Posts of all units

    def waiting(self) -> tuple[WaitingPost, ...]:
        """What waits for an approval, the soonest planned first. Raises Refused."""
        self._require()
        return ()

    def calendar(self, first: date, last: date) -> tuple[PlannedPost, ...]:
        """What is planned or went out on these days, by time. Raises Refused."""
        self._require()
        return ()

    # Notices

    def notice(
        self, text: str, units: Sequence[str], due: datetime, by: str, pin: str, *, link: str = "",
        publish: bool = False,
    ) -> Notice:  # fmt: skip
        """Send a notice to these units. `publish`: they are to publish it, and a receipt counts as done.

        Head or technical. Raises NotPermitted, BadInput, Refused.
        """
        raise self._refusal()

    def notices(self) -> tuple[Notice, ...]:
        """Every notice that was sent, the newest first. Raises Refused."""
        self._require()
        return ()

    def progress(self, notice: str) -> Progress:
        """How far it is, unit by unit. Raises NotFound, Refused."""
        raise self._refusal()

    def export_notice(self, notice: str, out: Path, by: str) -> Path:
        """Write the notice into a file for a unit that is not heard of; into a folder under a name of its own.

        Raises NotFound, NotPermitted, StorageTrouble, Refused.
        """
        raise self._refusal()

    def for_me(self) -> tuple[NoticeForMe, ...]:
        """At a station: the department's notices to its unit, those that nobody acknowledged first."""
        return ()

    def acknowledge(self, notice: str, by: str, post: str = "") -> NoticeForMe:
        """At a station: say that the notice was read; `post` is the post that was made of it, or is to be.

        May be said again with a post. Raises NotFound, NotPermitted.
        """
        raise self._refusal()

    # Logs and reports

    def heads(self) -> tuple[LogHead, ...]:
        """The ends of the stations' logs, those with something wrong first. Raises Refused."""
        self._require()
        return ()

    def settle_head(self, station: str, by: str, pin: str) -> None:
        """Head or technical looked into what was wrong with that log; from its present end on it counts again.

        Raises NotFound, NotPermitted, Refused.
        """
        self._require()

    def reports(self, month: date) -> MergedMonth:
        """The month merged of the reports that came. Raises Refused."""
        raise self._refusal()

    def _require(self) -> None:
        if not self.usable():
            raise self._refusal()

    def _refusal(self) -> Refused:
        return Refused("this is shown at the department's own PCs, once they joined the hub.")
