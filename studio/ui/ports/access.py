"""What the window asks of the rights on pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date, datetime

    from studio.access.model import (
        AccessSlip,
        App,
        Device,
        Holder,
        Keeping,
        PageAccess,
        PageRole,
        Right,
        SlipKind,
    )
    from studio.access.rules import AccessFinding


class AccessPort(Protocol):
    """Rights by page, which is the name of an account."""

    @property
    def today(self) -> date: ...

    def of(self, page: str) -> PageAccess: ...

    def findings(self, page: str) -> Sequence[AccessFinding]: ...

    def check(self, page: str) -> Sequence[AccessFinding]:
        """The same, asked for by a person."""
        ...

    def changing(self) -> Sequence[Holder]:
        """Those whose duty ended or ends soon, and who still hold a right."""
        ...

    def agreed(self, slip: AccessSlip) -> bool: ...

    def waiting(self, slip: AccessSlip) -> str:
        """Id of the sign-off while it lies before the head."""
        ...

    def save_holder(self, holder: Holder, by: str) -> Holder: ...

    def assign(self, page: str, holder: str, role: PageRole, by: str, *, until: date | None = None) -> Right: ...

    def drop(self, right_id: str, by: str) -> None: ...

    def confirm_mfa(self, right_id: str, by: str, *, on: date | None = None) -> Right: ...

    def keep_recovery(self, page: str, place: str, by: str) -> Keeping: ...

    def review_devices(self, page: str, devices: Sequence[Device], apps: Sequence[App], by: str) -> Keeping: ...

    def schedule(self, page: str, review_on: date, by: str) -> Keeping: ...

    def rotated(self, page: str, what: str, by: str, *, on: date | None = None) -> Keeping: ...

    def submit_table(self, page: str, by: str, pin: str) -> None: ...

    def open_slip(
        self,
        kind: SlipKind,
        page: str,
        holder: str,
        by: str,
        *,
        role: PageRole | None = None,
        reason: str,
        until: date | None = None,
    ) -> AccessSlip: ...

    def submit_slip(self, id: str, by: str, pin: str) -> None: ...

    def apply(self, id: str, by: str, *, at: datetime | None = None) -> AccessSlip: ...

    def revoke(self, right_id: str, by: str, *, cleared: bool, on: date | None = None) -> Right: ...
