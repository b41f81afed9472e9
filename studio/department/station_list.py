"""The list of stations made of what is known of them. Pure.

A station is silent by the time of the hub at the last contact, not by that of this PC: a hub that is away for two weeks
makes nobody silent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from studio.clock import local_date, show_date
from studio.department.model import SILENT_AFTER, HeadState, StationGroup, StationLine, StationState, UnitCall
from studio.department.records import StationRow
from studio.phrase import Phrase
from studio.text import collation

_ORDER = {group: at for at, group in enumerate(StationGroup)}
_URGENT = {state: at for at, state in enumerate(StationState)}
_REVOKED = Phrase("Access was revoked")
FINE = Phrase("Complete, signatures checked")
_NEVER = Phrase("Never heard of · not called yet")
_NOT_CALLED = Phrase("Silent · not called yet")
_TWO = Phrase("A post has two versions")
LOGS = {
    HeadState.FINE: Phrase("The log goes on from where it was"),
    HeadState.WENT_BACK: Phrase("The log is shorter than it was"),
    HeadState.BROKEN: Phrase("The log was rewritten"),
    HeadState.FAULTS: Phrase("The station found its log damaged"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StationKnowledge:
    """All that is known of stations."""

    rows: Sequence[StationRow]
    hub_at: datetime | None
    version: str
    """Of the program here."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Of units, by code."""
    called: Mapping[str, UnitCall] = field(default_factory=dict)
    two_versions: Mapping[str, int] = field(default_factory=dict)
    """Posts with two versions, by unit."""
    aside: Mapping[str, int] = field(default_factory=dict)
    """Items that came and were not taken in, by unit."""
    logs: Mapping[str, HeadState] = field(default_factory=dict)
    """By login: how the log of a station goes on."""

    def lines(self) -> tuple[StationLine, ...]:
        """Silent ones first, the longest silent on top; then what needs a look; then the rest, by name."""
        several = {unit for unit, count in Counter(row.unit for row in self.rows if row.active).items() if count > 1}
        return tuple(sorted((self._line(row, several) for row in self.rows), key=_place))

    def is_silent(self, row: StationRow) -> bool:
        return row.seen_at is None or (self.hub_at is not None and self.hub_at - row.seen_at > SILENT_AFTER)

    def silent_units(self) -> frozenset[str]:
        """Units none of whose stations was heard of lately."""
        active = [row for row in self.rows if row.active]
        return frozenset(row.unit for row in active) - {row.unit for row in active if not self.is_silent(row)}

    def _line(self, row: StationRow, several: Collection[str]) -> StationLine:
        name = self.names.get(row.unit, row.unit)
        call = self.called.get(row.unit)
        if call is not None and row.seen_at is not None and call.at <= row.seen_at:
            call = None  # it was heard of since
        state = self._state(row)
        return StationLine(
            login=row.login,
            unit=row.unit,
            name=f"{name} · {row.login}" if row.unit in several else name,
            last=row.seen_at,
            version=row.version,
            waiting=row.waiting,
            state=state,
            told=self._told(row, state, call),
            called=call,
        )

    def _state(self, row: StationRow) -> StationState:
        if not row.active:
            return StationState.REVOKED
        if self.is_silent(row):
            return StationState.SILENT
        if self.logs.get(row.login, HeadState.FINE) is not HeadState.FINE:
            return StationState.LOG
        if self.aside.get(row.unit):
            return StationState.ASIDE
        if self.two_versions.get(row.unit):
            return StationState.TWO_VERSIONS
        return StationState.OLD if is_older(row.version, self.version) else StationState.FINE

    def _told(self, row: StationRow, state: StationState, call: UnitCall | None) -> Phrase:
        if state is StationState.SILENT:
            if call is not None:
                return Phrase("Silent · called on {day}", day=show_date(local_date(call.at))[:5])
            return _NEVER if row.seen_at is None else _NOT_CALLED
        if state is StationState.LOG:
            return LOGS[self.logs[row.login]]
        if state is StationState.ASIDE:
            return Phrase("Not taken in here: {count}", count=self.aside[row.unit])
        if state is StationState.TWO_VERSIONS:
            count = self.two_versions[row.unit]
            return _TWO if count == 1 else Phrase("Posts with two versions: {count}", count=count)
        if state is StationState.OLD:
            return Phrase("Version {version} is old", version=row.version)
        return _REVOKED if state is StationState.REVOKED else FINE


def _place(line: StationLine) -> tuple[int, int, float, str]:
    silent = line.state is StationState.SILENT
    since = line.last.timestamp() if silent and line.last is not None else 0.0
    return _ORDER[line.state.group], _URGENT[line.state], since, collation(line.name)


def is_older(version: str, than: str) -> bool:
    """Whether a version comes before another; one that was never told does not."""
    return bool(version) and _numbers(version) < _numbers(than)


@cache
def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))
