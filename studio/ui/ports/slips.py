"""What the window asks of the register of what went wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from studio.slips.model import (
        Answer,
        Decision,
        Duty,
        Evidence,
        Lock,
        Mishap,
        Mode,
        Reporter,
        Severity,
        Site,
        Slip,
        SlipKind,
        Source,
    )
    from studio.slips.service import File


class ImpostorsPort(Protocol):
    """Steps of a slip about a page that passes for one of the unit's."""

    def record(self, by: str, *, address: str, site: Site, seen_at: datetime, reported_by: Reporter) -> Slip: ...

    def amend(
        self, id: str, by: str, *, address: str, site: Site, seen_at: datetime, reported_by: Reporter
    ) -> Slip: ...

    def compared(self, id: str, by: str) -> Slip: ...

    def reported(self, id: str, by: str, ref: str) -> Slip: ...

    def handed(self, id: str, by: str, unit: str, ref: str = "") -> Slip: ...

    def looked(self, id: str, by: str, review_on: date | None = None) -> Slip: ...

    def removed(self, id: str, by: str, on: date) -> Slip: ...


class IncidentsPort(Protocol):
    """Steps of a slip about an account taken over, or a post made by mistake."""

    def open(self, by: str, *, what: Mishap, found_at: datetime, signs: str) -> Slip: ...

    def amend(self, id: str, by: str, *, what: Mishap, found_at: datetime, signs: str) -> Slip: ...

    def called(self, id: str, by: str, who: Duty, at: datetime) -> Slip: ...

    def locked(self, id: str, by: str, answers: Mapping[Lock, Answer]) -> Slip: ...

    def reported(self, id: str, by: str, *, platform_ref: str = "", unit_ref: str = "") -> Slip: ...

    def reviewed(self, id: str, by: str, cause: str) -> Slip: ...

    def add_measure(self, id: str, by: str, *, what: str, owner: str, due: date) -> Slip: ...

    def measure_done(self, id: str, by: str, number: int, on: date) -> Slip: ...


class CorrectionsPort(Protocol):
    """Steps of a slip about an error in a published post."""

    def of_post(self, post_id: str) -> Sequence[Slip]: ...

    def create(self, by: str, *, post: str, error: str, found_by: Reporter, severity: Severity) -> Slip: ...

    def amend(self, id: str, by: str, *, error: str, found_by: Reporter, severity: Severity) -> Slip: ...

    def choose(self, id: str, by: str, mode: Mode) -> Slip: ...

    def fill(self, id: str, by: str, *, wrong: str, right: str, basis: str = "") -> Slip: ...

    def pinned(self, id: str, by: str) -> Slip: ...

    def learnt(self, id: str, by: str, *, cause: str, prevention: str) -> Slip: ...


class ClarificationsPort(Protocol):
    """Steps of a slip about a claim."""

    def open(self, by: str, *, claim: str, effect: str, source: Source) -> Slip: ...

    def amend(self, id: str, by: str, *, claim: str, effect: str, source: Source) -> Slip: ...

    def assess(
        self,
        id: str,
        by: str,
        *,
        harmful: bool,
        asked_often: bool,
        within_remit: bool,
        decision: Decision,
        reason: str,
    ) -> Slip: ...

    def draft(self, id: str, by: str) -> Slip: ...


class SlipsPort(Protocol):
    """The register."""

    @property
    def impostors(self) -> ImpostorsPort: ...

    @property
    def incidents(self) -> IncidentsPort: ...

    @property
    def corrections(self) -> CorrectionsPort: ...

    @property
    def clarifications(self) -> ClarificationsPort: ...

    @property
    def kept_days(self) -> int:
        """How long a closed slip is kept."""
        ...

    def to_look_at(self, today: date) -> Sequence[Slip]:
        """Open slips of impostor pages that are due to be looked at again."""
        ...

    def due(self, now: datetime) -> int:
        """How many closed slips were kept long enough."""
        ...

    def purge(self, now: datetime) -> int:
        """Delete those with their evidence; how many."""
        ...

    def list(self, kind: SlipKind | None = None) -> Sequence[Slip]:
        """The open ones first, then by when they were last changed, newest first."""
        ...

    def file(self, id: str) -> File:
        """A slip with its timeline, its evidence and what it still lacks."""
        ...

    def add_evidence(
        self, id: str, by: str, name: str, data: bytes, captured_at: datetime | None = None
    ) -> Evidence: ...

    def note(self, id: str, by: str, text: str) -> Slip: ...

    def export(self, id: str, by: str, out: Path) -> str:
        """Write a ZIP and read it back; its SHA-256."""
        ...

    def close(self, id: str, by: str) -> Slip: ...

    def reopen(self, id: str, by: str) -> Slip: ...
