"""Rights on pages: who holds them, what guards them, the slips that change them. No password, code or key anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from studio.phrase import Phrase


class PageRole(StrEnum):
    """What somebody may do on a page, on the platform's own site."""

    FULL_ADMIN = "full_admin"
    EDITOR = "editor"
    MODERATOR = "moderator"
    ANALYST = "analyst"


ROLE_NAMES = {
    PageRole.FULL_ADMIN: Phrase("quản trị toàn quyền", "full admin"),
    PageRole.EDITOR: Phrase("biên tập", "editor"),
    PageRole.MODERATOR: Phrase("kiểm duyệt bình luận", "moderator"),
    PageRole.ANALYST: Phrase("xem số liệu", "analyst"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsHolder:
    """One real person who holds rights. `person` is the id of the same person in this profile, where there is one."""

    id: str
    name: str
    person: str = ""
    post: str = ""
    """Position in the unit."""
    duty_end_on: date | None = None
    """Last day of the duty for which the rights are held."""
    duty_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """A row of a page's table of rights."""

    id: str
    page: str
    """Name of the account."""
    holder: str
    role: PageRole
    since: date
    until: date | None = None
    mfa_on: date | None = None
    """Day on which somebody else saw that sign-in in several steps is on."""
    mfa_by: str = ""
    slip: str = ""
    """The slip that gave it this role; empty in the first table."""
    revoked_on: date | None = None
    revoked_by: str = ""
    cleared: bool = False
    """When it was revoked, devices were removed and sessions ended."""

    def active(self, on: date) -> bool:
        """Whether the platform still lets its holder in, as far as is known; one whose time ran out still does."""
        return self.revoked_on is None or self.revoked_on > on


@dataclass(frozen=True, slots=True)
class Device:
    """A device from which somebody may sign in."""

    name: str
    holder: str = ""
    """Who uses it, in words."""


@dataclass(frozen=True, slots=True)
class App:
    """An application of others that is connected to the page."""

    name: str
    purpose: str = ""
    removed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Rotation:
    """That a password or a set of codes was changed; never which."""

    what: str
    """``password`` or ``recovery_codes``."""
    on: date
    by: str


ROTATED = {
    "password": Phrase("mật khẩu", "password"),
    "recovery_codes": Phrase("mã khôi phục", "recovery codes"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """What guards a page besides its rights."""

    page: str
    recovery_place: str = ""
    """Where the recovery codes are kept: an envelope, a safe. Never the codes."""
    devices: tuple[Device, ...] = ()
    apps: tuple[App, ...] = ()
    reviewed_on: date | None = None
    """When devices and applications were looked through."""
    reviewed_by: str = ""
    review_on: date | None = None
    """When rights are looked through next."""
    review_months: int = 6
    rotations: tuple[Rotation, ...] = ()


class AccessSlipKind(StrEnum):
    GRANT = "grant"
    CHANGE = "change"
    REVOKE = "revoke"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessSlip:
    """A request to give, change or take away a right; the head agrees before it is done on the platform."""

    id: str
    kind: AccessSlipKind
    page: str
    holder: str
    role: PageRole | None = None
    """The new role; None of a revocation."""
    reason: str
    until: date | None = None
    made_by: str
    made_at: datetime
    applied_at: datetime | None = None
    """When it was done on the platform."""
    applied_by: str = ""

    @property
    def open(self) -> bool:
        return self.applied_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAccess:
    """All that is known of one page. `agreed`: the head agreed to the table as it was set up."""

    page: str
    rights: tuple[Right, ...]
    keeping: Keeping
    slips: tuple[AccessSlip, ...]
    holders: Sequence[RightsHolder]
    agreed: bool = False
    waiting: str = ""
    """Id of the sign-off, while the table lies before the head."""

    def holder(self, id: str) -> RightsHolder | None:
        return next((each for each in self.holders if each.id == id), None)

    def admins(self, on: date) -> tuple[Right, ...]:
        """Active rows of full administrators."""
        return tuple(right for right in self.rights if right.role is PageRole.FULL_ADMIN and right.active(on))
